package hourglass.network;

import hourglass.bound.Bindable;
import hourglass.matrix.Shape;
import java.util.List;

/// One step of a chain: settings only, and all that is to be known of the step before it is bound. Learned numbers live
/// in [Parameters]; what it does is its bound form, which only the engine asks for.
@SuppressWarnings("exports") // what it is bound to is no concern of those who only put layers together
public sealed interface Layer extends Bindable
        permits BatchTopK,
                Convolution,
                Corrupt,
                Dense,
                Encode,
                GaussianLatent,
                JumpRelu,
                LayerNormalization,
                Matryoshka,
                Penalize,
                Pooling,
                Reshape,
                Residual,
                TopK,
                TransposedConvolution,
                Upsample {
    /// The shape of the output for the given shape of input: the same unless a layer says otherwise.
    default Shape output(Shape input) {
        return input;
    }

    /// What it learns.
    default List<ParameterShape> parameters(Shape input) {
        return List.of();
    }

    /// Multiply-adds of one row on its way forward: what it costs, as far as that matters.
    default long multiplyAdds(Shape input) {
        return 0;
    }

    /// The rules it has about its place among other layers.
    ///
    /// @throws IllegalArgumentException if one is broken
    default void check(Surroundings surroundings) {}

    /// Whether it takes part in a row only with few units of the layer before, which then stores its weights by unit.
    default boolean selectsUnits() {
        return false;
    }

    /// Whether what it gives for a row depends on the other rows of the batch while training, so that the gradient of a
    /// batch is not the sum of those of its parts.
    default boolean couplesRows() {
        return false;
    }

    /// Whether it slides a window over images, so that one row alone is work for a matrix product.
    default boolean slides() {
        return false;
    }

    /// Whether its output may be the η of an objective: an affine function of its input, with nothing behind.
    default boolean isAffine() {
        return false;
    }
}
