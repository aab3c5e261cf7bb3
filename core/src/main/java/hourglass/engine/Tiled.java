package hourglass.engine;

import hourglass.matrix.Matrix;

/// A matrix with views of its row tiles, made once so that a step allocates nothing.
///
/// Tiles depend on the number of rows only, never on the number of threads.
record Tiled(Matrix all, Matrix[] tiles) {
    /// Rows of a tile: enough for the product to run at full speed, few enough that a batch of 128 feeds two threads.
    static final int ROWS = 64;

    static int count(int rows) {
        return (rows + ROWS - 1) / ROWS;
    }

    /// The first `rows` rows of a buffer.
    static Tiled of(float[] buffer, int rows, int columns) {
        Matrix all = Matrix.view(buffer, 0, rows, columns, columns);
        Matrix[] tiles = new Matrix[count(rows)];
        for (int i = 0; i < tiles.length; i++) {
            tiles[i] = all.rows(i * ROWS, Math.min(rows, (i + 1) * ROWS));
        }
        return new Tiled(all, tiles);
    }
}
