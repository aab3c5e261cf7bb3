package hourglass.engine;

import hourglass.activation.Activation;
import hourglass.matrix.Kernels;
import hourglass.matrix.Matrix;
import org.jspecify.annotations.Nullable;

/// Y = f(X W + b), or f(X Wᵀ + b) when mirrored. y, z and dy are buffers of one layout.
///
/// @param x input, not modified
/// @param z X W + b, kept apart from y only when the activation needs it; otherwise y itself
/// @param y output
/// @param dx ∂l/∂X, overwritten; null for the first layer, whose input gradient nobody wants
/// @param dy ∂l/∂Y on entry, δ = ∂l/∂Z after [#backward]
/// @param bias b (1 × units), null for none
record BoundDense(
        Activation activation,
        Matrix weight,
        boolean mirrored,
        @Nullable Matrix bias,
        Tiled x,
        Tiled z,
        Tiled y,
        @Nullable Tiled dx,
        Tiled dy)
        implements BoundLayer {

    @Override
    public void forward(int tile, Kernels kernels, StepKey key) {
        forward(kernels, activation, weight, mirrored, bias, x.tiles()[tile], z.tiles()[tile], y.tiles()[tile]);
    }

    /// One dense layer for some rows, in training and in use.
    static void forward(
            Kernels kernels,
            Activation activation,
            Matrix weight,
            boolean mirrored,
            @Nullable Matrix bias,
            Matrix x,
            Matrix z,
            Matrix y) {
        if (bias != null) {
            // The product is added to the bias: cheaper than a pass that adds the bias to the product.
            for (int row = 0; row < z.rows(); row++) {
                System.arraycopy(bias.array(), bias.offset(), z.array(), z.rowOffset(row), z.columns());
            }
        }
        kernels.multiply(x, false, weight, mirrored, bias != null, z);
        activate(activation, z, y);
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
    public void backward(int tile, Kernels kernels, StepKey key) {
        Matrix delta = dy.tiles()[tile];
        activateBack(activation, z.tiles()[tile], y.tiles()[tile], delta);
        if (dx != null) {
            kernels.multiply(delta, false, weight, !mirrored, false, dx.tiles()[tile]);
        }
    }
}
