package hourglass.data.array;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Numbers in both orders, across the borders of what is read at once.
final class NumbersTest {
    private static final int START = 5;

    private static Layout layout(NumberType type, boolean columnMajor, Long... dimensions) {
        return Layout.of("a", type, ByteOrder.BIG_ENDIAN, columnMajor, List.of(dimensions), START);
    }

    /// Reads from memory, a few bytes at a time.
    private static ColumnMajorNumbers columnMajor(byte[] bytes, Layout layout) {
        return new ColumnMajorNumbers(
                (into, from) -> {
                    if (from >= bytes.length) {
                        return -1;
                    }
                    int count = Math.min(into.remaining(), Math.min(1001, bytes.length - (int) from));
                    into.put(bytes, (int) from, count);
                    return count;
                },
                () -> {
                    throw new IOException("closed");
                },
                layout);
    }

    @Test
    void rowsAreReadAcrossPieces() throws IOException {
        int count = (1 << 17) * 2 + 3;
        ByteBuffer bytes = ByteBuffer.allocate(2 * count + 1);
        for (int i = 0; i < count; i++) {
            bytes.putShort((short) i);
        }
        ByteArrayInputStream stream = new ByteArrayInputStream(bytes.array());
        double[] into = new double[count + 2];
        try (Numbers numbers = new RowMajorNumbers(stream, layout(NumberType.UINT16, false, 1L, (long) count))) {
            numbers.next(into, 1, 100_000);
            numbers.next(into, 100_001, 0);
            numbers.next(into, 100_001, 100_000);
            numbers.next(into, 200_001, count - 200_000);
            assertThat(stream.available()).isEqualTo(1);
            assertThatThrownBy(() -> numbers.next(into, 0, 1)).isInstanceOf(EOFException.class);
        }
        for (int i = 0; i < count; i++) {
            assertThat(into[i + 1]).isEqualTo(i & 0xFFFF);
        }
        assertThat(into[0]).isZero();
        assertThat(into[count + 1]).isZero();
    }

    @Test
    void aStreamThatEndsEarlyIsNoticedAndClosed() throws IOException {
        boolean[] closed = {false};
        ByteArrayInputStream stream = new ByteArrayInputStream(new byte[7]) {
            @Override
            public void close() {
                closed[0] = true;
            }
        };
        Numbers numbers = new RowMajorNumbers(stream, layout(NumberType.INT32, false, 2L));
        assertThatThrownBy(() -> numbers.next(new double[2], 0, 2)).isInstanceOf(EOFException.class);
        assertThat(closed[0]).isFalse();
        numbers.close();
        assertThat(closed[0]).isTrue();
    }

    /// Number (i, j) is 3i + j, so that rows and columns cannot be mistaken for each other.
    private static byte[] columns(int rows) {
        ByteBuffer bytes = ByteBuffer.allocate(START + 4 * 3 * rows).position(START);
        for (int j = 0; j < 3; j++) {
            for (int i = 0; i < rows; i++) {
                bytes.putInt(3 * i + j);
            }
        }
        return bytes.array();
    }

    @Test
    void columnsAreTurnedAcrossBlocks() throws IOException {
        // A block has 349,525 rows of three columns.
        int rows = 349_525 + 2;
        Numbers numbers = columnMajor(columns(rows), layout(NumberType.INT32, true, (long) rows, 3L));
        double[] row = new double[5];
        for (int i = 0; i < rows; i++) {
            numbers.next(row, 1, 2);
            numbers.next(row, 0, 0);
            numbers.next(row, 3, 1);
            if (row[1] != 3.0 * i || row[2] != 3.0 * i + 1 || row[3] != 3.0 * i + 2) {
                assertThat(row).as("row %s", i).containsExactly(0, 3.0 * i, 3.0 * i + 1, 3.0 * i + 2, 0);
            }
        }
        assertThat(row[0] + row[4]).isZero();
        numbers.next(row, 0, 0);
        assertThatThrownBy(() -> numbers.next(row, 0, 1)).isInstanceOf(EOFException.class);
        assertThatThrownBy(numbers::close).hasMessage("closed");
    }

    /// A million numbers, less those of a row that would not fit.
    @Test
    void aBlockHoldsAMillionNumbers() {
        int[] wanted = {0};
        Numbers numbers = new ColumnMajorNumbers(
                (into, from) -> {
                    wanted[0] = into.remaining();
                    return -1;
                },
                () -> {},
                layout(NumberType.UINT8, true, 1_000_000L, 3L));
        assertThatThrownBy(() -> numbers.next(new double[3], 0, 3)).isInstanceOf(EOFException.class);
        assertThat(wanted[0]).isEqualTo((1 << 20) / 3);
    }

    @Test
    void aBlockIsReadOnlyWhereItIsWanted() throws IOException {
        int[] reads = {0};
        Layout layout = layout(NumberType.UINT8, true, 10L, 3L);
        Numbers numbers = new ColumnMajorNumbers(
                (into, from) -> {
                    assertThat(into.remaining()).isEqualTo(10);
                    assertThat(from).isEqualTo(START + 10 * reads[0]);
                    reads[0]++;
                    into.put(new byte[10]);
                    return 10;
                },
                () -> {},
                layout);
        assertThat(reads[0]).isZero();
        for (int i = 0; i < 10; i++) {
            numbers.next(new double[3], 0, 3);
        }
        assertThat(reads[0]).isEqualTo(3);
    }

    @Test
    void columnsThatEndEarlyAreNoticed() {
        byte[] whole = columns(4);
        Numbers cut = columnMajor(Arrays.copyOf(whole, whole.length - 4), layout(NumberType.INT32, true, 4L, 3L));
        assertThatThrownBy(() -> cut.next(new double[3], 0, 3)).isInstanceOf(EOFException.class);
    }

    /// Element (i, j, k, l) of shape (2, 2, 3, 2) stands at i + 2 (j + 2 (k + 3 l)).
    @Test
    void everyAxisIsTurned() throws IOException {
        byte[] bytes = new byte[START + 24];
        for (int i = 0; i < 24; i++) {
            bytes[START + i] = (byte) i;
        }
        Numbers numbers = columnMajor(bytes, layout(NumberType.UINT8, true, 2L, 2L, 3L, 2L));
        double[] row = new double[12];
        for (int i = 0; i < 2; i++) {
            numbers.next(row, 0, 12);
            for (int place = 0; place < 12; place++) {
                int j = place / 6;
                int k = place / 2 % 3;
                int l = place % 2;
                assertThat(row[place]).isEqualTo(i + 2 * (j + 2 * (k + 3 * l)));
            }
        }
    }

    /// Halves of 2^53 and more are rounded once, to the even one of two that are as near.
    @Test
    void unsignedNumbersAreRoundedOnce() {
        long[] bits = {-1L, Long.MIN_VALUE, Long.MIN_VALUE + 1024, Long.MIN_VALUE + 1025, Long.MIN_VALUE + 3072, 7};
        ByteBuffer bytes = ByteBuffer.allocate(8 * bits.length);
        for (long each : bits) {
            bytes.putLong(each);
        }
        double[] into = new double[bits.length];
        NumberType.UINT64.decode(bytes.flip(), bits.length, into, 0, 1);
        for (int i = 0; i < bits.length; i++) {
            assertThat(into[i]).isEqualTo(new BigDecimal(Long.toUnsignedString(bits[i])).doubleValue());
        }
    }

    @Test
    void numbersThatSinglePrecisionCutsAreWide() {
        assertThat(NumberType.values())
                .filteredOn(NumberType::isWide)
                .containsExactly(
                        NumberType.INT32, NumberType.INT64, NumberType.UINT32, NumberType.UINT64, NumberType.FLOAT64);
    }

    @Test
    void decodingKeepsItsDistance() {
        double[] into = {9, 9, 9, 9, 9, 9};
        ByteBuffer bytes = ByteBuffer.wrap(new byte[] {7, 0, 2, 5}).position(1);
        NumberType.BOOLEAN.decode(bytes, 2, into, 1, 3);
        assertThat(into).containsExactly(9, 0, 9, 9, 1, 9);
        assertThat(bytes.position()).isEqualTo(3);
    }
}
