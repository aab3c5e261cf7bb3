package hourglass.judge;

import hourglass.inference.Network;
import hourglass.matrix.Matrix;
import hourglass.network.Encode;
import java.util.List;

/// How strange the cells of rows are, in nats, each judged without itself: its column is hidden from the network
/// together
/// with others far from it ([Groups]), so that what it is expected to be depends on the rest of the row alone. What is
/// not observed is not strange.
///
/// A network that cannot do without a column sees whole rows; cells are then judged by their reconstruction.
///
/// The surprise of a cell is the deviance of its value given the rest of its row plus that of its value alone, and the
/// score of a row the sum over its cells: docs/decisions/015.
///
/// Immutable and thread-safe.
public final class Surprise {
    private static final float READ_UP_TO = 20;

    private final Network network;
    private final List<CellJudge> cells;
    private final Groups groups;
    private final boolean hides;
    private final int[] firstEta;

    /// @param network of one number for each variable, missing ones allowed
    /// @param cells how each variable is judged
    /// @param columns the column of each variable: variables of one column are hidden together
    public Surprise(Network network, List<CellJudge> cells, List<Integer> columns) {
        this.network = network;
        this.cells = List.copyOf(cells);
        this.hides = network.architecture().layers().stream().anyMatch(Encode.class::isInstance);
        this.groups = hides ? Groups.of(columns) : Groups.none(cells.size());
        this.firstEta = firstEta(cells);
    }

    private static int[] firstEta(List<CellJudge> cells) {
        int[] first = new int[cells.size() + 1];
        for (int j = 0; j < cells.size(); j++) {
            first[j + 1] = first[j] + cells.get(j).given().parameters(1);
        }
        return first;
    }

    /// The nats of each cell.
    ///
    /// @param rows scaled, one number for each variable, NaN where nothing is observed; not modified
    /// @return (rows × variables), row by row
    public double[] ofCells(Matrix rows) {
        int width = cells.size();
        double[] nats = new double[rows.rows() * width];
        for (int group = 0; group < groups.count(); group++) {
            addGroup(group, rows, nats);
        }
        return nats;
    }

    private void addGroup(int group, Matrix rows, double[] nats) {
        int width = cells.size();
        Matrix without = hiding(group, rows);
        network.forEachEta(without, (eta, first) -> {
            double[] surprises = new double[eta.rows()];
            for (int j = 0; j < width; j++) {
                if (groups.ofVariable()[j] != group) {
                    continue;
                }
                CellJudge cell = cells.get(j);
                Matrix x = rows.rows(first, first + eta.rows()).columns(j, j + 1);
                cell.surprises(eta.columns(firstEta[j], firstEta[j + 1]), x, surprises);
                for (int row = 0; row < surprises.length; row++) {
                    nats[(first + row) * width + j] = surprises[row];
                }
            }
        });
    }

    private Matrix hiding(int group, Matrix rows) {
        Matrix without = rows.copy();
        if (!hides) {
            clamp(without);
            return without;
        }
        for (int j = 0; j < cells.size(); j++) {
            if (groups.ofVariable()[j] == group) {
                without.columns(j, j + 1).fill(Float.NaN);
            }
        }
        return without;
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
        for (int group = 0; group < groups.count(); group++) {
            int hidden = group;
            network.forEachEta(hiding(group, rows), (eta, first) -> {
                for (int j = 0; j < cells.size(); j++) {
                    if (groups.ofVariable()[j] == hidden) {
                        all.rows(first, first + eta.rows())
                                .columns(firstEta[j], firstEta[j + 1])
                                .copyFrom(eta.columns(firstEta[j], firstEta[j + 1]));
                    }
                }
            });
        }
        return all;
    }

    /// The part of [#expected] that belongs to a variable.
    public Matrix of(Matrix expected, int variable) {
        return expected.columns(firstEta[variable], firstEta[variable + 1]);
    }
}
