package hourglass.activation;

import java.util.List;

/// One or more of each kind of activation, for tests that go through all of them.
public final class Activations {
    private static final float NO_MAXIMUM = Float.POSITIVE_INFINITY;

    private Activations() {}

    public static List<Activation> all() {
        return List.of(
                new Elu(),
                new Elu(0.3f),
                new Exponential(),
                new Linear(),
                new Relu(),
                new Relu(0.2f, NO_MAXIMUM, 0f),
                new Relu(0f, 1f, 0f),
                new Relu(0.1f, 1.5f, 0.5f),
                new Relu(0f, NO_MAXIMUM, 0.25f),
                new Relu(0.1f, 2f, -0.5f),
                new Relu(-0.3f, NO_MAXIMUM, -1f),
                new Selu(),
                new Sigmoid(),
                new Softmax(),
                new Softplus(),
                new Softsign(),
                new Tanh(),
                new Celu(),
                new Celu(0.4f),
                new Gelu(),
                new Gelu(true),
                new HardShrink(),
                new HardSigmoid(),
                new HardSilu(),
                new HardTanh(),
                new LeakyRelu(),
                new LeakyRelu(0.05f),
                new LogSigmoid(),
                new LogSoftmax(),
                new Mish(),
                new Relu6(),
                new Silu(),
                new SoftShrink(),
                new SoftShrink(0.1f),
                new SparsePlus(),
                new SparseSigmoid(),
                new Sparsemax(),
                new Squareplus(),
                new Squareplus(0.5f),
                new TanhShrink(),
                new Threshold(0.25f, -0.5f));
    }
}
