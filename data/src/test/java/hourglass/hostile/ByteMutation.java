package hourglass.hostile;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/// Changes bytes without knowing what they mean: bits flipped, numbers of 1 to 8 bytes at their borders, words of the
/// format, pieces left out, doubled, repeated, taken from another file, the end cut off.
///
/// @param words of the format
record ByteMutation(List<byte[]> words) implements Mutation {
    private static final long[] BORDERS = {
        0,
        1,
        -1,
        2,
        7,
        8,
        16,
        127,
        128,
        255,
        256,
        32_767,
        32_768,
        65_535,
        65_536,
        Integer.MAX_VALUE,
        Integer.MIN_VALUE,
        0xFFFF_FFFFL,
        1L << 32,
        Long.MAX_VALUE,
        Long.MIN_VALUE,
        0x7FC0_0000L,
        0x7F80_0000L,
        0x7FF8_0000_0000_0000L
    };
    private static final int MOST_CHANGES = 4;
    private static final int MOST_REPEATS = 2000;

    /// @param words of the format, as text
    static ByteMutation ofWords(String... words) {
        return new ByteMutation(Arrays.stream(words)
                .map(word -> word.getBytes(StandardCharsets.ISO_8859_1))
                .toList());
    }

    @Override
    public byte[] of(List<byte[]> seeds, RandomGenerator random) {
        byte[] bytes = Mutation.one(seeds, random).clone();
        for (int changes = 1 + random.nextInt(random.nextInt(1, MOST_CHANGES + 1)); changes > 0; changes--) {
            bytes = changed(bytes, seeds, random);
        }
        return bytes.length <= MAXIMUM_BYTES ? bytes : Arrays.copyOf(bytes, MAXIMUM_BYTES);
    }

    private byte[] changed(byte[] bytes, List<byte[]> seeds, RandomGenerator random) {
        int at = place(bytes, random);
        int length = Math.min(bytes.length - at, 1 + random.nextInt(1 << random.nextInt(1, 10)));
        byte[] piece = Arrays.copyOfRange(bytes, at, at + length);
        return switch (random.nextInt(11)) {
            case 0 -> bitFlipped(bytes, at, random);
            case 1, 2 -> numberAt(bytes, at, random);
            case 3 -> overwritten(bytes, at, new byte[] {(byte) random.nextInt(256)});
            case 4 -> replaced(bytes, at, length, new byte[0]);
            case 5 -> replaced(bytes, at, 0, piece);
            case 6 -> Arrays.copyOf(bytes, at);
            case 7 -> replaced(bytes, at, 0, word(random));
            case 8 -> overwritten(bytes, at, word(random));
            case 9 -> spliced(bytes, at, Mutation.one(seeds, random), random);
            default -> random.nextInt(8) == 0 ? repeated(bytes, at, piece, random) : bitFlipped(bytes, at, random);
        };
    }

    /// Half of them near the start, where headers stand.
    private static int place(byte[] bytes, RandomGenerator random) {
        int most = random.nextBoolean() ? Math.min(64, bytes.length) : bytes.length;
        return random.nextInt(most + 1);
    }

    private byte[] word(RandomGenerator random) {
        return words.isEmpty() ? new byte[] {(byte) random.nextInt(256)} : Mutation.one(words, random);
    }

    private static byte[] bitFlipped(byte[] bytes, int at, RandomGenerator random) {
        if (at < bytes.length) {
            bytes[at] ^= (byte) (1 << random.nextInt(8));
        }
        return bytes;
    }

    private static byte[] numberAt(byte[] bytes, int at, RandomGenerator random) {
        long number = BORDERS[random.nextInt(BORDERS.length)] + (random.nextInt(4) == 0 ? random.nextInt(-2, 3) : 0);
        boolean little = random.nextBoolean();
        ByteBuffer whole = ByteBuffer.allocate(Long.BYTES)
                .order(little ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN)
                .putLong(0, number);
        int size = 1 << random.nextInt(4);
        int from = little ? 0 : Long.BYTES - size;
        return overwritten(bytes, at, Arrays.copyOfRange(whole.array(), from, from + size));
    }

    private static byte[] overwritten(byte[] bytes, int at, byte[] by) {
        System.arraycopy(by, 0, bytes, at, Math.min(by.length, bytes.length - at));
        return bytes;
    }

    private static byte[] spliced(byte[] bytes, int at, byte[] other, RandomGenerator random) {
        int from = random.nextInt(other.length + 1);
        return replaced(bytes, at, bytes.length - at, Arrays.copyOfRange(other, from, other.length));
    }

    private static byte[] repeated(byte[] bytes, int at, byte[] piece, RandomGenerator random) {
        int times =
                Math.min(random.nextInt(1, MOST_REPEATS), (MAXIMUM_BYTES - bytes.length) / Math.max(1, piece.length));
        ByteBuffer many = ByteBuffer.allocate(Math.max(0, times) * piece.length);
        while (many.hasRemaining()) {
            many.put(piece);
        }
        return replaced(bytes, at, 0, many.array());
    }

    static byte[] replaced(byte[] bytes, int at, int length, byte[] by) {
        ByteBuffer all = ByteBuffer.allocate(bytes.length - length + by.length);
        return all.put(bytes, 0, at)
                .put(by)
                .put(bytes, at + length, bytes.length - at - length)
                .array();
    }
}
