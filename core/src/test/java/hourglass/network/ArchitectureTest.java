package hourglass.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hourglass.activation.Linear;
import hourglass.activation.Sigmoid;
import hourglass.activation.Tanh;
import hourglass.objective.Bernoulli;
import hourglass.objective.Categorical;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static final Layer SWAP = new Corrupt(new Corruption.Swap(0.1f));
    private static final Layer MASK = new Corrupt(new Corruption.Masking(0.1f));
    private static final Layer L1 = new Penalize(new Penalty.L1(1));

    private static Dense own(int units) {
        return new Dense(units, new Linear());
    }

    private static Dense mirrored(int units) {
        return new Dense(units, new Linear(), new Weights.Mirrored());
    }

    private static Architecture of(List<Layer> encoder, List<Layer> decoder) {
        return new Architecture(8, encoder, decoder, new Bernoulli());
    }

    private static void refused(List<Layer> encoder, List<Layer> decoder, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> of(encoder, decoder))
                .withMessage(message);
    }

    @Test
    void whatIsAllowed() {
        Architecture architecture =
                of(List.of(SWAP, L1, own(5), MASK, own(3), L1), List.of(MASK, mirrored(5), L1, mirrored(8)));
        assertThat(architecture.codeSize()).isEqualTo(3);
        assertThat(architecture.layers()).hasSize(10).startsWith(SWAP).endsWith(mirrored(8));
        // Only the outermost pair of three is tied, and the decoder may be deeper than the encoder.
        of(List.of(own(6), own(5), own(3)), List.of(own(5), own(6), mirrored(8)));
        of(List.of(own(3)), List.of(mirrored(8), own(4), own(8)));
    }

    @Test
    void theListsAreCopies() {
        List<Layer> encoder = new ArrayList<>(List.of(own(3)));
        Architecture architecture = of(encoder, List.of(own(8)));
        encoder.clear();
        assertThat(architecture.encoder()).hasSize(1);
        assertThatThrownBy(() -> architecture.decoder().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void atLeastOneFeature() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Architecture(0, List.of(own(3)), List.of(own(1)), new Bernoulli()))
                .withMessage("there must be at least 1 feature, got 0");
    }

    @Test
    void theEncoderHasADenseLayerWithWeightsOfItsOwn() {
        refused(List.of(MASK), List.of(own(8)), "the encoder must have a dense layer or a convolution");
        refused(List.of(), List.of(own(8)), "the encoder must have a dense layer or a convolution");
        refused(
                List.of(own(8), mirrored(8)),
                List.of(own(8)),
                "mirrored weights belong in the decoder, but layer 1 of the encoder has them");
    }

    @Test
    void swapNoiseOnlyAtTheInput() {
        refused(
                List.of(own(3), SWAP),
                List.of(own(8)),
                "swap noise belongs at the input, but is layer 1 of the encoder");
        refused(
                List.of(own(3)),
                List.of(SWAP, own(8)),
                "swap noise belongs at the input, but is layer 0 of the decoder");
    }

    @Test
    void aMirrorNeedsALayerThatFits() {
        refused(
                List.of(own(3)),
                List.of(own(8), mirrored(8)),
                "layer 1 of the decoder has no dense layer of the encoder to mirror");
        refused(
                List.of(own(5), own(3)),
                List.of(mirrored(4), own(8)),
                "layer 0 of the decoder maps 3 to 4 numbers and cannot mirror a layer that maps 5 to 3");
        refused(
                List.of(own(5), own(3)),
                List.of(own(4), mirrored(8)),
                "layer 1 of the decoder maps 4 to 8 numbers and cannot mirror a layer that maps 8 to 5");
    }

    @Test
    void theDecoderEndsLinearlyWithTheParametersOfTheLikelihood() {
        String message =
                "the decoder must end with a dense layer or a convolution with linear activation: the objective turns it into means";
        refused(List.of(own(3)), List.of(), message);
        refused(List.of(own(3)), List.of(new Dense(8, new Sigmoid())), message);
        refused(List.of(own(3)), List.of(own(8), L1), message);
        refused(
                List.of(own(3)),
                List.of(own(7)),
                "the last layer must have 8 units, the parameters of bernoulli for 8 features, got 7");
    }

    @Test
    void layersCheckTheirSettings() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Dense(0, new Tanh()))
                .withMessage("a dense layer must have at least 1 unit, got 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Corruption.Masking(1.5f))
                .withMessage("the fraction must be between 0 and 1, got 1.5");
        assertThatIllegalArgumentException().isThrownBy(() -> new Corruption.Swap(-0.1f));
        assertThatIllegalArgumentException().isThrownBy(() -> new Corruption.SaltAndPepper(Float.NaN));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Corruption.SaltAndPepper(0.1f, 0, Float.POSITIVE_INFINITY))
                .withMessage("low and high must be finite, got 0.0 and Infinity");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Corruption.Gaussian(-1))
                .withMessage("the standard deviation must be at least 0 and finite, got -1.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Penalty.L1(-1))
                .withMessage("the weight of a penalty must be at least 0 and finite, got -1.0");
        assertThatIllegalArgumentException().isThrownBy(() -> new Penalty.L2(Float.NaN));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Penalty.KullbackLeibler(1, 1))
                .withMessage("the target must lie between 0 and 1, got 1.0");
    }

    @Test
    void aNetworkWithTargetsOfItsOwnNeedsNoEncoder() {
        Architecture network = Architecture.feedForward(8, List.of(5), new Tanh(), 3, new Categorical());
        assertThat(network.isAutoencoder()).isFalse();
        assertThat(network.targetColumns()).isEqualTo(3);
        assertThat(network.nameOf(1)).isEqualTo("layer.1");
        assertThat(of(List.of(own(3)), List.of(own(8))).isAutoencoder()).isTrue();
        assertThat(of(List.of(own(3)), List.of(own(8))).targetColumns()).isEqualTo(8);
        // With an encoder, as for pictures of another size.
        new Architecture(8, List.of(own(3)), List.of(mirrored(8), own(2)), new Bernoulli(), OptionalInt.of(2));
        new Architecture(8, List.of(), List.of(SWAP, own(2)), new Bernoulli(), OptionalInt.of(2));
        refused(List.of(), List.of(own(8)), "the encoder must have a dense layer or a convolution");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Architecture(8, List.of(), List.of(own(8)), new Bernoulli(), OptionalInt.of(2)))
                .withMessageContaining("for 2 targets, got 8");
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> new Architecture(8, List.of(), List.of(mirrored(2)), new Bernoulli(), OptionalInt.of(2)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Architecture(8, List.of(), List.of(own(2)), new Bernoulli(), OptionalInt.of(0)));
    }
}
