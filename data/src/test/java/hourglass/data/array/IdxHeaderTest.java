package hourglass.data.array;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import hourglass.problem.ProblemException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class IdxHeaderTest {
    private static byte[] header(int type, int... dimensions) {
        ByteBuffer bytes = ByteBuffer.allocate(4 + 4 * dimensions.length);
        bytes.put(new byte[] {0, 0, (byte) type, (byte) dimensions.length});
        for (int dimension : dimensions) {
            bytes.putInt(dimension);
        }
        return bytes.array();
    }

    private static Layout read(byte[] bytes) throws IOException {
        return IdxHeader.read(new ByteArrayInputStream(bytes), "a.idx");
    }

    private static String refusal(byte[] bytes) {
        return catchThrowableOfType(ProblemException.class, () -> read(bytes))
                .problem()
                .text();
    }

    private static String notIdx(String found) {
        return "error: this is not an IDX array\n  at  a.idx\n  expected two bytes 0, a type code (8, 9, 11, 12, 13 or "
                + "14) and at most 16 dimensions, found " + found;
    }

    @ParameterizedTest
    @CsvSource({"8, UINT8", "9, INT8", "11, INT16", "12, INT32", "13, FLOAT32", "14, FLOAT64"})
    void everyTypeIsReadUpToTheFirstNumber(int code, NumberType type) throws IOException {
        byte[] header = header(code, 3, 2, 4);
        ByteArrayInputStream stream = new ByteArrayInputStream(Arrays.copyOf(header, header.length + 7));
        assertThat(IdxHeader.read(stream, "a.idx"))
                .isEqualTo(Layout.of("a.idx", type, ByteOrder.BIG_ENDIAN, false, List.of(3L, 2L, 4L), 16));
        assertThat(stream.available()).isEqualTo(7);
    }

    @Test
    void sizesHaveNoSign() throws IOException {
        assertThat(read(header(8, -1)).rows()).isEqualTo(4_294_967_295L);
    }

    @Test
    void sixteenDimensionsAreRead() throws IOException {
        int[] ones = new int[17];
        Arrays.fill(ones, 1);
        assertThat(read(header(8, Arrays.copyOf(ones, 16))).dimensions()).isEqualTo(16);
        assertThat(refusal(header(8, ones))).isEqualTo(notIdx("17 dimensions"));
        assertThat(refusal(new byte[] {0, 0, 8, -1})).isEqualTo(notIdx("255 dimensions"));
        assertThat(refusal(header(8))).startsWith("error: array is a single number, not rows");
    }

    @Test
    void otherBytesAreNamed() {
        assertThat(refusal(new byte[0])).isEqualTo(notIdx("an empty file"));
        assertThat(refusal(new byte[3])).isEqualTo(notIdx("other bytes"));
        assertThat(refusal(new byte[] {1, 0, 8, 1, 0, 0, 0, 1})).isEqualTo(notIdx("other bytes"));
        assertThat(refusal(new byte[] {0, 1, 8, 1, 0, 0, 0, 1})).isEqualTo(notIdx("other bytes"));
        assertThat(refusal(header(10, 1))).isEqualTo(notIdx("unknown type code 10"));
        assertThat(refusal(header(255, 1))).isEqualTo(notIdx("unknown type code 255"));
    }

    @Test
    void aHeaderCutAmongItsSizesIsRefused() {
        byte[] whole = header(8, 3, 2);
        for (int length = 4; length < whole.length; length++) {
            assertThat(refusal(Arrays.copyOf(whole, length)))
                    .isEqualTo("error: array file is truncated\n  at  a.idx\n"
                            + "  found the end of the file within the header");
        }
    }
}
