package hourglass.data.array;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/// Numbers stored with the first index running fastest (Fortran order): a block of rows is gathered with one read per
/// column and then handed out row by row.
///
/// Element (i, j₁ … jₖ) stands at i + rows · (j₁ + n₁ · (j₂ + n₂ · …)), so the place of a column follows from reversing
/// the digits of its number in the mixed base n₁ … nₖ.
final class ColumnMajorNumbers implements Numbers {
    private static final int BLOCK_NUMBERS = 1 << 20;

    private final Bytes bytes;
    private final Closeable source;
    private final Layout layout;
    private final int rowsPerBlock;
    private final double[] block;
    private final ByteBuffer buffer;
    private int blockRows;
    private long blockStart;
    private long row;
    private int column;

    /// The bytes of a file, or of a part of memory.
    interface Bytes {
        /// Reads some bytes from a place on; returns −1 at the end.
        int read(ByteBuffer into, long from) throws IOException;
    }

    /// @param source of the bytes, closed with this
    ColumnMajorNumbers(Bytes bytes, Closeable source, Layout layout) {
        this.bytes = bytes;
        this.source = source;
        this.layout = layout;
        this.rowsPerBlock =
                (int) Math.clamp(BLOCK_NUMBERS / layout.columns(), 1, Math.min(layout.rows(), BLOCK_NUMBERS));
        this.block = new double[rowsPerBlock * layout.columns()];
        this.buffer = ByteBuffer.allocate(rowsPerBlock * layout.type().bytes()).order(layout.order());
    }

    @Override
    public void next(double[] into, int offset, int count) throws IOException {
        if (count > 0) {
            System.arraycopy(block, inBlock(), into, offset, count);
            advance(count);
        }
    }

    private int inBlock() throws IOException {
        if (row >= blockStart + blockRows) {
            load();
        }
        return (int) (row - blockStart) * layout.columns() + column;
    }

    private void advance(int count) {
        column += count;
        if (column == layout.columns()) {
            column = 0;
            row++;
        }
    }

    private void load() throws IOException {
        blockStart = row;
        blockRows = (int) Math.min(rowsPerBlock, layout.rows() - row);
        if (blockRows <= 0) {
            throw new EOFException();
        }
        for (int j = 0; j < layout.columns(); j++) {
            buffer.clear().limit(blockRows * layout.type().bytes());
            read(buffer, blockStart, j);
            layout.type().decode(buffer, blockRows, block, j, layout.columns());
        }
    }

    /// @param into empty up to its limit
    private void read(ByteBuffer into, long fromRow, int ofColumn) throws IOException {
        long from = layout.start()
                + (fromRow + layout.rows() * stored(ofColumn)) * layout.type().bytes();
        while (into.hasRemaining()) {
            if (bytes.read(into, from + into.position()) < 0) {
                throw new EOFException();
            }
        }
        into.flip();
    }

    private long stored(int ofColumn) {
        List<Integer> shape = layout.shape();
        long place = 0;
        int rest = ofColumn;
        long above = layout.columns();
        for (int axis = shape.size() - 1; axis >= 0; axis--) {
            above /= shape.get(axis);
            place += above * (rest % shape.get(axis));
            rest /= shape.get(axis);
        }
        return place;
    }

    @Override
    public void close() throws IOException {
        source.close();
    }
}
