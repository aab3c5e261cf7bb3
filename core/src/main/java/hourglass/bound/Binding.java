package hourglass.bound;

import hourglass.matrix.Matrix;
import hourglass.matrix.Shape;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a layer is bound to.
///
/// @param layers all of the chain
/// @param place of this one
/// @param parameters what each learns, by name
/// @param rows how many it must be able to take
/// @param shape of a row of its input
/// @param input its input; without rows in use
/// @param inputGradient ∂l/∂input, to be overwritten; null where nobody reads it, and in use
/// @param previous the bound form of the layer before; null for the first
/// @param memory where outputs and gradients go
/// @param isTraining whether it will go back too
public record Binding(
        List<? extends Bindable> layers,
        int place,
        List<Map<String, ParameterUse>> parameters,
        int rows,
        Shape shape,
        Tiled input,
        @Nullable Tiled inputGradient,
        @Nullable BoundLayer previous,
        Memory memory,
        boolean isTraining) {
    /// Settings of a layer further on.
    public Optional<Bindable> following(int ahead) {
        return place + ahead < layers.size() ? Optional.of(layers.get(place + ahead)) : Optional.empty();
    }

    /// A tensor of this layer.
    public Optional<ParameterUse> parameter(String name) {
        return parameter(0, name);
    }

    /// A tensor of this layer or one further on.
    public Optional<ParameterUse> parameter(int ahead, String name) {
        return Optional.ofNullable(parameters.get(place + ahead).get(name));
    }

    /// Columns of the input.
    public int columns() {
        return input.all().columns();
    }

    /// New memory for the rows.
    public Tiled buffer(int columns) {
        return memory.tiled(rows, columns, input.height());
    }

    /// New memory that only training needs: gradients, and outputs that are the input in use.
    public Tiled trainingBuffer(int columns) {
        return isTraining ? buffer(columns) : Tiled.of(new float[0], 0, columns, input.height());
    }

    /// The gradient of an output that is the input itself, which a layer adds to: that of the input where it is read.
    public Tiled sharedGradient() {
        return inputGradient == null ? trainingBuffer(columns()) : inputGradient;
    }

    /// As many ones as there are rows: a column sum is a product with them.
    public Matrix ones() {
        Matrix ones = Matrix.zeros(isTraining ? rows : 0, 1);
        ones.fill(1f);
        return ones;
    }
}
