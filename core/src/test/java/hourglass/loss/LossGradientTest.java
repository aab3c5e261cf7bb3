package hourglass.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hourglass.matrix.Matrix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every loss with every option against its twin in double precision: values, and gradients by central differences.
class LossGradientTest {
    private static final int SAMPLES = 11;
    private static final int SIZE = 5;
    /// A power of two: p ± STEP and p ± 2 STEP are exact.
    private static final float STEP = 0x1p-12f;

    private static final float UNTOUCHED = 4321.5f;

    static List<Loss> losses() {
        List<Loss> losses = new ArrayList<>(Loss.standard());
        for (int axis : new int[] {-1, 0}) {
            for (boolean fromLogits : new boolean[] {false, true}) {
                losses.add(new BinaryCrossentropy(fromLogits, 0.2, axis));
                losses.add(new CategoricalCrossentropy(fromLogits, 0.3, axis));
                losses.add(new SparseCategoricalCrossentropy(fromLogits, OptionalInt.of(2), axis));
                losses.add(new SparseCategoricalCrossentropy(fromLogits, OptionalInt.of(-1), axis));
            }
            losses.add(new CosineSimilarity(axis));
        }
        losses.add(new BinaryCrossentropy(true));
        losses.add(new CategoricalCrossentropy(true));
        losses.add(new SparseCategoricalCrossentropy(true));
        losses.add(new Huber(0.3));
        losses.add(new Huber(2));
        return losses;
    }

    private static Matrix view(int rows, int columns) {
        float[] array = new float[7 + rows * (columns + 2)];
        Arrays.fill(array, UNTOUCHED);
        return new Matrix(array, 7, rows, columns, columns + 2);
    }

    private static Matrix matrix(Loss loss, int size) {
        return Samples.isLast(loss.axis()) ? view(SAMPLES, size) : view(size, SAMPLES);
    }

    private static void set(Loss loss, Matrix matrix, int sample, int i, float value) {
        if (Samples.isLast(loss.axis())) {
            matrix.set(sample, i, value);
        } else {
            matrix.set(i, sample, value);
        }
    }

    private static double[] sample(Loss loss, Matrix matrix, int sample) {
        boolean last = Samples.isLast(loss.axis());
        double[] numbers = new double[last ? matrix.columns() : matrix.rows()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = last ? matrix.get(sample, i) : matrix.get(i, sample);
        }
        return numbers;
    }

    private static boolean logits(Loss loss) {
        return switch (loss) {
            case BinaryCrossentropy it -> it.fromLogits();
            case CategoricalCrossentropy it -> it.fromLogits();
            case SparseCategoricalCrossentropy it -> it.fromLogits();
            case CosineSimilarity it -> true;
            case MeanSquaredError it -> true;
            case MeanAbsoluteError it -> true;
            case MeanAbsolutePercentageError it -> true;
            case Huber it -> true;
            case LogCosh it -> true;
            case Poisson it -> false;
            case KLDivergence it -> false;
            case MeanSquaredLogarithmicError it -> false;
        };
    }

    /// Multiples of 2⁻¹⁰ between 0.1 and 0.9, or −3 and 3 where any number will do.
    private static Matrix predictions(Loss loss, Random random) {
        Matrix p = matrix(loss, SIZE);
        for (int s = 0; s < SAMPLES; s++) {
            for (int i = 0; i < SIZE; i++) {
                int number = logits(loss) ? random.nextInt(6145) - 3072 : 103 + random.nextInt(820);
                set(loss, p, s, i, number / 1024f);
            }
        }
        return p;
    }

    /// Half of 2⁻¹⁰ away from any prediction, so that |p − y| is not 0; class indices for the sparse loss.
    private static Matrix targets(Loss loss, Random random) {
        boolean sparse = loss instanceof SparseCategoricalCrossentropy;
        boolean ignores = sparse && loss.equals(withIgnored((SparseCategoricalCrossentropy) loss, -1));
        Matrix y = matrix(loss, sparse ? 1 : SIZE);
        for (int s = 0; s < SAMPLES; s++) {
            for (int i = 0; i < (sparse ? 1 : SIZE); i++) {
                float number = (logits(loss)
                                        && !(loss instanceof BinaryCrossentropy)
                                        && !(loss instanceof CategoricalCrossentropy)
                                ? random.nextInt(6145) - 3072
                                : random.nextInt(1023))
                        / 1024f;
                float label = ignores && s % 3 == 0 ? -1 : random.nextInt(SIZE);
                set(loss, y, s, i, sparse ? label : number + 0x1p-11f);
            }
        }
        return y;
    }

    private static Loss withIgnored(SparseCategoricalCrossentropy loss, int ignored) {
        return new SparseCategoricalCrossentropy(loss.fromLogits(), OptionalInt.of(ignored), loss.axis());
    }

    @ParameterizedTest
    @MethodSource("losses")
    void valuesAgreeWithTheTwin(Loss loss) {
        Random random = new Random(3);
        Matrix p = predictions(loss, random);
        Matrix y = targets(loss, random);
        double[] values = loss.perSample(y, p);
        assertThat(values).hasSize(SAMPLES);
        Samples targets = Samples.of(y, loss.axis());
        Samples predictions = Samples.of(p, loss.axis());
        for (int s = 0; s < SAMPLES; s++) {
            double expected = ReferenceLoss.value(loss, sample(loss, y, s), sample(loss, p, s));
            assertThat(values[s]).isCloseTo(expected, within(2e-9 * (1 + Math.abs(expected))));
            double[] terms = new double[targets.size()];
            loss.addTerms(targets, predictions, s, terms);
            double sum = Arrays.stream(terms).sum() / loss.divisor(SIZE);
            assertThat(sum).isCloseTo(expected, within(2e-9 * (1 + Math.abs(expected))));
        }
    }

    @ParameterizedTest
    @MethodSource("losses")
    void gradientsAreTheDifferenceQuotientsOfTheTwin(Loss loss) {
        Random random = new Random(4);
        Matrix p = predictions(loss, random);
        Matrix y = targets(loss, random);
        double[] weights = random.doubles(SAMPLES, 0.5, 2).toArray();
        for (Reduction reduction : Reduction.values()) {
            Matrix gradient = view(p.rows(), p.columns());
            gradient.fill(Float.NaN);
            loss.gradient(y, p, reduction, gradient, weights);
            double[] coefficients = coefficients(loss, y, reduction, weights);
            for (int s = 0; s < SAMPLES; s++) {
                double[] targets = sample(loss, y, s);
                double[] actual = sample(loss, gradient, s);
                for (int i = 0; i < SIZE; i++) {
                    double[] at = sample(loss, p, s);
                    double slope =
                            (8 * difference(loss, targets, at, i, STEP) - difference(loss, targets, at, i, 2 * STEP))
                                    / (12 * (double) STEP);
                    double expected = coefficients[s] * slope;
                    assertThat(actual[i])
                            .as("%s, sample %d, number %d", reduction, s, i)
                            .isCloseTo(expected, within(2e-7 * Math.abs(expected) + 1e-10));
                }
            }
            float[] outside = gradient.array().clone();
            new Matrix(outside, gradient.offset(), gradient.rows(), gradient.columns(), gradient.stride())
                    .fill(UNTOUCHED);
            assertThat(outside).containsOnly(UNTOUCHED);
        }
    }

    /// Rows at one offset of their arrays, as in training, take another loop.
    @ParameterizedTest
    @MethodSource("losses")
    void gradientsDoNotDependOnWhereRowsStand(Loss loss) {
        Random random = new Random(4);
        Matrix p = predictions(loss, random);
        Matrix y = targets(loss, random);
        Matrix apart = Matrix.zeros(p.rows(), p.columns());
        loss.gradient(y, p, Reduction.SUM, apart);
        Matrix together = Matrix.zeros(p.rows(), p.columns());
        loss.gradient(y.copy(), p.copy(), Reduction.SUM, together);
        assertThat(together.array()).isEqualTo(apart.array());
    }

    /// The product of the halves of a thousand and more terms would underflow.
    @Test
    void longRowsOfLogCosh() {
        int n = 5003;
        Random random = new Random(8);
        float[] y = new float[n];
        float[] p = new float[n];
        double expected = 0;
        for (int i = 0; i < n; i++) {
            y[i] = (float) random.nextGaussian();
            p[i] = y[i] + (float) (4 * random.nextGaussian());
            expected += StrictMath.log(StrictMath.cosh((double) p[i] - y[i])) / n;
        }
        double actual = new LogCosh().value(Matrix.of(1, n, y), Matrix.of(1, n, p));
        assertThat(actual).isCloseTo(expected, within(1e-8 * expected));
        assertThat(new LogCosh().value(Matrix.of(1, n, y), Matrix.of(1, n, y))).isCloseTo(0, within(1e-15));
    }

    private static double difference(Loss loss, double[] y, double[] p, int i, double step) {
        double[] above = p.clone();
        double[] below = p.clone();
        above[i] += step;
        below[i] -= step;
        return ReferenceLoss.value(loss, y, above) - ReferenceLoss.value(loss, y, below);
    }

    /// ∂ value / ∂ vᵢ, written down once more.
    private static double[] coefficients(Loss loss, Matrix y, Reduction reduction, double[] weights) {
        boolean[] counts = new boolean[SAMPLES];
        double total = 0;
        int valid = 0;
        for (int s = 0; s < SAMPLES; s++) {
            counts[s] = !(loss instanceof SparseCategoricalCrossentropy sparse
                    && sparse.ignoreClass().isPresent()
                    && sample(loss, y, s)[0] == sparse.ignoreClass().getAsInt());
            total += counts[s] ? weights[s] : 0;
            valid += counts[s] ? 1 : 0;
        }
        double[] coefficients = new double[SAMPLES];
        for (int s = 0; s < SAMPLES; s++) {
            double divisor = switch (reduction) {
                case SUM, NONE -> 1;
                case SUM_OVER_BATCH_SIZE -> valid;
                case MEAN_WITH_SAMPLE_WEIGHT -> total;
            };
            coefficients[s] = counts[s] ? weights[s] / divisor : 0;
        }
        return coefficients;
    }

    private static float slope(Loss loss, float y, float p) {
        Matrix gradient = Matrix.zeros(1, 1);
        loss.gradient(Matrix.of(1, 1, y), Matrix.of(1, 1, p), Reduction.SUM, gradient);
        return gradient.get(0, 0);
    }

    /// Where p is clipped, nothing moves; where the loss has a kink, the slope is 0.
    @Test
    void slopesAreZeroWhereTheLossRests() {
        assertThat(slope(new BinaryCrossentropy(), 1, 0)).isZero();
        assertThat(slope(new BinaryCrossentropy(), 0, 1)).isZero();
        assertThat(slope(new BinaryCrossentropy(), 1, -3)).isZero();
        assertThat(slope(new KLDivergence(), 0.5f, 0)).isZero();
        assertThat(slope(new KLDivergence(), 0.5f, 1.5f)).isZero();
        assertThat(slope(new MeanSquaredLogarithmicError(), 1, -0.5f)).isZero();
        assertThat(slope(new MeanAbsoluteError(), 0.25f, 0.25f)).isZero();
        assertThat(slope(new MeanAbsolutePercentageError(), 0.25f, 0.25f)).isZero();
        Matrix gradient = Matrix.zeros(1, 2);
        new CategoricalCrossentropy().gradient(Matrix.of(1, 2, 0, 1), Matrix.of(1, 2, 1, 0), Reduction.SUM, gradient);
        assertThat(gradient.array()).containsOnly(0);
        new SparseCategoricalCrossentropy()
                .gradient(Matrix.of(1, 1, 1), Matrix.of(1, 2, 1, 0), Reduction.SUM, gradient);
        assertThat(gradient.array()).containsOnly(0);
    }

    /// Fused with its sigmoid, the cross-entropy has a gradient even where the clipped one has none.
    @Test
    void fromLogitsTheGradientIsPredictionMinusTarget() {
        assertThat(slope(new BinaryCrossentropy(true), 1, -40)).isEqualTo(-1);
        assertThat(slope(new BinaryCrossentropy(true), 0, 40)).isEqualTo(1);
        assertThat(slope(new BinaryCrossentropy(true), 0, -40)).isCloseTo((float) Math.exp(-40), within(1e-23f));
    }

    /// At the ends of a clipped range the slope is that of the inside; a vector shorter than ε is divided by ε.
    @Test
    void slopesAtBounds() {
        assertThat(slope(new KLDivergence(), 0.5f, 1)).isEqualTo(-0.5f);
        assertThat(slope(new BinaryCrossentropy(), 1, 1e-7f)).isCloseTo(-1e7f, within(2f));
        Matrix gradient = Matrix.zeros(1, 2);
        new CosineSimilarity().gradient(Matrix.of(1, 2, 3, 4), Matrix.of(1, 2, 0, 0), Reduction.SUM, gradient);
        assertThat(gradient.get(0, 0)).isCloseTo(-0.6e7f, within(2f));
        assertThat(gradient.get(0, 1)).isCloseTo(-0.8e7f, within(2f));
        new CosineSimilarity().gradient(Matrix.of(1, 2, 3, 4), Matrix.of(1, 2, 5e-8f, 0), Reduction.SUM, gradient);
        assertThat(gradient.get(0, 0)).isCloseTo(-0.6e7f, within(2f));
    }

    @Test
    void notANumberStaysNotANumber() {
        for (Loss loss : losses()) {
            Matrix p = matrix(loss, SIZE);
            p.fill(Float.NaN);
            Matrix y = targets(loss, new Random(1));
            set(loss, y, 1, 0, 1);
            assertThat(loss.perSample(y, p)[1]).as("%s", loss).isNaN();
            Matrix gradient = matrix(loss, SIZE);
            loss.gradient(y, p, Reduction.SUM, gradient);
            assertThat(sample(loss, gradient, 1)[0]).as("%s", loss).isNaN();
        }
    }
}
