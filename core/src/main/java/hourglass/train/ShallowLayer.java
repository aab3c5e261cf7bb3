package hourglass.train;

import hourglass.activation.Activation;
import hourglass.activation.Exponential;
import hourglass.activation.Linear;
import hourglass.activation.Relu;
import hourglass.activation.Sigmoid;
import hourglass.activation.Softplus;
import hourglass.activation.Tanh;
import hourglass.loss.MeanSquaredError;
import hourglass.network.Architecture;
import hourglass.network.Corrupt;
import hourglass.network.Corruption;
import hourglass.network.Dense;
import hourglass.network.GaussianLatent;
import hourglass.network.Layer;
import hourglass.objective.Bernoulli;
import hourglass.objective.Gaussian;
import hourglass.objective.LossObjective;
import hourglass.objective.Objective;
import hourglass.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A pair of layers of a deep autoencoder as an autoencoder of its own.
///
/// @param architecture the shallow autoencoder: the encoder's dense layer with what stands around it (corruption,
///     penalty, top-k), and the decoder's dense layer
/// @param encoderLayer place of the dense layer among all layers of the deep one
/// @param decoderLayer likewise
record ShallowLayer(Architecture architecture, int encoderLayer, int decoderLayer) {
    /// All of them, from the input on.
    ///
    /// @throws hourglass.problem.ProblemException if the decoder does not mirror the encoder
    static List<ShallowLayer> allOf(Architecture deep, Optional<Corruption> corruption) {
        if (!deep.isAutoencoder()) {
            throw refused("a network with targets of its own");
        }
        List<Layer> encoder = deep.encoder();
        List<Integer> decoderDense = denseLayers(deep.decoder());
        int depth = denseLayers(encoder).size();
        if (depth != decoderDense.size()) {
            throw refused(depth + " dense layers in the encoder and " + decoderDense.size() + " in the decoder");
        }
        List<ShallowLayer> all = new ArrayList<>();
        int from = 0;
        int columns = deep.features();
        Objective objective = deep.objective();
        for (int k = 0; k < depth; k++) {
            int to = k == depth - 1 ? encoder.size() : endOfGroup(encoder, from);
            List<Layer> group = new ArrayList<>(encoder.subList(from, to));
            int inGroup = denseLayers(group).getFirst();
            int encoderLayer = from + inGroup;
            if (corruption.isPresent() && group.subList(0, inGroup).stream().noneMatch(Corrupt.class::isInstance)) {
                group.addFirst(new Corrupt(corruption.get()));
            }
            int place = decoderDense.get(depth - 1 - k);
            Dense back = (Dense) deep.decoder().get(place);
            Dense output = new Dense(back.units(), new Linear(), back.weights(), back.bias());
            Dense forth = (Dense) encoder.get(encoderLayer);
            if (k > 0) {
                objective = objective((Dense) encoder.get(all.getLast().encoderLayer), back.activation());
                requireMirrored(columns, output.units());
            }
            requireMirrored(forth.units(), columnsBefore(deep, place));
            Architecture shallow = new Architecture(columns, group, List.of(output), objective);
            all.add(new ShallowLayer(shallow, encoderLayer, encoder.size() + place));
            columns = forth.units();
            from = to;
        }
        return all;
    }

    /// After the last layer that belongs to the first dense layer from `from` on: what corrupts the next one's input
    /// belongs to the next one.
    private static int endOfGroup(List<Layer> encoder, int from) {
        boolean hasDense = false;
        int end = from;
        while (!(hasDense && (encoder.get(end) instanceof Dense || encoder.get(end) instanceof Corrupt))) {
            hasDense |= encoder.get(end) instanceof Dense;
            end++;
        }
        return end;
    }

    /// p(code|μ) whose inverse link is the activation of the decoder's layer, so that this layer does in the deep
    /// network what it has learned here: Bernoulli after a sigmoid for codes between 0 and 1, otherwise squared
    /// distance after the activation. Activations that no objective has as its output are learned without: those layers
    /// start near what they should be rather than there.
    private static Objective objective(Dense code, Activation decoder) {
        if (code.activation() instanceof Sigmoid && decoder instanceof Sigmoid) {
            return new Bernoulli();
        }
        boolean isLink = decoder instanceof Sigmoid
                || decoder instanceof Tanh
                || decoder instanceof Softplus
                || decoder instanceof Exponential
                || decoder.equals(new Relu());
        return isLink ? new LossObjective(new MeanSquaredError(), decoder) : new Gaussian();
    }

    private static int columnsBefore(Architecture deep, int decoderPlace) {
        return deep.outputOf(deep.encoder().size() + decoderPlace).size();
    }

    private static List<Integer> denseLayers(List<Layer> layers) {
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < layers.size(); i++) {
            if (layers.get(i) instanceof Dense) {
                places.add(i);
            } else if (layers.get(i) instanceof GaussianLatent) {
                throw refused("a code with a distribution");
            }
        }
        return places;
    }

    private static void requireMirrored(int encoder, int decoder) {
        if (encoder != decoder) {
            throw refused(encoder + " units in the encoder where the decoder has " + decoder);
        }
    }

    private static RuntimeException refused(String found) {
        return Problem.usage("only an autoencoder whose decoder mirrors its encoder is pretrained layer by layer")
                .expected("as many dense layers in the decoder as in the encoder, of the same sizes in reverse")
                .found(found)
                .exception();
    }
}
