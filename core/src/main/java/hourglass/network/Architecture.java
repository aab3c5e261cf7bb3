package hourglass.network;

import hourglass.likelihood.Likelihood;
import java.util.ArrayList;
import java.util.List;

/// What an autoencoder is made of: f(x) ≡ x̂ = decoder(encoder(x)).
///
/// @param features columns of the input
/// @param encoder layers from the input to the code
/// @param decoder layers from the code to η, the input of the likelihood's link; the last is dense and linear and has
///     as many units as the likelihood has parameters
/// @param likelihood p(x|μ), with the link from η to μ
public record Architecture(int features, List<Layer> encoder, List<Layer> decoder, Likelihood likelihood) {
    public Architecture {
        if (features < 1) {
            throw new IllegalArgumentException("there must be at least 1 feature, got " + features);
        }
        encoder = List.copyOf(encoder);
        decoder = List.copyOf(decoder);
        ArchitectureCheck.check(features, encoder, decoder, likelihood);
    }

    /// Columns of the code.
    public int codeSize() {
        int columns = features;
        for (Layer layer : encoder) {
            columns = layer.outputs(columns);
        }
        return columns;
    }

    /// All layers from the input to η.
    public List<Layer> layers() {
        List<Layer> layers = new ArrayList<>(encoder);
        layers.addAll(decoder);
        return layers;
    }
}
