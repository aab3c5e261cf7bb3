package hourglass.network;

import hourglass.bound.Binding;
import hourglass.bound.BoundLayer;
import hourglass.matrix.Shape;
import java.util.List;
import java.util.Optional;

/// Layer normalisation (Ba, Kiros and Hinton 2016, "Layer normalization", eq. 3 and 4): yⱼ = gⱼ (xⱼ − μ) / √(σ² + ε) +
/// bⱼ with the mean μ and the variance σ² = Σⱼ (xⱼ − μ)² / n of the n numbers of the row itself. Gain g (from 1) and
/// shift b (from 0) are learned; the same in training and in use.
///
/// @param epsilon ε, which keeps a row of equal numbers from being divided by 0; above 0
@SuppressWarnings("exports") // see Layer
public record LayerNormalization(float epsilon) implements Layer {
    static final String GAIN = "gain";
    static final String SHIFT = "shift";

    public LayerNormalization {
        if (!(epsilon > 0) || Float.isInfinite(epsilon)) {
            throw new IllegalArgumentException(
                    "epsilon of layer normalization must be above 0 and finite, got " + epsilon);
        }
    }

    /// With ε = 1e-5.
    public LayerNormalization() {
        this(1e-5f);
    }

    @Override
    public List<ParameterShape> parameters(Shape input) {
        return List.of(
                ParameterShape.vector(GAIN, input.size(), Optional.of(new Initializer.Uniform(1, 1))),
                ParameterShape.vector(SHIFT, input.size(), Optional.empty()));
    }

    @Override
    public BoundLayer bind(Binding binding) {
        return new BoundLayerNormalization(epsilon, binding);
    }
}
