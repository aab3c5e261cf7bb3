package hourglass.report;

import hourglass.column.ColumnMatch;
import hourglass.column.Kind;
import hourglass.column.Variable;
import hourglass.matrix.Matrix;
import hourglass.model.Model;
import hourglass.random.Noise;
import hourglass.table.Frame;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// How well a model fills holes: cells that are known are hidden at random and guessed from what is left of their rows,
/// beside the mean of the column (the commonest of its values), and beside the mean (the commonest) of the five rows
/// that are nearest in what is left, by Gower's distance (1971, "A general coefficient of similarity").
///
/// @param columns with hidden cells, in order
public record HiddenCells(List<Column> columns) {
    private static final int NEIGHBOURS = 5;
    /// How many rows are used at most, the first.
    public static final int MOST_ROWS = 4000;

    /// One column. Errors are root mean squares in standard deviations for numbers, shares of wrong ones for values.
    ///
    /// @param name of the variable
    /// @param cells how many were hidden
    /// @param model error of the model
    /// @param simple error of the mean, or the commonest value
    /// @param neighbours error of the five nearest rows
    public record Column(String name, int cells, double model, double simple, double neighbours) {}

    public HiddenCells {
        columns = List.copyOf(columns);
    }

    /// Hides cells and guesses them.
    ///
    /// @param rows at most the first [#MOST_ROWS] are used
    /// @param share of the cells to hide
    /// @param seed of what is hidden
    public static HiddenCells of(Model model, Frame rows, ColumnMatch match, double share, long seed) {
        Matrix read = model.columns().schema().read(rows, match).rows();
        Matrix whole = model.columns().encode(read.rows(0, Math.min(MOST_ROWS, read.rows())));
        Matrix left = whole.copy();
        boolean[][] hidden = new boolean[whole.rows()][whole.columns()];
        for (int row = 0; row < whole.rows(); row++) {
            for (int j = 0; j < whole.columns(); j++) {
                long key = Noise.key(seed, Noise.Purpose.CORRUPTION, row, j);
                if (!Float.isNaN(whole.get(row, j)) && Noise.uniform(key, 0) < share) {
                    hidden[row][j] = true;
                    left.set(row, j, Float.NaN);
                }
            }
        }
        Matrix means = model.network().means(left);
        model.calibration().addLean(means);
        List<Variable> variables = model.columns().schema().variables();
        Matrix near = Neighbours.guesses(left, variables, hidden, NEIGHBOURS);
        List<Column> columns = new ArrayList<>();
        for (int j = 0; j < whole.columns(); j++) {
            int at = j;
            int cells = (int) Arrays.stream(hidden).filter(row -> row[at]).count();
            if (cells > 0) {
                Matrix simple = Matrix.zeros(whole.rows(), 1);
                simple.fill(Neighbours.middle(left, at, variables.get(at)));
                columns.add(new Column(
                        variables.get(j).name(),
                        cells,
                        error(variables.get(j), whole, hidden, j, means.columns(j, j + 1)),
                        error(variables.get(j), whole, hidden, j, simple),
                        error(variables.get(j), whole, hidden, j, near.columns(j, j + 1))));
            }
        }
        return new HiddenCells(columns);
    }

    private static double error(Variable variable, Matrix whole, boolean[][] hidden, int j, Matrix guesses) {
        double sum = 0;
        int cells = 0;
        double spread = variable.levels() > 0 ? 1 : spread(whole, j);
        for (int row = 0; row < whole.rows(); row++) {
            if (hidden[row][j]) {
                cells++;
                double difference = (double) guesses.get(row, 0) - whole.get(row, j);
                sum += variable.levels() > 0
                        ? Math.abs(difference) >= 0.5 ? 1 : 0
                        : square(variable.isCircle() ? Math.IEEEremainder(difference, 2 * Math.PI) : difference);
            }
        }
        return variable.levels() > 0 ? sum / cells : Math.sqrt(sum / cells) / spread;
    }

    private static double square(double value) {
        return value * value;
    }

    private static double spread(Matrix whole, int j) {
        double sum = 0;
        double squares = 0;
        int count = 0;
        for (int row = 0; row < whole.rows(); row++) {
            float value = whole.get(row, j);
            if (!Float.isNaN(value)) {
                sum += value;
                squares += (double) value * value;
                count++;
            }
        }
        double mean = sum / count;
        return Math.sqrt(Math.max(1e-12, squares / count - mean * mean));
    }

    /// Whether guesses of a variable are averaged.
    static boolean isNumber(Variable variable) {
        return variable.levels() == 0 && !(variable.kind() instanceof Kind.Ordinal);
    }
}
