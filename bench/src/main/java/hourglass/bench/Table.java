package hourglass.bench;

import hourglass.random.Noise;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/// The table that whole commands learn from: ten columns that three normal numbers explain, but for noise.
///
/// With z ~ N(0, I₃) and e ~ N(0, 1), all of them functions of the row alone,
/// x₀ = z₀, x₁ = z₁ − z₂/2, x₂ = z₀ · z₁, x₃ = sin(2 z₂), x₄ = tanh(z₀ + z₂), x₅ = z₁²/2, x₆ = exp(z₂/2),
/// x₇ = |z₀ − z₁|, x₈ = cos(z₁ + z₂), x₉ = z₂, each · scale + offset + [#NOISE] · scale · e.
final class Table {
    static final int ROWS = 100_000;
    static final int COLUMNS = 10;

    private static final double NOISE = 0.1;
    private static final double[] SCALES = {1, 20, 3, 0.5, 100, 4, 7, 0.02, 12, 50};
    private static final double[] OFFSETS = {0, 300, -5, 1, 1000, 0, 40, 0.1, -80, 0};

    private Table() {}

    /// Writes the table as comma-separated values with a line of names; the same bytes on every machine.
    static void write(Path file) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(file, StandardCharsets.US_ASCII)) {
            for (int column = 0; column < COLUMNS; column++) {
                out.write((column == 0 ? "x" : ",x") + column);
            }
            out.write('\n');
            for (int row = 0; row < ROWS; row++) {
                double[] values = row(row);
                for (int column = 0; column < COLUMNS; column++) {
                    out.write(String.format(Locale.ROOT, column == 0 ? "%.5f" : ",%.5f", values[column]));
                }
                out.write('\n');
            }
        }
    }

    private static double[] row(int row) {
        long key = Noise.key(1, Noise.Purpose.SAMPLING, row, 0);
        double a = Noise.gaussian(key, 0);
        double b = Noise.gaussian(key, 1);
        double c = Noise.gaussian(key, 2);
        double[] x = {
            a,
            b - 0.5 * c,
            a * b,
            StrictMath.sin(2 * c),
            StrictMath.tanh(a + c),
            0.5 * b * b,
            StrictMath.exp(0.5 * c),
            Math.abs(a - b),
            StrictMath.cos(b + c),
            c
        };
        for (int i = 0; i < COLUMNS; i++) {
            x[i] = (x[i] + NOISE * Noise.gaussian(key, 3 + i)) * SCALES[i] + OFFSETS[i];
        }
        return x;
    }
}
