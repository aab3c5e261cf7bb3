package hourglass.cli;

import hourglass.data.OutputFile;
import hourglass.data.row.RowWriter;
import hourglass.matrix.Matrix;
import hourglass.pipeline.Model;
import hourglass.problem.Problem;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// A command that takes rows through a model, a chunk at a time: memory does not grow with the file.
abstract class ApplyCommand extends ConsoleCommand {
    @Parameters(index = "0", paramLabel = "MODEL", description = "A trained model.")
    Path modelFile = Path.of("");

    @Parameters(index = "1", paramLabel = "FILE", description = "Rows; - for standard input.")
    Path file = Path.of("-");

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description =
                    "Where to write: .csv .tsv .jsonl .parquet .npy by extension; - for standard output (default).")
    Path output = Path.of("-");

    @Mixin
    DataOptions data = new DataOptions();

    ApplyCommand(Console console) {
        super(console);
    }

    /// Names of the columns written.
    abstract List<String> columns(Model model);

    /// What is written for some rows.
    abstract Matrix apply(Model model, Matrix rows);

    @Override
    public void run() {
        checkOutput();
        Model model = Model.load(modelFile);
        long written = 0;
        long rejected;
        try (ModelRows rows = ModelRows.open(model, file, data);
                RowWriter writer = create(model)) {
            for (Matrix next = rows.next(); next.rows() > 0; next = rows.next()) {
                writer.write(apply(model, next), rows.labels());
                written += next.rows();
            }
            writer.commit();
            rejected = rows.rejected();
        }
        if (!output.toString().equals("-")) {
            console.say(Numbers.grouped(written) + " rows written to " + output
                    + (rejected == 0 ? "" : ", " + Numbers.grouped(rejected) + " set aside"));
        } else if (rejected > 0) {
            console.say(Numbers.grouped(rejected) + " rows set aside");
        }
    }

    /// What is written must not take the place of what is read.
    private void checkOutput() {
        for (Path input : List.of(modelFile, file)) {
            if (output.toAbsolutePath()
                            .normalize()
                            .equals(input.toAbsolutePath().normalize())
                    && !output.toString().equals("-")) {
                throw Problem.usage("the output is one of the inputs")
                        .at(output.toString())
                        .remedy("-o with another name")
                        .exception();
            }
        }
    }

    private RowWriter create(Model model) {
        Optional<String> label = Optional.ofNullable(data.label);
        return output.toString().equals("-")
                ? OutputFile.create(console.output(), columns(model), label)
                : OutputFile.create(output, columns(model), label);
    }
}
