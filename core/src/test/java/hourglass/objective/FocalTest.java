package hourglass.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import hourglass.matrix.Matrix;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FocalTest extends ObjectiveContract {
    @Override
    protected Objective objective() {
        return new Focal(1.5f);
    }

    @Override
    protected void fillRow(Random random, Matrix x, int row) {
        for (int j = 0; j < x.columns(); j++) {
            x.set(row, j, j % 2 == 0 ? random.nextInt(2) : random.nextFloat());
        }
    }

    @Override
    protected float[] outside() {
        return new float[] {-0.001f, 1.001f};
    }

    /// η = 0, γ = 2: ¼ log 2 for either value, slopes ±(¼ log 2 + ⅛).
    @Test
    void workedExample() {
        Matrix gradient = Matrix.zeros(1, 2);
        double loss = new Focal().loss(Matrix.zeros(1, 2), Matrix.of(1, 2, 1, 0), 4, gradient);
        assertThat(loss).isCloseTo(Math.log(2) / 2, within(1e-12));
        assertThat(gradient.get(0, 0)).isCloseTo((float) (-Math.log(2) - 0.5), within(1e-6f));
        assertThat(gradient.get(0, 1)).isCloseTo((float) (Math.log(2) + 0.5), within(1e-6f));
    }

    @Test
    void withoutWeightingItIsBernoulli() {
        Matrix eta = Matrix.of(1, 4, -60, -0.5f, 2, 60);
        Matrix x = Matrix.of(1, 4, 1, 0, 0.3f, 0);
        Matrix gradient = Matrix.zeros(1, 4);
        Matrix expected = Matrix.zeros(1, 4);
        double loss = new Bernoulli().loss(eta, x, 1, expected);
        assertThat(new Focal(0).loss(eta, x, 1, gradient)).isCloseTo(loss, within(1e-6 * loss));
        for (int j = 0; j < 4; j++) {
            assertThat(gradient.get(0, j)).isCloseTo(expected.get(0, j), within(1e-6f));
        }
    }

    @Test
    void gammasOutOfRangeAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Focal(-1))
                .withMessage("gamma of focal must be at least 0 and finite, got -1.0");
        assertThatIllegalArgumentException().isThrownBy(() -> new Focal(Float.NaN));
    }
}
