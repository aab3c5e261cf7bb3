package hourglass.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import hourglass.matrix.Matrix;
import org.junit.jupiter.api.Test;

class GaussianWithScaleTest extends LearnedScaleContract {
    @Override
    protected Objective objective() {
        return new GaussianWithScale();
    }

    /// N(1, (½)²) at x = 2: ½ · 4 + log ½; slopes −4 along μ and 1 − 4 along s.
    @Test
    void workedExample() {
        Matrix gradient = Matrix.zeros(1, 2);
        Matrix eta = Matrix.of(1, 2, 1, (float) -StrictMath.log(2));
        double loss = new GaussianWithScale(1e-6f).loss(eta, Matrix.of(1, 1, 2), 1, gradient);
        assertThat(loss).isCloseTo(2 - StrictMath.log(2), within(1e-6));
        assertThat(gradient.get(0, 0)).isCloseTo(-4, within(1e-5f));
        assertThat(gradient.get(0, 1)).isCloseTo(-3, within(1e-5f));
    }

    @Test
    void settingsOutOfRangeAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new GaussianWithScale(0))
                .withMessageContaining("smallest scale");
        assertThatIllegalArgumentException().isThrownBy(() -> new GaussianWithScale(Float.NaN));
    }
}
