package hourglass.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import hourglass.activation.Linear;
import hourglass.activation.Relu;
import hourglass.activation.Tanh;
import hourglass.matrix.Kernels;
import hourglass.matrix.Matrix;
import hourglass.network.Architecture;
import hourglass.network.Parameters;
import hourglass.objective.Bernoulli;
import hourglass.objective.Categorical;
import hourglass.objective.Gaussian;
import hourglass.objective.Objective;
import hourglass.objective.Poisson;
import hourglass.optimize.Optimizer;
import hourglass.problem.ProblemException;
import hourglass.train.Examples;
import hourglass.train.Recipe;
import hourglass.train.Training;
import hourglass.train.TrainingRun;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NetworkTest {
    /// x₁ xor x₂, which no single layer can.
    private static final Matrix INPUTS = Matrix.of(4, 2, 0, 0, 0, 1, 1, 0, 1, 1);

    private static Network trained(int hidden, Objective objective, Matrix targets, int epochs) {
        Architecture architecture = Architecture.feedForward(
                2, hidden == 0 ? List.of() : List.of(hidden), new Tanh(), targets.columns(), objective);
        Training training = Training.plain(epochs, 4, new Optimizer.Adam(0.05));
        Examples none = new Examples(Matrix.zeros(0, 2), Matrix.zeros(0, targets.columns()));
        try (TrainingRun run = TrainingRun.start(
                new Recipe(architecture, training), new Examples(INPUTS, targets), none, Kernels.plain(), 1)) {
            while (run.advance()) {}
            return run.network();
        }
    }

    @Test
    void aHiddenLayerLearnsWhatASingleLayerCannot() {
        Matrix binary = Matrix.of(4, 1, 0, 1, 1, 0);
        assertThat(trained(8, new Bernoulli(), binary, 500).classify(INPUTS)).containsExactly(0, 1, 1, 0);
        Matrix oneHot = Matrix.of(4, 2, 1, 0, 0, 1, 0, 1, 1, 0);
        assertThat(trained(8, new Categorical(), oneHot, 500).classify(INPUTS)).containsExactly(0, 1, 1, 0);
        Network single = trained(0, new Bernoulli(), binary, 500);
        for (double loss : single.loss(INPUTS, binary)) {
            assertThat(loss).isCloseTo(Math.log(2), within(1e-3));
        }
    }

    @Test
    void severalLabelsNumbersAndCounts() {
        Matrix labels = Matrix.of(4, 3, 0, 0, 0, 1, 1, 0, 1, 0, 0, 0, 1, 1);
        Matrix chances = trained(8, new Bernoulli(), labels, 800).means(INPUTS);
        Matrix counts = Matrix.of(4, 1, 0, 3, 5, 1);
        Matrix expected = trained(8, new Poisson(), counts, 800).means(INPUTS);
        Matrix numbers = Matrix.of(4, 2, -1, 2, 0, 3, 5, -1, 1, 0);
        Matrix values = trained(8, new Gaussian(), numbers, 800).means(INPUTS);
        for (int row = 0; row < 4; row++) {
            for (int k = 0; k < 3; k++) {
                assertThat(chances.get(row, k)).isCloseTo(labels.get(row, k), within(0.05f));
            }
            assertThat(expected.get(row, 0)).isCloseTo(counts.get(row, 0), within(0.2f));
            for (int k = 0; k < 2; k++) {
                assertThat(values.get(row, k)).isCloseTo(numbers.get(row, k), within(0.05f));
            }
        }
    }

    /// ŷ = softmax(W₂ᵀ relu(W₁ᵀ x + b₁) + b₂) by hand.
    @Test
    void predictsByTheFormula() {
        Architecture architecture = Architecture.feedForward(2, List.of(2), new Relu(), 3, new Categorical());
        Parameters parameters = Parameters.zeros(architecture);
        assertThat(parameters.tensors())
                .extracting(Parameters.Tensor::name)
                .containsExactly("layer.0.weight", "layer.0.bias", "layer.1.weight", "layer.1.bias");
        float[] numbers = {1, -1, 2, 0.5f, 0.25f, -3, 1, 0, -1, 2, 2, 2, 0.1f, 0, -0.1f};
        System.arraycopy(numbers, 0, parameters.block(), 0, numbers.length);
        Network network = new Network(architecture, parameters, Kernels.plain());
        Matrix x = Matrix.of(1, 2, 1, 0.5f);
        // hidden: relu(1 + 1 + 0.25) = 2.25 and relu(-1 + 0.25 - 3) = 0; then 2.35, 0, -2.35
        double sum = Math.exp(2.35) + 1 + Math.exp(-2.35);
        assertThat((double) network.means(x).get(0, 0)).isCloseTo(Math.exp(2.35) / sum, within(1e-6));
        assertThat((double) network.means(x).get(0, 2)).isCloseTo(Math.exp(-2.35) / sum, within(1e-6));
        assertThat(network.classify(x)).containsExactly(0);
        assertThat(network.loss(x, Matrix.of(1, 3, 0, 1, 0))[0]).isCloseTo(Math.log(sum), within(1e-6));
    }

    /// Of equal classes the first; a single probability counts as the second of two classes only above ½.
    @Test
    void classesByHand() {
        Architecture three = Architecture.feedForward(1, List.of(), new Tanh(), 3, new Categorical());
        Parameters equal = Parameters.zeros(three);
        Matrix row = Matrix.of(1, 1, 7);
        assertThat(new Network(three, equal, Kernels.plain()).classify(row)).containsExactly(0);
        equal.block()[equal.block().length - 1] = 0.1f;
        assertThat(new Network(three, equal, Kernels.plain()).classify(row)).containsExactly(2);

        Architecture one = Architecture.feedForward(1, List.of(), new Tanh(), 1, new Bernoulli());
        for (float eta : new float[] {-0.2f, 0, 0.2f}) {
            Parameters bias = Parameters.zeros(one);
            bias.block()[1] = eta;
            assertThat(new Network(one, bias, Kernels.plain()).classify(row)).containsExactly(eta > 0 ? 1 : 0);
        }
    }

    @Test
    void manyRowsGiveTheSameBitsAsFew() {
        Architecture architecture = Architecture.feedForward(9, List.of(60, 40), new Tanh(), 4, new Categorical());
        Network network = new Network(architecture, Parameters.initial(architecture, 4), Kernels.plain());
        Random random = new Random(1);
        Matrix x = Matrix.zeros(3 * Network.SLICE + 5, 9);
        for (int i = 0; i < x.array().length; i++) {
            x.array()[i] = (float) random.nextGaussian();
        }
        Matrix all = network.means(x);
        Matrix part = network.means(x.rows(Network.SLICE, 2 * Network.SLICE));
        for (int row = 0; row < part.rows(); row++) {
            for (int k = 0; k < 4; k++) {
                assertThat(part.get(row, k)).isEqualTo(all.get(Network.SLICE + row, k));
            }
        }
    }

    @Test
    void shapesThatDoNotFitAreRefused() {
        Architecture architecture = Architecture.feedForward(2, List.of(), new Linear(), 3, new Categorical());
        Network network = new Network(architecture, Parameters.zeros(architecture), Kernels.plain());
        assertThatIllegalArgumentException().isThrownBy(() -> network.means(Matrix.zeros(1, 3)));
        assertThatIllegalArgumentException().isThrownBy(() -> network.loss(INPUTS, Matrix.zeros(4, 2)));
        assertThatIllegalArgumentException().isThrownBy(() -> network.loss(INPUTS, Matrix.zeros(3, 3)));
        assertThatIllegalStateException().isThrownBy(() -> network.encode(INPUTS));
        assertThatIllegalStateException().isThrownBy(() -> network.decode(INPUTS));
        Recipe recipe = new Recipe(architecture, Training.defaults());
        Examples wrong = new Examples(INPUTS, Matrix.zeros(4, 2));
        assertThatThrownBy(() -> TrainingRun.start(recipe, wrong, wrong, Kernels.plain(), 1))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("3 columns");
    }
}
