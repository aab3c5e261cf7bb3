package hourglass.data.array;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/// Numbers stored in the order in which they are wanted, read from a stream in pieces of 256 KiB.
final class RowMajorNumbers implements Numbers {
    private static final int PIECE = 1 << 18;

    private final InputStream stream;
    private final NumberType type;
    private final ByteBuffer buffer;
    private long bytesLeft;

    /// @param stream stands at the first number; closed with this
    RowMajorNumbers(InputStream stream, Layout layout) {
        this.stream = stream;
        this.type = layout.type();
        this.bytesLeft = layout.length() - layout.start();
        this.buffer = ByteBuffer.allocate(PIECE).order(layout.order()).limit(0);
    }

    @Override
    public void next(double[] into, int offset, int count) throws IOException {
        int done = 0;
        while (done < count) {
            fill();
            int piece = Math.min(count - done, buffer.remaining() / type.bytes());
            type.decode(buffer, piece, into, offset + done, 1);
            done += piece;
        }
    }

    /// Makes sure that at least one number is in the buffer, which always holds whole numbers.
    private void fill() throws IOException {
        if (buffer.hasRemaining()) {
            return;
        }
        int wanted = (int) Math.min(PIECE, bytesLeft);
        int found = stream.readNBytes(buffer.array(), 0, wanted);
        if (found < wanted || wanted == 0) {
            throw new EOFException();
        }
        bytesLeft -= wanted;
        buffer.position(0).limit(wanted);
    }

    @Override
    public void close() throws IOException {
        stream.close();
    }
}
