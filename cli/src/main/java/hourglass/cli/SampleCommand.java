package hourglass.cli;

import hourglass.data.OutputFile;
import hourglass.data.row.RowWriter;
import hourglass.inference.Network;
import hourglass.model.Model;
import hourglass.problem.Problem;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "sample",
        description = "Write new rows of a variational model (train --variational), in the units of its file: the"
                + " decoder's means for codes drawn from the prior.")
final class SampleCommand extends ConsoleCommand {
    @Parameters(paramLabel = "MODEL", description = "A trained variational model.")
    Path modelFile = Path.of("");

    @Option(
            names = {"-n", "--rows"},
            paramLabel = "N",
            description = "How many rows (default: ${DEFAULT-VALUE}).",
            defaultValue = "10")
    long count;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "The same seed gives the same rows (default: ${DEFAULT-VALUE}).",
            defaultValue = "1")
    long seed;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description =
                    "Where to write: .csv .tsv .jsonl .parquet .npy by extension; - for standard output (default).")
    Path output = Path.of("-");

    SampleCommand(Console console) {
        super(console);
    }

    @Override
    public void run() {
        if (count < 1) {
            throw Problem.usage("the number of rows is out of range")
                    .at("--rows")
                    .expected("1 or more")
                    .found(String.valueOf(count))
                    .exception();
        }
        if (output.toAbsolutePath()
                .normalize()
                .equals(modelFile.toAbsolutePath().normalize())) {
            throw Problem.usage("the output is the model")
                    .at(output.toString())
                    .remedy("-o with another name")
                    .exception();
        }
        Model model = ModelFiles.autoencoder(modelFile);
        if (!model.isVariational()) {
            throw Problem.usage("the model is not variational: it has no distribution of codes to draw from")
                    .at(modelFile.toString())
                    .remedy("hourglass train --variational")
                    .exception();
        }
        try (RowWriter writer = create(model)) {
            for (long first = 0; first < count; first += Network.SLICE) {
                int rows = (int) Math.min(Network.SLICE, count - first);
                writer.write(model.sample(first, rows, seed), List.of());
            }
            writer.commit();
        }
        if (!output.toString().equals("-")) {
            console.say(Numbers.grouped(count) + " rows written to " + output);
        }
    }

    private RowWriter create(Model model) {
        return output.toString().equals("-")
                ? OutputFile.create(console.output(), model.columns().names(), Optional.empty())
                : OutputFile.create(output, model.columns().names(), Optional.empty());
    }
}
