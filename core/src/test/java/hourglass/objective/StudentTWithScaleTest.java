package hourglass.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import hourglass.matrix.Matrix;
import org.junit.jupiter.api.Test;

class StudentTWithScaleTest extends LearnedScaleContract {
    @Override
    protected Objective objective() {
        return new StudentTWithScale();
    }

    /// With s = log σ it is [StudentT] of that scale.
    @Test
    void isStudentsDistributionOfTheLearnedScale() {
        Matrix gradient = Matrix.zeros(1, 2);
        Matrix expected = Matrix.zeros(1, 1);
        Matrix x = Matrix.of(1, 1, 2);
        StudentT known = new StudentT(3, 0.5f);
        double loss =
                new StudentTWithScale(3, 1e-6f).loss(Matrix.of(1, 2, 1, (float) -StrictMath.log(2)), x, 1, gradient);
        double knownLoss = known.loss(Matrix.of(1, 1, 1), x, 1, expected);
        assertThat(loss + new StudentTWithScale(3).constant(x)).isCloseTo(knownLoss + known.constant(x), within(1e-6));
        assertThat(gradient.get(0, 0)).isCloseTo(expected.get(0, 0), within(1e-6f));
        // 1 − (ν + 1) r² / (ν + r²) with r² = 4.
        assertThat(gradient.get(0, 1)).isCloseTo(1 - 16f / 7, within(1e-6f));
    }

    @Test
    void settingsOutOfRangeAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new StudentTWithScale(4, 0))
                .withMessageContaining("smallest scale");
        assertThatIllegalArgumentException().isThrownBy(() -> new StudentTWithScale(4, Float.NaN));
    }
}
