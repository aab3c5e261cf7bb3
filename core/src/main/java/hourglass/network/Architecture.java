package hourglass.network;

import hourglass.activation.Activation;
import hourglass.activation.Linear;
import hourglass.json.Formerly;
import hourglass.matrix.Shape;
import hourglass.objective.Objective;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/// What a network is made of. An autoencoder: f(x) ≡ x̂ = decoder(encoder(x)). Any other feed-forward network
/// ŷ = σ(W_ℓᵀ … σ(W₁ᵀ x)) says how many columns its target y has; without a bottleneck it has no encoder, and all its
/// layers stand in the decoder.
///
/// @param features columns of the input
/// @param encoder layers from the input to the code; may be empty if the targets have columns of their own
/// @param decoder layers from the code to η, from which the objective has its means; the last is dense and linear and
///     has as many units as the objective has parameters
/// @param objective p(y|μ), with the way from η to μ; for an autoencoder y is x
/// @param targets columns of the target; empty for an autoencoder, whose targets are shaped as its inputs
public record Architecture(
        int features,
        List<Layer> encoder,
        List<Layer> decoder,
        @Formerly("likelihood") Objective objective,
        OptionalInt targets) {
    public Architecture {
        if (features < 1) {
            throw new IllegalArgumentException("there must be at least 1 feature, got " + features);
        }
        if (targets.isPresent() && targets.getAsInt() < 1) {
            throw new IllegalArgumentException("there must be at least 1 target, got " + targets.getAsInt());
        }
        encoder = List.copyOf(encoder);
        decoder = List.copyOf(decoder);
        ArchitectureCheck.check(features, encoder, decoder, objective, targets);
    }

    /// An autoencoder.
    public Architecture(int features, List<Layer> encoder, List<Layer> decoder, Objective objective) {
        this(features, encoder, decoder, objective, OptionalInt.empty());
    }

    /// A feed-forward network of `hidden.size() + 1` layers; with no hidden layer it is logistic regression (Bernoulli,
    /// Categorical), linear regression (Gaussian) or Poisson regression.
    ///
    /// @param hidden units of the hidden layers, from the input on
    /// @param activation of the hidden layers
    /// @param targets columns of the target: one for each class, or one for each number predicted
    public static Architecture feedForward(
            int features, List<Integer> hidden, Activation activation, int targets, Objective objective) {
        List<Layer> layers = new ArrayList<>();
        for (int units : hidden) {
            layers.add(new Dense(units, activation));
        }
        layers.add(new Dense(objective.parameters(targets), new Linear()));
        return new Architecture(features, List.of(), layers, objective, OptionalInt.of(targets));
    }

    /// Whether it reproduces its input.
    public boolean isAutoencoder() {
        return targets.isEmpty();
    }

    /// Columns of the target, those of the input for an autoencoder.
    public int targetColumns() {
        return targets.orElse(features);
    }

    /// The shape of an input row.
    public Shape input() {
        return new Shape.Vector(features);
    }

    /// Columns of the code.
    public int codeSize() {
        return outputOf(encoder.size()).size();
    }

    /// The shape that the first layers make of an input row.
    public Shape outputOf(int count) {
        return shapes().get(count);
    }

    /// What each layer reads, from the shape of an input row on, and last what the last one makes of it.
    public List<Shape> shapes() {
        return shapes(input(), layers());
    }

    static List<Shape> shapes(Shape input, List<Layer> layers) {
        List<Shape> shapes = new ArrayList<>(List.of(input));
        layers.forEach(layer -> shapes.add(layer.output(shapes.getLast())));
        return shapes;
    }

    /// Whether it slides windows over images.
    public boolean slides() {
        return layers().stream().anyMatch(Layer::slides);
    }

    /// Multiply-adds of one row on its way forward.
    public long multiplyAdds() {
        List<Layer> layers = layers();
        List<Shape> shapes = shapes();
        return IntStream.range(0, layers.size())
                .mapToLong(i -> layers.get(i).multiplyAdds(shapes.get(i)))
                .sum();
    }

    /// Whether a gradient needs its whole batch at once.
    public boolean couplesRows() {
        return layers().stream().anyMatch(Layer::couplesRows);
    }

    /// All layers from the input to η.
    public List<Layer> layers() {
        List<Layer> layers = new ArrayList<>(encoder);
        layers.addAll(decoder);
        return layers;
    }

    /// The name of a layer in files and errors: `encoder.0`, `decoder.2`, or `layer.1` where there is no encoder.
    public String nameOf(int layer) {
        if (encoder.isEmpty()) {
            return "layer." + layer;
        }
        return layer < encoder.size() ? "encoder." + layer : "decoder." + (layer - encoder.size());
    }
}
