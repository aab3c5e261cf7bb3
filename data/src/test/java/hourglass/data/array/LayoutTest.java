package hourglass.data.array;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hourglass.problem.ProblemException;
import java.nio.ByteOrder;
import java.util.List;
import org.junit.jupiter.api.Test;

final class LayoutTest {
    private static Layout of(NumberType type, boolean columnMajor, long start, Long... dimensions) {
        return Layout.of("a.npy", type, ByteOrder.BIG_ENDIAN, columnMajor, List.of(dimensions), start);
    }

    private static String refusal(NumberType type, long start, Long... dimensions) {
        try {
            throw new AssertionError(of(type, false, start, dimensions));
        } catch (ProblemException refused) {
            return refused.problem().text();
        }
    }

    @Test
    void theFirstDimensionCountsTheRows() {
        Layout pictures = of(NumberType.INT16, true, 80, 5L, 2L, 3L);
        assertThat(pictures.rows()).isEqualTo(5);
        assertThat(pictures.columns()).isEqualTo(6);
        assertThat(pictures.shape()).containsExactly(2, 3);
        assertThat(pictures.columnMajor()).isTrue();
        assertThat(pictures.names()).containsExactly("pixel0", "pixel1", "pixel2", "pixel3", "pixel4", "pixel5");
        assertThat(pictures.length()).isEqualTo(80 + 5 * 6 * 2);
        assertThat(of(NumberType.INT16, false, 80, 5L, 2L).names()).containsExactly("column0", "column1");
    }

    @Test
    void oneDimensionIsOneColumnInEitherOrder() {
        Layout column = of(NumberType.FLOAT64, true, 16, 7L);
        assertThat(column.columns()).isEqualTo(1);
        assertThat(column.shape()).containsExactly(1);
        assertThat(column.dimensions()).isEqualTo(1);
        assertThat(column.columnMajor()).isFalse();
        assertThat(column.length()).isEqualTo(16 + 56);
    }

    @Test
    void dimensionsWithoutRowsAreShown() {
        assertThat(refusal(NumberType.UINT8, 0))
                .isEqualTo("error: array is a single number, not rows\n  at  a.npy\n"
                        + "  expected an array of at least one dimension");
        assertThat(refusal(NumberType.UINT8, 0, 3L, -1L))
                .isEqualTo("error: array has a negative dimension\n  at  a.npy\n  found shape [3, -1]");
        assertThat(refusal(NumberType.UINT8, 0, 0L, 3L))
                .isEqualTo("error: array is empty: there are no rows to read\n  at  a.npy\n  found shape [0, 3]");
    }

    /// The last byte must have a number, and the columns must fit one array.
    @Test
    void sizesEndWhereNumbersDo() {
        long most = Long.MAX_VALUE;
        assertThat(of(NumberType.UINT8, false, 0, most).length()).isEqualTo(most);
        assertThat(refusal(NumberType.UINT8, 1, most))
                .isEqualTo("error: array is larger than can be read\n  at  a.npy\n  found shape [" + most + "]");
        assertThat(refusal(NumberType.INT16, 0, most)).startsWith("error: array is larger than can be read");
        assertThat(refusal(NumberType.UINT8, 0, most, 2L)).startsWith("error: array is larger than can be read");
        assertThat(of(NumberType.UINT8, false, 0, 1L, 2147483647L).columns()).isEqualTo(Integer.MAX_VALUE);
        assertThat(refusal(NumberType.UINT8, 0, 1L, 2147483648L)).startsWith("error: array is larger than can be read");
        assertThat(refusal(NumberType.UINT8, 0, 1L, 65536L, 32768L))
                .startsWith("error: array is larger than can be read");
    }

    @Test
    void theFileEndsWithTheLastNumber() {
        Layout layout = of(NumberType.INT32, false, 10, 2L, 3L);
        assertThatCode(() -> layout.requireLength("a.npy", 34)).doesNotThrowAnyException();
        assertThatThrownBy(() -> layout.requireLength("a.npy", 33))
                .hasMessage("error: array file is truncated\n  at  a.npy\n  expected 34 bytes, found 33 bytes\n"
                        + "  try  copy the file again");
        assertThatThrownBy(() -> layout.requireLength("a.npy", 35))
                .hasMessage("error: array file has bytes after its end\n  at  a.npy\n"
                        + "  expected 34 bytes, found 35 bytes\n  try  copy the file again");
    }
}
