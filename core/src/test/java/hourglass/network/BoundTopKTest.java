package hourglass.network;

import static org.assertj.core.api.Assertions.assertThat;

import hourglass.matrix.Matrix;
import org.junit.jupiter.api.Test;

class BoundTopKTest {
    @Test
    void amongEqualNumbersTheFirstAreKept() {
        Matrix rows = Matrix.of(2, 6, 1, 3, 3, 2, 3, 1, -5, -4, -4, -9, -4, -4);
        BoundTopK.keepLargest(2, rows);
        assertThat(rows.array()).containsExactly(0, 3, 3, 0, 0, 0, 0, -4, -4, 0, 0, 0);
    }
}
