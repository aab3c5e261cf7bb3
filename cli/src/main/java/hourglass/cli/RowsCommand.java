package hourglass.cli;

import hourglass.data.OutputFile;
import hourglass.data.row.RowWriter;
import hourglass.matrix.Matrix;
import hourglass.model.Columns;
import hourglass.problem.Problem;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// A command that turns rows into other rows by a model, a chunk at a time: memory does not grow with the file.
abstract class RowsCommand extends ConsoleCommand {
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

    RowsCommand(Console console) {
        super(console);
    }

    /// What is done with rows.
    ///
    /// @param inputs columns read
    /// @param outputs names of the columns of numbers written
    /// @param label name of the column of texts written last
    record Use(Columns inputs, List<String> outputs, Optional<String> label, Writing writing) {}

    /// Writes what becomes of some rows.
    @FunctionalInterface
    interface Writing {
        /// Takes the rows that were read.
        ///
        /// @param labels of these rows, or empty
        void write(RowWriter writer, Matrix rows, List<String> labels);
    }

    /// Loads the model.
    abstract Use load(Path modelFile);

    @Override
    public void run() {
        checkOutput();
        Use use = load(modelFile);
        long written = 0;
        long rejected;
        try (ModelRows rows = ModelRows.open(use.inputs(), file, data);
                RowWriter writer = create(use)) {
            for (Matrix next = rows.next(); next.rows() > 0; next = rows.next()) {
                use.writing().write(writer, next, rows.labels());
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

    private RowWriter create(Use use) {
        return output.toString().equals("-")
                ? OutputFile.create(console.output(), use.outputs(), use.label())
                : OutputFile.create(output, use.outputs(), use.label());
    }
}
