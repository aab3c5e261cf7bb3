package hourglass.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class TensorTest {
    private static final float[] FOUR = {1, 2, 3, 4};

    private static void requireRefused(String message, List<Long> shape, int offset, int length) {
        assertThatThrownBy(() -> new Tensor("a", shape, FOUR, offset, length))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @Test
    void itIsAViewOfItsArray() {
        Tensor whole = Tensor.vector("a", FOUR);
        assertThat(whole.shape()).containsExactly(4L);
        assertThat(whole.array()).isSameAs(FOUR);
        assertThat(whole.offset()).isZero();
        assertThat(whole.length()).isEqualTo(4);
        Tensor end = new Tensor("a", List.of(1L, 3L), FOUR, 1, 3);
        assertThat(end.offset() + end.length()).isEqualTo(4);
        assertThat(new Tensor("a", List.of(), FOUR, 3, 1).shape()).isEmpty();
        assertThat(new Tensor("a", List.of(0L), FOUR, 4, 0).length()).isZero();
        List<Long> shape = new ArrayList<>(List.of(4L));
        Tensor own = new Tensor("a", shape, FOUR);
        shape.set(0, 5L);
        assertThat(own.shape()).containsExactly(4L);
    }

    @Test
    void itLiesWithinItsArray() {
        String within = "tensor must lie within its array of 4, got offset ";
        requireRefused(within + "-1 and length 1", List.of(1L), -1, 1);
        requireRefused(within + "0 and length -1", List.of(-1L), 0, -1);
        requireRefused(within + "2 and length 3", List.of(3L), 2, 3);
        requireRefused(within + "5 and length 0", List.of(0L), 5, 0);
        requireRefused(within + "2147483647 and length 2147483647", List.of(2147483647L), 2147483647, 2147483647);
    }

    @Test
    void itsShapeHasAsManyNumbers() {
        assertThat(new Tensor("a", Collections.nCopies(8, 1L), FOUR, 0, 1).shape())
                .hasSize(8);
        requireRefused(
                "shape must have at most 8 dimensions and 1 elements, got [1, 1, 1, 1, 1, 1, 1, 1, 1]",
                Collections.nCopies(9, 1L),
                0,
                1);
        requireRefused("shape must have at most 8 dimensions and 4 elements, got [3]", List.of(3L), 0, 4);
        assertThatThrownBy(() -> Tensor.vector("__metadata__", FOUR))
                .hasMessage("tensor name must not be __metadata__");
    }

    @Test
    void elementsAreCountedUpToTheLastNumber() {
        assertThat(Tensor.elements(List.of())).isEqualTo(1);
        assertThat(Tensor.elements(List.of(3L, 5L))).isEqualTo(15);
        assertThat(Tensor.elements(List.of(3L, 0L))).isZero();
        assertThat(Tensor.elements(List.of(0L, -1L))).isEqualTo(-1);
        assertThat(Tensor.elements(List.of(1L << 32, (1L << 31) - 1))).isEqualTo(((1L << 31) - 1) << 32);
        assertThat(Tensor.elements(List.of(1L << 32, 1L << 31))).isEqualTo(-1);
    }
}
