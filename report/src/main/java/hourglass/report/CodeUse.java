package hourglass.report;

import hourglass.inference.Network;
import hourglass.inference.Variational;
import hourglass.matrix.Matrix;

/// How much of a code is at work.
///
/// @param units numbers of the code
/// @param dead those that stay the same on all rows
/// @param silent of a variational code, those that are not dead and still carry less than [#LEAST_NATS]
public record CodeUse(int units, int dead, int silent) {
    /// Below this the decoder has been told nothing: a hundredth of a nat is a seventieth of a bit.
    public static final double LEAST_NATS = 0.01;

    private static final double DEAD = 1e-6;

    /// Whether numbers from the least to the greatest are one number, as far as can be told from so many rows: one row
    /// shows nothing about what changes between rows.
    public static boolean isDead(double low, double high, int rows) {
        return rows > 1 && high - low <= DEAD;
    }

    /// Looks at the codes of rows.
    ///
    /// @param x as the network reads rows
    static CodeUse of(Network network, Matrix x) {
        Matrix codes = network.encode(x);
        int dead = dead(codes);
        int silent = 0;
        if (Variational.isVariational(network.architecture()) && x.rows() > 0) {
            for (double nats : nats(network, x)) {
                silent += nats < LEAST_NATS ? 1 : 0;
            }
        }
        return new CodeUse(codes.columns(), dead, Math.max(0, silent - dead));
    }

    private static int dead(Matrix codes) {
        int dead = 0;
        for (int j = 0; j < codes.columns(); j++) {
            float low = Float.POSITIVE_INFINITY;
            float high = Float.NEGATIVE_INFINITY;
            for (int row = 0; row < codes.rows(); row++) {
                low = Math.min(low, codes.get(row, j));
                high = Math.max(high, codes.get(row, j));
            }
            dead += isDead(low, high, codes.rows()) ? 1 : 0;
        }
        return dead;
    }

    /// A code that there is none of.
    static CodeUse none() {
        return new CodeUse(0, 0, 0);
    }

    /// What each unit of a variational code carries: KL(q(zⱼ|x) ‖ N(0, 1)) = ½ (σⱼ² + μⱼ² − 1 − log σⱼ²), mean over
    /// rows, in nats (Kingma and Welling 2014, appendix B).
    ///
    /// @param x as the network reads rows
    public static double[] nats(Network network, Matrix x) {
        Variational.Posterior posterior = Variational.of(network).posterior(x);
        double[] nats = new double[posterior.mean().columns()];
        for (int row = 0; row < x.rows(); row++) {
            for (int j = 0; j < nats.length; j++) {
                double mean = posterior.mean().get(row, j);
                double logVariance = posterior.logVariance().get(row, j);
                nats[j] += (mean * mean + Math.exp(logVariance) - 1 - logVariance) / 2 / x.rows();
            }
        }
        return nats;
    }
}
