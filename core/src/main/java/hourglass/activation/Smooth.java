package hourglass.activation;

/// Activations of each element with two continuous derivatives, both known from the output y = f(z).
public sealed interface Smooth permits Exponential, Linear, LogSigmoid, Sigmoid, Softplus, Squareplus, Tanh {
    /// f′(z) where f(z) = y.
    double slope(double y);

    /// f″(z) where f(z) = y.
    double curvature(double y);
}
