package hourglass.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hourglass.activation.Activation;
import hourglass.activation.Elu;
import hourglass.activation.Linear;
import hourglass.activation.Relu;
import hourglass.activation.Sigmoid;
import hourglass.activation.Softmax;
import hourglass.activation.Tanh;
import hourglass.matrix.Kernels;
import hourglass.matrix.Matrix;
import hourglass.network.Architecture;
import hourglass.network.Corrupt;
import hourglass.network.Corruption;
import hourglass.network.Dense;
import hourglass.network.Layer;
import hourglass.network.Parameters;
import hourglass.network.Penalize;
import hourglass.network.Penalty;
import hourglass.objective.Objective;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Networks of one to four layers whose targets have fewer or more columns than their inputs, against the twin.
class FeedForwardGradientTest {
    private static final List<Activation> ACTIVATIONS =
            List.of(new Sigmoid(), new Relu(), new Tanh(), new Softmax(), new Elu());

    /// One network: features, targets, hidden layers.
    record Case(int seed, int features, int targets, int hidden, boolean noisy, Objective objective) {
        Architecture architecture() {
            List<Layer> layers = new ArrayList<>();
            if (noisy) {
                layers.add(new Corrupt(seed % 2 == 0 ? new Corruption.Swap(0.3f) : new Corruption.Masking(0.3f)));
            }
            for (int i = 0; i < hidden; i++) {
                layers.add(new Dense(3 + 2 * i, ACTIVATIONS.get((seed + i) % ACTIVATIONS.size())));
                if (noisy) {
                    layers.add(new Penalize(new Penalty.L2(0.02f)));
                }
            }
            layers.add(new Dense(objective.parameters(targets), new Linear()));
            return new Architecture(features, List.of(), layers, objective, OptionalInt.of(targets));
        }
    }

    static List<Case> cases() {
        List<Case> cases = new ArrayList<>();
        for (Objective objective : NetworkCase.ALL_LIKELIHOODS) {
            for (int hidden = 0; hidden <= 3; hidden++) {
                for (int[] shape : new int[][] {{7, 3}, {3, 7}, {5, 1}, {4, 4}}) {
                    for (boolean noisy : new boolean[] {false, true}) {
                        // a multiple of three: a trial with targets of their own
                        cases.add(new Case(3 * cases.size(), shape[0], shape[1], hidden, noisy, objective));
                    }
                }
            }
        }
        return cases;
    }

    @ParameterizedTest
    @MethodSource("cases")
    void lossAndGradientAgreeWithTheTwin(Case network) {
        Architecture architecture = network.architecture();
        NetworkCase origin = new NetworkCase(
                network.seed(),
                new Tanh(),
                network.objective(),
                NetworkCase.Tying.NONE,
                Optional.empty(),
                NetworkCase.Place.CODE,
                Optional.empty(),
                Optional.empty(),
                true,
                1);
        Matrix x = origin.data(70, network.features(), 1);
        Matrix target = origin.data(70, network.targets(), 2);
        Trial trial = trial(origin, architecture, x, target);
        ReferenceNetwork.Pass twin = trial.twin(trial.numbers());
        GradientCheck.Verdict verdict = trial.check(trial.gradient(Kernels.plain()));
        assertThat(verdict.error()).as(verdict.where()).isLessThanOrEqualTo(1);
        StepResult result = trial.step(Kernels.plain()).run(x, target, trial.order(), 0, x.rows(), Trial.KEY, 0.01);
        assertThat(result.loss()).isCloseTo(twin.loss(), within(1e-5 * Math.abs(twin.loss()) + 1e-4));
    }

    private static Trial trial(NetworkCase origin, Architecture architecture, Matrix x, Matrix target) {
        for (int attempt = 0; ; attempt++) {
            Parameters parameters = origin.parameters(architecture, attempt);
            Trial trial = new Trial(origin, architecture, parameters, x, target);
            if (trial.twin(trial.numbers()).kinkDistance() > 1e-5) {
                return trial;
            }
        }
    }
}
