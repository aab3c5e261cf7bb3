package hourglass.onnx;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// A message of Protocol Buffers to be written, field by field
/// (<https://protobuf.dev/programming-guides/encoding>). Numbers of a network are pointed at, not copied, and the size
/// is known before anything is written.
final class Message {
    private static final int VARINT = 0;
    private static final int LENGTH_DELIMITED = 2;
    private static final int FIXED_32 = 5;
    private static final int CHUNK = 1 << 14;

    /// A stretch of the message.
    private sealed interface Piece {
        long size();

        void writeTo(WritableByteChannel channel) throws IOException;
    }

    private record Bytes(byte[] bytes) implements Piece {
        @Override
        public long size() {
            return bytes.length;
        }

        @Override
        public void writeTo(WritableByteChannel channel) throws IOException {
            channel.write(ByteBuffer.wrap(bytes));
        }
    }

    private record Floats(float[] numbers, int offset, int count) implements Piece {
        @Override
        public long size() {
            return (long) Float.BYTES * count;
        }

        @Override
        public void writeTo(WritableByteChannel channel) throws IOException {
            ByteBuffer chunk = ByteBuffer.allocate(CHUNK * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
            for (int from = 0; from < count; from += CHUNK) {
                int length = Math.min(CHUNK, count - from);
                chunk.clear();
                chunk.asFloatBuffer().put(numbers, offset + from, length);
                channel.write(chunk.limit(length * Float.BYTES));
            }
        }
    }

    private final List<Piece> pieces = new ArrayList<>();
    private ByteArrayOutputStream open = new ByteArrayOutputStream();

    private void varint(long value) {
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            open.write((int) (rest & 0x7f) | 0x80);
            rest >>>= 7;
        }
        open.write((int) rest);
    }

    private void key(int field, int wireType) {
        varint((long) field << 3 | wireType);
    }

    Message number(int field, long value) {
        key(field, VARINT);
        varint(value);
        return this;
    }

    Message single(int field, float value) {
        key(field, FIXED_32);
        int bits = Float.floatToRawIntBits(value);
        for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
            open.write(bits >>> shift);
        }
        return this;
    }

    Message bytes(int field, byte[] value) {
        key(field, LENGTH_DELIMITED);
        varint(value.length);
        open.writeBytes(value);
        return this;
    }

    Message text(int field, String value) {
        return bytes(field, value.getBytes(StandardCharsets.UTF_8));
    }

    /// Single-precision numbers, little-endian, one after the other.
    ///
    /// @param numbers not copied
    Message floats(int field, float[] numbers, int offset, int count) {
        key(field, LENGTH_DELIMITED);
        varint((long) Float.BYTES * count);
        close();
        pieces.add(new Floats(numbers, offset, count));
        return this;
    }

    /// A message within this one.
    ///
    /// @param value as it stands
    Message message(int field, Message value) {
        key(field, LENGTH_DELIMITED);
        varint(value.size());
        close();
        value.close();
        pieces.addAll(value.pieces);
        return this;
    }

    private void close() {
        if (open.size() > 0) {
            pieces.add(new Bytes(open.toByteArray()));
            open = new ByteArrayOutputStream();
        }
    }

    /// Bytes that it takes.
    long size() {
        return open.size() + pieces.stream().mapToLong(Piece::size).sum();
    }

    void writeTo(WritableByteChannel channel) throws IOException {
        close();
        for (Piece piece : pieces) {
            piece.writeTo(channel);
        }
    }
}
