package hourglass.matrix;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.channels.FileChannel;

/// Rows of single-precision numbers in a file that is mapped into memory: how much of it stands there at a time is up
/// to
/// the operating system, and none of it in the heap.
///
/// The file has the numbers one row after the other in the byte order of this machine, and nothing else. It must not
/// change while it is used. A map ends when nobody refers to these rows any more, not with the channel.
public final class RowFile implements Rows {
    /// Of a part that is mapped at once: Java's buffers have no room for 2 GiB.
    private static final long MOST_BYTES = 1L << 30;

    private final int rows;
    private final int columns;
    private final int rowsPerPart;
    private final FloatBuffer[] parts;

    private RowFile(int rows, int columns, int rowsPerPart, FloatBuffer... parts) {
        this.rows = rows;
        this.columns = columns;
        this.rowsPerPart = rowsPerPart;
        this.parts = parts;
    }

    /// Maps the rows at the beginning of a file.
    ///
    /// @param channel open for reading
    /// @param columns at least 1
    /// @throws IOException if the file cannot be mapped or is too short
    public static RowFile map(FileChannel channel, int rows, int columns) throws IOException {
        return map(channel, rows, columns, MOST_BYTES);
    }

    /// @param mostBytes of a part, at least those of a row: tests want several parts of few rows
    static RowFile map(FileChannel channel, int rows, int columns, long mostBytes) throws IOException {
        long rowBytes = (long) columns * Float.BYTES;
        if (rowBytes > mostBytes) {
            throw new IllegalArgumentException("a row of " + columns + " numbers is too long to be mapped");
        }
        if (channel.size() < rows * rowBytes) {
            throw new IOException("the file ends before its rows do");
        }
        int rowsPerPart = (int) Math.min(Integer.MAX_VALUE, mostBytes / rowBytes);
        FloatBuffer[] parts = new FloatBuffer[(int) (((long) rows + rowsPerPart - 1) / rowsPerPart)];
        for (int i = 0; i < parts.length; i++) {
            long first = (long) i * rowsPerPart;
            long bytes = Math.min(rowsPerPart, rows - first) * rowBytes;
            parts[i] = channel.map(FileChannel.MapMode.READ_ONLY, first * rowBytes, bytes)
                    .order(ByteOrder.nativeOrder())
                    .asFloatBuffer();
        }
        return new RowFile(rows, columns, rowsPerPart, parts);
    }

    @Override
    public int rows() {
        return rows;
    }

    @Override
    public int columns() {
        return columns;
    }

    @Override
    public void gather(int[] order, int from, int to, Matrix into) {
        for (int i = from; i < to; i++) {
            fetch(order[i], into, i - from);
        }
    }

    @Override
    public Matrix rows(int from, int to) {
        Matrix copy = Matrix.zeros(to - from, columns);
        for (int row = from; row < to; row++) {
            fetch(row, copy, row - from);
        }
        return copy;
    }

    private void fetch(int row, Matrix into, int target) {
        parts[row / rowsPerPart].get((row % rowsPerPart) * columns, into.array(), into.rowOffset(target), columns);
    }

    @Override
    public float get(int row, int column) {
        return parts[row / rowsPerPart].get((row % rowsPerPart) * columns + column);
    }
}
