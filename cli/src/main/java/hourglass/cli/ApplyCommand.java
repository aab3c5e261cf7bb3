package hourglass.cli;

import hourglass.data.DataFile;
import hourglass.data.OutputFile;
import hourglass.data.row.ReadOptions;
import hourglass.data.row.RowReader;
import hourglass.data.row.RowWriter;
import hourglass.matrix.Matrix;
import hourglass.model.Autoencoder;
import hourglass.pipeline.ColumnMatch;
import hourglass.pipeline.Model;
import hourglass.problem.Problem;
import hourglass.problem.ProblemException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// A command that takes rows through a model, a chunk at a time: memory does not grow with the file.
abstract class ApplyCommand extends ConsoleCommand {
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
        try (RowReader reader = open(model)) {
            int[] places = places(model, reader);
            try (RowWriter writer = create(model)) {
                int columns = reader.columns().size();
                int rows = Math.max(1, NUMBERS_PER_CHUNK / columns / Autoencoder.SLICE) * Autoencoder.SLICE;
                Matrix chunk = Matrix.zeros(rows, columns);
                for (int read = reader.read(chunk); read > 0; read = reader.read(chunk)) {
                    writer.write(apply(model, select(chunk.rows(0, read), places)), reader.labels());
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
    private RowReader open(Model model) {
        ReadOptions options = data.toReadOptions();
        if (!options.keep().isEmpty() || file.toString().equals("-")) {
            return DataFile.open(file, options);
        }
        try {
            return DataFile.open(file, options.withKeep(model.columns()));
        } catch (ProblemException withNames) {
            if (withNames.problem().kind() == Problem.Kind.MISSING_INPUT) {
                throw withNames;
            }
            return DataFile.open(file, options);
        }
    }

    /// Where in the rows read each column of the model stands; empty if they stand in the model's order.
    private int[] places(Model model, RowReader reader) {
        return ColumnMatch.names(reader.columns(), model.columns(), file.toString()).stream()
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

    private RowWriter create(Model model) {
        Optional<String> label = Optional.ofNullable(data.label);
        return output.toString().equals("-")
                ? OutputFile.create(console.output(), columns(model), label)
                : OutputFile.create(output, columns(model), label);
    }
}
