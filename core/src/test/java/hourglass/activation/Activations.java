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
                new Tanh());
    }
}
