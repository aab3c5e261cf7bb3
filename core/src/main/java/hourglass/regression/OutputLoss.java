package hourglass.regression;

import hourglass.objective.Bernoulli;
import hourglass.objective.Categorical;
import hourglass.objective.Gaussian;
import hourglass.objective.Objective;
import hourglass.objective.Poisson;
import java.util.Optional;

/// The loss of one row as a function of η, in double precision, with first and second derivatives: the likelihoods of
/// `hourglass.objective` that have the canonical link, whose loss is convex in η. All gradients are x̂ − x (McCullagh
/// and Nelder 1989, Generalized linear models, section 2.2).
enum OutputLoss {
    /// l = Σₖ log(1 + e^ηₖ) − xₖ ηₖ, second derivative x̂ₖ (1 − x̂ₖ).
    BERNOULLI {
        @Override
        double loss(double[] eta, double[] x, double[] gradient) {
            double sum = 0;
            for (int k = 0; k < eta.length; k++) {
                double small = StrictMath.exp(-Math.abs(eta[k]));
                sum += Math.max(eta[k], 0) + StrictMath.log1p(small) - x[k] * eta[k];
                gradient[k] = sigmoid(eta[k]) - x[k];
            }
            return sum;
        }

        @Override
        void curvature(double[] eta, double[] x, double[] v, int at) {
            for (int k = 0; k < eta.length; k++) {
                double small = StrictMath.exp(-Math.abs(eta[k]));
                v[at + k] = small / ((1 + small) * (1 + small));
            }
        }
    },
    /// l = ½ Σₖ (ηₖ − xₖ)², second derivative 1.
    GAUSSIAN {
        @Override
        double loss(double[] eta, double[] x, double[] gradient) {
            double sum = 0;
            for (int k = 0; k < eta.length; k++) {
                gradient[k] = eta[k] - x[k];
                sum += 0.5 * gradient[k] * gradient[k];
            }
            return sum;
        }

        @Override
        void curvature(double[] eta, double[] x, double[] v, int at) {
            for (int k = 0; k < eta.length; k++) {
                v[at + k] = 1;
            }
        }
    },
    /// l = Σₖ e^ηₖ − xₖ ηₖ, second derivative x̂ₖ = e^ηₖ.
    POISSON {
        @Override
        double loss(double[] eta, double[] x, double[] gradient) {
            double sum = 0;
            for (int k = 0; k < eta.length; k++) {
                double mean = StrictMath.exp(eta[k]);
                sum += mean - x[k] * eta[k];
                gradient[k] = mean - x[k];
            }
            return sum;
        }

        @Override
        void curvature(double[] eta, double[] x, double[] v, int at) {
            for (int k = 0; k < eta.length; k++) {
                v[at + k] = StrictMath.exp(eta[k]);
            }
        }
    },
    /// l = n log Σₖ e^ηₖ − Σₖ xₖ ηₖ with n = Σ x, gradient n x̂ − x, second derivative n (diag(x̂) − x̂ x̂ᵀ). The same
    /// number added to all ηₖ changes nothing.
    CATEGORICAL {
        @Override
        double loss(double[] eta, double[] x, double[] gradient) {
            double logSum = softmax(eta, gradient);
            double total = total(x);
            double sum = total * logSum;
            for (int k = 0; k < eta.length; k++) {
                sum -= x[k] * eta[k];
                gradient[k] = total * gradient[k] - x[k];
            }
            return sum;
        }

        @Override
        void curvature(double[] eta, double[] x, double[] v, int at) {
            int n = eta.length;
            double[] mean = new double[n];
            softmax(eta, mean);
            double total = total(x);
            for (int k = 0; k < n; k++) {
                for (int m = 0; m < n; m++) {
                    v[at + k * n + m] = total * mean[k] * ((k == m ? 1 : 0) - mean[m]);
                }
            }
        }
    };

    /// The loss of a row; overwrites the gradient in η.
    abstract double loss(double[] eta, double[] x, double[] gradient);

    /// Overwrites `v` from `at` on with the second derivatives: the diagonal, or the whole matrix if the outputs are
    /// coupled.
    abstract void curvature(double[] eta, double[] x, double[] v, int at);

    /// Whether the second derivative is a full matrix, flat along (1, …, 1).
    boolean isCoupled() {
        return this == CATEGORICAL;
    }

    /// @throws IllegalArgumentException for a likelihood not known to be convex
    static OutputLoss of(Objective objective) {
        return find(objective)
                .orElseThrow(() ->
                        new IllegalArgumentException("one layer is fitted for the likelihoods bernoulli, gaussian, "
                                + "poisson and categorical, not " + objective.name()));
    }

    /// Empty for a likelihood not known to be convex.
    static Optional<OutputLoss> find(Objective objective) {
        return switch (objective) {
            case Bernoulli it -> Optional.of(BERNOULLI);
            case Gaussian it -> Optional.of(GAUSSIAN);
            case Poisson it -> Optional.of(POISSON);
            case Categorical it -> Optional.of(CATEGORICAL);
            default -> Optional.empty();
        };
    }

    private static double sigmoid(double eta) {
        double small = StrictMath.exp(-Math.abs(eta));
        return (eta >= 0 ? 1 : small) / (1 + small);
    }

    private static double total(double[] x) {
        double total = 0;
        for (double value : x) {
            total += value;
        }
        return total;
    }

    /// Overwrites `mean` with the softmax of η and returns log Σ e^η.
    private static double softmax(double[] eta, double[] mean) {
        double largest = Double.NEGATIVE_INFINITY;
        for (double value : eta) {
            largest = Math.max(largest, value);
        }
        double sum = 0;
        for (int k = 0; k < eta.length; k++) {
            mean[k] = StrictMath.exp(eta[k] - largest);
            sum += mean[k];
        }
        for (int k = 0; k < eta.length; k++) {
            mean[k] /= sum;
        }
        return largest + StrictMath.log(sum);
    }
}
