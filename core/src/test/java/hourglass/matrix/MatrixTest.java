package hourglass.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class MatrixTest {
    private final float[] array = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13};

    @Test
    void elementsStandAtOffsetPlusRowTimesStridePlusColumn() {
        Matrix view = new Matrix(array, 1, 3, 3, 5);
        assertThat(view.rows()).isEqualTo(3);
        assertThat(view.columns()).isEqualTo(3);
        assertThat(view.offset()).isEqualTo(1);
        assertThat(view.stride()).isEqualTo(5);
        assertThat(view.array()).isSameAs(array);
        assertThat(view.get(0, 0)).isEqualTo(1);
        assertThat(view.get(2, 2)).isEqualTo(13);
        assertThat(view.rowOffset(2)).isEqualTo(11);
        assertThat(view).hasToString("Matrix[3 x 3]");
    }

    @Test
    void viewsOfRowsAndColumnsShareTheArray() {
        Matrix inner = new Matrix(array, 1, 3, 3, 5).rows(1, 3).columns(1, 2);
        assertThat(inner.shape()).isEqualTo("2 x 1");
        assertThat(inner.get(0, 0)).isEqualTo(7);
        inner.set(1, 0, -1);
        assertThat(array[12]).isEqualTo(-1);
    }

    @Test
    void fillAndCopyKeepToTheView() {
        Matrix view = new Matrix(array, 1, 2, 3, 5);
        Matrix copy = view.copy();
        assertThat(copy.array()).containsExactly(1, 2, 3, 6, 7, 8);
        view.fill(0);
        assertThat(array).containsExactly(0, 0, 0, 0, 4, 5, 0, 0, 0, 9, 10, 11, 12, 13);
        view.copyFrom(copy);
        assertThat(array).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> view.copyFrom(Matrix.zeros(3, 2)))
                .withMessage("expected 2 x 3, got 3 x 2");
    }

    @Test
    void aViewMustLieWithinItsArray() {
        assertThat(new Matrix(array, 0, 2, 7, 7).get(1, 6)).isEqualTo(13);
        assertThat(new Matrix(array, 14, 0, 3, 3).rows()).isZero();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Matrix(array, 1, 2, 7, 7))
                .withMessage("the view must end within the array of 14 numbers, but ends at 15");
        // What has no rows has no end.
        assertThat(new Matrix(array, 15, 0, 1, 1).rows()).isZero();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Matrix(array, 0, 2, 3, 2))
                .withMessage("not a view: offset 0, rows 2, columns 3, stride 2");
        assertThatIllegalArgumentException().isThrownBy(() -> new Matrix(array, -1, 1, 1, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Matrix(array, 0, -1, 1, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Matrix(array, 0, 1, -1, 1));
        // The end is beyond the range of an int.
        assertThatIllegalArgumentException().isThrownBy(() -> new Matrix(array, 0, 1 << 20, 1, 1 << 20));
    }

    @Test
    void sizesAreChecked() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Matrix.of(2, 3, 1, 2))
                .withMessage("the array must have rows · columns = 6 numbers, got 2");
        assertThatIllegalArgumentException().isThrownBy(() -> Matrix.zeros(-1, 2));
        assertThatIllegalArgumentException().isThrownBy(() -> Matrix.zeros(2, -1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Matrix.zeros(1 << 16, 1 << 16))
                .withMessage("a matrix must have between 0 and 2^31 - 9 numbers, got 65536 x 65536");
        assertThat(Matrix.zeros(0, 5).shape()).isEqualTo("0 x 5");
    }

    @Test
    void negativeSizesWithTheProductOfTheLengthAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Matrix.of(-2, -3, 1, 2, 3, 4, 5, 6));
    }

    @Test
    void indicesOutsideAreRefusedEvenWhereTheArrayGoesOn() {
        Matrix view = new Matrix(array, 1, 2, 3, 5);
        assertThatThrownBy(() -> view.get(0, 3)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> view.get(2, 0)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> view.get(-1, 0)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> view.set(0, -1, 0)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> view.rows(1, 3)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> view.rows(2, 1)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> view.columns(0, 4)).isInstanceOf(IndexOutOfBoundsException.class);
    }
}
