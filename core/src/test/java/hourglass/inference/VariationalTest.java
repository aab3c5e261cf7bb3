package hourglass.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import hourglass.activation.Linear;
import hourglass.matrix.Kernels;
import hourglass.matrix.Matrix;
import hourglass.network.Architecture;
import hourglass.network.Dense;
import hourglass.network.GaussianLatent;
import hourglass.network.Layer;
import hourglass.network.Parameters;
import hourglass.objective.Gaussian;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Linear encoder and decoder, x = b + z W + noise: p(x) = N(b, I + Wᵀ W) is known, and with orthogonal rows of W so is
/// the posterior, N(μ, diag σ²) with σⱼ² = 1 / (1 + ‖wⱼ‖²) and μⱼ = σⱼ² wⱼ · (x − b).
class VariationalTest {
    private static final double[][] W = {{1, 2, 0, 0.5}, {2, -1, 1, 0}};
    private static final double[] B = {0.3, -0.2, 0.1, 1};
    private static final Matrix X = Matrix.of(3, 4, 0, 0, 0, 0, 1, -2, 3, 0.5f, -4, 1, 2, -1);

    /// The autoencoder with the exact posterior, means and log variances moved by as much as asked for.
    private static Network autoencoder(double meanShift, double logVarianceShift) {
        Architecture architecture = new Architecture(
                4,
                List.of(new Dense(4, new Linear()), new GaussianLatent()),
                List.of(new Dense(4, new Linear())),
                new Gaussian());
        Parameters parameters = Parameters.zeros(architecture);
        Matrix encoder = parameters.weight(0);
        Matrix encoderBias = parameters.matrix(parameters.tensors().get(1));
        Matrix decoder = parameters.weight(2);
        Matrix decoderBias = parameters.matrix(parameters.tensors().get(3));
        for (int j = 0; j < 2; j++) {
            double variance = 1 / (1 + inner(W[j], W[j]));
            for (int i = 0; i < 4; i++) {
                encoder.set(i, j, (float) (variance * W[j][i]));
                decoder.set(j, i, (float) W[j][i]);
                decoderBias.set(0, i, (float) B[i]);
            }
            encoderBias.set(0, j, (float) (meanShift - variance * inner(W[j], B)));
            encoderBias.set(0, 2 + j, (float) (StrictMath.log(variance) + logVarianceShift));
        }
        return new Network(architecture, parameters, Kernels.plain());
    }

    private static double inner(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    /// −log N(x; b, I + Wᵀ W), the inverse by Woodbury's formula for orthogonal rows.
    private static double exact(Matrix x, int row) {
        double[] difference = new double[4];
        for (int i = 0; i < 4; i++) {
            difference[i] = x.get(row, i) - B[i];
        }
        double value = 2 * StrictMath.log(2 * Math.PI) + inner(difference, difference) / 2;
        for (double[] w : W) {
            double size = 1 + inner(w, w);
            value += StrictMath.log(size) / 2 - Math.pow(inner(w, difference), 2) / size / 2;
        }
        return value;
    }

    /// Every weight p(x|z) p(z) / q(z|x) is p(x) itself then, whatever z is drawn.
    @Test
    void withTheExactPosteriorTheEstimateIsExact() {
        assertThat(inner(W[0], W[1])).isZero();
        for (int samples : new int[] {1, 7}) {
            double[] estimate = Variational.of(autoencoder(0, 0)).negativeLogLikelihood(X, samples, 5);
            for (int row = 0; row < X.rows(); row++) {
                assertThat(estimate[row]).isCloseTo(exact(X, row), within(2e-5));
            }
        }
    }

    @Test
    void withAnotherPosteriorItIsAboveAndComesNearWithManySamples() {
        Variational variational = Variational.of(autoencoder(0.2, 0.7));
        double[] one = new double[X.rows()];
        for (int seed = 0; seed < 400; seed++) {
            double[] estimate = variational.negativeLogLikelihood(X, 1, seed);
            for (int row = 0; row < one.length; row++) {
                one[row] += estimate[row] / 400;
            }
        }
        double[] many = variational.negativeLogLikelihood(X, 20_000, 9);
        for (int row = 0; row < one.length; row++) {
            assertThat(one[row]).isGreaterThan(exact(X, row) + 0.2);
            assertThat(many[row]).isCloseTo(exact(X, row), within(0.02));
        }
    }

    @Test
    void logarithmsOfTinyProbabilitiesStayFinite() {
        Matrix far = Matrix.of(1, 4, 300, -300, 300, 300);
        double expected = exact(far, 0);
        assertThat(expected).isGreaterThan(10_000);
        assertThat(Variational.of(autoencoder(0, 0)).negativeLogLikelihood(far, 50, 1)[0])
                .isCloseTo(expected, within(1e-4 * expected));
    }

    /// KL = E_q[log q(z) − log p(z)], against 400,000 draws with other random numbers.
    @Test
    void theDivergenceAgreesWithMonteCarlo() {
        Variational variational = Variational.of(autoencoder(-0.4, 1.1));
        Variational.Posterior posterior = variational.posterior(X);
        double[] divergence = variational.divergence(X);
        Random random = new Random(8);
        int draws = 400_000;
        for (int row = 0; row < X.rows(); row++) {
            double sum = 0;
            for (int draw = 0; draw < draws; draw++) {
                for (int j = 0; j < 2; j++) {
                    double noise = random.nextGaussian();
                    double logVariance = posterior.logVariance().get(row, j);
                    double z = posterior.mean().get(row, j) + Math.exp(logVariance / 2) * noise;
                    sum += (z * z - noise * noise - logVariance) / 2;
                }
            }
            assertThat(sum / draws).isCloseTo(divergence[row], within(0.01 * (1 + divergence[row])));
        }
    }

    @Test
    void theCodeIsTheMean() {
        Network autoencoder = autoencoder(0.25, 0);
        assertThat(Parameters.count(autoencoder.architecture()))
                .isEqualTo(autoencoder.parameters().block().length);
        Matrix mean = Variational.of(autoencoder).posterior(X).mean();
        assertThat(autoencoder.encode(X).array()).isEqualTo(mean.array());
        assertThat(mean.columns()).isEqualTo(2);
        for (int j = 0; j < 2; j++) {
            double variance = 1 / (1 + inner(W[j], W[j]));
            double expected = 0.25 - variance * inner(W[j], B);
            assertThat((double) mean.get(0, j)).isCloseTo(expected, within(1e-6));
        }
        assertThat(autoencoder.means(X).array())
                .isEqualTo(autoencoder.decode(mean).array());
    }

    /// x = b + z W without noise has mean b and covariance Wᵀ W.
    @Test
    void samplesHaveTheMomentsOfThePrior() {
        Variational variational = Variational.of(autoencoder(0, 0));
        int count = 20_000;
        Matrix sample = variational.sample(0, count, 3);
        for (int i = 0; i < 4; i++) {
            double mean = 0;
            double square = 0;
            for (int row = 0; row < count; row++) {
                mean += sample.get(row, i) / count;
                square += Math.pow(sample.get(row, i) - B[i], 2) / count;
            }
            double variance = W[0][i] * W[0][i] + W[1][i] * W[1][i];
            assertThat(mean).isCloseTo(B[i], within(5 * Math.sqrt(variance / count)));
            assertThat(square).isCloseTo(variance, within(0.06 * variance));
        }
    }

    @Test
    void aSampleIsAFunctionOfSeedAndPlace() {
        Variational variational = Variational.of(autoencoder(0, 0));
        Matrix all = variational.sample(0, 30, 3);
        assertThat(variational.sample(10, 20, 3).array())
                .isEqualTo(all.rows(10, 30).copy().array());
        assertThat(variational.sample(0, 30, 4).array()).isNotEqualTo(all.array());
        double[] once = variational.negativeLogLikelihood(X, 3, 1);
        assertThat(variational.negativeLogLikelihood(X, 3, 1)).isEqualTo(once);
    }

    @Test
    void interpolationGoesStraightFromOneCodeToTheOther() {
        Variational variational = Variational.of(autoencoder(0, 0));
        Matrix from = Matrix.of(1, 2, 1, -1);
        Matrix to = Matrix.of(1, 2, -3, 0);
        Matrix path = variational.interpolate(from, to, 5);
        Network autoencoder = autoencoder(0, 0);
        Matrix codes = Matrix.of(5, 2, 1, -1, 0, -0.75f, -1, -0.5f, -2, -0.25f, -3, 0);
        assertThat(path.array()).isEqualTo(autoencoder.decode(codes).array());
        assertThatIllegalArgumentException().isThrownBy(() -> variational.interpolate(from, to, 1));
    }

    @Test
    void plainAutoencodersAndNoSamplesAreRefused() {
        Architecture plain = new Architecture(
                4, List.of(new Dense(2, new Linear())), List.of(new Dense(4, new Linear())), new Gaussian());
        Network autoencoder = new Network(plain, Parameters.zeros(plain), Kernels.plain());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Variational.of(autoencoder))
                .withMessageContaining("no gaussian latent");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Variational.of(autoencoder(0, 0)).negativeLogLikelihood(X, 0, 1));
    }

    /// Its layers all stand in the decoder.
    @Test
    void aNetworkWithoutEncoderIsNotVariational() {
        Architecture classifier = Architecture.feedForward(4, List.of(3), new Linear(), 2, new Gaussian());
        assertThat(classifier.encoder()).isEmpty();
        assertThat(Variational.isVariational(classifier)).isFalse();
        Network network = new Network(classifier, Parameters.zeros(classifier), Kernels.plain());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Variational.of(network))
                .withMessageContaining("no gaussian latent");
    }

    @Test
    void misplacedLatentsAreRefused() {
        Dense two = new Dense(2, new Linear());
        Dense four = new Dense(4, new Linear());
        for (List<Layer> encoder : List.<List<Layer>>of(
                List.of(new Dense(3, new Linear()), new GaussianLatent()),
                List.of(four, new GaussianLatent(), two),
                List.of(two, new GaussianLatent(), new GaussianLatent()))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new Architecture(4, encoder, List.of(four), new Gaussian()))
                    .withMessageContaining("gaussian latent");
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new Architecture(4, List.of(two), List.of(four, new GaussianLatent(), four), new Gaussian()))
                .withMessageContaining("end of the encoder");
        assertThatIllegalArgumentException().isThrownBy(() -> new GaussianLatent(-1));
        assertThatIllegalArgumentException().isThrownBy(() -> new GaussianLatent(Float.NaN));
    }
}
