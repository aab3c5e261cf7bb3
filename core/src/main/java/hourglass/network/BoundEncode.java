package hourglass.network;

import hourglass.bound.BoundLayer;
import hourglass.bound.Shard;
import hourglass.bound.Tiled;
import hourglass.matrix.Kernels;
import hourglass.matrix.Matrix;
import java.util.List;

/// Columns as numbers, column by column. Nothing goes back: it reads the input of the network.
///
/// @param x input, not modified
/// @param outputGradient without rows, because nobody reads or writes it
record BoundEncode(List<Encoding> columns, Tiled x, Tiled output, Tiled outputGradient) implements BoundLayer {
    @Override
    public Matrix use(Matrix rows, Kernels kernels) {
        Matrix encoded = output.all().rows(0, rows.rows());
        encode(rows, encoded);
        return encoded;
    }

    @Override
    public void forward(int tile, Kernels kernels, Shard shard) {
        encode(x.tiles()[tile], output.tiles()[tile]);
    }

    @Override
    public void backward(int tile, Kernels kernels, Shard shard) {}

    private void encode(Matrix rows, Matrix encoded) {
        encode(columns, rows, encoded);
    }

    /// Overwrites `encoded` by the numbers of some rows.
    static void encode(List<Encoding> columns, Matrix rows, Matrix encoded) {
        encoded.fill(0);
        int to = 0;
        for (int column = 0; column < columns.size(); column++) {
            Encoding encoding = columns.get(column);
            encode(encoding, rows, column, encoded, to);
            to += encoding.width();
        }
    }

    /// @param encoded zeros where the column goes
    /// @param to its first place
    private static void encode(Encoding encoding, Matrix rows, int column, Matrix encoded, int to) {
        float[] from = rows.array();
        float[] into = encoded.array();
        for (int row = 0; row < rows.rows(); row++) {
            float value = from[rows.rowOffset(row) + column];
            int at = encoded.rowOffset(row) + to;
            switch (encoding) {
                case Encoding.Real it -> number(into, at, value, Math.max(it.low(), Math.min(it.high(), value)));
                case Encoding.Logarithm it -> {
                    double scaled = (StrictMath.log1p(Math.max(0, value)) - it.center()) / it.scale();
                    number(into, at, value, (float) Math.min(it.high(), scaled));
                }
                case Encoding.YesNo it -> into[at] = yesNo(value);
                case Encoding.OneHot it -> {
                    int level = (int) value;
                    if (level == value && level >= 0 && level < it.levels()) {
                        into[at + level] = 1;
                    }
                }
                case Encoding.Circle it -> {
                    if (Float.isFinite(value)) {
                        into[at] = (float) StrictMath.cos(value);
                        into[at + 1] = (float) StrictMath.sin(value);
                    }
                }
            }
        }
    }

    private static void number(float[] into, int at, float value, float encoded) {
        boolean isMissing = Float.isNaN(value);
        into[at] = isMissing ? 0 : encoded;
        into[at + 1] = isMissing ? 1 : 0;
    }

    private static float yesNo(float value) {
        if (Float.isNaN(value)) {
            return 0;
        }
        return value < 0.5f ? -1 : 1;
    }
}
