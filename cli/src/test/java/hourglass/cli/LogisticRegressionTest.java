package hourglass.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import hourglass.inference.Network;
import hourglass.json.Json;
import hourglass.json.JsonPlace;
import hourglass.matrix.Kernels;
import hourglass.matrix.Matrix;
import hourglass.model.Scaling;
import hourglass.model.ScalingKind;
import hourglass.model.Table;
import hourglass.objective.Bernoulli;
import hourglass.objective.Categorical;
import hourglass.objective.Objective;
import hourglass.regression.Fit;
import hourglass.regression.Regression;
import hourglass.regression.Solver;
import hourglass.train.Examples;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Logistic regression on real data against the coefficients of scikit-learn (docs/golden/logistic_regression.py), by
/// each solver. The digits are bundled; iris and breast cancer are skipped where the shared data are not at hand.
class LogisticRegressionTest {
    private static final String FILE = "logistic-regression.json";

    private static JsonPlace golden(String name) {
        try (InputStream stream = LogisticRegressionTest.class.getResourceAsStream(FILE)) {
            if (stream == null) {
                throw new IllegalStateException(FILE + " is missing");
            }
            return JsonPlace.root(Json.parse(stream.readAllBytes(), FILE), FILE).key("problems").items().stream()
                    .filter(problem -> problem.key("name").text().equals(name))
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Examples examples(String name, int classes) {
        if (name.equals("digits")) {
            Table digits = Commands.digits();
            return prepared(
                    digits.rows().toMatrix(),
                    digits.labels().stream().mapToInt(Integer::parseInt).toArray(),
                    classes);
        }
        String folder = System.getenv().getOrDefault("HOURGLASS_SHARED", "../../shared");
        Optional<Path> file = Stream.of(folder, "../shared", "../../shared")
                .map(place -> Path.of(place, "data/classics/" + name + ".csv"))
                .filter(Files::exists)
                .findFirst();
        assumeTrue(file.isPresent(), "shared test data not at hand: set HOURGLASS_SHARED to its folder");
        List<double[]> rows;
        try (Stream<String> lines = Files.lines(file.orElseThrow())) {
            // The first line counts rows, columns and classes.
            rows = lines.skip(1)
                    .map(line -> Stream.of(line.split(","))
                            .mapToDouble(Double::parseDouble)
                            .toArray())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        int features = rows.getFirst().length - 1;
        Matrix inputs = Matrix.zeros(rows.size(), features);
        int[] labels = new int[rows.size()];
        for (int row = 0; row < labels.length; row++) {
            for (int j = 0; j < features; j++) {
                inputs.set(row, j, (float) rows.get(row)[j]);
            }
            labels[row] = (int) rows.get(row)[features];
        }
        return prepared(inputs, labels, classes);
    }

    private static Examples prepared(Matrix inputs, int[] labels, int classes) {
        Matrix scaled = inputs.copy();
        Scaling.fit(ScalingKind.STANDARDIZE, inputs, false).apply(scaled);
        Matrix targets = Matrix.zeros(labels.length, classes == 2 ? 1 : classes);
        for (int row = 0; row < labels.length; row++) {
            if (classes == 2) {
                targets.set(row, 0, labels[row]);
            } else {
                targets.set(row, labels[row], 1f);
            }
        }
        return new Examples(scaled, targets);
    }

    @ParameterizedTest
    @ValueSource(strings = {"iris", "breast_cancer", "digits"})
    void everySolverFindsTheCoefficientsOfScikitLearn(String name) {
        JsonPlace golden = golden(name);
        int classes = golden.key("classes").intValue();
        Examples examples = examples(name, classes);
        Objective objective = classes == 2 ? new Bernoulli() : new Categorical();
        double penalty = Regression.penaltyOf(golden.key("c").doubleValue(), examples.rows());
        int size = (examples.inputs().columns() + 1) * examples.targets().columns();
        double[] start = new double[size];
        Random random = new Random(6);
        for (int i = 0; i < size; i++) {
            start[i] = random.nextGaussian();
        }
        check(golden, Regression.fit(examples, objective, penalty, new Solver.Newton()), examples, 1e-6);
        check(golden, Regression.fit(examples, objective, penalty, new Solver.Newton(), start), examples, 1e-6);
        check(golden, Regression.fit(examples, objective, penalty, new Solver.Lbfgs(), start), examples, 2e-5);
        Solver descent = new Solver.GradientDescent(100_000, 2e-6);
        check(golden, Regression.fit(examples, objective, penalty, descent, start), examples, 5e-3);
    }

    private static void check(JsonPlace golden, Fit fit, Examples examples, double tolerance) {
        assertThat(fit.converged())
                .as("slope %s after %s", fit.gradientNorm(), fit.iterations())
                .isTrue();
        assertThat(fit.objective()).isCloseTo(golden.key("objective").doubleValue(), within(1e-5));
        List<JsonPlace> coefficients = golden.key("coefficients").items();
        for (int k = 0; k < coefficients.size(); k++) {
            List<JsonPlace> row = coefficients.get(k).items();
            for (int j = 0; j < row.size(); j++) {
                assertThat(fit.weight(j, k))
                        .as("weight of feature %s for output %s", j, k)
                        .isCloseTo(row.get(j).doubleValue(), within(tolerance));
            }
            assertThat(fit.bias(k))
                    .as("bias of output %s", k)
                    .isCloseTo(golden.key("intercepts").items().get(k).doubleValue(), within(tolerance));
        }
        Network network = fit.network(Kernels.plain());
        int[] classes = network.classify(examples.inputs().toMatrix());
        int correct = 0;
        for (int row = 0; row < classes.length; row++) {
            boolean single = examples.targets().columns() == 1;
            float hit = examples.targets().toMatrix().get(row, single ? 0 : classes[row]);
            correct += (single ? hit == classes[row] : hit == 1) ? 1 : 0;
        }
        assertThat(correct).isEqualTo(golden.key("correct").intValue());
    }
}
