package hourglass.data.source;

import hourglass.data.file.Names;
import hourglass.data.row.ReadOptions;
import hourglass.data.row.RowReader;
import hourglass.matrix.Matrix;
import hourglass.model.ValueType;
import hourglass.problem.Problem;
import hourglass.problem.ProblemException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// Delivers the rows of a source whose numbers are all finite. Any other row is an error, or is written to the file of
/// rejects: no row vanishes silently.
public final class CheckedRows implements RowReader {
    private final RowSource source;
    private final Heading heading;
    private final Optional<Rejects> rejects;
    private List<String> labels = List.of();
    private long delivered;
    private boolean finished;

    private CheckedRows(RowSource source, Optional<Rejects> rejects) {
        this.source = source;
        this.heading = source.heading();
        this.rejects = rejects;
    }

    /// Checks the rows of a source. The source is closed with the reader, or at once if there is an error.
    ///
    /// @param source known to have at least one row, or to complain itself when it has none
    public static RowReader of(RowSource source, ReadOptions options) {
        try {
            Optional<Path> file = options.rejects();
            return new CheckedRows(source, file.map(Rejects::create));
        } catch (ProblemException e) {
            source.close();
            throw e;
        }
    }

    @Override
    public List<String> columns() {
        return heading.columns();
    }

    @Override
    public List<Integer> shape() {
        return heading.shape();
    }

    @Override
    public ValueType valueType() {
        return heading.valueType();
    }

    @Override
    public OptionalLong rowCount() {
        return heading.rowCount();
    }

    @Override
    public List<String> labels() {
        return labels;
    }

    @Override
    public long rejected() {
        return rejects.map(Rejects::count).orElse(0L);
    }

    @Override
    public int read(Matrix into) {
        if (into.columns() != heading.columns().size() || into.rows() == 0) {
            throw new IllegalArgumentException(
                    "expected a matrix of at least 1 x " + heading.columns().size() + ", got " + into.shape());
        }
        while (!finished) {
            int count = source.read(into);
            if (count == 0) {
                finish();
                break;
            }
            int kept = rejects.isPresent() ? keepFinite(into, count, rejects.get()) : requireFinite(into, count);
            delivered += count;
            if (kept > 0) {
                return kept;
            }
        }
        labels = List.of();
        return 0;
    }

    private void finish() {
        finished = true;
        rejects.ifPresent(file -> {
            source.refused().forEach(file::add);
            file.finish();
        });
    }

    private int requireFinite(Matrix rows, int count) {
        for (int row = 0; row < count; row++) {
            int column = firstNotFinite(rows, row);
            if (column >= 0) {
                throw notFinite(rows, count, row, column);
            }
        }
        labels = source.labels();
        return count;
    }

    private int keepFinite(Matrix rows, int count, Rejects file) {
        List<String> all = source.labels();
        List<String> keptLabels = new ArrayList<>(all.size());
        int kept = 0;
        for (int row = 0; row < count; row++) {
            int column = firstNotFinite(rows, row);
            if (column >= 0) {
                String reason = reason(rows.get(row, column));
                String name = heading.columns().get(column);
                file.add(new RowSource.Refusal("row " + (delivered + row + 1), name, reason));
                continue;
            }
            if (kept < row) {
                rows.rows(kept, kept + 1).copyFrom(rows.rows(row, row + 1));
            }
            if (!all.isEmpty()) {
                keptLabels.add(all.get(row));
            }
            kept++;
        }
        labels = List.copyOf(keptLabels);
        return kept;
    }

    private static int firstNotFinite(Matrix rows, int row) {
        float[] array = rows.array();
        int start = rows.rowOffset(row);
        float sum = 0;
        for (int i = start; i < start + rows.columns(); i++) {
            // 0 · x is 0 for a finite x and NaN otherwise: one test per row instead of one per number.
            sum += 0f * array[i];
        }
        if (sum == 0) {
            return -1;
        }
        for (int column = 0; column < rows.columns(); column++) {
            if (!Float.isFinite(array[start + column])) {
                return column;
            }
        }
        return -1;
    }

    private static String reason(float value) {
        return Float.isNaN(value) ? "a missing value" : "a number that is infinite or beyond 3.4e38";
    }

    /// Counts what else is amiss down to the end of the file, so that one error tells all.
    private ProblemException notFinite(Matrix rows, int firstCount, int row, int column) {
        String name = heading.columns().get(column);
        String found = reason(rows.get(row, column));
        String place = heading.name() + ", " + source.placeOf(delivered + row) + ", column \"" + name + "\"";
        long badRows = 0;
        long inColumn = 0;
        for (int count = firstCount; count > 0; count = source.read(rows)) {
            for (int i = 0; i < count; i++) {
                badRows += firstNotFinite(rows, i) >= 0 ? 1 : 0;
                inColumn += Float.isFinite(rows.get(i, column)) ? 0 : 1;
            }
        }
        return Problem.badData("missing or infinite values in " + counted(badRows, "row") + ", " + inColumn
                        + " of them in column \"" + name + "\"")
                .at(place)
                .expected("a finite number")
                .found(found)
                .remedy("`drop` " + Names.argument(name))
                .remedy("`rejects` FILE to set such rows aside")
                .exception();
    }

    private static String counted(long count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }

    @Override
    public void close() {
        source.close();
        rejects.ifPresent(Rejects::close);
    }
}
