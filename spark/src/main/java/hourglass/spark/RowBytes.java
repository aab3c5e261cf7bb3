package hourglass.spark;

import hourglass.table.FrameBuilder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// A row as bytes that begin with a hash of the rest: the first 16 bytes of its SHA-256. Rows are known and sorted by
/// them, so that neither order nor partitions of the input matter; rows with equal bytes are equal.
final class RowBytes {
    private static final int HASH = 16;
    private static final byte NOTHING = 0;
    private static final byte NUMBER = 1;
    private static final byte MOMENT = 2;
    private static final byte TEXT = 3;

    private RowBytes() {}

    static byte[] of(@Nullable Object[] cells) {
        byte[][] texts = new byte[cells.length][];
        int size = HASH;
        for (int i = 0; i < cells.length; i++) {
            if (cells[i] instanceof String text) {
                texts[i] = text.getBytes(StandardCharsets.UTF_8);
                size += 1 + Integer.BYTES + texts[i].length;
            } else {
                size += cells[i] == null ? 1 : 1 + Long.BYTES;
            }
        }
        ByteBuffer bytes = ByteBuffer.allocate(size).position(HASH);
        for (int i = 0; i < cells.length; i++) {
            switch (cells[i]) {
                case null -> bytes.put(NOTHING);
                case Double it -> bytes.put(NUMBER).putLong(Double.doubleToLongBits(it));
                case Long it -> bytes.put(MOMENT).putLong(it);
                default -> bytes.put(TEXT).putInt(texts[i].length).put(texts[i]);
            }
        }
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(bytes.array(), HASH, size - HASH);
            System.arraycopy(digest.digest(), 0, bytes.array(), 0, HASH);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
        return bytes.array();
    }

    /// Adds the cells of a row to a frame.
    static void add(byte[] row, FrameBuilder builder) {
        ByteBuffer bytes = ByteBuffer.wrap(row).position(HASH);
        while (bytes.hasRemaining()) {
            switch (bytes.get()) {
                case NOTHING -> builder.missing("");
                case NUMBER -> builder.number(Double.longBitsToDouble(bytes.getLong()));
                case MOMENT -> builder.moment(bytes.getLong());
                default -> {
                    byte[] text = new byte[bytes.getInt()];
                    bytes.get(text);
                    builder.text(new String(text, StandardCharsets.UTF_8));
                }
            }
        }
        builder.endRow();
    }

    static byte[] hash(byte[] row) {
        return Arrays.copyOf(row, HASH);
    }

    /// The partition of a row: equal ranges of hashes, so that rows sorted in each are sorted throughout.
    static int partition(byte[] row, int partitions) {
        long first = ByteBuffer.wrap(row).getInt() & 0xFFFF_FFFFL;
        return (int) ((first * partitions) >>> Integer.SIZE);
    }
}
