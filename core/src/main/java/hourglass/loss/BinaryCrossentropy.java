package hourglass.loss;

import hourglass.json.Word;
import hourglass.matrix.Exponentials;

/// Mean of −[y log p + (1 − y) log(1 − p)], with p moved into [ε, 1 − ε]; slope (p − y) / (p (1 − p)), 0 where p was
/// moved.
///
/// From logits z, where p = σ(z), it is log(1 + eᶻ) − y z with slope σ(z) − y and without clipping. Prefer it: with
/// TensorFlow, Keras does so behind one's back wherever p comes from a sigmoid, with its other backends it clips.
///
/// The bounds are those of single precision, so that the largest loss is 16.1181 for y = 1 and 15.9424 for y = 0.
///
/// @param fromLogits whether predictions are z rather than p
/// @param labelSmoothing s between 0 and 1: y becomes y (1 − s) + s / 2
/// @param axis over which the mean is taken
@Word(alias = "bce")
public record BinaryCrossentropy(boolean fromLogits, double labelSmoothing, int axis) implements Elementwise {
    public BinaryCrossentropy {
        Probabilities.requireSmoothing(labelSmoothing);
        Samples.requireAxis(axis);
    }

    /// Of probabilities, without smoothing.
    public BinaryCrossentropy() {
        this(false);
    }

    /// Without smoothing.
    public BinaryCrossentropy(boolean fromLogits) {
        this(fromLogits, 0, -1);
    }

    @Override
    public double term(double y, double p) {
        double smoothed = smoothed(y);
        if (fromLogits) {
            return Exponentials.softplus(p) - smoothed * p;
        }
        double kept = Clip.probability(p);
        return -smoothed * StrictMath.log(kept) - (1 - smoothed) * StrictMath.log(1 - kept);
    }

    @Override
    public double slope(double y, double p) {
        double smoothed = smoothed(y);
        if (fromLogits) {
            return Exponentials.sigmoid(p) - smoothed;
        }
        return Clip.moves(p, Clip.LARGEST) ? (p - smoothed) / (p * (1 - p)) : 0;
    }

    private double smoothed(double y) {
        return y * (1 - labelSmoothing) + labelSmoothing / 2;
    }
}
