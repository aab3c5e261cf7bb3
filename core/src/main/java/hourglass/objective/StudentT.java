package hourglass.objective;

import hourglass.activation.Activation;
import hourglass.activation.Linear;
import hourglass.matrix.Matrix;
import java.util.Arrays;

/// Real-valued inputs with heavy tails: Student's t distribution with ν degrees of freedom, location x̂ = η and scale
/// s;
/// l = Σₖ ½ (ν + 1) log(1 + rₖ² / ν) with r = (x̂ − x) / s. Gradient in η: (ν + 1) (x̂ − x) / (ν s² + (x̂ − x)²), which
/// grows
/// like the Gaussian's near zero and falls again far away, so that outliers lose their pull (Lange, Little, Taylor
/// 1989,
/// "Robust statistical modeling using the t distribution"). The constant is
/// log Γ(ν/2) − log Γ((ν + 1)/2) + ½ log(ν π) + log s for each number.
///
/// For ν ≤ 1 the distribution has no mean; x̂ is its median then.
///
/// @param degreesOfFreedom ν > 0; 4 is usual for data with outliers, large ones come near the Gaussian
/// @param scale s, in units of the scaled input
public record StudentT(float degreesOfFreedom, float scale) implements Elementwise, Likelihood {
    private static final float USUAL_DEGREES = 4;

    /// Times 1 + (largest float)² still a number.
    private static final double LARGE_PRODUCT = 1e150;

    public StudentT {
        if (!(degreesOfFreedom > 0) || Float.isInfinite(degreesOfFreedom) || !(scale > 0) || Float.isInfinite(scale)) {
            throw new IllegalArgumentException("student_t needs degrees of freedom and a scale above 0 and finite, got "
                    + degreesOfFreedom + " and " + scale);
        }
    }

    /// With scale 1.
    public StudentT(float degreesOfFreedom) {
        this(degreesOfFreedom, 1f);
    }

    /// With ν = 4 and scale 1.
    public StudentT() {
        this(USUAL_DEGREES);
    }

    @Override
    public Domain domain(int column) {
        return Domain.REAL;
    }

    @Override
    public Activation output() {
        return new Linear();
    }

    @Override
    public double loss(float eta, float x) {
        double r = ((double) eta - x) / scale;
        return 0.5 * (degreesOfFreedom + 1.0) * StrictMath.log1p(r * r / degreesOfFreedom);
    }

    @Override
    public double lossAndGradient(
            float[] eta, int etaOffset, float[] x, int xOffset, float rowScale, float[] g, int gOffset, int n) {
        double loss = joinedLoss(eta, etaOffset, x, xOffset, n);
        System.arraycopy(eta, etaOffset, g, gOffset, n);
        Gradients.difference(g, gOffset, x, xOffset, 1f, n);
        double factor = rowScale * (degreesOfFreedom + 1.0);
        double width = (double) degreesOfFreedom * scale * scale;
        for (int j = gOffset; j < gOffset + n; j++) {
            double difference = g[j];
            g[j] = (float) (factor * difference / (width + difference * difference));
        }
        return loss;
    }

    /// The sum of logarithms as the logarithm of products: one for some hundred cells instead of one for each. Rounding
    /// differs from [#rowLoss] by parts in 10¹⁵.
    private double joinedLoss(float[] eta, int etaOffset, float[] x, int xOffset, int n) {
        double sum = 0;
        double product = 1;
        double width = (double) degreesOfFreedom * scale * scale;
        for (int j = 0; j < n; j++) {
            double difference = (double) eta[etaOffset + j] - x[xOffset + j];
            product *= 1 + difference * difference / width;
            if (!(product < LARGE_PRODUCT)) {
                sum += StrictMath.log(product);
                product = 1;
            }
        }
        return 0.5 * (degreesOfFreedom + 1.0) * (sum + StrictMath.log(product));
    }

    /// The middle of the density is its mode.
    @Override
    public void saturatedPerRow(Matrix x, double[] losses, int from) {
        Arrays.fill(losses, from, from + x.rows(), 0);
    }

    @Override
    public double constant(Matrix x) {
        double nu = degreesOfFreedom;
        double each = LogGamma.of(nu / 2)
                - LogGamma.of((nu + 1) / 2)
                + 0.5 * StrictMath.log(nu * Math.PI)
                + StrictMath.log(scale);
        return each * ObservedCells.count(x);
    }

    /// A normal number over the root of a χ² number's mean.
    @Override
    public void sample(Matrix eta, long seed, long first, Matrix x) {
        double half = degreesOfFreedom / 2.0;
        Draws.each(
                eta,
                seed,
                first,
                x,
                (value, draws) -> value + scale * draws.gaussian() / Math.sqrt(draws.gamma(half) / half));
    }
}
