package hourglass.judge;

import hourglass.inference.Hiding;
import hourglass.inference.Network;
import hourglass.matrix.Matrix;
import hourglass.network.Encode;
import java.util.List;
import java.util.Optional;

/// How strange the cells of rows are, in nats, each judged without itself: its column is hidden from the network
/// together with others far from it ([Groups]), so that what it is expected to be depends on the rest of the row alone.
/// What is not observed is not strange.
///
/// A network that cannot do without a column sees whole rows; cells are then judged by their reconstruction.
///
/// What a cell adds says [CellSurprise], and the score of a row is the sum over its cells: docs/decisions/015.
///
/// Immutable and thread-safe.
public final class Surprise {
    private static final float READ_UP_TO = 20;

    private final Network network;
    private final List<CellSurprise> cells;
    private final int[] firstEta;
    private final Optional<Hiding> hiding;

    /// @param network of one number for each variable, missing ones allowed
    /// @param cells what those of each variable add
    /// @param columns the column of each variable: variables of one column are hidden together
    public Surprise(Network network, List<CellSurprise> cells, List<Integer> columns) {
        this.network = network;
        this.cells = List.copyOf(cells);
        this.firstEta = firstEta(cells);
        boolean hides = network.architecture().layers().stream().anyMatch(Encode.class::isInstance);
        this.hiding = hides ? Optional.of(new Hiding(network, Groups.of(columns), firstEta)) : Optional.empty();
    }

    private static int[] firstEta(List<CellSurprise> cells) {
        int[] first = new int[cells.size() + 1];
        for (int j = 0; j < cells.size(); j++) {
            first[j + 1] = first[j] + cells.get(j).parameters();
        }
        return first;
    }

    /// The variables that are hidden together, each in one group; none if whole rows are seen.
    public List<List<Integer>> groups() {
        return hiding.map(Hiding::groups).orElse(List.of());
    }

    /// The nats of each cell.
    ///
    /// @param rows scaled, one number for each variable, NaN where nothing is observed; not modified
    /// @return (rows × variables), row by row
    public double[] ofCells(Matrix rows) {
        int width = cells.size();
        double[] nats = new double[rows.rows() * width];
        forEachEta(rows, (j, eta, first) -> {
            double[] surprises =
                    cells.get(j).of(eta, rows.rows(first, first + eta.rows()).columns(j, j + 1));
            for (int row = 0; row < surprises.length; row++) {
                nats[(first + row) * width + j] = surprises[row];
            }
        });
        return nats;
    }

    /// What is done with η of one variable in some rows.
    private interface EtaTask {
        void accept(int variable, Matrix eta, int first);
    }

    private void forEachEta(Matrix rows, EtaTask task) {
        if (hiding.isEmpty()) {
            Matrix clamped = rows.copy();
            clamp(clamped);
            network.forEachEta(clamped, (eta, first) -> {
                for (int j = 0; j < cells.size(); j++) {
                    task.accept(j, of(eta, j), first);
                }
            });
            return;
        }
        hiding.get().forEachEta(rows, (group, eta, first) -> {
            int from = 0;
            for (int j : hiding.get().columns(group)) {
                int to = from + firstEta[j + 1] - firstEta[j];
                task.accept(j, eta.columns(from, to), first);
                from = to;
            }
        });
    }

    /// A network that sees whole rows must not follow what lies far out.
    private static void clamp(Matrix rows) {
        for (int row = 0; row < rows.rows(); row++) {
            for (int j = 0; j < rows.columns(); j++) {
                rows.set(row, j, Math.clamp(rows.get(row, j), -READ_UP_TO, READ_UP_TO));
            }
        }
    }

    /// η of each variable while it is hidden: what it is expected to be given the rest.
    ///
    /// @param rows scaled, not modified
    /// @return (rows × parameters)
    public Matrix expected(Matrix rows) {
        Matrix all = Matrix.zeros(rows.rows(), firstEta[cells.size()]);
        forEachEta(
                rows,
                (j, eta, first) -> of(all, j).rows(first, first + eta.rows()).copyFrom(eta));
        return all;
    }

    /// The part of [#expected] that belongs to a variable.
    public Matrix of(Matrix expected, int variable) {
        return expected.columns(firstEta[variable], firstEta[variable + 1]);
    }
}
