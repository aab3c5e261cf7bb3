package hourglass.loss;

/// Minus the cosine of the angle between y and p, −Σ ŷᵢ p̂ᵢ with v̂ = v / √max(Σ v², ε²), a **sum** and no mean: −1 for
/// the same direction, 1 for the opposite one, 0 if either vector is 0. Made small like every loss, although its name
/// says similarity. Gradient −(ŷ − p̂ Σ ŷᵢ p̂ᵢ) / √Σ p²; where Σ p² < ε², −ŷ / ε.
///
/// @param axis along which the vectors lie
public record CosineSimilarity(int axis) implements Loss {
    public CosineSimilarity {
        Samples.requireAxis(axis);
    }

    /// Of rows.
    public CosineSimilarity() {
        this(-1);
    }

    @Override
    public int divisor(int n) {
        return 1;
    }

    private static double squares(Samples v, int sample) {
        double sum = 0;
        for (int i = 0; i < v.size(); i++) {
            double value = v.get(sample, i);
            sum += value * value;
        }
        return sum;
    }

    /// √max(Σ v², ε²).
    private static double length(Samples v, int sample) {
        return Math.sqrt(Math.max(squares(v, sample), Clip.EPSILON * Clip.EPSILON));
    }

    @Override
    public double sum(Samples y, Samples p, int sample) {
        double inner = 0;
        for (int i = 0; i < p.size(); i++) {
            inner += y.get(sample, i) * p.get(sample, i);
        }
        return -inner / length(y, sample) / length(p, sample);
    }

    @Override
    public void addTerms(Samples y, Samples p, int sample, double[] terms) {
        double lengthOfTarget = length(y, sample);
        double length = length(p, sample);
        for (int i = 0; i < p.size(); i++) {
            terms[i] -= y.get(sample, i) / lengthOfTarget * (p.get(sample, i) / length);
        }
    }

    @Override
    public void gradient(Samples y, Samples p, int sample, double scale, Samples g) {
        double lengthOfTarget = length(y, sample);
        double length = length(p, sample);
        boolean moves = squares(p, sample) >= Clip.EPSILON * Clip.EPSILON;
        double cosine = moves ? -sum(y, p, sample) : 0;
        for (int i = 0; i < p.size(); i++) {
            double direction = y.get(sample, i) / lengthOfTarget;
            g.set(sample, i, -scale * (direction - cosine * p.get(sample, i) / length) / length);
        }
    }
}
