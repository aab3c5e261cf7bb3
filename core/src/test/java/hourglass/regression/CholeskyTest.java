package hourglass.regression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CholeskyTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 8, 17, 60})
    void solvesWhatItFactors(int n) {
        Random random = new Random(n);
        double[] b = random.doubles((long) n * n, -1, 1).toArray();
        double[] a = new double[n * n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                a[i * n + j] = i == j ? 0.1 : 0;
                for (int k = 0; k < n; k++) {
                    a[i * n + j] += b[i * n + k] * b[j * n + k];
                }
            }
        }
        double[] x = random.doubles(n, -1, 1).toArray();
        double[] right = new double[n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                right[i] += a[i * n + j] * x[j];
            }
        }
        assertThat(Cholesky.factor(a, n)).isTrue();
        Cholesky.solve(a, n, right);
        for (int i = 0; i < n; i++) {
            assertThat(right[i]).isCloseTo(x[i], within(1e-10));
        }
    }

    @Test
    void refusesWhatIsNotPositiveDefinite() {
        assertThat(Cholesky.factor(new double[] {1, 2, 2, 1}, 2)).isFalse();
        assertThat(Cholesky.factor(new double[] {1, 1, 1, 1}, 2)).isFalse();
        assertThat(Cholesky.factor(new double[] {0, 0, 0, 1}, 2)).isFalse();
        assertThat(Cholesky.factor(new double[] {-1}, 1)).isFalse();
        assertThat(Cholesky.factor(new double[] {Double.NaN}, 1)).isFalse();
        assertThat(Cholesky.factor(new double[] {Double.POSITIVE_INFINITY}, 1)).isFalse();
    }
}
