package hourglass.loss;

import hourglass.json.Word;

/// The Kullback–Leibler divergence D(y‖p) = Σ y log(y / p) of a sample, a **sum** and no mean. Both y and p are moved
/// into [ε, 1], and neither is made to add up to 1. Slope −y / p, 0 where p was moved.
///
/// Each term falls in p: without a softmax before it, the loss is least where all p are 1.
@Word(alias = {"kld", "kullback_leibler_divergence"})
public record KLDivergence() implements Elementwise {
    @Override
    public int divisor(int n) {
        return 1;
    }

    @Override
    public double term(double y, double p) {
        return kept(y) * StrictMath.log(kept(y) / kept(p));
    }

    @Override
    public double slope(double y, double p) {
        return Clip.moves(p, 1) ? -kept(y) / p : 0;
    }

    private static double kept(double value) {
        return Math.max(Clip.EPSILON, Math.min(1, value));
    }
}
