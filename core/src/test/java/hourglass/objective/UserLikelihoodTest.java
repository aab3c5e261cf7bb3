package hourglass.objective;

import hourglass.activation.Activation;
import hourglass.activation.Linear;
import hourglass.matrix.Matrix;
import java.util.Random;

/// The contract serves likelihoods that are not ours: a normal distribution with a variance of its own for each number,
/// two parameters a feature, μ and s with variance e²ˢ; l = s + ½ e⁻²ˢ (x − μ)².
class UserLikelihoodTest extends LikelihoodContract {
    record FreeVariance() implements Likelihood {
        @Override
        public String name() {
            return "free_variance";
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

        private static double loss(Matrix eta, Matrix x, int row, int j) {
            double s = eta.get(row, x.columns() + j);
            double difference = (double) x.get(row, j) - eta.get(row, j);
            return Float.isNaN(x.get(row, j)) ? 0 : s + Math.exp(-2 * s) * difference * difference / 2;
        }

        @Override
        public double loss(Matrix eta, Matrix x, float scale, Matrix gradient) {
            double[] losses = new double[x.columns()];
            addLossPerColumn(eta, x, losses);
            double sum = 0;
            for (int j = 0; j < x.columns(); j++) {
                sum += losses[j];
                for (int row = 0; row < x.rows(); row++) {
                    if (Float.isNaN(x.get(row, j))) {
                        gradient.set(row, j, 0);
                        gradient.set(row, x.columns() + j, 0);
                        continue;
                    }
                    double precision = Math.exp(-2.0 * eta.get(row, x.columns() + j));
                    double difference = (double) x.get(row, j) - eta.get(row, j);
                    gradient.set(row, j, (float) (-scale * precision * difference));
                    gradient.set(row, x.columns() + j, (float) (scale * (1 - precision * difference * difference)));
                }
            }
            return sum;
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
            eta.fill(0);
            eta.columns(0, mean.columns()).copyFrom(mean);
        }

        @Override
        public double constant(Matrix x) {
            return ObservedCells.count(x) * Math.log(2 * Math.PI) / 2;
        }

        @Override
        public void sample(Matrix eta, long seed, long first, Matrix x) {
            for (int row = 0; row < x.rows(); row++) {
                for (int j = 0; j < x.columns(); j++) {
                    double deviation = Math.exp(eta.get(row, x.columns() + j));
                    x.set(row, j, (float) (eta.get(row, j) + deviation * new Draws(seed, first + row, j).gaussian()));
                }
            }
        }
    }

    @Override
    protected Objective objective() {
        return new FreeVariance();
    }

    @Override
    protected void fillRow(Random random, Matrix x, int row) {
        for (int j = 0; j < x.columns(); j++) {
            x.set(row, j, (float) random.nextGaussian());
        }
    }

    @Override
    protected float[] outside() {
        return new float[] {};
    }

    @Override
    protected int[] parametersOf(int column, int columns) {
        return new int[] {column, columns + column};
    }
}
