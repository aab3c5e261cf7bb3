package hourglass.objective;

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
import hourglass.loss.SparseCategoricalCrossentropy;

/// The values a likelihood can take, and the targets for which a loss means what its name says. (Keras takes any
/// number, clips some and says nothing.)
enum Domain {
    REAL("finite numbers", Float.NEGATIVE_INFINITY, Float.POSITIVE_INFINITY),
    NON_NEGATIVE("numbers of at least 0", 0, Float.POSITIVE_INFINITY),
    UNIT("numbers between 0 and 1", 0, 1),
    COUNTS("counts 0, 1, 2, …", 0, Float.POSITIVE_INFINITY);

    private final String description;
    private final float smallest;
    private final float largest;

    Domain(String description, float smallest, float largest) {
        this.description = description;
        this.smallest = smallest;
        this.largest = largest;
    }

    static Domain of(Loss loss) {
        return switch (loss) {
            case BinaryCrossentropy it -> UNIT;
            case KLDivergence it -> UNIT;
            case CategoricalCrossentropy it -> NON_NEGATIVE;
            case SparseCategoricalCrossentropy it -> NON_NEGATIVE;
            case Poisson it -> NON_NEGATIVE;
            case MeanSquaredLogarithmicError it -> NON_NEGATIVE;
            case MeanSquaredError it -> REAL;
            case MeanAbsoluteError it -> REAL;
            case MeanAbsolutePercentageError it -> REAL;
            case CosineSimilarity it -> REAL;
            case Huber it -> REAL;
            case LogCosh it -> REAL;
        };
    }

    static Domain of(Elementwise objective) {
        return switch (objective) {
            case Bernoulli it -> UNIT;
            case Focal it -> UNIT;
            case Gaussian it -> REAL;
            case Laplace it -> REAL;
            case StudentT it -> REAL;
            case hourglass.objective.Poisson it -> COUNTS;
            case NegativeBinomial it -> COUNTS;
        };
    }

    /// For a person.
    String description() {
        return description;
    }

    boolean accepts(float value) {
        return Float.isFinite(value)
                && value >= smallest
                && value <= largest
                && (this != COUNTS || value == Math.rint(value));
    }
}
