package hourglass.objective;

import hourglass.matrix.Matrix;

/// [StudentT] whose scale the network says too: inputs with outliers that can be told more or less exactly. Each column
/// has two parameters, which stand side by side in η, the location μ = x̂ and s with the scale σ = √(ε² + e²ˢ):
///
/// ```
/// l       = ½ (ν + 1) log(1 + (x − μ)² / (ν σ²)) + log σ
/// ∂l/∂μ   = (ν + 1) (μ − x) / (ν σ² + (x − μ)²)
/// ∂l/∂s   = (1 − (ν + 1) (x − μ)² / (ν σ² + (x − μ)²)) e²ˢ / σ²
/// ```
///
/// The constant is log Γ(ν/2) − log Γ((ν + 1)/2) + ½ log(ν π) for each number.
///
/// @param degreesOfFreedom ν > 0
/// @param smallestScale ε > 0, in units of the scaled input
public record StudentTWithScale(float degreesOfFreedom, float smallestScale) implements TwoParameters {
    private static final float USUAL_DEGREES = 4;

    public StudentTWithScale {
        if (!(degreesOfFreedom > 0) || Float.isInfinite(degreesOfFreedom)) {
            throw new IllegalArgumentException(
                    "student_t_with_scale needs degrees of freedom above 0 and finite, got " + degreesOfFreedom);
        }
        LearnedScale.require("student_t_with_scale", smallestScale);
    }

    /// With ε = 1e-3.
    public StudentTWithScale(float degreesOfFreedom) {
        this(degreesOfFreedom, LearnedScale.USUAL_SMALLEST);
    }

    /// With ν = 4 and ε = 1e-3.
    public StudentTWithScale() {
        this(USUAL_DEGREES);
    }

    @Override
    public Domain domain(int column) {
        return Domain.REAL;
    }

    @Override
    public double loss(double location, double s, double x) {
        double difference = location - x;
        double square = difference * difference * LearnedScale.precision(s, smallestScale);
        return 0.5 * (degreesOfFreedom + 1.0) * StrictMath.log1p(square / degreesOfFreedom)
                + LearnedScale.log(s, smallestScale);
    }

    @Override
    public double lossAndGradient(double location, double s, double x, float scale, float[] g, int at) {
        double difference = location - x;
        double precision = LearnedScale.precision(s, smallestScale);
        double square = difference * difference * precision;
        double weight = (degreesOfFreedom + 1.0) / (degreesOfFreedom + square);
        g[at] = (float) (scale * weight * difference * precision);
        g[at + 1] = (float) (scale * (1 - weight * square) * LearnedScale.slope(s, smallestScale));
        return 0.5 * (degreesOfFreedom + 1.0) * StrictMath.log1p(square / degreesOfFreedom)
                + LearnedScale.log(s, smallestScale);
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
        return new StudentT(degreesOfFreedom).constant(x);
    }

    @Override
    public void sample(Matrix eta, long seed, long first, Matrix x) {
        double half = degreesOfFreedom / 2.0;
        Draws.eachOfTwo(
                eta,
                seed,
                first,
                x,
                (location, s, draws) -> location
                        + LearnedScale.of(s, smallestScale) * draws.gaussian() / Math.sqrt(draws.gamma(half) / half));
    }
}
