package hourglass.cli;

import hourglass.data.row.ReadOptions;
import hourglass.data.row.RowReader;
import hourglass.inference.Network;
import hourglass.matrix.Matrix;
import hourglass.model.Columns;
import hourglass.problem.Problem;
import hourglass.problem.ProblemException;
import java.nio.file.Path;
import java.util.List;

/// The rows of a file with the columns of a model, a chunk at a time: memory does not grow with the file.
final class ModelRows implements AutoCloseable {
    private static final int NUMBERS_PER_CHUNK = 1 << 22;

    private final RowReader reader;
    private final int[] places;
    private final Matrix chunk;

    private ModelRows(RowReader reader, int[] places) {
        this.reader = reader;
        this.places = places;
        int columns = reader.columns().size();
        int slices = Math.max(1, NUMBERS_PER_CHUNK / columns / Network.SLICE);
        this.chunk = Matrix.zeros(slices * Network.SLICE, columns);
    }

    static ModelRows open(Columns columns, Path file, DataOptions data) {
        RowReader reader = reader(columns, file, data.toReadOptions());
        try {
            return new ModelRows(reader, places(columns, reader, file));
        } catch (RuntimeException e) {
            reader.close();
            throw e;
        }
    }

    /// The next rows, none at the end; overwritten by the next call.
    Matrix next() {
        Matrix rows = chunk.rows(0, reader.read(chunk));
        if (places.length == 0) {
            return rows;
        }
        Matrix selected = Matrix.zeros(rows.rows(), places.length);
        for (int j = 0; j < places.length; j++) {
            selected.columns(j, j + 1).copyFrom(rows.columns(places[j], places[j] + 1));
        }
        return selected;
    }

    /// Labels of the latest rows.
    List<String> labels() {
        return reader.labels();
    }

    /// Rows set aside so far.
    long rejected() {
        return reader.rejected();
    }

    @Override
    public void close() {
        reader.close();
    }

    /// Opens the rows, reading only the model's columns if the file has them by name, so that a text column the model
    /// never saw is no error; otherwise all columns, which may fit by place.
    private static RowReader reader(Columns columns, Path file, ReadOptions options) {
        if (!options.keep().isEmpty() || RowFiles.isStandardInput(file)) {
            return RowFiles.open(file, options);
        }
        try {
            return RowFiles.open(file, options.withKeep(columns.names()));
        } catch (ProblemException withNames) {
            if (withNames.problem().kind() == Problem.Kind.MISSING_INPUT) {
                throw withNames;
            }
            return RowFiles.open(file, options);
        }
    }

    /// Where in the rows read each column of the model stands; empty if they stand in the model's order.
    private static int[] places(Columns columns, RowReader reader, Path file) {
        return columns.toRead(reader.columns(), file.toString()).stream()
                .mapToInt(reader.columns()::indexOf)
                .toArray();
    }
}
