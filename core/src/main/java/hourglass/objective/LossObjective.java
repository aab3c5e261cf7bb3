package hourglass.objective;

import hourglass.activation.Activation;
import hourglass.activation.Exponential;
import hourglass.activation.Linear;
import hourglass.activation.Sigmoid;
import hourglass.activation.Softmax;
import hourglass.activation.Softplus;
import hourglass.json.Formerly;
import hourglass.loss.BinaryCrossentropy;
import hourglass.loss.CategoricalCrossentropy;
import hourglass.loss.CosineSimilarity;
import hourglass.loss.Huber;
import hourglass.loss.KLDivergence;
import hourglass.loss.LogCosh;
import hourglass.loss.Loss;
import hourglass.loss.MeanAbsoluteError;
import hourglass.loss.MeanAbsolutePercentageError;
import hourglass.loss.MeanSquaredError;
import hourglass.loss.MeanSquaredLogarithmicError;
import hourglass.loss.Poisson;
import hourglass.loss.Samples;
import hourglass.loss.SparseCategoricalCrossentropy;
import hourglass.matrix.Matrix;
import java.util.Optional;

/// Any loss of [hourglass.loss] as what a network makes small: x̂ = f(η) with an output activation f, and ℓ(x, x̂).
///
/// **Summed over observed cells**, as all objectives are, and not divided by their number where Keras takes a mean: a
/// constant factor [Loss#divisor], which changes no minimum. So that of the mean squared error is Σ (x̂ − x)², twice
/// the
/// loss of [Gaussian]. Nothing is claimed about probabilities. Where the loss or the output compares a row's numbers
/// with one another (a softmax, a cosine), it compares the observed ones.
///
/// A cross-entropy after its own activation (binary after the sigmoid, categorical after the softmax) is computed from
/// η, without clipping; whether the loss says `fromLogits` makes no difference then, and other outputs need predictions
/// that are no logits. Gradient in η: f′(η)ᵀ ∂ℓ/∂x̂.
///
/// @param loss of rows; for class indices see [ClassIndices]
/// @param output linear, relu (without arguments), sigmoid, tanh, softplus, exponential or softmax
@Formerly("objective")
public record LossObjective(Loss loss, Activation output) implements Objective {
    public LossObjective {
        Outputs.require(output);
        if (loss instanceof SparseCategoricalCrossentropy) {
            throw new IllegalArgumentException("sparse_categorical_crossentropy needs the number of classes: it is an"
                    + " objective of its own, class_indices");
        }
        if (!Samples.isLast(loss.axis())) {
            throw new IllegalArgumentException(
                    "an objective is a loss of rows, but the axis of " + loss.name() + " is " + loss.axis());
        }
        if (takesLogits(loss) && !isFused(loss, output)) {
            throw new IllegalArgumentException(
                    loss.name() + " from logits needs its own activation as output, sigmoid or softmax");
        }
    }

    /// With the output that suits the loss: sigmoid, softmax or exponential where the loss is −log p(x|μ) of such a
    /// link, softmax for a divergence, softplus where predictions below 0 would have no slope, otherwise linear.
    public LossObjective(Loss loss) {
        this(loss, suiting(loss));
    }

    private static Activation suiting(Loss loss) {
        return switch (loss) {
            case BinaryCrossentropy it -> new Sigmoid();
            case CategoricalCrossentropy it -> new Softmax();
            case SparseCategoricalCrossentropy it -> new Softmax();
            case KLDivergence it -> new Softmax();
            case Poisson it -> new Exponential();
            case MeanSquaredLogarithmicError it -> new Softplus();
            case MeanSquaredError it -> new Linear();
            case MeanAbsoluteError it -> new Linear();
            case MeanAbsolutePercentageError it -> new Linear();
            case CosineSimilarity it -> new Linear();
            case Huber it -> new Linear();
            case LogCosh it -> new Linear();
        };
    }

    private static boolean takesLogits(Loss loss) {
        return switch (loss) {
            case BinaryCrossentropy it -> it.fromLogits();
            case CategoricalCrossentropy it -> it.fromLogits();
            default -> false;
        };
    }

    private static boolean isFused(Loss loss, Activation output) {
        return (loss instanceof BinaryCrossentropy && output instanceof Sigmoid)
                || (loss instanceof CategoricalCrossentropy && output instanceof Softmax);
    }

    /// The density that has this loss and this gradient and computes them faster.
    private Optional<Objective> twin() {
        return switch (loss) {
            case BinaryCrossentropy it ->
                isFused(loss, output) && it.labelSmoothing() == 0 ? Optional.of(new Bernoulli()) : Optional.empty();
            case CategoricalCrossentropy it ->
                isFused(loss, output) && it.labelSmoothing() == 0 ? Optional.of(new Categorical()) : Optional.empty();
            default -> Optional.empty();
        };
    }

    /// The loss as a function of what [#predictions] gives.
    private Loss applied() {
        if (!isFused(loss, output)) {
            return loss;
        }
        return switch (loss) {
            case BinaryCrossentropy it -> new BinaryCrossentropy(true, it.labelSmoothing(), -1);
            case CategoricalCrossentropy it -> new CategoricalCrossentropy(true, it.labelSmoothing(), -1);
            default -> loss;
        };
    }

    /// Whether the loss takes η as it is.
    private boolean isDirect() {
        return output instanceof Linear || isFused(loss, output);
    }

    /// The loss's name and `_loss`: a density may have the same name without.
    @Override
    public String name() {
        return loss.name() + "_loss";
    }

    @Override
    public String unit() {
        return loss.name();
    }

    @Override
    public Domain domain(int column) {
        return switch (loss) {
            case BinaryCrossentropy it -> Domain.UNIT;
            case KLDivergence it -> Domain.UNIT;
            case CategoricalCrossentropy it -> Domain.NON_NEGATIVE;
            case SparseCategoricalCrossentropy it -> Domain.NON_NEGATIVE;
            case Poisson it -> Domain.NON_NEGATIVE;
            case MeanSquaredLogarithmicError it -> Domain.NON_NEGATIVE;
            case MeanSquaredError it -> Domain.REAL;
            case MeanAbsoluteError it -> Domain.REAL;
            case MeanAbsolutePercentageError it -> Domain.REAL;
            case CosineSimilarity it -> Domain.REAL;
            case Huber it -> Domain.REAL;
            case LogCosh it -> Domain.REAL;
        };
    }

    /// A percentage is relative to the target's size.
    @Override
    public Scale needs(int column) {
        return loss instanceof MeanAbsolutePercentageError
                ? Scale.AS_IS
                : domain(column).suits();
    }

    @Override
    public double loss(Matrix eta, Matrix x, float scale, Matrix gradient) {
        Optional<Objective> twin = twin();
        if (twin.isPresent()) {
            return twin.get().loss(eta, x, scale, gradient);
        }
        Loss applied = applied();
        Samples targets = Samples.of(x, -1);
        double sum = 0;
        if (isDirect()) {
            Samples predictions = Samples.of(eta, -1);
            Samples gradients = Samples.of(gradient, -1);
            for (int row = 0; row < x.rows(); row++) {
                sum += applied.sum(targets, predictions, row);
                applied.gradient(targets, predictions, row, scale, gradients);
            }
            return ObservedCells.mended(sum, this, 1, eta, x, scale, gradient);
        }
        int n = eta.columns();
        float[] z = new float[n];
        float[] y = new float[n];
        float[] g = new float[n];
        Samples predictions = Samples.scratch(y);
        Samples gradients = Samples.scratch(g);
        for (int row = 0; row < x.rows(); row++) {
            System.arraycopy(eta.array(), eta.rowOffset(row), z, 0, n);
            output.forward(z, y, 0, n);
            sum += applied.sum(targets, predictions, row);
            applied.gradient(targets, predictions, row, scale, gradients);
            output.backward(z, y, g, 0, n);
            System.arraycopy(g, 0, gradient.array(), gradient.rowOffset(row), n);
        }
        return ObservedCells.mended(sum, this, 1, eta, x, scale, gradient);
    }

    @Override
    public void lossPerRow(Matrix eta, Matrix x, double[] losses, int from) {
        Optional<Objective> twin = twin();
        if (twin.isPresent()) {
            twin.get().lossPerRow(eta, x, losses, from);
            return;
        }
        Loss applied = applied();
        Samples targets = Samples.of(x, -1);
        Samples predictions = Samples.of(predictions(eta), -1);
        for (int row = 0; row < x.rows(); row++) {
            losses[from + row] = applied.sum(targets, predictions, row);
        }
        ObservedCells.mend(losses, from, this, eta, x);
    }

    @Override
    public void addLossPerColumn(Matrix eta, Matrix x, double[] losses) {
        Loss applied = applied();
        Samples targets = Samples.of(x, -1);
        Samples predictions = Samples.of(predictions(eta), -1);
        for (int row = 0; row < x.rows(); row++) {
            if (ObservedCells.areAll(x.rows(row, row + 1))) {
                applied.addTerms(targets, predictions, row, losses);
            } else {
                ObservedCells.addLossPerColumn(this, eta.rows(row, row + 1), x.rows(row, row + 1), losses);
            }
        }
    }

    /// What [#applied] takes: η or its mean.
    private Matrix predictions(Matrix eta) {
        if (isDirect()) {
            return eta;
        }
        Matrix mean = Matrix.zeros(eta.rows(), eta.columns());
        mean(eta, mean);
        return mean;
    }
}
