package hourglass.cli;

import hourglass.data.row.OutputColumn;
import hourglass.data.row.RowWriter;
import hourglass.inference.Network;
import hourglass.model.Model;
import hourglass.problem.Counted;
import hourglass.problem.Problem;
import hourglass.table.Frame;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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

    @Mixin
    Output output = new Output();

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
        output.check(List.of(modelFile));
        Model model = ModelFiles.ofRows(modelFile);
        if (!model.isVariational()) {
            throw Problem.usage("the model is not variational: it has no distribution of codes to draw from")
                    .at(modelFile.toString())
                    .remedy("hourglass train --variational")
                    .exception();
        }
        try (RowWriter writer = output.create(
                console,
                model.columns().names().stream().map(OutputColumn::single).toList())) {
            for (long first = 0; first < count; first += Network.SLICE) {
                int rows = (int) Math.min(Network.SLICE, count - first);
                writer.write(Frame.of(model.columns().names(), model.sample(first, rows, seed)));
            }
            writer.commit();
        }
        if (!output.isStandardOutput()) {
            console.say(Counted.of(count, "row") + " written to " + output.path);
        }
    }
}
