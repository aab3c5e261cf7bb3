package hourglass.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hourglass.matrix.Matrix;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What every [Objective] must do, those of users included: extend it, say which objective and how its data look.
public abstract class ObjectiveContract {
    static final int ROWS = 9;
    static final int FEATURES = 7;
    private static final float SCALE = 0.25f;
    private static final float UNTOUCHED = 4321.5f;
    /// A power of two: η ± STEP and η ± 2 STEP are exact.
    static final float STEP = 0x1p-7f;

    /// For objectives of one's own.
    protected ObjectiveContract() {}

    /// The objective under test.
    protected abstract Objective objective();

    /// What −log p has besides the loss; 0 where there is no density.
    protected final double constant(Matrix x) {
        return objective() instanceof Likelihood likelihood ? likelihood.constant(x) : 0;
    }

    /// Overwrites one row with random data of the domain.
    protected abstract void fillRow(Random random, Matrix x, int row);

    /// Some values outside the domain; NaN and the infinities are tried anyway.
    protected abstract float[] outside();

    /// Which columns of η belong to a column of x, where there are several for each.
    ///
    /// @param columns how many x has
    protected int[] parametersOf(int column, int columns) {
        return new int[] {column};
    }

    /// The objective for some of the columns alone; another one only where columns differ.
    protected Objective objectiveOf(int[] columns) {
        return objective();
    }

    /// Which columns of its η belong to the i-th of them.
    protected int[] parametersOf(int i, int[] columns) {
        return parametersOf(i, columns.length);
    }

    private double constantOf(int[] columns, Matrix x) {
        return objectiveOf(columns) instanceof Likelihood likelihood ? likelihood.constant(x) : 0;
    }

    /// How closely gradients must agree with difference quotients of the loss, which are as exact as the loss: where it
    /// is computed from predictions in single precision, less.
    protected double gradientTolerance() {
        return 2e-6;
    }

    final Matrix randomX() {
        Matrix x = view(ROWS, FEATURES);
        Random random = new Random(11);
        for (int row = 0; row < ROWS; row++) {
            fillRow(random, x, row);
        }
        return x;
    }

    /// Multiples of 2⁻¹⁰ between −3 and 3.
    final Matrix randomEta() {
        Random random = new Random(12);
        Matrix eta = view(ROWS, objective().parameters(FEATURES));
        for (int row = 0; row < ROWS; row++) {
            for (int j = 0; j < eta.columns(); j++) {
                eta.set(row, j, (random.nextInt(6145) - 3072) / 1024f);
            }
        }
        return eta;
    }

    static Matrix view(int rows, int columns) {
        float[] array = new float[5 + rows * (columns + 3)];
        Arrays.fill(array, UNTOUCHED);
        return new Matrix(array, 5, rows, columns, columns + 3);
    }

    @Test
    void gradientIsScaleTimesTheDerivativeOfTheLoss() {
        assertDerivative(randomX());
    }

    @Test
    void gradientIsTheDerivativeWhereNotAllIsObserved() {
        assertDerivative(partlyObserved());
    }

    private void assertDerivative(Matrix x) {
        Matrix eta = randomEta();
        Matrix gradient = view(ROWS, eta.columns());
        gradient.fill(Float.NaN);
        objective().loss(eta, x, SCALE, gradient);
        for (int row = 0; row < ROWS; row++) {
            for (int j = 0; j < eta.columns(); j++) {
                double near = lossAt(eta, x, row, j, STEP) - lossAt(eta, x, row, j, -STEP);
                double far = lossAt(eta, x, row, j, 2 * STEP) - lossAt(eta, x, row, j, -2 * STEP);
                double derivative = (8 * near - far) / (12 * (double) STEP);
                assertThat(gradient.get(row, j) / (double) SCALE)
                        .as("∂l/∂η at (%d, %d)", row, j)
                        .isCloseTo(derivative, within(gradientTolerance() * (1 + Math.abs(derivative))));
            }
        }
        assertOutsideUntouched(gradient);
    }

    private double lossAt(Matrix eta, Matrix x, int row, int column, float step) {
        float old = eta.get(row, column);
        eta.set(row, column, old + step);
        double[] losses = new double[1];
        objective().lossPerRow(eta.rows(row, row + 1), x.rows(row, row + 1), losses, 0);
        eta.set(row, column, old);
        return losses[0];
    }

    @Test
    void lossPerRowAndPerColumnAddUpToTheLoss() {
        Matrix x = randomX();
        Matrix eta = randomEta();
        double loss = objective().loss(eta, x, SCALE, view(ROWS, eta.columns()));
        double[] perRow = new double[ROWS + 4];
        Arrays.fill(perRow, UNTOUCHED);
        objective().lossPerRow(eta, x, perRow, 3);
        assertThat(perRow[2]).isEqualTo(UNTOUCHED);
        assertThat(perRow[ROWS + 3]).isEqualTo(UNTOUCHED);
        double rows = Arrays.stream(perRow, 3, ROWS + 3).sum();
        assertThat(rows).isCloseTo(loss, within(1e-7 * (1 + Math.abs(loss))));

        double[] perColumn = new double[FEATURES];
        Arrays.fill(perColumn, 100);
        objective().addLossPerColumn(eta, x, perColumn);
        double columns = Arrays.stream(perColumn).sum() - 100.0 * FEATURES;
        assertThat(columns).isCloseTo(loss, within(1e-7 * (1 + Math.abs(loss))));
    }

    /// The first row complete, nothing of the last one observed.
    private Matrix partlyObserved() {
        Matrix x = randomX();
        Random random = new Random(13);
        for (int row = 1; row < ROWS; row++) {
            x.set(row, random.nextInt(FEATURES), Float.NaN);
            x.set(row, random.nextInt(FEATURES), Float.NaN);
        }
        x.rows(ROWS - 1, ROWS).fill(Float.NaN);
        return x;
    }

    @Test
    void whatIsNotObservedIsAsIfItsColumnWereNot() {
        Matrix x = partlyObserved();
        Matrix eta = randomEta();
        Matrix gradient = view(ROWS, eta.columns());
        gradient.fill(Float.NaN);
        double loss = objective().loss(eta, x, SCALE, gradient);
        double[] losses = new double[ROWS];
        objective().lossPerRow(eta, x, losses, 0);
        double[] perColumn = new double[FEATURES];
        objective().addLossPerColumn(eta, x, perColumn);
        double[] expectedPerColumn = new double[FEATURES];
        double constant = 0;
        double sum = 0;
        for (int row = 0; row < ROWS; row++) {
            int[] observed = observed(x, row);
            Matrix fewerX = select(x, row, observed);
            Matrix fewerEta = select(eta, row, parametersOf(observed));
            double expected = assertGradient(gradient, row, observed, fewerEta, fewerX);
            assertThat(losses[row]).as("row %d", row).isCloseTo(expected, within(1e-7 * (1 + Math.abs(expected))));
            double[] terms = new double[observed.length];
            objectiveOf(observed).addLossPerColumn(fewerEta, fewerX, terms);
            for (int i = 0; i < observed.length; i++) {
                expectedPerColumn[observed[i]] += terms[i];
            }
            constant += constantOf(observed, fewerX);
            sum += expected;
        }
        assertThat(losses[ROWS - 1]).isZero();
        assertThat(loss).isCloseTo(sum, within(1e-7 * (1 + Math.abs(sum))));
        assertThat(constant(x)).isCloseTo(constant, within(1e-9 * (1 + Math.abs(constant))));
        for (int j = 0; j < FEATURES; j++) {
            assertThat(perColumn[j])
                    .isCloseTo(expectedPerColumn[j], within(1e-7 * (1 + Math.abs(expectedPerColumn[j]))));
        }
        assertOutsideUntouched(gradient);
    }

    /// Of one row; returns its loss.
    private double assertGradient(Matrix gradient, int row, int[] observed, Matrix fewerEta, Matrix fewerX) {
        Matrix fewer = Matrix.zeros(1, fewerEta.columns());
        double loss = observed.length == 0 ? 0 : objectiveOf(observed).loss(fewerEta, fewerX, SCALE, fewer);
        float[] expected = new float[gradient.columns()];
        int[] places = parametersOf(observed);
        for (int i = 0; i < places.length; i++) {
            expected[places[i]] = fewer.get(0, i);
        }
        for (int j = 0; j < expected.length; j++) {
            assertThat(gradient.get(row, j)).as("gradient at (%d, %d)", row, j).isCloseTo(expected[j], within(1e-6f));
        }
        return loss;
    }

    private static int[] observed(Matrix x, int row) {
        return IntStream.range(0, x.columns())
                .filter(j -> !Float.isNaN(x.get(row, j)))
                .toArray();
    }

    /// Those of some columns of x, in the places they have when there are no other columns.
    private int[] parametersOf(int[] columns) {
        int[] places = new int[objectiveOf(columns).parameters(columns.length)];
        for (int i = 0; i < columns.length; i++) {
            int[] from = parametersOf(columns[i], FEATURES);
            int[] to = parametersOf(i, columns);
            for (int k = 0; k < from.length; k++) {
                places[to[k]] = from[k];
            }
        }
        return places;
    }

    private static Matrix select(Matrix from, int row, int[] columns) {
        Matrix selected = Matrix.zeros(1, columns.length);
        for (int i = 0; i < columns.length; i++) {
            selected.set(0, i, from.get(row, columns[i]));
        }
        return selected;
    }

    /// Rows that follow one another without gaps are taken as one by some.
    @Test
    void completeRowsHaveTheSameBitsBesideOthers() {
        Matrix eta = randomEta().copy();
        Matrix gradient = Matrix.zeros(ROWS, eta.columns());
        Matrix mixed = Matrix.zeros(ROWS, eta.columns());
        objective().loss(eta, randomX().copy(), SCALE, gradient);
        objective().loss(eta, partlyObserved().copy(), SCALE, mixed);
        assertThat(mixed.rows(0, 1).copy().array())
                .isEqualTo(gradient.rows(0, 1).copy().array());
    }

    @Test
    void aLossIsNotANumberWhereEtaIsNone() {
        Matrix gradient = view(ROWS, objective().parameters(FEATURES));
        for (Matrix x : List.of(randomX(), partlyObserved())) {
            Matrix eta = randomEta();
            eta.rows(0, 1).fill(Float.NaN);
            assertThat(objective().loss(eta, x, SCALE, gradient)).isNaN();
            double[] losses = new double[ROWS];
            objective().lossPerRow(eta, x, losses, 0);
            assertThat(losses[0]).isNaN();
            assertThat(Arrays.stream(losses, 1, ROWS)).noneMatch(loss -> Double.isNaN(loss));
        }
    }

    @Test
    void lossDoesNotDependOnTheScale() {
        Matrix x = randomX();
        Matrix eta = randomEta();
        Matrix gradient = view(ROWS, eta.columns());
        assertThat(objective().loss(eta, x, 1, gradient)).isEqualTo(objective().loss(eta, x, SCALE, gradient));
    }

    @Test
    void inputsAreNotModified() {
        Matrix x = randomX();
        Matrix eta = randomEta();
        float[] xBefore = x.array().clone();
        float[] etaBefore = eta.array().clone();
        objective().loss(eta, x, SCALE, view(ROWS, eta.columns()));
        objective().lossPerRow(eta, x, new double[ROWS], 0);
        objective().addLossPerColumn(eta, x, new double[FEATURES]);
        objective().mean(eta, view(ROWS, FEATURES));
        constant(x);
        assertThat(x.array()).isEqualTo(xBefore);
        assertThat(eta.array()).isEqualTo(etaBefore);
    }

    @Test
    void meanOverwritesAndMayOverwriteEta() {
        Matrix eta = randomEta();
        Matrix mean = view(ROWS, FEATURES);
        mean.fill(Float.NaN);
        objective().mean(eta, mean);
        assertOutsideUntouched(mean);
        for (int row = 0; row < ROWS; row++) {
            for (int j = 0; j < FEATURES; j++) {
                assertThat(mean.get(row, j)).isFinite();
            }
        }
        if (eta.columns() == FEATURES) {
            objective().mean(eta, eta);
            assertThat(eta.array()).isEqualTo(mean.array());
        }
    }

    @Test
    void theLinkOfAMeanHasThatMean() {
        Matrix eta = randomEta();
        Matrix mean = view(ROWS, FEATURES);
        objective().mean(eta, mean);
        Matrix back = view(ROWS, eta.columns());
        objective().link(mean, back);
        assertOutsideUntouched(back);
        Matrix again = view(ROWS, FEATURES);
        objective().mean(back, again);
        for (int row = 0; row < ROWS; row++) {
            for (int j = 0; j < FEATURES; j++) {
                float expected = mean.get(row, j);
                assertThat(again.get(row, j)).isCloseTo(expected, within(3e-6f * Math.max(1, Math.abs(expected))));
            }
        }
    }

    /// Data themselves are means on the border of their domain.
    @Test
    void theLinkOfDataIsFinite() {
        Matrix eta = view(ROWS, objective().parameters(FEATURES));
        objective().link(randomX(), eta);
        for (int row = 0; row < ROWS; row++) {
            for (int j = 0; j < eta.columns(); j++) {
                assertThat(eta.get(row, j)).isBetween(-20f, 20f);
            }
        }
    }

    @Test
    void theDomainHoldsItsDataAndNothingElse() {
        Matrix x = randomX();
        for (int j = 0; j < FEATURES; j++) {
            Domain domain = objective().domain(j);
            for (int row = 0; row < ROWS; row++) {
                assertThat(domain.accepts(x.get(row, j)))
                        .as("%s", x.get(row, j))
                        .isTrue();
            }
            for (float value : outside()) {
                assertThat(domain.accepts(value)).as("%s", value).isFalse();
            }
            assertThat(domain.accepts(Float.NaN)).isFalse();
            assertThat(domain.accepts(Float.POSITIVE_INFINITY)).isFalse();
            assertThat(domain.accepts(Float.NEGATIVE_INFINITY)).isFalse();
            assertThat(domain.description()).isNotBlank();
            if (objective().needs(j) == Scale.ANY) {
                assertThat(domain.accepts(-1e9f) && domain.accepts(1e9f)).isTrue();
            }
        }
        assertThat(objective().name()).matches("[a-z][a-z0-9_]*");
        assertThat(objective().unit()).isNotBlank();
    }

    static void assertOutsideUntouched(Matrix matrix) {
        float[] array = matrix.array().clone();
        new Matrix(array, matrix.offset(), matrix.rows(), matrix.columns(), matrix.stride()).fill(UNTOUCHED);
        assertThat(array).containsOnly(UNTOUCHED);
    }
}
