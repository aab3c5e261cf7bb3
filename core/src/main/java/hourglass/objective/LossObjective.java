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
/// **Summed over features**, as all likelihoods are, and not divided by their number where Keras takes a mean: a
/// constant
/// factor [Loss#divisor], which changes no minimum. So that of the mean squared error is Σ (x̂ − x)², twice the loss of
/// [Gaussian]. Nothing is claimed about probabilities: the constant is 0.
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
            throw new IllegalArgumentException("sparse_categorical_crossentropy needs the number of classes: it is a"
                    + " likelihood of its own, class_indices");
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

    /// The likelihood that has this loss and this gradient and computes them faster.
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

    /// The loss's name and `_loss`: a likelihood may have the same name without.
    @Override
    public String name() {
        return loss.name() + "_loss";
    }

    @Override
    public int parameters(int features) {
        return features;
    }

    @Override
    public String domain() {
        return Domain.of(loss).description();
    }

    @Override
    public boolean accepts(float value) {
        return Domain.of(loss).accepts(value);
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
            return sum;
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
        return sum;
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
    }

    @Override
    public void addLossPerColumn(Matrix eta, Matrix x, double[] losses) {
        Loss applied = applied();
        Samples targets = Samples.of(x, -1);
        Samples predictions = Samples.of(predictions(eta), -1);
        for (int row = 0; row < x.rows(); row++) {
            applied.addTerms(targets, predictions, row, losses);
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

    @Override
    public void mean(Matrix eta, Matrix mean) {
        for (int row = 0; row < eta.rows(); row++) {
            int at = mean.rowOffset(row);
            System.arraycopy(eta.array(), eta.rowOffset(row), mean.array(), at, eta.columns());
            output.forward(mean.array(), mean.array(), at, eta.columns());
        }
    }

    @Override
    public void link(Matrix mean, Matrix eta) {
        for (int row = 0; row < mean.rows(); row++) {
            for (int j = 0; j < mean.columns(); j++) {
                eta.set(row, j, (float) Outputs.inverse(output, mean.get(row, j)));
            }
        }
    }
}
