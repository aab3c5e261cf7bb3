package hourglass.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Each sum in lanes against a plain loop, also beside numbers that must not be counted.
class SumsTest {
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 7, 255, 256, 257, 511, 512, 513, 1000, 4099})
    void sumsOfAnyLength(int n) {
        Random random = new Random(n);
        int aOffset = 1 + random.nextInt(40);
        int bOffset = 1 + random.nextInt(40);
        float[] a = numbers(random, aOffset, n);
        float[] b = numbers(random, bOffset, n);
        double squares = 0;
        double differences = 0;
        for (int i = 0; i < n; i++) {
            double value = a[aOffset + i];
            double difference = value - b[bOffset + i];
            squares += value * value;
            differences += difference * difference;
        }
        double[] lanes = new double[Sums.LANES];
        for (int repeat = 0; repeat < 2; repeat++) {
            // The second time the lanes hold what the first left.
            assertThat(Sums.ofSquares(a, aOffset, n, lanes)).isCloseTo(squares, within(1e-12 * squares));
        }
        assertThat(Sums.ofSquaredDifferences(a, aOffset, b, bOffset, n))
                .isCloseTo(differences, within(1e-12 * differences));
    }

    @ParameterizedTest
    @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
    void whatIsNotFiniteShows(float value) {
        float[] a = numbers(new Random(1), 0, 700);
        a[613] = value;
        assertThat(Sums.ofSquares(a, 0, 700, new double[Sums.LANES])).isNotFinite();
        // The square of the largest float is no infinity.
        a[613] = Float.MAX_VALUE;
        assertThat(Sums.ofSquares(a, 0, 700, new double[Sums.LANES])).isFinite();
    }

    /// Numbers of many sizes, with NaN before and after.
    private static float[] numbers(Random random, int offset, int n) {
        float[] numbers = new float[offset + n + 1];
        Arrays.fill(numbers, Float.NaN);
        for (int i = 0; i < n; i++) {
            numbers[offset + i] = (float) (random.nextGaussian() * Math.pow(10, random.nextInt(9) - 4));
        }
        return numbers;
    }
}
