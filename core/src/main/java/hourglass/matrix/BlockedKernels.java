package hourglass.matrix;

import java.util.Arrays;

/// The product in plain Java at the speed of vector instructions.
///
/// The compiler vectorises a loop over several `float[]` only when each is an object of its own: with two rows of one
/// array it cannot rule out that they overlap and stays scalar (measured: 8 against 75 GFLOP/s on one core). Hence a
/// panel of B is packed into one array per row, which also takes care of transposition, and four rows of C are
/// accumulated in four arrays. The innermost loop then adds four rows of B, weighted, to each of the four rows of C:
/// 16 multiply-adds per four loads.
///
/// Every element is summed in the order of k by fused multiply-add, exactly as the naive kernels do: the results have
/// the same bits, whatever the block sizes.
final class BlockedKernels implements Kernels {
    /// Columns of a panel: four rows of C and four of B, 8 · 512 · 4 bytes, stay in the first-level cache.
    private static final int PANEL_COLUMNS = 512;
    /// Rows of a panel: 128 · 512 · 4 bytes stay in the second-level cache.
    private static final int PANEL_ROWS = 128;

    private static final int UNROLL = 4;

    // As long as the products so far needed: for one row of a small network, clearing whole panels would take longer
    // than the product.
    private final float[][] panel = new float[PANEL_ROWS][0];
    private final float[][] sums = new float[UNROLL][0];
    private float[] coefficients = new float[0];

    @Override
    public String description() {
        return "plain Java";
    }

    @Override
    public Kernels fork() {
        return new BlockedKernels();
    }

    @Override
    public void multiply(Matrix a, boolean transposeA, Matrix b, boolean transposeB, boolean accumulate, Matrix c) {
        Kernels.checkShapes(a, transposeA, b, transposeB, c);
        int depth = transposeA ? a.rows() : a.columns();
        if (depth == 0 && !accumulate) {
            c.fill(0f);
        }
        for (int column = 0; column < c.columns(); column += PANEL_COLUMNS) {
            int columns = Math.min(PANEL_COLUMNS, c.columns() - column);
            for (int k = 0; k < depth; k += PANEL_ROWS) {
                int panelRows = Math.min(PANEL_ROWS, depth - k);
                int paddedRows = (panelRows + UNROLL - 1) / UNROLL * UNROLL;
                makeRoom(paddedRows, columns);
                pack(b, transposeB, k, panelRows, paddedRows, column, columns);
                boolean add = accumulate || k > 0;
                for (int row = 0; row < c.rows(); row += UNROLL) {
                    int rows = Math.min(UNROLL, c.rows() - row);
                    gather(a, transposeA, row, rows, k, panelRows, paddedRows);
                    multiplyRows(c, row, rows, column, columns, paddedRows, add);
                }
            }
        }
    }

    private void makeRoom(int rows, int columns) {
        for (int i = 0; i < rows; i++) {
            panel[i] = panel[i].length < columns ? new float[columns] : panel[i];
        }
        for (int r = 0; r < UNROLL; r++) {
            sums[r] = sums[r].length < columns ? new float[columns] : sums[r];
        }
        coefficients = coefficients.length < UNROLL * rows ? new float[UNROLL * rows] : coefficients;
    }

    /// Copies rows k … k + panelRows − 1 of op(B) into the panel, followed by rows of zeros up to `paddedRows`.
    private void pack(Matrix b, boolean transpose, int k, int panelRows, int paddedRows, int column, int columns) {
        float[] from = b.array();
        if (transpose) {
            for (int j = 0; j < columns; j++) {
                int start = b.rowOffset(column + j) + k;
                for (int i = 0; i < panelRows; i++) {
                    panel[i][j] = from[start + i];
                }
            }
        } else {
            for (int i = 0; i < panelRows; i++) {
                System.arraycopy(from, b.rowOffset(k + i) + column, panel[i], 0, columns);
            }
        }
        for (int i = panelRows; i < paddedRows; i++) {
            Arrays.fill(panel[i], 0, columns, 0f);
        }
    }

    /// Copies four rows of op(A), those beyond the matrix as zeros, so that coefficient (r, i) stands at 4 i + r.
    private void gather(Matrix a, boolean transpose, int row, int rows, int k, int panelRows, int paddedRows) {
        Arrays.fill(coefficients, 0, UNROLL * paddedRows, 0f);
        float[] from = a.array();
        for (int r = 0; r < rows; r++) {
            int start = transpose ? a.rowOffset(k) + row + r : a.rowOffset(row + r) + k;
            int step = transpose ? a.stride() : 1;
            for (int i = 0; i < panelRows; i++) {
                coefficients[UNROLL * i + r] = from[start + i * step];
            }
        }
    }

    private void multiplyRows(Matrix c, int row, int rows, int column, int columns, int paddedRows, boolean add) {
        for (int r = 0; r < UNROLL; r++) {
            if (add && r < rows) {
                System.arraycopy(c.array(), c.rowOffset(row + r) + column, sums[r], 0, columns);
            } else {
                Arrays.fill(sums[r], 0, columns, 0f);
            }
        }
        for (int i = 0; i < paddedRows; i += UNROLL) {
            multiplyAdd(
                    sums[0],
                    sums[1],
                    sums[2],
                    sums[3],
                    panel[i],
                    panel[i + 1],
                    panel[i + 2],
                    panel[i + 3],
                    columns,
                    coefficients,
                    UNROLL * i);
        }
        for (int r = 0; r < rows; r++) {
            System.arraycopy(sums[r], 0, c.array(), c.rowOffset(row + r) + column, columns);
        }
    }

    /// yᵣ += Σᵢ aᵣᵢ xᵢ for four rows y and four rows x.
    private static void multiplyAdd(
            float[] y0,
            float[] y1,
            float[] y2,
            float[] y3,
            float[] x0,
            float[] x1,
            float[] x2,
            float[] x3,
            int columns,
            float[] a,
            int at) {
        float a00 = a[at];
        float a10 = a[at + 1];
        float a20 = a[at + 2];
        float a30 = a[at + 3];
        float a01 = a[at + 4];
        float a11 = a[at + 5];
        float a21 = a[at + 6];
        float a31 = a[at + 7];
        float a02 = a[at + 8];
        float a12 = a[at + 9];
        float a22 = a[at + 10];
        float a32 = a[at + 11];
        float a03 = a[at + 12];
        float a13 = a[at + 13];
        float a23 = a[at + 14];
        float a33 = a[at + 15];
        for (int j = 0; j < columns; j++) {
            float b0 = x0[j];
            float b1 = x1[j];
            float b2 = x2[j];
            float b3 = x3[j];
            y0[j] = Math.fma(a03, b3, Math.fma(a02, b2, Math.fma(a01, b1, Math.fma(a00, b0, y0[j]))));
            y1[j] = Math.fma(a13, b3, Math.fma(a12, b2, Math.fma(a11, b1, Math.fma(a10, b0, y1[j]))));
            y2[j] = Math.fma(a23, b3, Math.fma(a22, b2, Math.fma(a21, b1, Math.fma(a20, b0, y2[j]))));
            y3[j] = Math.fma(a33, b3, Math.fma(a32, b2, Math.fma(a31, b1, Math.fma(a30, b0, y3[j]))));
        }
    }
}
