package hourglass.series;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hourglass.matrix.Matrix;
import hourglass.problem.ProblemException;
import hourglass.table.Frame;
import java.util.List;
import org.junit.jupiter.api.Test;

class WindowMemoryTest {
    /// 80,000 windows of as many rows are 25.6 GB of 80,000 numbers, and more than an array has.
    @Test
    void tooManyAreRefusedWithBothNumbers() {
        Matrix numbers = Matrix.zeros(160_000, 1);
        numbers.array()[1] = 1;
        Frame frame = Frame.of(List.of("a"), numbers);
        Windows windows = Windows.of(frame, Window.of(frame, 80_000));
        assertThatThrownBy(windows::frame)
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("25,600 MB for 80,001 windows of 80,000 x 1 numbers")
                .hasMessageContaining("found ");
    }

    @Test
    void someFit() {
        assertThatCode(() -> WindowMemory.require(3, 4, 5)).doesNotThrowAnyException();
    }
}
