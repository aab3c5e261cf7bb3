package hourglass.objective;

import hourglass.matrix.Exponentials;
import hourglass.matrix.Matrix;

/// Counts: x̂ = μ = e^η and l = Σₖ [μₖ − xₖ ηₖ]. Gradient in η: x̂ − x. The constant is log x! for each number.
public record Poisson() implements Elementwise, Likelihood {
    private static final double SMALLEST_MEAN = 1e-6;

    @Override
    public String name() {
        return "poisson";
    }

    @Override
    public double loss(float eta, float x) {
        return Exponentials.exp(eta) - (double) x * eta;
    }

    @Override
    public void toMean(float[] values, int offset, int n) {
        for (int j = offset; j < offset + n; j++) {
            values[j] = (float) Exponentials.exp(values[j]);
        }
    }

    @Override
    public double link(double mean) {
        return StrictMath.log(Math.max(SMALLEST_MEAN, mean));
    }

    @Override
    public double constant(Matrix x) {
        double sum = 0;
        for (int row = 0; row < x.rows(); row++) {
            for (int j = 0; j < x.columns(); j++) {
                sum += LogGamma.of(x.get(row, j) + 1.0);
            }
        }
        return sum;
    }
}
