package hourglass.objective;

import hourglass.matrix.Matrix;

/// The observed cells of some columns of a tile, moved together so that an [Elementwise] objective can judge them as
/// one row; its gradient is put back into its places, 0 into those of the other cells.
///
/// Buffers are of one size, whatever the tile's.
final class MixedCells {
    /// So many that loops over them run at full speed and the buffers stay in the first cache.
    private static final int CELLS = 1024;

    private final Matrix eta;
    private final Matrix x;
    private final float scale;
    private final Matrix gradient;
    private final float[] etas;
    private final float[] xs;
    private final float[] gradients;

    MixedCells(Matrix eta, Matrix x, float scale, Matrix gradient) {
        this.eta = eta;
        this.x = x;
        this.scale = scale;
        this.gradient = gradient;
        int size = Math.max(x.columns(), Math.min(CELLS, x.rows() * x.columns()));
        this.etas = new float[size];
        this.xs = new float[size];
        this.gradients = new float[size];
    }

    /// The loss of some columns; overwrites their gradient.
    ///
    /// @param members the columns, each followed by the place of its parameter
    double loss(Elementwise objective, int[] members) {
        double sum = 0;
        int run = xs.length / (members.length / 2);
        for (int row = 0; row < x.rows(); row += run) {
            int end = Math.min(x.rows(), row + run);
            int count = 0;
            for (int i = row; i < end; i++) {
                count = gather(i, members, count);
            }
            sum += count == 0 ? 0 : objective.lossAndGradient(etas, 0, xs, 0, scale, gradients, 0, count);
            count = 0;
            for (int i = row; i < end; i++) {
                count = scatter(i, members, count);
            }
        }
        return sum;
    }

    /// Without a branch: what is not observed is overwritten by the next cell.
    private int gather(int row, int[] members, int count) {
        float[] fromEta = eta.array();
        float[] fromX = x.array();
        int etaOffset = eta.rowOffset(row);
        int xOffset = x.rowOffset(row);
        int next = count;
        for (int m = 0; m < members.length; m += 2) {
            float value = fromX[xOffset + members[m]];
            xs[next] = value;
            etas[next] = fromEta[etaOffset + members[m + 1]];
            next += Float.isNaN(value) ? 0 : 1;
        }
        return next;
    }

    private int scatter(int row, int[] members, int count) {
        float[] into = gradient.array();
        float[] fromX = x.array();
        int gradientOffset = gradient.rowOffset(row);
        int xOffset = x.rowOffset(row);
        int next = count;
        for (int m = 0; m < members.length; m += 2) {
            boolean isObserved = !Float.isNaN(fromX[xOffset + members[m]]);
            into[gradientOffset + members[m + 1]] = isObserved ? gradients[next] : 0f;
            next += isObserved ? 1 : 0;
        }
        return next;
    }
}
