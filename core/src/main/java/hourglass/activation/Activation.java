package hourglass.activation;

/// An activation function y = f(z), applied to each element (softmax: to each row), with the semantics, arguments and
/// values of Keras 3 (`keras/src/activations/activations.py`).
///
/// All of Keras but `glu`, which halves the columns and so is no function of a row onto itself.
///
/// In order of declaration those of the lecture come first.
///
/// Most derivatives are taken from the output y, so that z need not be kept; [#needsInput()] names the exceptions.
public sealed interface Activation
        permits Relu,
                Sigmoid,
                Softmax,
                Softplus,
                Softsign,
                Tanh,
                Selu,
                Elu,
                Exponential,
                Linear,
                Celu,
                Gelu,
                HardShrink,
                HardSigmoid,
                HardSilu,
                HardTanh,
                LeakyRelu,
                LogSigmoid,
                LogSoftmax,
                Mish,
                Relu6,
                Silu,
                SoftShrink,
                SparsePlus,
                SparseSigmoid,
                Sparsemax,
                Squareplus,
                TanhShrink,
                Threshold {

    /// Overwrites y by f(z) for one row of n numbers, which stands at the same offset in both arrays. The arrays may be
    /// the same.
    ///
    /// One offset for both, because the compiler vectorises no loop over two offsets (docs/decisions/006).
    void forward(float[] z, float[] y, int offset, int n);

    /// Multiplies a row of gradients with the derivative: g ← fᵀ′(z) g, that is ∂l/∂y becomes ∂l/∂z.
    ///
    /// All three rows stand at the same offset.
    ///
    /// @param z the input of [#forward], read only if [#needsInput()]
    /// @param y the output of [#forward], not modified
    void backward(float[] z, float[] y, float[] g, int offset, int n);

    /// Whether each number depends on one number only, so that several rows in a row can be taken as one long row.
    default boolean isElementwise() {
        return true;
    }

    /// Whether [#backward] reads z, which then must not be overwritten by y.
    default boolean needsInput() {
        return false;
    }
}
