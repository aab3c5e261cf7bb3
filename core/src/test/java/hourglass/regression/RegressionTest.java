package hourglass.regression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import hourglass.matrix.Kernels;
import hourglass.matrix.Matrix;
import hourglass.objective.Bernoulli;
import hourglass.objective.Categorical;
import hourglass.objective.Gaussian;
import hourglass.objective.Poisson;
import hourglass.optimize.Optimizer;
import hourglass.optimize.Schedule;
import hourglass.problem.ProblemException;
import hourglass.train.Examples;
import hourglass.train.Recipe;
import hourglass.train.Training;
import hourglass.train.TrainingRun;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The objective of a single layer is convex: whatever the method and the start, there is one optimum, and it is the
/// one
/// that scikit-learn found.
class RegressionTest {
    static List<Golden> problems() {
        return Golden.all();
    }

    private static double distance(double[] a, double[] b) {
        double largest = 0;
        for (int i = 0; i < a.length; i++) {
            largest = Math.max(largest, Math.abs(a[i] - b[i]));
        }
        return largest;
    }

    private static double[] start(int size, double deviation, long seed) {
        Random random = new Random(seed);
        double[] start = new double[size];
        for (int i = 0; i < size; i++) {
            start[i] = deviation * random.nextGaussian();
        }
        return start;
    }

    @ParameterizedTest
    @MethodSource("problems")
    void everySolverFindsTheSameOptimumFromEveryStart(Golden problem) {
        List<Solver> solvers = List.of(
                new Solver.Newton(), new Solver.Lbfgs(1000, 1e-9, 5), new Solver.GradientDescent(100_000, 1e-9));
        for (Solver solver : solvers) {
            for (double deviation : new double[] {0, 1, 30, 1000}) {
                double[] start = start(problem.size(), deviation, 5);
                Fit fit = Regression.fit(problem.examples(), problem.likelihood(), problem.penalty(), solver, start);
                String what = solver + " from a start of size " + deviation + ": " + fit.gradientNorm();
                assertThat(fit.converged()).as(what).isTrue();
                assertThat(distance(fit.numbers(), problem.solution())).as(what).isLessThan(2e-6);
                assertThat(fit.objective()).as(what).isCloseTo(problem.objective(), within(1e-10));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("problems")
    void newtonConvergesQuadratically(Golden problem) {
        Fit fit = Regression.fit(problem.examples(), problem.likelihood(), problem.penalty(), new Solver.Newton());
        assertThat(fit.iterations()).isLessThanOrEqualTo(8);
        Fit early = Regression.fit(
                problem.examples(),
                problem.likelihood(),
                problem.penalty(),
                new Solver.Newton(fit.iterations() - 1, 1e-10));
        assertThat(early.gradientNorm()).isGreaterThan(1e-10);
        assertThat(early.converged()).isFalse();
    }

    /// The engine's gradient descent, with all rows at once and with a few at a time, ends at the same optimum.
    @ParameterizedTest
    @MethodSource("problems")
    void theEngineFindsTheSameOptimum(Golden problem) {
        Fit fit = Regression.fit(problem.examples(), problem.likelihood(), problem.penalty(), new Solver.Newton());
        assertThat(distance(descend(problem, fit, 60, new Schedule.Constant()), fit.numbers()))
                .as("all rows at once")
                .isLessThan(1e-4);
        assertThat(distance(descend(problem, fit, 10, new Schedule.Cosine(1e-4)), fit.numbers()))
                .as("ten rows at a time")
                .isLessThan(1e-2);
    }

    private static double[] descend(Golden problem, Fit fit, int batch, Schedule schedule) {
        Training training = Training.plain(4000, batch, new Optimizer.Sgd(0.5, 0, false))
                .withSchedule(schedule)
                .withWeightDecay(problem.penalty())
                .withSeed(3);
        Examples none = new Examples(
                Matrix.zeros(0, 3), Matrix.zeros(0, problem.examples().targets().columns()));
        Recipe recipe = new Recipe(fit.architecture(), training);
        try (TrainingRun run = TrainingRun.start(recipe, problem.examples(), none, Kernels.plain(), 1)) {
            while (run.advance()) {}
            float[] block = run.network().parameters().block();
            double[] numbers = new double[block.length];
            for (int i = 0; i < block.length; i++) {
                numbers[i] = block[i];
            }
            // Where it started decides what a softmax cannot see of the biases.
            new OneLayer(
                            problem.examples().inputs().toMatrix(),
                            problem.examples().targets().toMatrix(),
                            OutputLoss.of(fit.architecture().objective()),
                            0)
                    .centre(numbers);
            return numbers;
        }
    }

    @Test
    void theNetworkOfAFitPredictsWhatTheFitSays() {
        Golden problem = problems().getLast();
        Fit fit = Regression.fit(problem.examples(), new Categorical(), problem.penalty(), new Solver.Newton());
        double[] losses = fit.network(Kernels.plain())
                .loss(
                        problem.examples().inputs().toMatrix(),
                        problem.examples().targets().toMatrix());
        double mean = 0;
        for (double loss : losses) {
            mean += loss / losses.length;
        }
        double squares = 0;
        for (int j = 0; j < 3; j++) {
            for (int k = 0; k < 3; k++) {
                squares += fit.weight(j, k) * fit.weight(j, k);
            }
        }
        assertThat(mean + problem.penalty() / 2 * squares).isCloseTo(fit.objective(), within(1e-6));
        assertThat(fit.bias(0) + fit.bias(1) + fit.bias(2)).isCloseTo(0, within(1e-12));
    }

    private static Examples column(float[] inputs, float[] targets) {
        return new Examples(Matrix.of(inputs.length, 1, inputs), Matrix.of(targets.length, 1, targets));
    }

    /// y = 2 x + 1 with a penalty: w = Σ (x − x̄)(y − ȳ) / (Σ (x − x̄)² + n λ) = 10 / (5 + 4 · 0.25), by hand.
    @Test
    void ridgeRegressionIsOneStep() {
        Examples line = column(new float[] {0, 1, 2, 3}, new float[] {1, 3, 5, 7});
        Fit fit = Regression.fit(line, new Gaussian(), 0.25, new Solver.Newton());
        assertThat(fit.iterations()).isEqualTo(1);
        assertThat(fit.weight(0, 0)).isCloseTo(10.0 / 6, within(1e-12));
        assertThat(fit.bias(0)).isCloseTo(4 - 1.5 * 10 / 6, within(1e-12));
    }

    /// Inputs 0 and 1 with mean counts 2 and 6: e^b = 2, e^(b + w) = 6.
    @Test
    void poissonRegressionOfTwoGroups() {
        Examples groups = column(new float[] {0, 0, 1, 1}, new float[] {1, 3, 4, 8});
        for (Solver solver : List.of(new Solver.Newton(), new Solver.Lbfgs(), new Solver.GradientDescent())) {
            Fit fit = Regression.fit(groups, new Poisson(), 0, solver);
            assertThat(fit.bias(0)).as("%s", solver).isCloseTo(Math.log(2), within(1e-5));
            assertThat(fit.weight(0, 0)).as("%s", solver).isCloseTo(Math.log(3), within(1e-5));
        }
    }

    /// A constant column beside the bias, and no penalty: flat in one direction, still solved.
    @Test
    void aFlatDirectionIsDampedAway() {
        Matrix x = Matrix.of(4, 2, 1, 5, 2, 5, 3, 5, 4, 5);
        Examples rows = new Examples(x, Matrix.of(4, 1, 0, 1, 0, 1));
        Fit fit = Regression.fit(rows, new Bernoulli(), 0, new Solver.Newton());
        assertThat(fit.converged()).isTrue();
        Fit alone = Regression.fit(
                new Examples(Matrix.of(4, 1, 1, 2, 3, 4), rows.targets()), new Bernoulli(), 0, new Solver.Newton());
        assertThat(fit.objective()).isCloseTo(alone.objective(), within(1e-12));
        assertThat(fit.weight(0, 0)).isCloseTo(alone.weight(0, 0), within(1e-6));
    }

    /// A plane separates the classes, so the optimum lies at infinity: the loss goes to zero, nothing overflows.
    @Test
    void separableClassesWithoutAPenaltyEndFinite() {
        Examples rows = column(new float[] {-2, -1, 1, 2}, new float[] {0, 0, 1, 1});
        Fit fit = Regression.fit(rows, new Bernoulli(), 0, new Solver.Newton());
        assertThat(fit.objective()).isBetween(0.0, 1e-8);
        assertThat(fit.weight(0, 0)).isFinite().isGreaterThan(5);
    }

    @Test
    void whatCannotBeFittedIsRefused() {
        Examples rows = column(new float[] {0, 1}, new float[] {0, 2});
        Solver newton = new Solver.Newton();
        assertThatThrownBy(() -> Regression.fit(rows, new Bernoulli(), 0, newton))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("row 2, column 1");
        assertThatIllegalArgumentException().isThrownBy(() -> Regression.fit(rows, new Gaussian(), -1, newton));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Regression.fit(rows, new Gaussian(), 0, newton, new double[3]));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Regression.fit(rows, new Poisson(), 0, newton, new double[] {1000, 1000}));
        Examples none = new Examples(Matrix.zeros(0, 1), Matrix.zeros(0, 1));
        assertThatThrownBy(() -> Regression.fit(none, new Gaussian(), 0, newton))
                .isInstanceOf(ProblemException.class);
        assertThatIllegalArgumentException().isThrownBy(() -> new Solver.Newton(0, 1e-6));
        assertThatIllegalArgumentException().isThrownBy(() -> new Solver.Lbfgs(1, Double.NaN, 3));
        assertThatIllegalArgumentException().isThrownBy(() -> new Solver.Lbfgs(1, 0, 0));
    }

    @Test
    void theHessianIsUsedWhereItIsSmall() {
        assertThat(Solver.suiting(1500)).isEqualTo(new Solver.Newton());
        assertThat(Solver.suiting(1501)).isEqualTo(new Solver.Lbfgs());
    }
}
