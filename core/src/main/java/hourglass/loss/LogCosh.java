package hourglass.loss;

import hourglass.json.Word;
import hourglass.matrix.Exponentials;

/// Mean of log cosh e with e = p − y, computed as |e| + log(1 + e^(−2|e|)) − log 2; slope tanh e.
@Word(alias = "logcosh")
public record LogCosh() implements Elementwise {
    private static final double LOG_TWO = 0.6931471805599453;
    /// Half of it is still far from underflow.
    private static final double SMALLEST_PRODUCT = 1e-300;

    @Override
    public double term(double y, double p) {
        double size = Math.abs(p - y);
        return size + StrictMath.log1p(Exponentials.exp(-2 * size)) - LOG_TWO;
    }

    /// One logarithm for a thousand terms: Σ log((1 + tᵢ) / 2) = log Π (1 + tᵢ) / 2.
    @Override
    public double sum(Samples y, Samples p, int sample) {
        double sum = 0;
        double product = 1;
        for (int i = 0; i < p.size(); i++) {
            double size = Math.abs(p.get(sample, i) - y.get(sample, i));
            sum += size;
            product *= (1 + Exponentials.expOfNegative(-2 * size)) / 2;
            if (product < SMALLEST_PRODUCT) {
                sum += StrictMath.log(product);
                product = 1;
            }
        }
        return sum + StrictMath.log(product);
    }

    /// tanh e = E / (E + 2) with E = e²ᵉ − 1.
    @Override
    public double slope(double y, double p) {
        double e = Exponentials.boundedExpm1(2 * (p - y));
        return e / (e + 2);
    }
}
