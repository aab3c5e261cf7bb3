package hourglass.objective;

import hourglass.matrix.Matrix;

/// What objectives with one parameter for each column do about cells of x that are NaN, not observed: the observed
/// cells of a row are moved together, η and x alike, judged by the same code as any row, and the gradient is put back
/// into its places, 0 into the others.
///
/// Nobody looks for NaN beforehand, since most targets have none: the loss is taken as if all were observed, and only
/// if it comes out as NaN is x searched. If nothing in it is NaN, η has diverged and the loss stays NaN.
final class ObservedCells {
    private final int columns;
    private final float[] eta;
    private final float[] x;
    private final float[] gradient;
    /// Where the gradients of the observed cells belong: indices of its array.
    private final int[] places;
    private int count;

    private ObservedCells(int rows, int columns) {
        this.columns = columns;
        this.eta = new float[rows * columns];
        this.x = new float[rows * columns];
        this.gradient = new float[rows * columns];
        this.places = new int[rows * columns];
    }

    /// How many cells are observed.
    static long count(Matrix x) {
        long count = 0;
        float[] array = x.array();
        for (int row = 0; row < x.rows(); row++) {
            int end = x.rowOffset(row) + x.columns();
            for (int at = x.rowOffset(row); at < end; at++) {
                count += Float.isNaN(array[at]) ? 0 : 1;
            }
        }
        return count;
    }

    static boolean areAll(Matrix x) {
        return count(x) == (long) x.rows() * x.columns();
    }

    /// The loss that `fast` should be; mends the gradient too.
    ///
    /// @param fast the loss taken as if all were observed
    /// @param run how many rows the objective can judge as one long row
    static double mended(
            double fast, Objective objective, int run, Matrix eta, Matrix x, float scale, Matrix gradient) {
        if (!Double.isNaN(fast) || areAll(x)) {
            return fast;
        }
        ObservedCells cells = new ObservedCells(run, x.columns());
        double sum = 0;
        for (int row = 0; row < x.rows(); row += run) {
            Matrix home = gradient.rows(row, row + run);
            cells.gather(eta.rows(row, row + run), x.rows(row, row + run), home);
            if (cells.count > 0) {
                sum += cells.judging(objective)
                        .loss(cells.row(cells.eta), cells.row(cells.x), scale, cells.row(cells.gradient));
            }
            cells.scatter(home);
        }
        return sum;
    }

    /// Mends losses of rows, taken as if all were observed.
    static void mend(double[] losses, int from, Objective objective, Matrix eta, Matrix x) {
        for (int row = 0; row < x.rows(); row++) {
            if (Double.isNaN(losses[from + row]) && !areAll(x.rows(row, row + 1))) {
                ObservedCells cells = new ObservedCells(1, x.columns());
                cells.gather(eta.rows(row, row + 1), x.rows(row, row + 1), x);
                losses[from + row] = 0;
                if (cells.count > 0) {
                    cells.judging(objective).lossPerRow(cells.row(cells.eta), cells.row(cells.x), losses, from + row);
                }
            }
        }
    }

    /// Adds the loss of each column of one row, of which not all columns are observed.
    static void addLossPerColumn(Objective objective, Matrix eta, Matrix x, double[] losses) {
        ObservedCells cells = new ObservedCells(1, x.columns());
        cells.gather(eta, x, x);
        double[] observed = new double[cells.count];
        if (cells.count > 0) {
            cells.judging(objective).addLossPerColumn(cells.row(cells.eta), cells.row(cells.x), observed);
        }
        for (int i = 0; i < cells.count; i++) {
            losses[cells.places[i] - x.offset()] += observed[i];
        }
    }

    /// @param home a matrix as wide as x, in whose array the places are
    private void gather(Matrix etas, Matrix xs, Matrix home) {
        count = 0;
        for (int row = 0; row < xs.rows(); row++) {
            gather(etas.array(), etas.rowOffset(row), xs.array(), xs.rowOffset(row), home.rowOffset(row));
        }
    }

    /// Without a branch: what is not observed is overwritten by the next cell.
    private void gather(float[] etas, int etaOffset, float[] xs, int xOffset, int place) {
        int next = count;
        for (int j = 0; j < columns; j++) {
            float value = xs[xOffset + j];
            x[next] = value;
            eta[next] = etas[etaOffset + j];
            places[next] = place + j;
            next += Float.isNaN(value) ? 0 : 1;
        }
        count = next;
    }

    private void scatter(Matrix gradients) {
        gradients.fill(0);
        float[] into = gradients.array();
        for (int i = 0; i < count; i++) {
            into[places[i]] = gradient[i];
        }
    }

    private Matrix row(float[] cells) {
        return new Matrix(cells, 0, 1, count, cells.length);
    }

    /// An exposure is taken from a row's total, of which only a part is observed.
    private Objective judging(Objective objective) {
        return objective instanceof NegativeBinomial counts ? counts.observing(count, columns) : objective;
    }
}
