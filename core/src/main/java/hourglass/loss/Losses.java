package hourglass.loss;

import hourglass.matrix.Matrix;

/// The lecture's loss functions: one loss for each sample, as the functions of Keras give it, from targets y and
/// predictions p. What each computes stands with the record of the same name, which also has its options.
public final class Losses {
    private Losses() {}

    /// See [BinaryCrossentropy].
    public static double[] binaryCrossentropy(Matrix y, Matrix p) {
        return new BinaryCrossentropy().perSample(y, p);
    }

    /// See [CategoricalCrossentropy].
    public static double[] categoricalCrossentropy(Matrix y, Matrix p) {
        return new CategoricalCrossentropy().perSample(y, p);
    }

    /// See [SparseCategoricalCrossentropy].
    public static double[] sparseCategoricalCrossentropy(Matrix y, Matrix p) {
        return new SparseCategoricalCrossentropy().perSample(y, p);
    }

    /// See [Poisson].
    public static double[] poisson(Matrix y, Matrix p) {
        return new Poisson().perSample(y, p);
    }

    /// See [KLDivergence].
    public static double[] klDivergence(Matrix y, Matrix p) {
        return new KLDivergence().perSample(y, p);
    }

    /// See [MeanSquaredError].
    public static double[] meanSquaredError(Matrix y, Matrix p) {
        return new MeanSquaredError().perSample(y, p);
    }

    /// See [MeanAbsoluteError].
    public static double[] meanAbsoluteError(Matrix y, Matrix p) {
        return new MeanAbsoluteError().perSample(y, p);
    }

    /// See [MeanAbsolutePercentageError].
    public static double[] meanAbsolutePercentageError(Matrix y, Matrix p) {
        return new MeanAbsolutePercentageError().perSample(y, p);
    }

    /// See [MeanSquaredLogarithmicError].
    public static double[] meanSquaredLogarithmicError(Matrix y, Matrix p) {
        return new MeanSquaredLogarithmicError().perSample(y, p);
    }

    /// See [CosineSimilarity].
    public static double[] cosineSimilarity(Matrix y, Matrix p) {
        return new CosineSimilarity().perSample(y, p);
    }

    /// See [Huber].
    public static double[] huber(Matrix y, Matrix p) {
        return new Huber().perSample(y, p);
    }

    /// See [LogCosh].
    public static double[] logCosh(Matrix y, Matrix p) {
        return new LogCosh().perSample(y, p);
    }
}
