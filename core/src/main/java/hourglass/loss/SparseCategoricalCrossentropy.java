package hourglass.loss;

import hourglass.matrix.Exponentials;
import java.util.OptionalInt;

/// −log q_y, where the target y is the index of a class, from 0 on, and q as in [CategoricalCrossentropy]. From logits
/// z it is log Σⱼ exp(zⱼ) − z_y, with gradient softmax(z) minus 1 at y.
///
/// Shapes: targets (samples × 1), predictions (samples × classes).
///
/// TensorFlow clips before it divides by Σ p, the other backends of Keras after, as is done here.
///
/// @param fromLogits whether predictions are z rather than p
/// @param ignoreClass the target of samples that have no loss and do not count in a mean
/// @param axis along which the classes stand
public record SparseCategoricalCrossentropy(boolean fromLogits, OptionalInt ignoreClass, int axis) implements Loss {
    public SparseCategoricalCrossentropy {
        Samples.requireAxis(axis);
    }

    /// Of probabilities, ignoring nothing.
    public SparseCategoricalCrossentropy() {
        this(false);
    }

    /// Ignoring nothing.
    public SparseCategoricalCrossentropy(boolean fromLogits) {
        this(fromLogits, OptionalInt.empty(), -1);
    }

    @Override
    public int divisor(int n) {
        return 1;
    }

    @Override
    public boolean counts(Samples y, int sample) {
        return ignoreClass.isEmpty() || y.get(sample, 0) != ignoreClass.getAsInt();
    }

    private static int label(Samples y, int sample, int classes) {
        double label = y.get(sample, 0);
        if (!(label >= 0 && label < classes && label == Math.rint(label))) {
            throw new IllegalArgumentException("the target of sample " + sample + " must be a class from 0 to "
                    + (classes - 1) + ", got " + label);
        }
        return (int) label;
    }

    @Override
    public double sum(Samples y, Samples p, int sample) {
        if (!counts(y, sample)) {
            return 0;
        }
        double normalizer = Probabilities.normalizer(p, sample, fromLogits);
        return Probabilities.surprise(p, sample, label(y, sample, p.size()), fromLogits, normalizer);
    }

    @Override
    public void addTerms(Samples y, Samples p, int sample, double[] terms) {
        terms[0] += sum(y, p, sample);
    }

    @Override
    public void gradient(Samples y, Samples p, int sample, double scale, Samples g) {
        g.fill(sample, 0);
        if (!counts(y, sample)) {
            return;
        }
        int label = label(y, sample, p.size());
        double normalizer = Probabilities.normalizer(p, sample, fromLogits);
        if (fromLogits) {
            for (int i = 0; i < p.size(); i++) {
                double share = Exponentials.exp(p.get(sample, i) - normalizer);
                g.set(sample, i, scale * (i == label ? share - 1 : share));
            }
            return;
        }
        double share = p.get(sample, label) / normalizer;
        if (Clip.moves(share, Clip.LARGEST)) {
            for (int i = 0; i < p.size(); i++) {
                g.set(sample, i, scale * (i == label ? 1 - 1 / share : 1) / normalizer);
            }
        }
    }
}
