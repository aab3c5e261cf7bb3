package hourglass.model;

import hourglass.activation.Activation;
import hourglass.activation.Linear;
import hourglass.matrix.Matrix;
import hourglass.objective.Domain;
import hourglass.objective.Likelihood;
import hourglass.random.Noise;

/// A user's own likelihood for tests, a class of its own with two numbers for each feature: mean m in the first half of
/// the columns of η, logarithm of the variance s in the second. l = ½ (s + (x − m)² e^(−s)).
public record NormalWithVariance() implements Likelihood {
    private static final double HALF_LOG_TWO_PI = 0.9189385332046727;

    @Override
    public String name() {
        return "normal_with_variance";
    }

    @Override
    public int parameters(int features) {
        return 2 * features;
    }

    @Override
    public Domain domain(int column) {
        return Domain.REAL;
    }

    @Override
    public Activation output() {
        return new Linear();
    }

    @Override
    public double loss(Matrix eta, Matrix x, float scale, Matrix gradient) {
        int features = x.columns();
        double sum = 0;
        for (int row = 0; row < x.rows(); row++) {
            for (int j = 0; j < features; j++) {
                if (Float.isNaN(x.get(row, j))) {
                    gradient.set(row, j, 0);
                    gradient.set(row, features + j, 0);
                    continue;
                }
                double precision = StrictMath.exp(-eta.get(row, features + j));
                double difference = (double) eta.get(row, j) - x.get(row, j);
                sum += loss(eta, x, row, j);
                gradient.set(row, j, (float) (scale * precision * difference));
                gradient.set(row, features + j, (float) (scale * 0.5 * (1 - precision * difference * difference)));
            }
        }
        return sum;
    }

    private static double loss(Matrix eta, Matrix x, int row, int j) {
        if (Float.isNaN(x.get(row, j))) {
            return 0;
        }
        double logVariance = eta.get(row, x.columns() + j);
        double difference = (double) eta.get(row, j) - x.get(row, j);
        return 0.5 * (logVariance + difference * difference * StrictMath.exp(-logVariance));
    }

    @Override
    public void lossPerRow(Matrix eta, Matrix x, double[] losses, int from) {
        for (int row = 0; row < x.rows(); row++) {
            losses[from + row] = 0;
            for (int j = 0; j < x.columns(); j++) {
                losses[from + row] += loss(eta, x, row, j);
            }
        }
    }

    @Override
    public void addLossPerColumn(Matrix eta, Matrix x, double[] losses) {
        for (int row = 0; row < x.rows(); row++) {
            for (int j = 0; j < x.columns(); j++) {
                losses[j] += loss(eta, x, row, j);
            }
        }
    }

    @Override
    public void mean(Matrix eta, Matrix mean) {
        mean.copyFrom(eta.columns(0, mean.columns()));
    }

    @Override
    public void link(Matrix mean, Matrix eta) {
        for (int row = 0; row < mean.rows(); row++) {
            for (int j = 0; j < mean.columns(); j++) {
                eta.set(row, j, mean.get(row, j));
                eta.set(row, mean.columns() + j, 0);
            }
        }
    }

    @Override
    public double constant(Matrix x) {
        int observed = 0;
        for (int row = 0; row < x.rows(); row++) {
            for (int j = 0; j < x.columns(); j++) {
                observed += Float.isNaN(x.get(row, j)) ? 0 : 1;
            }
        }
        return HALF_LOG_TWO_PI * observed;
    }

    @Override
    public void sample(Matrix eta, long seed, long first, Matrix x) {
        for (int row = 0; row < x.rows(); row++) {
            for (int j = 0; j < x.columns(); j++) {
                double deviation = StrictMath.exp(eta.get(row, x.columns() + j) / 2);
                long key = Noise.key(seed, Noise.Purpose.OBSERVATION, first + row, j);
                x.set(row, j, (float) (eta.get(row, j) + deviation * Noise.gaussian(key, 0)));
            }
        }
    }
}
