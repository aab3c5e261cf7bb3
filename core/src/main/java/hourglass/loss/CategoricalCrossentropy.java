package hourglass.loss;

import hourglass.matrix.Exponentials;

/// −Σ yᵢ log qᵢ over the classes of a sample, a **sum** and no mean, where q is p / Σ p and then moved into [ε, 1 − ε].
/// Gradient (dⱼ − Σᵢ dᵢ qᵢ) / Σ p with dᵢ = −yᵢ / qᵢ, 0 where qᵢ was moved.
///
/// From logits z it is Σᵢ yᵢ (log Σⱼ exp(zⱼ) − zᵢ), with gradient (Σ y) softmax(z) − y and without clipping. Prefer it:
/// see [BinaryCrossentropy].
///
/// @param fromLogits whether predictions are z rather than p
/// @param labelSmoothing s between 0 and 1: y becomes y (1 − s) + s / K for K classes
/// @param axis along which the classes stand
public record CategoricalCrossentropy(boolean fromLogits, double labelSmoothing, int axis) implements Loss {
    public CategoricalCrossentropy {
        Probabilities.requireSmoothing(labelSmoothing);
        Samples.requireAxis(axis);
    }

    /// Of probabilities, without smoothing.
    public CategoricalCrossentropy() {
        this(false);
    }

    /// Without smoothing.
    public CategoricalCrossentropy(boolean fromLogits) {
        this(fromLogits, 0, -1);
    }

    @Override
    public int divisor(int n) {
        return 1;
    }

    private double smoothed(Samples y, int sample, int i) {
        return y.get(sample, i) * (1 - labelSmoothing) + labelSmoothing / y.size();
    }

    private double term(Samples y, Samples p, int sample, int i, double normalizer) {
        double target = smoothed(y, sample, i);
        return target * Probabilities.surprise(p, sample, i, fromLogits, normalizer);
    }

    @Override
    public double sum(Samples y, Samples p, int sample) {
        double normalizer = Probabilities.normalizer(p, sample, fromLogits);
        double sum = 0;
        for (int i = 0; i < p.size(); i++) {
            sum += term(y, p, sample, i, normalizer);
        }
        return sum;
    }

    @Override
    public void addTerms(Samples y, Samples p, int sample, double[] terms) {
        double normalizer = Probabilities.normalizer(p, sample, fromLogits);
        for (int i = 0; i < p.size(); i++) {
            terms[i] += term(y, p, sample, i, normalizer);
        }
    }

    @Override
    public void gradient(Samples y, Samples p, int sample, double scale, Samples g) {
        double normalizer = Probabilities.normalizer(p, sample, fromLogits);
        if (fromLogits) {
            double total = 0;
            for (int i = 0; i < y.size(); i++) {
                total += smoothed(y, sample, i);
            }
            for (int i = 0; i < p.size(); i++) {
                double share = Exponentials.exp(p.get(sample, i) - normalizer);
                g.set(sample, i, scale * (total * share - smoothed(y, sample, i)));
            }
            return;
        }
        double inner = 0;
        for (int i = 0; i < p.size(); i++) {
            inner += slope(y, p, sample, i, normalizer) * p.get(sample, i) / normalizer;
        }
        for (int i = 0; i < p.size(); i++) {
            g.set(sample, i, scale * (slope(y, p, sample, i, normalizer) - inner) / normalizer);
        }
    }

    /// dᵢ = ∂/∂qᵢ.
    private double slope(Samples y, Samples p, int sample, int i, double total) {
        double share = p.get(sample, i) / total;
        return Clip.moves(share, Clip.LARGEST) ? -smoothed(y, sample, i) / share : 0;
    }
}
