package hourglass.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import hourglass.matrix.Matrix;
import org.junit.jupiter.api.Test;

/// Reductions and sample weights with the numbers of Keras' own tests; per-sample losses 36.666667 and 62.333333.
class ReductionTest {
    private static final Matrix Y = Matrix.of(2, 3, 1, 9, 2, -5, -2, 6);
    private static final Matrix P = Matrix.of(2, 3, 4, 8, 12, 8, 1, 3);

    private static void check(Reduction reduction, double expected, double... weights) {
        assertThat(new MeanSquaredError().value(Y, P, reduction, weights)).isCloseTo(expected, within(5e-7));
    }

    @Test
    void sum() {
        check(Reduction.SUM, 99);
        check(Reduction.SUM, 255.933333, 1.2, 3.4);
        check(Reduction.SUM, 227.7, 2.3);
    }

    /// Divided by the number of samples, not by the weights.
    @Test
    void sumOverBatchSize() {
        check(Reduction.SUM_OVER_BATCH_SIZE, 49.5);
        check(Reduction.SUM_OVER_BATCH_SIZE, 113.85, 2.3);
        check(Reduction.SUM_OVER_BATCH_SIZE, 127.966667, 1.2, 3.4);
    }

    @Test
    void meanWithSampleWeight() {
        check(Reduction.MEAN_WITH_SAMPLE_WEIGHT, 49.5);
        check(Reduction.MEAN_WITH_SAMPLE_WEIGHT, 55.637681, 1.2, 3.4);
        check(Reduction.MEAN_WITH_SAMPLE_WEIGHT, 49.5, 2.3, 2.3);
        // One weight for all: 2.3 · 99 / 2.3, as in Keras.
        check(Reduction.MEAN_WITH_SAMPLE_WEIGHT, 99, 2.3);
    }

    @Test
    void nothingDividedByNothingIsZero() {
        check(Reduction.MEAN_WITH_SAMPLE_WEIGHT, 0, 0, 0);
        check(Reduction.MEAN_WITH_SAMPLE_WEIGHT, 0, 1, -1);
        for (Reduction reduction : new Reduction[] {Reduction.SUM, Reduction.SUM_OVER_BATCH_SIZE}) {
            assertThat(new MeanSquaredError().value(Y.rows(0, 0), P.rows(0, 0), reduction))
                    .isZero();
        }
    }

    @Test
    void none() {
        assertThat(new MeanSquaredError().perSample(Y, P, 1.2, 3.4)[1]).isCloseTo(211.933333, within(5e-7));
        assertThat(new MeanSquaredError().perSample(Y, P, 2)).hasSize(2);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new MeanSquaredError().value(Y, P, Reduction.NONE))
                .withMessageContaining("perSample");
    }

    @Test
    void shapesAndWeightsThatDoNotFitAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Huber().value(Y, P.columns(0, 2)))
                .withMessageContaining("same shape, got 2 x 3 and 2 x 2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Huber().value(Y, P, Reduction.SUM, 1, 2, 3))
                .withMessageContaining("2 samples, got 3");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Huber().gradient(Y, P, Reduction.SUM, Matrix.zeros(3, 2)))
                .withMessageContaining("shape of the predictions");
    }

    @Test
    void settingsThatCannotBeAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Huber(0)).withMessageContaining("delta");
        assertThatIllegalArgumentException().isThrownBy(() -> new Huber(Double.NaN));
        assertThatIllegalArgumentException().isThrownBy(() -> new BinaryCrossentropy(true, 1.1, -1));
        assertThatIllegalArgumentException().isThrownBy(() -> new CategoricalCrossentropy(true, -.1, -1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CosineSimilarity(2))
                .withMessageContaining("axis");
    }
}
