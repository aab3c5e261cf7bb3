package hourglass.objective;

import hourglass.activation.Activation;
import hourglass.activation.Exponential;
import hourglass.matrix.Exponentials;
import hourglass.matrix.Matrix;

/// Counts: x̂ = μ = e^η and l = Σₖ [μₖ − xₖ ηₖ]. Gradient in η: x̂ − x. The constant is log x! for each number.
public record Poisson() implements Elementwise, Likelihood {
    @Override
    public Domain domain(int column) {
        return Domain.COUNTS;
    }

    @Override
    public Activation output() {
        return new Exponential();
    }

    @Override
    public double loss(float eta, float x) {
        return Exponentials.exp(eta) - (double) x * eta;
    }

    @Override
    public double constant(Matrix x) {
        double sum = 0;
        for (int row = 0; row < x.rows(); row++) {
            for (int j = 0; j < x.columns(); j++) {
                float count = x.get(row, j);
                sum += Float.isNaN(count) ? 0 : LogGamma.of(count + 1.0);
            }
        }
        return sum;
    }

    @Override
    public void sample(Matrix eta, long seed, long first, Matrix x) {
        Draws.each(eta, seed, first, x, (value, draws) -> draws.poisson(Exponentials.exp(value)));
    }
}
