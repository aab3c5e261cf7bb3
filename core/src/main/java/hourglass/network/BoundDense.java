package hourglass.network;

import hourglass.activation.Activation;
import hourglass.bound.Binding;
import hourglass.bound.BoundLayer;
import hourglass.bound.GradientTile;
import hourglass.bound.ParameterUse;
import hourglass.bound.Shard;
import hourglass.bound.Tiled;
import hourglass.matrix.Kernels;
import hourglass.matrix.Matrix;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Y = f(X W + b), or f(X Wᵀ + b) where W is used turned. Y, Z and their gradient are buffers of one layout.
///
/// @param parameters W, then b if there is one
/// @param x input, not modified
/// @param z X W + b, kept apart from the output only when the activation needs it; otherwise the output itself
/// @param output Y
/// @param dx ∂l/∂X, overwritten; null for the first layer, whose input gradient nobody wants
/// @param outputGradient ∂l/∂Y on entry, δ = ∂l/∂Z after [#backward]
record BoundDense(
        Activation activation,
        List<ParameterUse> parameters,
        Tiled x,
        Tiled z,
        Tiled output,
        @Nullable Tiled dx,
        Tiled outputGradient,
        Matrix ones)
        implements BoundLayer {

    static BoundDense of(Dense dense, Binding binding) {
        ParameterUse weight = binding.parameter(Dense.WEIGHT).orElseThrow();
        Tiled y = binding.buffer(dense.units());
        return new BoundDense(
                dense.activation(),
                binding.parameter(Dense.BIAS).map(bias -> List.of(weight, bias)).orElse(List.of(weight)),
                binding.input(),
                dense.activation().needsInput() ? binding.buffer(dense.units()) : y,
                y,
                binding.inputGradient(),
                binding.trainingBuffer(dense.units()),
                binding.ones());
    }

    Matrix weight() {
        return parameters.getFirst().matrix();
    }

    private boolean isTransposed() {
        return parameters.getFirst().transposed();
    }

    @Override
    public Matrix use(Matrix rows, Kernels kernels) {
        Matrix y = output.all().rows(0, rows.rows());
        forward(rows, z.all().rows(0, rows.rows()), y, kernels);
        return y;
    }

    @Override
    public void forward(int tile, Kernels kernels, Shard shard) {
        forward(x.tiles()[tile], z.tiles()[tile], output.tiles()[tile], kernels);
    }

    private void forward(Matrix input, Matrix before, Matrix y, Kernels kernels) {
        boolean hasBias = parameters.size() > 1;
        if (hasBias) {
            // The product is added to the bias: cheaper than a pass that adds the bias to the product.
            Matrix bias = parameters.get(1).matrix();
            before.fillRows(bias.array(), bias.offset());
        }
        kernels.multiply(input, false, weight(), isTransposed(), hasBias, before);
        activate(activation, before, y);
    }

    /// y = f(z); both of one layout.
    static void activate(Activation activation, Matrix z, Matrix y) {
        int run = runOfRows(activation, z);
        for (int row = 0; row < z.rows(); row += run) {
            activation.forward(z.array(), y.array(), z.rowOffset(row), run * z.columns());
        }
    }

    /// Turns ∂l/∂y into ∂l/∂z, in place; all of one layout.
    static void activateBack(Activation activation, Matrix z, Matrix y, Matrix delta) {
        int run = runOfRows(activation, delta);
        for (int row = 0; row < delta.rows(); row += run) {
            activation.backward(z.array(), y.array(), delta.array(), delta.rowOffset(row), run * delta.columns());
        }
    }

    /// How many rows an activation can take at once: short rows one by one would cost more in calls than in work.
    private static int runOfRows(Activation activation, Matrix rows) {
        return activation.isElementwise() && rows.isContiguous() ? Math.max(1, rows.rows()) : 1;
    }

    @Override
    public void backward(int tile, Kernels kernels, Shard shard) {
        Matrix delta = outputGradient.tiles()[tile];
        activateBack(activation, z.tiles()[tile], output.tiles()[tile], delta);
        if (dx != null) {
            kernels.multiply(delta, false, weight(), !isTransposed(), false, dx.tiles()[tile]);
        }
    }

    /// Xᵀ δ, or δᵀ X where W is used turned; 1ᵀ δ for the bias.
    @Override
    public void addGradient(int parameter, GradientTile tile, Kernels kernels, Shard shard) {
        Matrix delta = outputGradient.all();
        if (parameter == 1) {
            tile.addProduct(ones, delta, kernels);
        } else if (isTransposed()) {
            tile.addProduct(delta, x.all(), kernels);
        } else {
            tile.addProduct(x.all(), delta, kernels);
        }
    }
}
