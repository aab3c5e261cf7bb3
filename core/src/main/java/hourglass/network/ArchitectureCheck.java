package hourglass.network;

import hourglass.activation.Linear;
import hourglass.activation.Smooth;
import hourglass.likelihood.Likelihood;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// The rules every architecture obeys, each with its sentence.
final class ArchitectureCheck {
    private ArchitectureCheck() {}

    static void check(
            int features, List<Layer> encoder, List<Layer> decoder, Likelihood likelihood, OptionalInt targets) {
        List<int[]> encoderShapes = new ArrayList<>();
        int columns = features;
        for (int i = 0; i < encoder.size(); i++) {
            Layer layer = encoder.get(i);
            switch (layer) {
                case Dense dense -> {
                    require(
                            dense.weights() instanceof Weights.Own,
                            "mirrored weights belong in the decoder, but layer " + i + " of the encoder has them");
                    encoderShapes.add(new int[] {columns, dense.units()});
                }
                case Corrupt corrupt ->
                    require(
                            i == 0 || !(corrupt.corruption() instanceof Corruption.Swap),
                            "swap noise belongs at the input, but is layer " + i + " of the encoder");
                case TopK topK -> checkTopK(topK, i == 0 ? null : encoder.get(i - 1), "layer " + i + " of the encoder");
                case Penalize penalize -> {
                    if (penalize.penalty() instanceof Penalty.Contractive) {
                        checkContractive(encoder, i);
                    }
                }
                case GaussianLatent latent -> {
                    require(
                            i == encoder.size() - 1,
                            "a gaussian latent must be the last layer of the encoder, but is layer " + i + " of "
                                    + encoder.size());
                    require(
                            i > 0 && encoder.get(i - 1) instanceof Dense && columns % 2 == 0,
                            "a gaussian latent must follow a dense layer with an even number of units, a mean and a "
                                    + "variance for each number of the code, got " + columns);
                }
            }
            columns = layer.outputs(columns);
        }
        require(
                !encoderShapes.isEmpty() || (targets.isPresent() && encoder.isEmpty()),
                "the encoder must have a dense layer");
        int mirror = encoderShapes.size();
        for (int i = 0; i < decoder.size(); i++) {
            Layer layer = decoder.get(i);
            require(
                    !(layer instanceof Penalize penalize && penalize.penalty() instanceof Penalty.Contractive),
                    "a contractive penalty belongs in the encoder, but is layer " + i + " of the decoder");
            require(!(layer instanceof GaussianLatent), "a gaussian latent belongs at the end of the encoder");
            if (layer instanceof Dense dense) {
                mirror--;
                if (dense.weights() instanceof Weights.Mirrored) {
                    checkMirror(i, columns, dense.units(), mirror < 0 ? null : encoderShapes.get(mirror));
                }
            } else if (layer instanceof Corrupt corrupt) {
                require(
                        (encoder.isEmpty() && i == 0) || !(corrupt.corruption() instanceof Corruption.Swap),
                        "swap noise belongs at the input, but is layer " + i + " of the decoder");
            } else if (layer instanceof TopK topK) {
                checkTopK(topK, i == 0 ? null : decoder.get(i - 1), "layer " + i + " of the decoder");
            }
            columns = layer.outputs(columns);
        }
        require(
                !decoder.isEmpty() && decoder.getLast() instanceof Dense last && last.activation() instanceof Linear,
                "the decoder must end with a dense layer with linear activation: the likelihood turns it into means");
        int outputs = targets.orElse(features);
        int parameters = likelihood.parameters(outputs);
        require(
                columns == parameters,
                "the last layer must have " + parameters + " units, the parameters of " + likelihood.name() + " for "
                        + outputs + (targets.isPresent() ? " targets, got " : " features, got ") + columns);
    }

    private static void checkTopK(TopK topK, @Nullable Layer before, String place) {
        require(
                before instanceof Dense dense && dense.activation().isElementwise(),
                "top-k belongs directly after a dense layer with an elementwise activation, but is " + place);
        if (before instanceof Dense dense) {
            require(
                    topK.k() <= dense.units(),
                    "top-k cannot keep " + topK.k() + " of " + dense.units() + " numbers in " + place);
        }
    }

    private static void checkContractive(List<Layer> encoder, int place) {
        Layer before = place == 0 ? encoder.get(0) : encoder.get(place - 1);
        require(
                before instanceof Dense,
                "a contractive penalty must directly follow the dense layer it contracts, but is layer " + place
                        + " of the encoder");
        require(
                before instanceof Dense dense && dense.activation() instanceof Smooth,
                "a contractive penalty needs a smooth activation of each element, such as sigmoid or tanh");
        require(
                encoder.stream().filter(Dense.class::isInstance).count() == 1,
                "a contractive penalty takes the derivative of one dense layer, but the encoder has several: leave out "
                        + "the hidden layers, or train layer by layer");
    }

    private static void checkMirror(int layer, int inputs, int units, int @Nullable [] shape) {
        require(shape != null, "layer " + layer + " of the decoder has no dense layer of the encoder to mirror");
        if (shape != null) {
            require(
                    shape[0] == units && shape[1] == inputs,
                    "layer " + layer + " of the decoder maps " + inputs + " to " + units
                            + " numbers and cannot mirror a layer that maps " + shape[0] + " to " + shape[1]);
        }
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new IllegalArgumentException(message);
        }
    }
}
