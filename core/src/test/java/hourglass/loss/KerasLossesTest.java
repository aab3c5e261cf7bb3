package hourglass.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import hourglass.json.Words;
import hourglass.matrix.Matrix;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/// Values of Keras 3.16: inputs of its own tests, losses recomputed in double precision.
class KerasLossesTest {
    private static final Matrix Y = Matrix.of(2, 3, 1, 9, 2, -5, -2, 6);
    private static final Matrix P = Matrix.of(2, 3, 4, 8, 12, 8, 1, 3);

    private static void check(double[] actual, double... expected) {
        assertThat(actual).hasSameSizeAs(expected);
        for (int i = 0; i < expected.length; i++) {
            // Half a unit in the sixth decimal, and the rounding of inputs to float.
            assertThat(actual[i]).isCloseTo(expected[i], within(5e-7 + 1e-7 * Math.abs(expected[i])));
        }
    }

    private static void check(double actual, double expected) {
        check(new double[] {actual}, expected);
    }

    @Test
    void meanSquaredError() {
        check(Losses.meanSquaredError(Y, P), 36.66666667, 62.33333333);
        check(new MeanSquaredError().value(Y, P), 49.5);
    }

    @Test
    void meanAbsoluteError() {
        check(Losses.meanAbsoluteError(Y, P), 4.66666667, 6.33333333);
        check(new MeanAbsoluteError().value(Y, P), 5.5);
    }

    /// |y| in the denominator, although the documentation of Keras leaves out the bars.
    @Test
    void meanAbsolutePercentageError() {
        check(Losses.meanAbsolutePercentageError(Y, P), 270.37037037, 153.33333333);
        check(new MeanAbsolutePercentageError().value(Y, P), 211.85185185);
        check(Losses.meanAbsolutePercentageError(Matrix.of(1, 1, 0), Matrix.of(1, 1, 1))[0] / 1e9, 1);
    }

    /// Targets of −5 and −2 count as ε.
    @Test
    void meanSquaredLogarithmicError() {
        check(Losses.meanSquaredLogarithmicError(Y, P), 1.000278, 1.873806);
        check(new MeanSquaredLogarithmicError().value(Y, P), 1.437042);
        // ε and not 0: log(1 + 1e-7)² of a prediction of 1e-3 is off in the seventh digit otherwise.
        double below = Losses.meanSquaredLogarithmicError(Matrix.of(1, 1, -3), Matrix.of(1, 1, 1e-3f))[0];
        double expected = Math.pow(Math.log1p(1e-3f) - Math.log1p(1e-7f), 2);
        assertThat(below).isCloseTo(expected, within(1e-9 * expected));
    }

    @Test
    void cosineSimilarity() {
        check(Losses.cosineSimilarity(Y, P), -.72048802, .34604988);
        check(new CosineSimilarity().value(Y, P), -.18721907);
    }

    /// The same direction is −1: the loss is minus the similarity. A vector of zeros has no direction.
    @Test
    void cosineSimilarityIsMinusTheCosine() {
        check(Losses.cosineSimilarity(Matrix.of(1, 2, 1, 2), Matrix.of(1, 2, 10, 20)), -1);
        check(Losses.cosineSimilarity(Matrix.of(1, 2, 1, 2), Matrix.of(1, 2, -1, -2)), 1);
        check(Losses.cosineSimilarity(Matrix.of(1, 2, 1, 2), Matrix.of(1, 2, 0, 0)), 0);
        check(Losses.cosineSimilarity(Matrix.of(1, 2, 0, 0), Matrix.of(1, 2, 1, 2)), 0);
        // Shorter than ε = 1e-7: divided by ε, not by its length.
        check(Losses.cosineSimilarity(Matrix.of(1, 1, 1), Matrix.of(1, 1, 5e-8f)), -.5);
    }

    @Test
    void cosineSimilarityAlongTheFirstAxis() {
        Matrix transposedY = Matrix.of(3, 2, 1, -5, 9, -2, 2, 6);
        Matrix transposedP = Matrix.of(3, 2, 4, 8, 8, 1, 12, 3);
        check(new CosineSimilarity(0).perSample(transposedY, transposedP), -.72048802, .34604988);
        check(new CosineSimilarity(-2).perSample(transposedY, transposedP), -.72048802, .34604988);
        check(new CosineSimilarity(1).perSample(Y, P), -.72048802, .34604988);
    }

    @Test
    void huber() {
        check(Losses.huber(Y, P), 4.16666667, 5.83333333);
        check(new Huber().value(Y, P), 5);
        // e = 3, −1, 10 and 13, 3, −3 with δ = 3: 4.5, 0.5, 25.5 and 34.5, 4.5, 4.5.
        check(new Huber(3).perSample(Y, P), 30.5 / 3, 43.5 / 3);
        check(Losses.huber(Matrix.of(1, 1, .5f), Matrix.of(1, 1, 1)), .125);
    }

    @Test
    void logCosh() {
        check(Losses.logCosh(Y, P), 4.016654, 5.641837);
        check(new LogCosh().value(Y, P), 4.829245);
        check(Losses.logCosh(Matrix.of(1, 2, 0, 1e6f), Matrix.of(1, 2, 1e6f, 0)), 1e6 - StrictMath.log(2));
    }

    /// A sum over the numbers of a sample, not a mean.
    @Test
    void klDivergence() {
        Matrix y = Matrix.of(2, 3, .5f, .8f, .12f, .7f, .43f, .8f);
        Matrix p = Matrix.of(2, 3, .4f, .9f, .12f, .36f, .3f, .4f);
        check(Losses.klDivergence(y, p), .01734535, 1.17480233);
        check(new KLDivergence().value(y, p), .59607384);
        // Both clipped to [ε, 1]: ε log(ε / 1) + 1 log(1 / ε).
        double logEpsilon = StrictMath.log(1e-7f);
        check(Losses.klDivergence(Matrix.of(1, 2, -1, 3), Matrix.of(1, 2, 2, 0)), 1e-7 * logEpsilon - logEpsilon);
    }

    @Test
    void poisson() {
        Matrix y = Matrix.of(2, 3, 4, 8, 12, 8, 1, 3);
        Matrix p = Matrix.of(2, 3, 1, 9, 2, 5, 2, 6);
        check(Losses.poisson(y, p), -4.63185462, -1.98130972);
        check(new Poisson().value(y, p), -3.30658217);
        // ε is added, so 0 is a prediction, and −ε is not.
        check(Losses.poisson(Matrix.of(1, 1, 1), Matrix.of(1, 1, 0)), 16.11809565);
        assertThat(Losses.poisson(Matrix.of(1, 1, 1), Matrix.of(1, 1, -1e-6f))[0])
                .isNaN();
    }

    @Test
    void binaryCrossentropy() {
        Matrix y = Matrix.of(2, 2, 0, 1, 0, 0);
        check(Losses.binaryCrossentropy(y, Matrix.of(2, 2, .6f, .4f, .4f, .6f)), .91629073, .71355818);
        Matrix logits = Matrix.of(2, 2, -18.6f, .51f, 2.94f, -12.8f);
        check(new BinaryCrossentropy(true, 0, -1).perSample(y, logits), .23515666, 1.49575924);
        check(new BinaryCrossentropy(true).value(y, logits), .86545795);
        Matrix transposedY = Matrix.of(2, 2, 0, 0, 1, 0);
        Matrix transposed = Matrix.of(2, 2, .6f, .4f, .4f, .6f);
        check(new BinaryCrossentropy(false, 0, 0).perSample(transposedY, transposed), .91629073, .71355818);
    }

    /// Single precision makes the clip lopsided: 1 − 1e-7 is 0.99999988.
    @Test
    void binaryCrossentropyIsClippedAsInSinglePrecision() {
        check(Losses.binaryCrossentropy(Matrix.of(1, 1, 0), Matrix.of(1, 1, 1)), 15.942385);
        check(Losses.binaryCrossentropy(Matrix.of(1, 1, 1), Matrix.of(1, 1, 0)), 16.118096);
        check(Losses.binaryCrossentropy(Matrix.of(1, 4, 1, 0, 1, 0), Matrix.of(1, 4, 1, 1, 1, 0)), 3.98559625);
        double perfect = Losses.categoricalCrossentropy(Matrix.of(1, 2, 0, 1), Matrix.of(1, 2, 0, 1))[0];
        assertThat(perfect).isCloseTo(1.1920929e-7, within(1e-13));
    }

    /// From logits nothing is clipped, at any magnitude.
    @Test
    void logitsAreNotClipped() {
        check(new BinaryCrossentropy(true, 0, -1).perSample(Matrix.of(1, 2, 0, 1), Matrix.of(1, 2, 500, -500)), 500);
        check(
                new CategoricalCrossentropy(true, 0, -1).perSample(Matrix.of(1, 2, 0, 1), Matrix.of(1, 2, 500, -500)),
                1000);
    }

    @Test
    void labelSmoothing() {
        Matrix logits = Matrix.of(1, 3, 10, -10, -10);
        check(new BinaryCrossentropy(true, .1, -1).perSample(Matrix.of(1, 3, 1, 0, 1), logits)[0], 10.5 / 3 + 4.54e-5);
        Matrix large = Matrix.of(1, 3, 100, -100, -100);
        check(new CategoricalCrossentropy(true, .1, -1).perSample(Matrix.of(1, 3, 1, 0, 0), large), 400 * .1 / 3);
        double smoothed = new BinaryCrossentropy(false, .2, -1).perSample(Matrix.of(1, 1, 1), Matrix.of(1, 1, .8f))[0];
        check(smoothed, -.9 * Math.log(.8) - .1 * Math.log(.2));
    }

    @Test
    void categoricalCrossentropy() {
        Matrix y = Matrix.of(2, 3, 0, 1, 0, 0, 0, 1);
        Matrix p = Matrix.of(2, 3, .05f, .95f, 0, .1f, .8f, .1f);
        check(Losses.categoricalCrossentropy(y, p), .05129329, 2.30258509);
        check(new CategoricalCrossentropy().value(y, p), 1.17693919);
        Matrix twice = Matrix.of(2, 3, .1f, 1.9f, 0, .3f, 2.4f, .3f);
        check(Losses.categoricalCrossentropy(y, twice), .05129329, 2.30258509);
        Matrix columns = Matrix.of(3, 2, .05f, .1f, .95f, .8f, 0, .1f);
        Matrix classes = Matrix.of(3, 2, 0, 0, 1, 0, 0, 1);
        check(new CategoricalCrossentropy(false, 0, 0).perSample(classes, columns), .05129329, 2.30258509);
    }

    @Test
    void sparseCategoricalCrossentropy() {
        Matrix p = Matrix.of(2, 3, .05f, .95f, 0, .1f, .8f, .1f);
        check(Losses.sparseCategoricalCrossentropy(Matrix.of(2, 1, 1, 2), p), .05129329, 2.30258509);
        Matrix logits = Matrix.of(3, 3, 8, 1, 1, 0, 9, 1, 2, 3, 5);
        Matrix labels = Matrix.of(3, 1, 0, 1, 2);
        check(new SparseCategoricalCrossentropy(true).perSample(labels, logits), .001822, .000459, .169846);
        Matrix columns = Matrix.of(3, 2, .05f, .1f, .95f, .8f, 0, .1f);
        double[] along = new SparseCategoricalCrossentropy(false, OptionalInt.empty(), 0)
                .perSample(Matrix.of(1, 2, 1, 2), columns);
        check(along, .05129329, 2.30258509);
    }

    /// Ignored samples are 0 and are no part of the mean: (0.05129329 + 2.30258509) / 2 of three samples.
    @Test
    void anIgnoredClassDoesNotCount() {
        Matrix p = Matrix.of(3, 3, .05f, .95f, 0, .1f, .8f, .1f, .2f, .3f, .5f);
        Matrix labels = Matrix.of(3, 1, 1, 2, -1);
        Loss loss = new SparseCategoricalCrossentropy(false, OptionalInt.of(-1), -1);
        check(loss.perSample(labels, p), .05129329, 2.30258509, 0);
        check(loss.value(labels, p), 1.17693919);
        check(loss.value(labels, p, Reduction.SUM), 2.35387838);
        check(loss.value(labels, p, Reduction.MEAN_WITH_SAMPLE_WEIGHT, 1, 3, 100), 1.73976214);
        check(loss.value(labels, p, Reduction.MEAN_WITH_SAMPLE_WEIGHT, 7), 1.17693919);
        check(loss.value(Matrix.of(3, 1, -1, -1, -1), p), 0);
    }

    @Test
    void targetsThatAreNoClassAreRefused() {
        Matrix p = Matrix.of(1, 3, .2f, .3f, .5f);
        Loss loss = new SparseCategoricalCrossentropy();
        for (float label : new float[] {-1, 3, .5f, Float.NaN}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> loss.value(Matrix.of(1, 1, label), p))
                    .withMessageContaining("class from 0 to 2");
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> loss.value(Matrix.of(1, 3, 0, 1, 0), p))
                .withMessageContaining("one class index");
    }

    @Test
    void namesOfKeras() {
        assertThat(Loss.standard())
                .extracting(Loss::name)
                .doesNotHaveDuplicates()
                .hasSize(12);
        Words<Loss> words = Words.ofSealed("loss", Loss.class);
        for (Loss loss : Loss.standard()) {
            assertThat(words.read(loss.name())).isEqualTo(loss);
            assertThat(words.read(loss.getClass().getSimpleName())).isEqualTo(loss);
        }
        assertThat(words.read("MSE")).isEqualTo(new MeanSquaredError());
        assertThat(words.read("kld")).isEqualTo(new KLDivergence());
        assertThat(words.read("logcosh")).isEqualTo(new LogCosh());
    }
}
