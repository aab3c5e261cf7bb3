package hourglass.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import hourglass.activation.Linear;
import hourglass.activation.Tanh;
import hourglass.matrix.Matrix;
import hourglass.objective.Gaussian;
import java.util.List;
import org.junit.jupiter.api.Test;

class ParametersTest {
    private static final Weights OWN = new Weights.Own(new Initializer.Normal(0, 1));
    private static final Weights MIRRORED = new Weights.Mirrored();

    /// Layers 1, 3 and 4 encode; of 5, 7 and 8 the first and the last mirror 4 and 1.
    private static final Architecture ARCHITECTURE = new Architecture(
            7,
            List.of(
                    new Corrupt(new Corruption.Masking(0.1f)),
                    new Dense(5, new Tanh(), OWN),
                    new Penalize(new Penalty.L1(1)),
                    new Dense(4, new Tanh(), OWN, false),
                    new Dense(2, new Tanh(), OWN)),
            List.of(
                    new Dense(4, new Tanh(), MIRRORED, false),
                    new Penalize(new Penalty.L2(1)),
                    new Dense(5, new Tanh(), OWN),
                    new Dense(7, new Linear(), MIRRORED)),
            new Gaussian());

    @Test
    void namesShapesAndPlaces() {
        Parameters parameters = Parameters.zeros(ARCHITECTURE);
        assertThat(parameters.tensors())
                .containsExactly(
                        new Parameters.Tensor("encoder.1.weight", 0, 7, 5, true, false),
                        new Parameters.Tensor("encoder.1.bias", 35, 1, 5, false, false),
                        new Parameters.Tensor("encoder.3.weight", 40, 5, 4, true, false),
                        new Parameters.Tensor("encoder.4.weight", 60, 4, 2, true, false),
                        new Parameters.Tensor("encoder.4.bias", 68, 1, 2, false, false),
                        new Parameters.Tensor("decoder.2.weight", 70, 4, 5, true, false),
                        new Parameters.Tensor("decoder.2.bias", 90, 1, 5, false, false),
                        new Parameters.Tensor("decoder.3.bias", 95, 1, 7, false, false));
        assertThat(parameters.block()).hasSize(102).containsOnly(0);
    }

    @Test
    void mirroredLayersPointToTheTensorTheyMirror() {
        Parameters parameters = Parameters.zeros(ARCHITECTURE);
        int[] weights = new int[9];
        int[] biases = new int[9];
        for (int layer = 0; layer < 9; layer++) {
            weights[layer] = parameters.weightOf(layer);
            biases[layer] = parameters.biasOf(layer);
        }
        assertThat(weights).containsExactly(-1, 0, -1, 2, 3, 3, -1, 5, 0);
        assertThat(biases).containsExactly(-1, 1, -1, -1, 4, -1, -1, 6, 7);
    }

    @Test
    void matricesShareTheBlock() {
        Parameters parameters = Parameters.zeros(ARCHITECTURE);
        parameters.weight(8).set(6, 4, 3);
        assertThat(parameters.block()[34]).isEqualTo(3);
        assertThat(parameters.weight(1).get(6, 4)).isEqualTo(3);
        Matrix bias = parameters.bias(8);
        assertThat(bias).isNotNull();
        if (bias != null) {
            assertThat(bias.shape()).isEqualTo("1 x 7");
            assertThat(bias.offset()).isEqualTo(95);
        }
        assertThat(parameters.bias(3)).isNull();
    }

    @Test
    void initialWeightsDifferByTensorAndSeedAndBiasesAreZero() {
        Parameters parameters = Parameters.initial(ARCHITECTURE, 4);
        assertThat(parameters.block())
                .isEqualTo(Parameters.initial(ARCHITECTURE, 4).block());
        assertThat(parameters.block())
                .isNotEqualTo(Parameters.initial(ARCHITECTURE, 5).block());
        for (Parameters.Tensor tensor : parameters.tensors()) {
            for (int i = tensor.offset(); i < tensor.offset() + tensor.size(); i++) {
                assertThat(parameters.block()[i] != 0).isEqualTo(tensor.isWeight());
            }
        }
        // Two matrices of 20 numbers from one initialiser.
        assertThat(parameters.weight(3).get(0, 0))
                .isNotEqualTo(parameters.weight(7).get(0, 0));
    }

    @Test
    void copiesShareNothingAndOtherBlocksKeepTheLayout() {
        Parameters parameters = Parameters.initial(ARCHITECTURE, 4);
        Parameters copy = parameters.copy();
        copy.block()[0] = 77;
        assertThat(parameters.block()[0]).isNotEqualTo(77);
        float[] block = new float[102];
        Parameters over = parameters.over(block);
        assertThat(over.block()).isSameAs(block);
        assertThat(over.tensors()).isEqualTo(parameters.tensors());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> parameters.over(new float[101]))
                .withMessage("expected 102 numbers, got 101");
    }

    @Test
    void theCountNeedsNoBlock() {
        assertThat(Parameters.count(ARCHITECTURE)).isEqualTo(102);
    }

    @Test
    void moreParametersThanAnArrayHoldsAreRefused() {
        Architecture huge = new Architecture(
                50_000,
                List.of(new Dense(50_000, new Tanh())),
                List.of(new Dense(50_000, new Linear(), MIRRORED)),
                new Gaussian());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Parameters.zeros(huge))
                .withMessage("a network may have at most 2^31 - 9 parameters, this has more");
        assertThat(Parameters.count(huge)).isEqualTo(2_500_100_000L);
    }
}
