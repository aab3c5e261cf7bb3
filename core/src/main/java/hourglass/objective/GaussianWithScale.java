package hourglass.objective;

import hourglass.matrix.Matrix;

/// Real-valued inputs that can be told more or less exactly: the normal distribution whose scale the network says too
/// (Nix and Weigend 1994, "Estimating the mean and variance of the target probability distribution"; heteroscedastic
/// regression). Each column has two parameters, which stand side by side in η, the location μ = x̂ and s with the
/// standard
/// deviation σ = √(ε² + e²ˢ):
///
/// ```
/// l       = ½ (x − μ)² / σ² + log σ             constant: ½ log 2π
/// ∂l/∂μ   = (μ − x) / σ²
/// ∂l/∂s   = (1 − (x − μ)² / σ²) e²ˢ / σ²
/// ```
///
/// Without ε a column that is a function of the code would drive σ to 0 and the loss to minus infinity.
///
/// @param smallestScale ε > 0, in units of the scaled input
public record GaussianWithScale(float smallestScale) implements TwoParameters {
    public GaussianWithScale {
        LearnedScale.require("gaussian_with_scale", smallestScale);
    }

    /// With ε = 1e-3.
    public GaussianWithScale() {
        this(LearnedScale.USUAL_SMALLEST);
    }

    @Override
    public Domain domain(int column) {
        return Domain.REAL;
    }

    @Override
    public double loss(double location, double s, double x) {
        double difference = location - x;
        return 0.5 * difference * difference * LearnedScale.precision(s, smallestScale)
                + LearnedScale.log(s, smallestScale);
    }

    @Override
    public double lossAndGradient(double location, double s, double x, float scale, float[] g, int at) {
        double difference = location - x;
        double precision = LearnedScale.precision(s, smallestScale);
        double square = difference * difference * precision;
        g[at] = (float) (scale * difference * precision);
        g[at + 1] = (float) (scale * (1 - square) * LearnedScale.slope(s, smallestScale));
        return 0.5 * square + LearnedScale.log(s, smallestScale);
    }

    @Override
    public void mean(Matrix eta, Matrix mean) {
        LearnedScale.locations(eta, mean);
    }

    @Override
    public void link(Matrix mean, Matrix eta) {
        LearnedScale.link(mean, eta);
    }

    @Override
    public double constant(Matrix x) {
        return Bessel.LOG_TWO_PI / 2 * ObservedCells.count(x);
    }

    @Override
    public void sample(Matrix eta, long seed, long first, Matrix x) {
        Draws.eachOfTwo(
                eta,
                seed,
                first,
                x,
                (location, s, draws) -> location + LearnedScale.of(s, smallestScale) * draws.gaussian());
    }
}
