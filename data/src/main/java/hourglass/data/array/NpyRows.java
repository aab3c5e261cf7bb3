package hourglass.data.array;

import hourglass.data.file.Failures;
import hourglass.data.file.PendingFile;
import hourglass.data.row.RowWriter;
import hourglass.table.Frame;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;

/// Writes rows as a NumPy array of little-endian single-precision numbers, version 1.0 of the format. The header has a
/// fixed length and is written last, when the number of rows is known.
public final class NpyRows implements RowWriter {
    private static final int HEADER = 128;
    private static final int BUFFER_BYTES = 1 << 16;

    private final PendingFile file;
    private final FileChannel channel;
    private final int columns;
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    private long rows;

    private NpyRows(PendingFile file, FileChannel channel, int columns) {
        this.file = file;
        this.channel = channel;
        this.columns = columns;
    }

    /// Writes to a file.
    ///
    /// @param file closed with the writer, or at once if there is an error
    public static RowWriter to(PendingFile file, int columns) {
        try {
            NpyRows writer = new NpyRows(file, file.channel(), columns);
            writer.channel.position(HEADER);
            return writer;
        } catch (IOException e) {
            file.close();
            throw Failures.writing(file.name(), e);
        }
    }

    @Override
    public void write(Frame block) {
        if (block.columns() != columns) {
            throw new IllegalArgumentException("expected rows of " + columns + " columns, got " + block);
        }
        try {
            for (int row = 0; row < block.rows(); row++) {
                for (int column = 0; column < columns; column++) {
                    if (!block.isNumber(row, column) && !block.isMissing(row, column)) {
                        throw new IllegalArgumentException("expected numbers only, got " + block.text(row, column));
                    }
                    if (!buffer.hasRemaining()) {
                        drain();
                    }
                    buffer.putFloat((float) block.number(row, column));
                }
            }
        } catch (IOException e) {
            throw Failures.writing(file.name(), e);
        }
        rows += block.rows();
    }

    private void drain() throws IOException {
        buffer.flip();
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
        buffer.clear();
    }

    @Override
    public void commit() {
        try {
            drain();
            channel.position(0);
            String text = "{'descr': '<f4', 'fortran_order': False, 'shape': (" + rows + ", " + columns + "), }";
            buffer.put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0}).putShort((short) (HEADER - 10));
            buffer.put(text.getBytes(StandardCharsets.US_ASCII));
            while (buffer.position() < HEADER - 1) {
                buffer.put((byte) ' ');
            }
            buffer.put((byte) '\n');
            drain();
            file.commit();
        } catch (IOException e) {
            throw Failures.writing(file.name(), e);
        }
    }

    @Override
    public void close() {
        file.close();
    }
}
