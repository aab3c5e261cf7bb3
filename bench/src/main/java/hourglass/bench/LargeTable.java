package hourglass.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.SplittableRandom;

/// Makes a table of numbers that is larger than memory, the same for the same seed: rows of ten hidden numbers, mixed
/// into all columns, bent, and noise. Needs nothing else, so that it runs from its source:
///
/// ```
/// java bench/src/main/java/hourglass/bench/LargeTable.java rows.npy 10000000 100
/// ```
public final class LargeTable {
    private static final int HIDDEN = 10;
    private static final int ROWS_AT_ONCE = 4096;
    private static final double NOISE = 0.3;

    private LargeTable() {}

    /// Writes a table.
    ///
    /// @param arguments the .npy file, rows, columns
    public static void main(String... arguments) throws IOException {
        write(Path.of(arguments[0]), Long.parseLong(arguments[1]), Integer.parseInt(arguments[2]));
    }

    static void write(Path file, long rows, int columns) throws IOException {
        SplittableRandom random = new SplittableRandom(1);
        double[][] mixing = new double[HIDDEN][columns];
        for (double[] row : mixing) {
            for (int j = 0; j < columns; j++) {
                row[j] = random.nextGaussian();
            }
        }
        try (FileChannel channel = FileChannel.open(
                file,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE)) {
            channel.write(header(rows, columns));
            ByteBuffer some = ByteBuffer.allocateDirect(ROWS_AT_ONCE * columns * Float.BYTES)
                    .order(ByteOrder.LITTLE_ENDIAN);
            double[] hidden = new double[HIDDEN];
            for (long row = 0; row < rows; row++) {
                for (int k = 0; k < HIDDEN; k++) {
                    hidden[k] = random.nextGaussian();
                }
                for (int j = 0; j < columns; j++) {
                    double sum = 0;
                    for (int k = 0; k < HIDDEN; k++) {
                        sum += hidden[k] * mixing[k][j];
                    }
                    // A uniform number is noise enough, and fast.
                    some.putFloat((float) (Math.max(sum, 0.2 * sum) + NOISE * (random.nextDouble() - 0.5)));
                }
                if (!some.hasRemaining() || row == rows - 1) {
                    some.flip();
                    while (some.hasRemaining()) {
                        channel.write(some);
                    }
                    some.clear();
                }
            }
        }
    }

    /// NumPy's format, version 1.0.
    private static ByteBuffer header(long rows, int columns) {
        String text = "{'descr': '<f4', 'fortran_order': False, 'shape': (" + rows + ", " + columns + "), }";
        int length = (10 + text.length() + 1 + 63) / 64 * 64;
        String padded = text + " ".repeat(length - 10 - text.length() - 1) + "\n";
        return ByteBuffer.allocate(length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0})
                .putShort((short) padded.length())
                .put(padded.getBytes(StandardCharsets.US_ASCII))
                .flip();
    }
}
