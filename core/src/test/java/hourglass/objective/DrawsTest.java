package hourglass.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DrawsTest {
    private static final int DRAWS = 40_000;

    private static double[] draws(ToDoubleFunction<Draws> draw) {
        double[] values = new double[DRAWS];
        for (int i = 0; i < DRAWS; i++) {
            values[i] = draw.applyAsDouble(new Draws(1, i, 0));
        }
        return values;
    }

    /// Five standard deviations, the fourth moment supposed that of a normal distribution or twice as large.
    private static void assertMoments(double[] values, double mean, double variance) {
        double sum = 0;
        double squares = 0;
        for (double value : values) {
            sum += value - mean;
            squares += (value - mean) * (value - mean);
        }
        assertThat(sum / DRAWS).isCloseTo(0, within(5 * Math.sqrt(variance / DRAWS)));
        assertThat(squares / DRAWS / variance).isCloseTo(1, within(5 * Math.sqrt(5.0 / DRAWS)));
    }

    /// Either side of the change from one method to the other, and where no float holds every count.
    @ParameterizedTest
    @ValueSource(doubles = {0.5, 3, 9.99, 10, 30, 1000, 1e6, 1e9})
    void countsHaveMeanAndVarianceOfPoisson(double mean) {
        assertMoments(draws(draws -> draws.poisson(mean)), mean, mean);
    }

    @ParameterizedTest
    @ValueSource(doubles = {4, 12, 40})
    void countsAreAsFrequentAsPoissonSays(double mean) {
        int[] frequencies = new int[200];
        for (double count : draws(draws -> draws.poisson(mean))) {
            frequencies[(int) count]++;
        }
        double probability = Math.exp(-mean);
        for (int count = 0; count < 100; count++) {
            double expected = probability * DRAWS;
            assertThat((double) frequencies[count])
                    .as("%d of mean %s", count, mean)
                    .isCloseTo(expected, within(5 * Math.sqrt(expected) + 3));
            probability *= mean / (count + 1);
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.8, 1, 2.5, 100, 1e6})
    void gammaHasMeanAndVarianceOfItsShape(double shape) {
        assertMoments(draws(draws -> draws.gamma(shape)), shape, shape);
    }

    @Test
    void placesHaveTheirProbabilities() {
        float[] p = {9, 0.25f, 0.6f, 0.15f, 9};
        int[] frequencies = new int[3];
        for (double place : draws(draws -> draws.place(p, 1, 3))) {
            frequencies[(int) place]++;
        }
        for (int k = 0; k < 3; k++) {
            assertThat(frequencies[k] / (double) DRAWS).isCloseTo(p[1 + k], within(0.012));
        }
    }

    /// A mean of nothing, and one so large that all probabilities that a double holds are used up on the way.
    @Test
    void extremesEnd() {
        assertThat(new Draws(1, 0, 0).poisson(0)).isZero();
        assertThat(new Draws(1, 0, 0).poisson(1e30)).isCloseTo(1e30, within(1e20));
    }
}
