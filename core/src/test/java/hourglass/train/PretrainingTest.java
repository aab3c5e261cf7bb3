package hourglass.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hourglass.activation.Elu;
import hourglass.activation.Linear;
import hourglass.activation.Relu;
import hourglass.activation.Sigmoid;
import hourglass.activation.Tanh;
import hourglass.inference.Network;
import hourglass.loss.MeanSquaredError;
import hourglass.matrix.Kernels;
import hourglass.matrix.Matrix;
import hourglass.network.Architecture;
import hourglass.network.Corrupt;
import hourglass.network.Corruption;
import hourglass.network.Dense;
import hourglass.network.GaussianLatent;
import hourglass.network.Layer;
import hourglass.network.Parameters;
import hourglass.network.Penalize;
import hourglass.network.Penalty;
import hourglass.network.TopK;
import hourglass.network.Weights;
import hourglass.objective.Bernoulli;
import hourglass.objective.Gaussian;
import hourglass.objective.LossObjective;
import hourglass.optimize.Clipping;
import hourglass.optimize.Optimizer;
import hourglass.optimize.Schedule;
import hourglass.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PretrainingTest {
    private static final Corrupt NOISE = new Corrupt(new Corruption.Gaussian(0.1f));
    private static final Optional<Corruption> MASKING = Optional.of(new Corruption.Masking(0.25f));

    /// A top-k layer stores its weights by unit, mirrored layers have none: all ways in which weights are laid out.
    private static Architecture deep(boolean tied) {
        List<Layer> encoder = List.of(
                NOISE,
                new Dense(12, new Sigmoid()),
                new Penalize(new Penalty.L1(0.01f)),
                new Dense(8, new Relu()),
                new TopK(3));
        List<Layer> decoder = tied
                ? List.of(
                        new Dense(12, new Sigmoid(), new Weights.Mirrored()),
                        new Dense(6, new Linear(), new Weights.Mirrored(), false))
                : List.of(new Dense(12, new Sigmoid()), new Dense(6, new Linear(), own(), false));
        return new Architecture(6, encoder, decoder, new Gaussian());
    }

    private static Weights own() {
        return new Dense(1, new Linear()).weights();
    }

    private static Recipe recipe(Architecture architecture, int epochs) {
        Training training = Training.plain(epochs, 16, new Optimizer.Adam(0.01))
                .withSchedule(new Schedule.Cosine(0.1))
                .withClipping(new Clipping.Norm(5))
                .withWeightDecay(1e-4)
                .withEarlyStopping(new EarlyStopping(1, 0))
                .withValidation(0.1)
                .withSeed(7);
        return new Recipe(architecture, training);
    }

    private static List<Integer> pretrained(Pretraining pretraining, Recipe recipe, int threads) {
        Checkpoint checkpoint = pretraining.run(recipe, Runs.TRAINING, Kernels.plain(), threads);
        assertThat(checkpoint.step()).isZero();
        assertThat(checkpoint.recipe()).isEqualTo(recipe);
        return Runs.bits(checkpoint.parameters().block());
    }

    @Test
    void theSameBitsOnAnyNumberOfThreadsAndOthersForAnotherSetting() {
        Recipe recipe = recipe(deep(false), 5);
        List<Integer> one = pretrained(new Pretraining(3, MASKING), recipe, 1);
        assertThat(pretrained(new Pretraining(3, MASKING), recipe, 3)).isEqualTo(one);
        assertThat(pretrained(new Pretraining(3), recipe, 1)).isNotEqualTo(one);
        assertThat(pretrained(new Pretraining(4, MASKING), recipe, 1)).isNotEqualTo(one);
    }

    /// Linear codes of a linear autoencoder: the composition of the shallow ones is the deep one, so a deep network
    /// that
    /// starts from them reconstructs as well as they do before its first step. Wrong places, wrong orientations or a
    /// forgotten bias would leave it at the loss of chance.
    @Test
    void theDeepNetworkComputesWhatTheShallowOnesLearned() {
        for (boolean tied : new boolean[] {true, false}) {
            for (boolean sparse : new boolean[] {true, false}) {
                Architecture deep = linear(tied, sparse);
                Recipe recipe = recipe(deep, 5);
                Parameters start = new Pretraining(150)
                        .run(recipe, Runs.TRAINING, Kernels.plain(), 1)
                        .parameters();
                double random = mean(deep, Parameters.initial(deep, 7));
                double pretrained = mean(deep, start);
                assertThat(pretrained)
                        .as("tied %s, top-k %s, from %s", tied, sparse, random)
                        .isLessThan(0.15 * random);
            }
        }
    }

    private static Architecture linear(boolean tied, boolean sparse) {
        List<Layer> encoder = new ArrayList<>(List.of(new Dense(5, new Linear()), new Dense(3, new Linear())));
        if (sparse) {
            encoder.add(new TopK(2));
        }
        Weights weights = tied ? new Weights.Mirrored() : own();
        return new Architecture(
                6,
                encoder,
                List.of(new Dense(5, new Linear(), weights), new Dense(6, new Linear(), weights)),
                new Gaussian());
    }

    private static double mean(Architecture architecture, Parameters parameters) {
        Matrix rows = Runs.TRAINING.inputs().toMatrix();
        double sum = 0;
        for (double loss : new Network(architecture, parameters, Kernels.plain()).loss(rows, rows)) {
            sum += loss;
        }
        return sum / rows.rows();
    }

    @Test
    void eachShallowAutoencoderHasWhatStandsAroundItsLayers() {
        List<ShallowLayer> layers = ShallowLayer.allOf(deep(true), MASKING);
        assertThat(layers).hasSize(2);
        Architecture first = layers.get(0).architecture();
        assertThat(first.encoder())
                .as("its own noise stays")
                .isEqualTo(deep(true).encoder().subList(0, 3));
        assertThat(first.objective()).isEqualTo(new Gaussian());
        Architecture second = layers.get(1).architecture();
        assertThat(second.features()).isEqualTo(12);
        assertThat(second.encoder())
                .containsExactly(new Corrupt(new Corruption.Masking(0.25f)), new Dense(8, new Relu()), new TopK(3));
        assertThat(second.decoder()).containsExactly(new Dense(12, new Linear(), new Weights.Mirrored()));
        assertThat(second.objective()).as("codes of sigmoid units").isEqualTo(new Bernoulli());
        assertThat(layers.get(1).encoderLayer()).isEqualTo(3);
        assertThat(layers.get(1).decoderLayer()).isEqualTo(5);
        assertThat(layers.get(0).decoderLayer()).isEqualTo(6);
    }

    @Test
    void theLinkIsTheActivationOfTheDecoder() {
        assertThat(ShallowLayer.allOf(between(new Tanh()), Optional.empty())
                        .get(1)
                        .architecture()
                        .objective())
                .isEqualTo(new LossObjective(new MeanSquaredError(), new Tanh()));
        assertThat(ShallowLayer.allOf(between(new Elu()), Optional.empty())
                        .get(1)
                        .architecture()
                        .objective())
                .isEqualTo(new Gaussian());
    }

    private static Architecture between(hourglass.activation.Activation activation) {
        return new Architecture(
                6,
                List.of(new Dense(5, activation), NOISE, new Dense(2, new Linear())),
                List.of(new Dense(5, activation), new Dense(6, new Linear())),
                new Gaussian());
    }

    @Test
    void networksThatAreNoMirrorAndNoEpochsAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Pretraining(0));
        Dense output = new Dense(6, new Linear());
        assertRefused(new Architecture(
                6, List.of(new Dense(5, new Elu()), new Dense(2, new Elu())), List.of(output), new Gaussian()));
        assertRefused(new Architecture(
                6,
                List.of(new Dense(5, new Elu()), new Dense(2, new Elu())),
                List.of(new Dense(4, new Elu()), output),
                new Gaussian()));
        assertRefused(new Architecture(
                6, List.of(new Dense(4, new Linear()), new GaussianLatent()), List.of(output), new Gaussian()));
        assertRefused(Architecture.feedForward(6, List.of(3), new Elu(), 6, new Gaussian()));
    }

    private static void assertRefused(Architecture architecture) {
        assertThatThrownBy(() -> new Pretraining(1).run(recipe(architecture, 2), Runs.TRAINING, Kernels.plain(), 1))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("decoder mirrors its encoder");
    }

    @Test
    void aCheckpointOfForeignParametersIsRefused() {
        Recipe recipe = recipe(deep(false), 5);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Checkpoint.of(recipe, Parameters.zeros(deep(true))))
                .withMessageContaining("do not fit the recipe");
        Parameters own = Parameters.initial(deep(false), 99);
        Checkpoint checkpoint = Checkpoint.of(recipe, own);
        own.block()[0] = 77;
        assertThat(checkpoint.parameters().block()[0]).as("copied").isNotEqualTo(77f);
    }
}
