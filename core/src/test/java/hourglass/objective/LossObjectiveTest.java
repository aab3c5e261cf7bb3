package hourglass.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import hourglass.activation.Activation;
import hourglass.activation.Exponential;
import hourglass.activation.Linear;
import hourglass.activation.Relu;
import hourglass.activation.Selu;
import hourglass.activation.Sigmoid;
import hourglass.activation.Softmax;
import hourglass.activation.Softplus;
import hourglass.activation.Tanh;
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
import hourglass.matrix.Matrix;
import java.util.Random;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// Each loss as objective with its own output and with others.
class LossObjectiveTest {
    enum Data {
        SHARES,
        POSITIVE,
        NORMAL,
        /// Further from 0 than any η of the contract, so that the kinks of |x̂ − x| are out of the way.
        FAR;

        float[] outside() {
            return switch (this) {
                case SHARES -> new float[] {-1e-6f, 1.00001f};
                case POSITIVE -> new float[] {-1e-6f, -1};
                case NORMAL, FAR -> new float[] {};
            };
        }

        double draw(Random random) {
            return switch (this) {
                case SHARES -> random.nextFloat();
                case POSITIVE -> 3 * random.nextFloat();
                case NORMAL -> random.nextGaussian();
                case FAR -> (random.nextBoolean() ? 1 : -1) * (4 + random.nextFloat());
            };
        }
    }

    abstract static class Contract extends ObjectiveContract {
        private final LossObjective objective;
        private final Data data;

        Contract(LossObjective objective, Data data) {
            this.objective = objective;
            this.data = data;
        }

        @Override
        protected Objective objective() {
            return objective;
        }

        @Override
        protected void fillRow(Random random, Matrix x, int row) {
            for (int j = 0; j < x.columns(); j++) {
                x.set(row, j, (float) data.draw(random));
            }
        }

        @Override
        protected float[] outside() {
            return data.outside();
        }

        @Override
        protected double gradientTolerance() {
            return objective.output() instanceof Linear ? 4e-6 : 2e-4;
        }

        @Test
        void agreesWithDoublePrecision() {
            Random random = new Random(31);
            Matrix x = Matrix.zeros(20, 6);
            Matrix eta = Matrix.zeros(20, 6);
            for (int row = 0; row < 20; row++) {
                fillRow(random, x, row);
                for (int j = 0; j < 6; j++) {
                    eta.set(row, j, (float) random.nextGaussian());
                }
            }
            double[] losses = new double[20];
            objective.lossPerRow(eta, x, losses, 0);
            for (int row = 0; row < 20; row++) {
                double expected = ReferenceLikelihood.loss(objective, numbers(eta, row), numbers(x, row));
                assertThat(losses[row]).isCloseTo(expected, within(2e-6 * (1 + Math.abs(expected))));
            }
        }

        private static double[] numbers(Matrix matrix, int row) {
            double[] numbers = new double[matrix.columns()];
            for (int j = 0; j < numbers.length; j++) {
                numbers[j] = matrix.get(row, j);
            }
            return numbers;
        }
    }

    @Nested
    class OfBinaryCrossentropy extends Contract {
        OfBinaryCrossentropy() {
            super(new LossObjective(new BinaryCrossentropy()), Data.SHARES);
        }
    }

    @Nested
    class OfSmoothedBinaryCrossentropy extends Contract {
        OfSmoothedBinaryCrossentropy() {
            super(new LossObjective(new BinaryCrossentropy(true, 0.2, 1)), Data.SHARES);
        }
    }

    @Nested
    class OfBinaryCrossentropyAfterSoftmax extends Contract {
        OfBinaryCrossentropyAfterSoftmax() {
            super(new LossObjective(new BinaryCrossentropy(), new Softmax()), Data.SHARES);
        }
    }

    @Nested
    class OfCategoricalCrossentropy extends Contract {
        OfCategoricalCrossentropy() {
            super(new LossObjective(new CategoricalCrossentropy(false, 0.1, -1)), Data.POSITIVE);
        }
    }

    @Nested
    class OfCategoricalCrossentropyAfterSoftplus extends Contract {
        OfCategoricalCrossentropyAfterSoftplus() {
            super(new LossObjective(new CategoricalCrossentropy(), new Softplus()), Data.POSITIVE);
        }
    }

    @Nested
    class OfPoisson extends Contract {
        OfPoisson() {
            super(new LossObjective(new Poisson()), Data.POSITIVE);
        }
    }

    @Nested
    class OfPoissonAfterSoftplus extends Contract {
        OfPoissonAfterSoftplus() {
            super(new LossObjective(new Poisson(), new Softplus()), Data.POSITIVE);
        }
    }

    @Nested
    class OfKLDivergence extends Contract {
        OfKLDivergence() {
            super(new LossObjective(new KLDivergence()), Data.SHARES);
        }
    }

    @Nested
    class OfKLDivergenceAfterSigmoid extends Contract {
        OfKLDivergenceAfterSigmoid() {
            super(new LossObjective(new KLDivergence(), new Sigmoid()), Data.SHARES);
        }
    }

    @Nested
    class OfMeanSquaredError extends Contract {
        OfMeanSquaredError() {
            super(new LossObjective(new MeanSquaredError()), Data.NORMAL);
        }
    }

    @Nested
    class OfMeanSquaredErrorAfterTanh extends Contract {
        OfMeanSquaredErrorAfterTanh() {
            super(new LossObjective(new MeanSquaredError(), new Tanh()), Data.NORMAL);
        }
    }

    @Nested
    class OfMeanAbsoluteError extends Contract {
        OfMeanAbsoluteError() {
            super(new LossObjective(new MeanAbsoluteError()), Data.FAR);
        }
    }

    @Nested
    class OfMeanAbsolutePercentageError extends Contract {
        OfMeanAbsolutePercentageError() {
            super(new LossObjective(new MeanAbsolutePercentageError()), Data.FAR);
        }
    }

    @Nested
    class OfMeanSquaredLogarithmicError extends Contract {
        OfMeanSquaredLogarithmicError() {
            super(new LossObjective(new MeanSquaredLogarithmicError()), Data.POSITIVE);
        }
    }

    @Nested
    class OfCosineSimilarity extends Contract {
        OfCosineSimilarity() {
            super(new LossObjective(new CosineSimilarity()), Data.NORMAL);
        }
    }

    @Nested
    class OfSteepHuber extends Contract {
        OfSteepHuber() {
            super(new LossObjective(new Huber(0.5)), Data.FAR);
        }
    }

    @Nested
    class OfRoundHuber extends Contract {
        OfRoundHuber() {
            super(new LossObjective(new Huber(50)), Data.NORMAL);
        }
    }

    @Nested
    class OfLogCosh extends Contract {
        OfLogCosh() {
            super(new LossObjective(new LogCosh()), Data.NORMAL);
        }
    }

    private static final Matrix X = Matrix.of(2, 3, .25f, 1, .5f, 0, .125f, .75f);
    private static final Matrix ETA = Matrix.of(2, 3, 1, -2, .5f, 0, 3, -.25f);

    /// The sum over features is Keras' mean times their number; where Keras takes a sum, it is that.
    @Test
    void lossesAreSumsOverFeatures() {
        for (Loss loss : Loss.standard()) {
            if (!(loss instanceof SparseCategoricalCrossentropy)) {
                LossObjective objective = new LossObjective(loss);
                Matrix mean = Matrix.zeros(2, 3);
                objective.mean(ETA, mean);
                double[] keras = loss.perSample(X, mean);
                double[] losses = new double[2];
                objective.lossPerRow(ETA, X, losses, 0);
                for (int row = 0; row < 2; row++) {
                    double expected = keras[row] * loss.divisor(3);
                    assertThat(losses[row]).as(loss.name()).isCloseTo(expected, within(1e-6 * Math.abs(expected)));
                }
            }
        }
    }

    private static double lossAndGradient(Objective objective, Matrix gradient) {
        return objective.loss(ETA, X, 0.5f, gradient);
    }

    /// The lecture's likelihoods, which some of the losses are: squared error twice the Gaussian's loss, the
    /// cross-entropies the same.
    @Test
    void someAreLikelihoods() {
        assertSame(new LossObjective(new MeanSquaredError()), new Gaussian(), 2, 1e-9);
        assertSame(new LossObjective(new BinaryCrossentropy()), new Bernoulli(), 1, 1e-7);
        assertSame(new LossObjective(new CategoricalCrossentropy()), new Categorical(), 1, 1e-7);
        assertSame(new LossObjective(new Poisson()), new hourglass.objective.Poisson(), 1, 2e-6);
    }

    private static void assertSame(LossObjective objective, Objective twin, double factor, double tolerance) {
        Matrix gradient = Matrix.zeros(2, 3);
        Matrix expected = Matrix.zeros(2, 3);
        double loss = lossAndGradient(objective, gradient);
        assertThat(loss).isCloseTo(factor * lossAndGradient(twin, expected), within(tolerance * Math.abs(loss)));
        for (int i = 0; i < 6; i++) {
            assertThat((double) gradient.array()[i]).isCloseTo(factor * expected.array()[i], within(2e-6));
        }
    }

    /// Saying that predictions are logits changes nothing where the objective knows them to be.
    @Test
    void fromLogitsMakesNoDifference() {
        assertThat(lossAndGradient(new LossObjective(new BinaryCrossentropy(true)), Matrix.zeros(2, 3)))
                .isEqualTo(lossAndGradient(new LossObjective(new BinaryCrossentropy(false)), Matrix.zeros(2, 3)));
        assertThat(lossAndGradient(new LossObjective(new CategoricalCrossentropy(true)), Matrix.zeros(2, 3)))
                .isEqualTo(lossAndGradient(new LossObjective(new CategoricalCrossentropy(false)), Matrix.zeros(2, 3)));
    }

    /// Nothing is clipped on the way: a unit that is sure and wrong learns.
    @Test
    void crossEntropiesAreFusedWithTheirActivations() {
        Matrix gradient = Matrix.zeros(1, 2);
        Matrix eta = Matrix.of(1, 2, -200, 200);
        assertThat(new LossObjective(new BinaryCrossentropy()).loss(eta, Matrix.of(1, 2, 1, 0), 1, gradient))
                .isEqualTo(400);
        assertThat(gradient.array()).containsExactly(-1, 1);
        assertThat(new LossObjective(new CategoricalCrossentropy()).loss(eta, Matrix.of(1, 2, 1, 0), 1, gradient))
                .isEqualTo(400);
        assertThat(gradient.array()).containsExactly(-1, 1);
    }

    @Test
    void whatCannotBeAnObjectiveIsRefused() {
        assertRefused(new Huber(), new Selu(), "output of an objective");
        assertRefused(new Huber(), new Relu(0.1f, 6f, 0f), "relu without arguments");
        assertRefused(new CosineSimilarity(0), new Linear(), "axis");
        assertRefused(new BinaryCrossentropy(true), new Linear(), "from logits");
        assertRefused(new CategoricalCrossentropy(true), new Sigmoid(), "from logits");
        assertRefused(new SparseCategoricalCrossentropy(), new Softmax(), "class_indices");
    }

    private static void assertRefused(Loss loss, Activation output, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LossObjective(loss, output))
                .withMessageContaining(message);
    }

    @Test
    void outputsHaveInverses() {
        for (Activation output :
                new Activation[] {new Linear(), new Relu(), new Sigmoid(), new Tanh(), new Softplus(), new Exponential()
                }) {
            LossObjective objective = new LossObjective(new MeanSquaredError(), output);
            Matrix eta = Matrix.zeros(1, 3);
            objective.link(Matrix.of(1, 3, .125f, .5f, .875f), eta);
            objective.mean(eta, eta);
            assertThat(eta.get(0, 0)).as("%s", output).isCloseTo(.125f, within(1e-6f));
            assertThat(eta.get(0, 1)).as("%s", output).isCloseTo(.5f, within(1e-6f));
            assertThat(eta.get(0, 2)).as("%s", output).isCloseTo(.875f, within(1e-6f));
        }
    }
}
