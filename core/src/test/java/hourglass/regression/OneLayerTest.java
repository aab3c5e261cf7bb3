package hourglass.regression;

import static org.assertj.core.api.Assertions.assertThat;

import hourglass.matrix.Matrix;
import java.util.Random;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Gradients by differences of F, Hessians by differences of gradients, for every loss.
class OneLayerTest {
    private static final double STEP = 1e-5;

    /// More rows than the Hessian takes at a time, more than one part.
    private static final int ROWS = 1100;

    private final Random random = new Random(8);

    private Matrix inputs() {
        Matrix x = Matrix.zeros(ROWS, 4);
        for (int row = 0; row < ROWS; row++) {
            for (int j = 0; j < 4; j++) {
                x.set(row, j, row % 7 == j ? 0 : (float) random.nextGaussian());
            }
        }
        return x;
    }

    private Matrix targets(OutputLoss loss) {
        Matrix y = Matrix.zeros(ROWS, 3);
        for (int row = 0; row < ROWS; row++) {
            int hot = random.nextInt(3);
            for (int k = 0; k < 3; k++) {
                float value = switch (loss) {
                    case BERNOULLI -> random.nextFloat();
                    case GAUSSIAN -> (float) random.nextGaussian();
                    case POISSON -> random.nextInt(5);
                    // counts with totals other than 1 as well
                    case CATEGORICAL -> (k == hot ? 1 : 0) + (row % 3 == 0 ? random.nextInt(2) : 0);
                };
                y.set(row, k, value);
            }
        }
        return y;
    }

    private double[] point(int size) {
        double[] at = new double[size];
        for (int i = 0; i < size; i++) {
            at[i] = 0.4 * random.nextGaussian();
        }
        return at;
    }

    private static double[] moved(double[] at, int coordinate, double by) {
        double[] moved = at.clone();
        moved[coordinate] += by;
        return moved;
    }

    @ParameterizedTest
    @EnumSource(OutputLoss.class)
    void theGradientIsTheDifferenceQuotientOfTheObjective(OutputLoss loss) {
        OneLayer objective = new OneLayer(inputs(), targets(loss), loss, 0.3);
        double[] at = point(objective.size());
        double[] gradient = new double[at.length];
        double[] ignored = new double[at.length];
        objective.value(at, gradient);
        for (int i = 0; i < at.length; i++) {
            double above = objective.value(moved(at, i, STEP), ignored);
            double below = objective.value(moved(at, i, -STEP), ignored);
            double numeric = (above - below) / (2 * STEP);
            assertThat(Math.abs(gradient[i] - numeric))
                    .as(loss + ", number " + i)
                    .isLessThan(1e-8 * (1 + Math.abs(numeric)));
        }
    }

    @ParameterizedTest
    @EnumSource(OutputLoss.class)
    void theHessianIsTheDifferenceQuotientOfTheGradient(OutputLoss loss) {
        OneLayer objective = new OneLayer(inputs(), targets(loss), loss, 0.3);
        int n = objective.size();
        double[] at = point(n);
        double[] hessian = new double[n * n];
        objective.hessian(at, hessian);
        for (int i = 0; i < n; i++) {
            double[] above = new double[n];
            double[] below = new double[n];
            objective.value(moved(at, i, STEP), above);
            objective.value(moved(at, i, -STEP), below);
            for (int j = 0; j < n; j++) {
                double numeric = (above[j] - below[j]) / (2 * STEP);
                assertThat(Math.abs(hessian[i * n + j] - numeric))
                        .as(loss + ", " + i + " and " + j)
                        .isLessThan(1e-8 * (1 + Math.abs(numeric)));
                assertThat(hessian[j * n + i]).isEqualTo(hessian[i * n + j]);
            }
        }
    }

    /// Without a penalty too: the objective lies below its chords, and vᵀ H v is never negative.
    @ParameterizedTest
    @EnumSource(OutputLoss.class)
    void theObjectiveIsConvex(OutputLoss loss) {
        OneLayer objective = new OneLayer(inputs(), targets(loss), loss, 0);
        int n = objective.size();
        double[] ignored = new double[n];
        double[] hessian = new double[n * n];
        for (int trial = 0; trial < 40; trial++) {
            double[] from = point(n);
            double[] to = point(n);
            double share = random.nextDouble();
            double[] between = new double[n];
            for (int i = 0; i < n; i++) {
                between[i] = share * from[i] + (1 - share) * to[i];
            }
            double chord = share * objective.value(from, ignored) + (1 - share) * objective.value(to, ignored);
            assertThat(objective.value(between, ignored)).isLessThanOrEqualTo(chord + 1e-12);
            objective.hessian(from, hessian);
            double curvature = 0;
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    curvature += to[i] * hessian[i * n + j] * to[j];
                }
            }
            assertThat(curvature).isGreaterThanOrEqualTo(-1e-12);
        }
    }

    /// Far out, where e^η overflows, losses and slopes of classes are still those of the limit.
    @Test
    void classesDoNotOverflow() {
        double[] gradient = new double[2];
        assertThat(OutputLoss.BERNOULLI.loss(new double[] {2000, -2000}, new double[] {0, 0}, gradient))
                .isEqualTo(2000);
        assertThat(gradient).containsExactly(1, 0);
        assertThat(OutputLoss.CATEGORICAL.loss(new double[] {2000, -2000}, new double[] {0, 1}, gradient))
                .isEqualTo(4000);
        assertThat(gradient).containsExactly(1, -1);
    }

    /// What a softmax cannot see: F stays, but for the penalty, and centring finds the least norm.
    @Test
    void centringChangesNothingButThePenalty() {
        OneLayer free = new OneLayer(inputs(), targets(OutputLoss.CATEGORICAL), OutputLoss.CATEGORICAL, 0);
        double[] at = point(free.size());
        double[] centred = at.clone();
        free.centre(centred);
        double[] gradient = new double[at.length];
        assertThat(Math.abs(free.value(centred, new double[at.length]) - free.value(at, gradient)))
                .isLessThan(1e-12);
        for (int j = 0; j < 5; j++) {
            assertThat(Math.abs(centred[3 * j] + centred[3 * j + 1] + centred[3 * j + 2]))
                    .isLessThan(1e-14);
            assertThat(Math.abs(gradient[3 * j] + gradient[3 * j + 1] + gradient[3 * j + 2]))
                    .isLessThan(1e-14);
        }
        assertThat(LineSearch.dot(centred, centred)).isLessThan(LineSearch.dot(at, at));
    }

    @Test
    void theSameBitsOnAnyNumberOfThreads() {
        OneLayer objective = new OneLayer(inputs(), targets(OutputLoss.CATEGORICAL), OutputLoss.CATEGORICAL, 0.1);
        int n = objective.size();
        double[] at = point(n);
        double[] first = new double[n * n + n + 1];
        for (int threads : new int[] {1, 2, 5}) {
            try (ForkJoinPool pool = new ForkJoinPool(threads)) {
                double[] numbers = pool.submit(() -> {
                            double[] hessian = new double[n * n];
                            double[] gradient = new double[n];
                            double value = objective.value(at, gradient);
                            objective.hessian(at, hessian);
                            double[] all = java.util.Arrays.copyOf(hessian, n * n + n + 1);
                            System.arraycopy(gradient, 0, all, n * n, n);
                            all[n * n + n] = value;
                            return all;
                        })
                        .join();
                if (threads == 1) {
                    first = numbers;
                }
                assertThat(numbers).isEqualTo(first);
            }
        }
    }
}
