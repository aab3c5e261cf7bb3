package hourglass.cli;

import hourglass.data.DataFile;
import hourglass.data.OutputFile;
import hourglass.data.row.ReadOptions;
import hourglass.data.row.RowReader;
import hourglass.data.row.RowWriter;
import hourglass.matrix.Matrix;
import hourglass.model.Autoencoder;
import hourglass.pipeline.ColumnMatch;
import hourglass.problem.Problem;
import hourglass.problem.ProblemException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// A command that turns rows into other rows by a model, a chunk at a time: memory does not grow with the file.
abstract class RowsCommand extends ConsoleCommand {
    private static final int NUMBERS_PER_CHUNK = 1 << 22;

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
    interface Use {
        /// Names of the columns read, in the order wanted.
        List<String> inputs();

        /// Names of the columns of numbers written.
        List<String> outputs();

        /// Name of the column of texts written last.
        Optional<String> label();

        /// Writes what becomes of some rows.
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
        try (RowReader reader = open(use)) {
            int[] places = places(use, reader);
            try (RowWriter writer = create(use)) {
                int columns = reader.columns().size();
                int rows = Math.max(1, NUMBERS_PER_CHUNK / columns / Autoencoder.SLICE) * Autoencoder.SLICE;
                Matrix chunk = Matrix.zeros(rows, columns);
                for (int read = reader.read(chunk); read > 0; read = reader.read(chunk)) {
                    use.write(writer, select(chunk.rows(0, read), places), reader.labels());
                    written += read;
                }
                writer.commit();
            }
            rejected = reader.rejected();
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

    /// Opens the rows, reading only the model's columns if the file has them by name, so that a text column the model
    /// never saw is no error; otherwise all columns, which may fit by place.
    private RowReader open(Use use) {
        ReadOptions options = data.toReadOptions();
        if (!options.keep().isEmpty() || file.toString().equals("-")) {
            return DataFile.open(file, options);
        }
        try {
            return DataFile.open(file, options.withKeep(use.inputs()));
        } catch (ProblemException withNames) {
            if (withNames.problem().kind() == Problem.Kind.MISSING_INPUT) {
                throw withNames;
            }
            return DataFile.open(file, options);
        }
    }

    /// Where in the rows read each column of the model stands; empty if they stand in the model's order.
    private int[] places(Use use, RowReader reader) {
        return ColumnMatch.names(reader.columns(), use.inputs(), file.toString()).stream()
                .mapToInt(reader.columns()::indexOf)
                .toArray();
    }

    private static Matrix select(Matrix rows, int[] places) {
        if (places.length == 0) {
            return rows;
        }
        Matrix selected = Matrix.zeros(rows.rows(), places.length);
        for (int j = 0; j < places.length; j++) {
            selected.columns(j, j + 1).copyFrom(rows.columns(places[j], places[j] + 1));
        }
        return selected;
    }

    private RowWriter create(Use use) {
        return output.toString().equals("-")
                ? OutputFile.create(console.output(), use.outputs(), use.label())
                : OutputFile.create(output, use.outputs(), use.label());
    }
}
