package hourglass.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hourglass.matrix.Matrix;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BernoulliTest extends CanonicalContract {
    @Override
    protected Objective objective() {
        return new Bernoulli();
    }

    @Override
    protected void fillRow(Random random, Matrix x, int row) {
        for (int j = 0; j < x.columns(); j++) {
            x.set(row, j, j % 2 == 0 ? random.nextInt(2) : random.nextFloat());
        }
    }

    @Override
    protected float[] outside() {
        return new float[] {-1e-6f, 1.000001f, 255};
    }

    /// −[x log x̂ + (1 − x) log(1 − x̂)] with x̂ = σ(log 3) = ¾ and x = 1, ½.
    @Test
    void workedExample() {
        Matrix eta = Matrix.of(1, 2, (float) StrictMath.log(3), (float) StrictMath.log(3));
        Matrix gradient = Matrix.zeros(1, 2);
        double loss = objective().loss(eta, Matrix.of(1, 2, 1, 0.5f), 2, gradient);
        assertThat(loss).isCloseTo(-Math.log(0.75) - (Math.log(0.75) + Math.log(0.25)) / 2, within(1e-7));
        assertThat(gradient.get(0, 0)).isCloseTo(-0.5f, within(1e-6f));
        assertThat(gradient.get(0, 1)).isCloseTo(0.5f, within(1e-6f));
    }

    @Test
    void staysFiniteAtTenThousand() {
        Matrix eta = Matrix.of(1, 4, 1e4f, 1e4f, -1e4f, -1e4f);
        Matrix x = Matrix.of(1, 4, 0, 1, 0, 1);
        Matrix gradient = Matrix.zeros(1, 4);
        assertThat(objective().loss(eta, x, 1, gradient)).isEqualTo(2e4);
        assertThat(gradient.array()).containsExactly(1, 0, 0, -1);
        double[] columns = new double[4];
        objective().addLossPerColumn(eta, x, columns);
        assertThat(columns[0]).isEqualTo(1e4);
        assertThat(columns[1]).isCloseTo(0, within(1e-30));
        assertThat(columns[2]).isCloseTo(0, within(1e-30));
        assertThat(columns[3]).isEqualTo(1e4);
    }

    /// The product of the factors 1 + e^−|η| must not overflow: at η = 0 each is 2.
    @ParameterizedTest
    @ValueSource(ints = {7, 8, 9, 255, 256, 257, 5003, 31_999, 32_000, 32_001, 40_000, 70_003})
    void rowsLongerThanTheLanesAndTheirProductsHold(int features) {
        Matrix eta = Matrix.zeros(1, features);
        Matrix x = Matrix.zeros(1, features);
        Random random = new Random(features);
        double[] losses = new double[1];
        objective().lossPerRow(eta, x, losses, 0);
        assertThat(losses[0]).isCloseTo(features * StrictMath.log(2), within(1e-6));
        assertThat(objective().loss(eta, x, 1, Matrix.zeros(1, features))).isCloseTo(losses[0], within(1e-6));

        double[] etas = new double[features];
        double[] xs = new double[features];
        for (int j = 0; j < features; j++) {
            eta.set(0, j, (float) random.nextGaussian());
            x.set(0, j, random.nextFloat());
            etas[j] = eta.get(0, j);
            xs[j] = x.get(0, j);
        }
        objective().lossPerRow(eta, x, losses, 0);
        double expected = ReferenceLikelihood.loss(objective(), etas, xs);
        assertThat(losses[0]).isCloseTo(expected, within(1e-8 * expected));
        // Exponentials rounded to float.
        assertThat(objective().loss(eta, x, 1, Matrix.zeros(1, features))).isCloseTo(expected, within(1e-7 * expected));
    }
}
