package hourglass.network;

import hourglass.activation.Activation;
import hourglass.activation.Celu;
import hourglass.activation.Elu;
import hourglass.activation.Gelu;
import hourglass.activation.HardSilu;
import hourglass.activation.LeakyRelu;
import hourglass.activation.Mish;
import hourglass.activation.Relu;
import hourglass.activation.Relu6;
import hourglass.activation.Selu;
import hourglass.activation.Silu;
import hourglass.random.Noise;

/// How the weights of a layer start. The n-th weight is a function of (seed, place of the tensor, n).
public sealed interface Initializer {
    /// Uniform in ±√(6 / (inputs + units)): Glorot and Bengio 2010, eq. 16. For sigmoid, tanh and linear units.
    record GlorotUniform() implements Initializer {}

    /// Normal with variance 2 / (inputs + units): Glorot and Bengio 2010, eq. 12.
    record GlorotNormal() implements Initializer {}

    /// Uniform in ±√(6 / inputs): He et al. 2015. For rectifiers.
    record HeUniform() implements Initializer {}

    /// Normal with variance 2 / inputs: He et al. 2015, eq. 10.
    record HeNormal() implements Initializer {}

    /// Uniform in ±√(3 / inputs): LeCun et al. 1998, section 4.6.
    record LecunUniform() implements Initializer {}

    /// Normal with variance 1 / inputs: LeCun et al. 1998, eq. 16. For selu.
    record LecunNormal() implements Initializer {}

    /// Uniform between two limits.
    record Uniform(float low, float high) implements Initializer {
        public Uniform {
            if (!(low <= high) || Float.isInfinite(low) || Float.isInfinite(high)) {
                throw new IllegalArgumentException("low must not exceed high, got " + low + " and " + high);
            }
        }
    }

    /// Normal with a given mean and standard deviation.
    record Normal(float mean, float standardDeviation) implements Initializer {
        public Normal {
            if (!Float.isFinite(mean) || !(standardDeviation >= 0) || Float.isInfinite(standardDeviation)) {
                throw new IllegalArgumentException("the mean must be finite and the standard deviation at least 0, got "
                        + mean + " and " + standardDeviation);
            }
        }
    }

    /// The usual choice for an activation: He for rectifiers and their smooth relatives, LeCun for selu, Glorot
    /// otherwise.
    static Initializer suiting(Activation activation) {
        return switch (activation) {
            case Relu it -> new HeUniform();
            case Relu6 it -> new HeUniform();
            case LeakyRelu it -> new HeUniform();
            case Elu it -> new HeUniform();
            case Celu it -> new HeUniform();
            case Silu it -> new HeUniform();
            case HardSilu it -> new HeUniform();
            case Gelu it -> new HeUniform();
            case Mish it -> new HeUniform();
            case Selu it -> new LecunNormal();
            default -> new GlorotUniform();
        };
    }

    /// Overwrites `count` weights from `offset` on.
    ///
    /// @param inputs that a unit sums up ("fan in"); rows of the matrix of a dense layer
    /// @param units that an input has a part in ("fan out"); columns of the matrix of a dense layer
    /// @param tensor place of the tensor in the network, so that each has numbers of its own
    default void fill(float[] weights, int offset, int count, int inputs, int units, long seed, int tensor) {
        long key = Noise.key(seed, Noise.Purpose.INITIALIZATION, tensor, 0);
        double sum = (double) inputs + units;
        switch (this) {
            case GlorotUniform it -> uniform(weights, offset, count, key, -Math.sqrt(6 / sum), Math.sqrt(6 / sum));
            case HeUniform it ->
                uniform(weights, offset, count, key, -Math.sqrt(6.0 / inputs), Math.sqrt(6.0 / inputs));
            case LecunUniform it ->
                uniform(weights, offset, count, key, -Math.sqrt(3.0 / inputs), Math.sqrt(3.0 / inputs));
            case Uniform it -> uniform(weights, offset, count, key, it.low(), it.high());
            case GlorotNormal it -> normal(weights, offset, count, key, 0, Math.sqrt(2 / sum));
            case HeNormal it -> normal(weights, offset, count, key, 0, Math.sqrt(2.0 / inputs));
            case LecunNormal it -> normal(weights, offset, count, key, 0, Math.sqrt(1.0 / inputs));
            case Normal it -> normal(weights, offset, count, key, it.mean(), it.standardDeviation());
        }
    }

    private static void uniform(float[] weights, int offset, int count, long key, double low, double high) {
        for (int n = 0; n < count; n++) {
            weights[offset + n] = (float) (low + (high - low) * Noise.uniform(key, n));
        }
    }

    private static void normal(float[] weights, int offset, int count, long key, double mean, double deviation) {
        for (int n = 0; n < count; n++) {
            weights[offset + n] = (float) (mean + deviation * Noise.gaussian(key, n));
        }
    }
}
