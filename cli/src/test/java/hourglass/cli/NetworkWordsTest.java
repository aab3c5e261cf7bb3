package hourglass.cli;

import static org.assertj.core.api.Assertions.assertThat;

import hourglass.activation.Elu;
import hourglass.activation.LeakyRelu;
import hourglass.activation.Linear;
import hourglass.activation.Sigmoid;
import hourglass.network.Architecture;
import hourglass.network.Corrupt;
import hourglass.network.Corruption;
import hourglass.network.Dense;
import hourglass.network.GaussianLatent;
import hourglass.network.Layer;
import hourglass.network.LayerNormalization;
import hourglass.network.Penalize;
import hourglass.network.Penalty;
import hourglass.network.TopK;
import hourglass.network.Weights;
import hourglass.objective.Categorical;
import hourglass.objective.Gaussian;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NetworkWordsTest {
    private static String words(List<Layer> encoder, List<Layer> decoder) {
        return NetworkWords.of(new Architecture(9, encoder, decoder, new Gaussian()));
    }

    private static Layer dropout() {
        return new Corrupt(new Corruption.Dropout(0.2f));
    }

    @Test
    void whatHoldsForSeveralLayersIsSaidOnce() {
        assertThat(words(
                        List.of(
                                new Corrupt(new Corruption.Gaussian(0.3f)),
                                new Dense(8, new LeakyRelu()),
                                dropout(),
                                new Dense(6, new LeakyRelu()),
                                dropout(),
                                new Dense(6, new Sigmoid()),
                                new Penalize(new Penalty.KullbackLeibler(0.1f, 0.05f))),
                        List.of(new Dense(8, new LeakyRelu()), dropout(), new Dense(9, new Linear()))))
                .isEqualTo("9-8-6-(6)-8-9, corrupt gaussian:0.3, leaky_relu, corrupt dropout:0.2, sigmoid code,"
                        + " penalize kl:0.1:0.05, 313 parameters");
    }

    @Test
    void aHiddenLayerLikeTheCodeIsNoCode() {
        assertThat(words(
                        List.of(new Dense(4, new Linear()), new Dense(4, new Linear())),
                        List.of(new Dense(9, new Linear()))))
                .isEqualTo("9-4-(4)-9, linear, linear code, 105 parameters");
    }

    @Test
    void otherCodes() {
        assertThat(words(
                        List.of(new Dense(8, new Linear()), new GaussianLatent(0.5f)),
                        List.of(new Dense(9, new Linear()))))
                .isEqualTo("9-(4)-9, linear code, gaussian_latent:0.5, 125 parameters");
        assertThat(words(
                        List.of(new Dense(8, new Linear()), new GaussianLatent(1, 3450)),
                        List.of(new Dense(9, new Linear()))))
                .isEqualTo("9-(4)-9, linear code, gaussian_latent growing over 3,450 steps, 125 parameters");
        assertThat(words(
                        List.of(new Dense(20, new Linear()), new TopK(3)),
                        List.of(new Dense(9, new Linear(), new Weights.Mirrored()))))
                .isEqualTo("9-(20)-9, linear code, topk:3, tied weights, 209 parameters");
    }

    /// No layer but the dense one is known here.
    @Test
    void anyOtherLayerSpeaksForItself() {
        assertThat(words(
                        List.of(new Dense(8, new Linear()), new LayerNormalization(), new Dense(4, new Linear())),
                        List.of(new LayerNormalization(0.25f), new Dense(9, new Linear()))))
                .isEqualTo("9-8-(4)-9, linear, layer_normalization, linear code, layer_normalization:0.25,"
                        + " 185 parameters");
    }

    @ParameterizedTest
    @CsvSource({"true, '9-5-3, elu, 68 parameters'", "false, '9-3, a single layer, 30 parameters'"})
    void networksThatPredict(boolean isDeep, String words) {
        Layer output = new Dense(3, new Linear());
        List<Layer> layers = isDeep ? List.of(new Dense(5, new Elu()), output) : List.of(output);
        assertThat(NetworkWords.of(new Architecture(9, List.of(), layers, new Categorical(), OptionalInt.of(3))))
                .isEqualTo(words);
    }
}
