package hourglass.bound;

import hourglass.matrix.Matrix;

/// A matrix with views of its row tiles, made once so that a step allocates nothing.
///
/// Tiles depend on the network and the number of rows only, never on the number of threads.
///
/// @param height rows of a tile; the last may be lower
public record Tiled(Matrix all, Matrix[] tiles, int height) {
    /// Enough rows for the product to run at full speed, few enough that a batch of 128 feeds two threads.
    private static final int SMALLEST = 64;

    /// Enough rows that, in the smallest network, calls take less time than their work.
    private static final int LARGEST = 1024;

    /// Multiply-adds forward through a tile that are worth the calls they take.
    private static final long WORTH_THE_CALLS = 1 << 19;

    /// Multiply-adds forward through a tile that are worth a task of their own where even one row is many.
    private static final long WORTH_A_TASK = 1L << 27;

    /// Rows of a tile for a network: a power of two from 64 for large ones to 1024 for tiny ones, at most 64 for
    /// convolutional ones.
    ///
    /// @param multiplyAdds of one row on its way forward
    /// @param slides whether windows slide over the rows, so that even one is work for a product
    public static int height(long multiplyAdds, boolean slides) {
        int height = slides ? 1 : SMALLEST;
        int largest = slides ? SMALLEST : LARGEST;
        while (height < largest && height * multiplyAdds < (slides ? WORTH_A_TASK : WORTH_THE_CALLS)) {
            height *= 2;
        }
        return height;
    }

    /// The first `rows` rows of a buffer.
    public static Tiled of(float[] buffer, int rows, int columns, int height) {
        Matrix all = new Matrix(buffer, 0, rows, columns, columns);
        Matrix[] tiles = new Matrix[Math.ceilDiv(rows, height)];
        for (int i = 0; i < tiles.length; i++) {
            tiles[i] = all.rows(i * height, Math.min(rows, (i + 1) * height));
        }
        return new Tiled(all, tiles, height);
    }
}
