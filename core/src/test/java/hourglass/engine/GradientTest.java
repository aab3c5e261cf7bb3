package hourglass.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hourglass.activation.Tanh;
import hourglass.matrix.Kernels;
import hourglass.network.Parameters;
import hourglass.objective.ClassIndices;
import hourglass.objective.Gaussian;
import hourglass.objective.Mixed;
import hourglass.objective.Objective;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Loss, penalty and gradient of the engine against its twin, for every combination that matters.
class GradientTest {
    static List<NetworkCase> cases() {
        return NetworkCase.all();
    }

    static List<NetworkCase> casesOfClassIndices() {
        return NetworkCase.ofClassIndices();
    }

    static List<NetworkCase> casesOfTwoParameters() {
        return NetworkCase.ofTwoParameters();
    }

    @ParameterizedTest
    @MethodSource({"cases", "casesOfClassIndices", "casesOfTwoParameters"})
    void lossPenaltyAndGradientAgreeWithTheTwin(NetworkCase network) {
        Trial trial = Trial.of(network);
        ReferenceNetwork.Pass twin = trial.twin(trial.numbers());
        float[] gradient = trial.gradient(Kernels.plain());
        assertThat(gradient).hasSameSizeAs(trial.parameters().block());
        GradientCheck.Verdict verdict = trial.check(gradient);
        assertThat(verdict.error()).as(verdict.where()).isLessThanOrEqualTo(1);

        // A step changes the parameters, so it comes last.
        StepResult result = trial.step(Kernels.plain())
                .run(trial.x(), trial.target(), trial.order(), 0, trial.x().rows(), Trial.KEY, 0.01);
        double rows = trial.x().rows();
        assertThat(result.rows()).isEqualTo(trial.x().rows());
        assertThat(result.loss()).isCloseTo(twin.loss(), within(1e-5 * Math.abs(twin.loss()) + 1e-6 * rows));
        assertThat(result.penalty()).isCloseTo(twin.penalty(), within(1e-5 * Math.abs(twin.penalty())));
    }

    /// Every pair of choices occurs in some case.
    @Test
    void theCasesCoverAllPairs() {
        // Mixed has a test of its own.
        Set<Class<?>> covered = new HashSet<>(Set.of(ClassIndices.class, Mixed.class));
        casesOfTwoParameters().forEach(it -> covered.add(it.objective().getClass()));
        NetworkCase.ALL_LIKELIHOODS.forEach(objective -> covered.add(objective.getClass()));
        assertThat(covered).containsExactlyInAnyOrderElementsOf(Objective.standard());
        assertThat(cases()).extracting(NetworkCase::objective).containsAll(NetworkCase.OBJECTIVES);
        Set<Set<String>> pairs = new HashSet<>();
        Set<String> choices = new HashSet<>();
        for (NetworkCase network : cases()) {
            List<String> here = List.of(
                    "activation " + network.activation().getClass().getSimpleName(),
                    "likelihood " + network.objective().getClass().getSimpleName(),
                    "tying " + network.tying(),
                    "penalty " + kind(network.penalty()),
                    "place " + network.place(),
                    "input " + kind(network.atInput()),
                    "hidden " + kind(network.hidden()),
                    "bias " + network.bias());
            choices.addAll(here);
            for (String one : here) {
                for (String other : here) {
                    pairs.add(Set.copyOf(List.of(one, other)));
                }
            }
        }
        for (String one : choices) {
            for (String other : choices) {
                boolean sameFactor = factor(one).equals(factor(other));
                if (!sameFactor) {
                    assertThat(pairs).contains(Set.of(one, other));
                }
            }
        }
        assertThat(cases().stream()
                        .filter(NetworkCase::isVariational)
                        .map(NetworkCase::objective)
                        .distinct())
                .containsAll(NetworkCase.LIKELIHOODS);
        assertThat(cases().stream()
                        .map(it -> it.architecture().encoder().size())
                        .distinct())
                .contains(1, 2, 3, 4, 5);
        assertThat(cases().stream()
                        .map(it -> Math.ceilDiv(it.rows(), Trial.TILE_HEIGHT))
                        .distinct())
                .containsExactlyInAnyOrder(1, 2, 3);
    }

    private static String factor(String choice) {
        return choice.substring(0, choice.indexOf(' '));
    }

    private static String kind(Optional<?> setting) {
        return setting.map(it -> it.getClass().getSimpleName()).orElse("none");
    }

    private static Trial tanhTrial(NetworkCase.Tying tying) {
        return Trial.of(new NetworkCase(
                5,
                new Tanh(),
                new Gaussian(),
                tying,
                Optional.empty(),
                NetworkCase.Place.CODE,
                Optional.empty(),
                Optional.empty(),
                true,
                20));
    }

    @Test
    void theCheckSeesOneTensorScaledByOnePercent() {
        Trial trial = tanhTrial(NetworkCase.Tying.ALL);
        float[] right = trial.gradient(Kernels.plain());
        assertThat(trial.check(right).error()).isLessThan(1);
        for (Parameters.Tensor tensor : trial.parameters().tensors()) {
            float[] wrong = right.clone();
            for (int i = tensor.offset(); i < tensor.offset() + tensor.size(); i++) {
                wrong[i] *= 1.01f;
            }
            GradientCheck.Verdict verdict = trial.check(wrong);
            assertThat(verdict.error()).isGreaterThan(10);
            assertThat(verdict.where()).startsWith(tensor.name());
        }
    }

    @Test
    void theCheckSeesASignThatIsWrongInOneTensor() {
        Trial trial = tanhTrial(NetworkCase.Tying.NONE);
        float[] right = trial.gradient(Kernels.plain());
        for (Parameters.Tensor tensor : trial.parameters().tensors()) {
            float[] wrong = right.clone();
            for (int i = tensor.offset(); i < tensor.offset() + tensor.size(); i++) {
                wrong[i] = -wrong[i];
            }
            assertThat(trial.check(wrong).error()).isGreaterThan(1000);
        }
    }

    /// A product that overwrites where it should add loses one of the two uses of a tied matrix.
    @Test
    void theCheckSeesAProductThatForgetsToAccumulate() {
        Trial tied = tanhTrial(NetworkCase.Tying.ALL);
        assertThat(tied.check(tied.gradient(new FaultyKernels(1, false))).error())
                .isGreaterThan(10);
    }

    @Test
    void theCheckSeesAProductThatIsOffByOneInTenThousandth() {
        Trial trial = tanhTrial(NetworkCase.Tying.NONE);
        assertThat(trial.check(trial.gradient(new FaultyKernels(1, true))).error())
                .isLessThan(1);
        assertThat(trial.check(trial.gradient(new FaultyKernels(1.001f, true))).error())
                .isGreaterThan(1);
    }

    /// tanh′ = (1 − y)² was once released; here in a network of one unit: l = ½ (v tanh(w x) − x)², written out.
    @Test
    void theCheckSeesAWrongDerivativeOfTanh() {
        double x = 0.8;
        double[] at = {0.6, -0.7};
        double y = Math.tanh(at[0] * x);
        double rest = at[1] * y - x;
        float right = (float) (rest * at[1] * (1 - y * y) * x);
        float wrong = (float) (rest * at[1] * (1 - y) * (1 - y) * x);
        List<Parameters.Tensor> tensors = List.of(
                new Parameters.Tensor("w", 0, 1, 1, true, false), new Parameters.Tensor("v", 1, 1, 1, true, false));
        for (float slope : new float[] {right, wrong}) {
            GradientCheck.Verdict verdict = GradientCheck.of(
                    at,
                    new float[] {slope, (float) (rest * y)},
                    tensors,
                    p -> Math.pow(p[1] * Math.tanh(p[0] * x) - x, 2) / 2,
                    1);
            if (slope == right) {
                assertThat(verdict.error()).isLessThan(1);
            } else {
                assertThat(verdict.error()).isGreaterThan(100);
                assertThat(verdict.where()).startsWith("w");
            }
        }
    }
}
