package hourglass.inference;

import hourglass.matrix.Exponentials;
import hourglass.matrix.Matrix;
import hourglass.network.Architecture;
import hourglass.network.GaussianLatent;
import hourglass.objective.Likelihood;
import hourglass.random.Noise;
import java.util.Arrays;

/// A trained variational autoencoder as a model of the distribution of its inputs (Kingma and Welling 2014): prior
/// p(z) = N(0, I), decoder p(x|z), encoder q(z|x) = N(μ, diag σ²). Immutable and thread-safe.
///
/// Noise is a function of (seed, place): the same arguments give the same bits, on any number of threads. As
/// everywhere,
/// inputs are in the scale the network was trained on.
public final class Variational {
    private final Network network;
    private final int codeSize;

    /// q(z|x) for some rows.
    ///
    /// @param mean μ (rows × code size)
    /// @param logVariance log σ² (rows × code size)
    public record Posterior(Matrix mean, Matrix logVariance) {}

    private Variational(Network network) {
        this.network = network;
        this.codeSize = network.architecture().codeSize();
    }

    /// Whether the encoder of an architecture ends in a Gaussian latent.
    public static boolean isVariational(Architecture architecture) {
        return !architecture.encoder().isEmpty() && architecture.encoder().getLast() instanceof GaussianLatent;
    }

    /// The view of a network whose encoder ends in a Gaussian latent.
    ///
    /// @throws IllegalArgumentException if it does not
    public static Variational of(Network network) {
        if (!isVariational(network.architecture())) {
            throw new IllegalArgumentException(
                    "the network must be variational: the last layer of its encoder is no gaussian latent");
        }
        return new Variational(network);
    }

    /// q(z|x) of each row.
    ///
    /// @param x (rows × features)
    public Posterior posterior(Matrix x) {
        Matrix both = network.beforeCode(x, 2 * codeSize);
        return new Posterior(
                both.columns(0, codeSize).copy(),
                both.columns(codeSize, 2 * codeSize).copy());
    }

    /// KL(q(z|x) ‖ p(z)) = ½ Σⱼ (σⱼ² + μⱼ² − 1 − log σⱼ²) of each row, in nats (appendix B).
    ///
    /// @param x (rows × features)
    public double[] divergence(Matrix x) {
        Posterior posterior = posterior(x);
        double[] divergences = new double[x.rows()];
        for (int row = 0; row < divergences.length; row++) {
            for (int j = 0; j < codeSize; j++) {
                double mean = posterior.mean().get(row, j);
                double logVariance = posterior.logVariance().get(row, j);
                divergences[row] += (mean * mean + Exponentials.exp(logVariance) - 1 - logVariance) / 2;
            }
        }
        return divergences;
    }

    /// Codes drawn from the prior N(0, I): rows first … first + count − 1 of an endless table, each a function of the
    /// seed and its place.
    ///
    /// @return (count × code size)
    public Matrix priorCodes(long first, int count, long seed) {
        Matrix codes = Matrix.zeros(count, codeSize);
        for (int row = 0; row < count; row++) {
            long key = Noise.key(seed, Noise.Purpose.SAMPLING, 0, first + row);
            for (int j = 0; j < codeSize; j++) {
                codes.set(row, j, (float) Noise.gaussian(key, j));
            }
        }
        return codes;
    }

    /// New inputs: the means of p(x|z) for codes z of [#priorCodes].
    ///
    /// @return (count × features)
    public Matrix sample(long first, int count, long seed) {
        return network.decode(priorCodes(first, count, seed));
    }

    /// The decoded points of the straight line from one code to another, both included.
    ///
    /// @param from code to begin at (1 × code size)
    /// @param to code to end at (1 × code size)
    /// @param count how many points, at least 2
    /// @return (count × features)
    public Matrix interpolate(Matrix from, Matrix to, int count) {
        if (count < 2 || from.rows() != 1 || to.rows() != 1 || from.columns() != codeSize || to.columns() != codeSize) {
            throw new IllegalArgumentException("interpolation needs 2 points or more between two codes of 1 x "
                    + codeSize + ", got " + count + " between " + from.shape() + " and " + to.shape());
        }
        Matrix codes = Matrix.zeros(count, codeSize);
        for (int row = 0; row < count; row++) {
            float share = (float) row / (count - 1);
            for (int j = 0; j < codeSize; j++) {
                codes.set(row, j, (1 - share) * from.get(0, j) + share * to.get(0, j));
            }
        }
        return network.decode(codes);
    }

    /// −log p(x) of each row, in nats and with all constants, estimated from K samples of q:
    /// −log (1/K) Σₖ p(x|zₖ) p(zₖ) / q(zₖ|x) (Burda, Grosse, Salakhutdinov 2016, "Importance weighted autoencoders",
    /// eq. 8), summed as logarithms. Its expectation is never below −log p(x) and falls towards it as K grows; for K =
    /// 1
    /// it is that of the negative evidence lower bound.
    ///
    /// Higher is stranger. The noise of a sample is a function of (seed, sample, row).
    ///
    /// @param x (rows × features)
    /// @param samples K, at least 1
    public double[] negativeLogLikelihood(Matrix x, int samples, long seed) {
        if (samples < 1) {
            throw new IllegalArgumentException("there must be at least 1 sample, got " + samples);
        }
        if (!(network.architecture().objective() instanceof Likelihood likelihood)) {
            throw new IllegalArgumentException("-log p(x) needs a density, which "
                    + network.architecture().objective().name() + " is not");
        }
        Posterior posterior = posterior(x);
        int rows = x.rows();
        double[] largest = new double[rows];
        double[] sums = new double[rows];
        Arrays.fill(largest, Double.NEGATIVE_INFINITY);
        Matrix codes = Matrix.zeros(rows, codeSize);
        for (int sample = 0; sample < samples; sample++) {
            double[] logWeights = draw(posterior, codes, sample, seed);
            double[] losses = network.lossOfCodes(codes, x);
            for (int row = 0; row < rows; row++) {
                add(logWeights[row] - losses[row], row, largest, sums);
            }
        }
        double[] result = new double[rows];
        for (int row = 0; row < rows; row++) {
            double constant = likelihood.constant(x.rows(row, row + 1));
            result[row] = constant + StrictMath.log(samples) - largest[row] - StrictMath.log(sums[row]);
        }
        return result;
    }

    /// Adds e^term to a sum kept as largest + log(sum of e^(terms − largest)).
    private static void add(double term, int row, double[] largest, double[] sums) {
        if (term <= largest[row]) {
            sums[row] += StrictMath.exp(term - largest[row]);
        } else {
            sums[row] = 1 + sums[row] * StrictMath.exp(largest[row] - term);
            largest[row] = term;
        }
    }

    /// Overwrites the codes by draws z = μ + σ ε and returns log p(z) − log q(z|x) = ½ Σⱼ (εⱼ² + log σⱼ² − zⱼ²).
    private double[] draw(Posterior posterior, Matrix codes, int sample, long seed) {
        double[] logWeights = new double[codes.rows()];
        for (int row = 0; row < logWeights.length; row++) {
            long key = Noise.key(seed, Noise.Purpose.SAMPLING, 1L + sample, row);
            for (int j = 0; j < codeSize; j++) {
                double logVariance = posterior.logVariance().get(row, j);
                double noise = Noise.gaussian(key, j);
                double z = posterior.mean().get(row, j) + StrictMath.exp(logVariance / 2) * noise;
                codes.set(row, j, (float) z);
                logWeights[row] += (noise * noise + logVariance - z * z) / 2;
            }
        }
        return logWeights;
    }
}
