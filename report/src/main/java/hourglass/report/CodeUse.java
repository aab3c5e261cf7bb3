package hourglass.report;

import hourglass.activation.Relu;
import hourglass.inference.Network;
import hourglass.inference.Variational;
import hourglass.matrix.Matrix;
import hourglass.matrix.Rows;
import hourglass.model.ColumnStatistics;
import hourglass.network.Architecture;
import hourglass.network.Dense;
import hourglass.network.Layer;
import hourglass.objective.Mixed;
import java.util.Arrays;

/// How much of a code is at work.
///
/// @param units numbers of the code
/// @param dead those that stay the same on all rows looked at: the rows judged and, of an autoencoder that was just
///     trained, up to 8,192 rows that it learned from, since few rows have no use for what is merely rare
/// @param silent of a variational code, those that are not dead and still carry less than [#LEAST_NATS]
/// @param idle of another code that is neither sparse nor wide, those that are not dead and still move reconstructions
/// by
///     less than [#LEAST_SHARE]
/// @param constant of a sparse code, those that are above zero in every row
/// @param active of a sparse code, how many numbers of a row are not zero, on average; of others all
public record CodeUse(int units, int dead, int silent, int idle, int constant, double active) {
    /// Below this the decoder has been told nothing: a hundredth of a nat is a seventieth of a bit. (Burda, Grosse and
    /// Salakhutdinov 2016, section 5.2, draw the same line for the variance of a unit's means.)
    public static final double LEAST_NATS = 0.01;

    /// Of the variance of reconstructions, what is lost when a unit is held at its mean: a ten-thousandth is less than
    /// a
    /// picture of bytes can show.
    static final double LEAST_SHARE = 1e-4;

    private static final double DEAD = 1e-6;

    /// Units beyond which holding each takes too long, and rows that are decoded for each.
    private static final int MOST_UNITS = 64;

    private static final int DECODED = 128;

    /// Rows learned from that are looked at where the rows judged have no use for a unit, as many as revival looks at;
    /// and how many at once.
    private static final int MOST_FURTHER = 8192;

    private static final int AT_ONCE = 1024;

    /// Whether numbers from the least to the greatest are one number, as far as can be told from so many rows: one row
    /// shows nothing about what changes between rows.
    public static boolean isDead(double low, double high, int rows) {
        return rows > 1 && high - low <= DEAD;
    }

    /// Looks at the codes of rows.
    ///
    /// @param x as the network reads rows
    static CodeUse of(Network network, Matrix x) {
        return of(network, x, x.rows(0, 0));
    }

    /// Looks at the codes of rows, and at those of further rows for what the first have no use for.
    ///
    /// @param x as the network reads rows
    /// @param further likewise, in which a unit may be at work that is not in x
    static CodeUse of(Network network, Matrix x, Rows further) {
        Matrix codes = network.encode(x);
        Ranges ranges = new Ranges(codes.columns());
        ranges.add(codes);
        if (count(ranges.dead()) > 0) {
            Matrix more = further.thinned(MOST_FURTHER);
            for (int from = 0; from < more.rows() && count(ranges.dead()) > 0; from += AT_ONCE) {
                ranges.add(network.encode(more.rows(from, Math.min(more.rows(), from + AT_ONCE))));
            }
        }
        boolean[] isDead = ranges.dead();
        int dead = count(isDead);
        int silent = 0;
        if (Variational.isVariational(network.architecture()) && x.rows() > 0) {
            for (double nats : nats(network, x)) {
                silent += nats < LEAST_NATS ? 1 : 0;
            }
        }
        boolean sparse = hasZeros(network.architecture());
        return new CodeUse(
                codes.columns(),
                dead,
                Math.max(0, silent - dead),
                sparse || Variational.isVariational(network.architecture()) ? 0 : idle(network, codes, isDead),
                sparse ? constant(codes, isDead) : 0,
                sparse ? active(codes) : codes.columns());
    }

    /// The least and the greatest number of each unit.
    private static final class Ranges {
        private final float[] low;
        private final float[] high;
        private int rows;

        Ranges(int units) {
            low = new float[units];
            high = new float[units];
            Arrays.fill(low, Float.POSITIVE_INFINITY);
            Arrays.fill(high, Float.NEGATIVE_INFINITY);
        }

        void add(Matrix codes) {
            for (int row = 0; row < codes.rows(); row++) {
                for (int j = 0; j < low.length; j++) {
                    low[j] = Math.min(low[j], codes.get(row, j));
                    high[j] = Math.max(high[j], codes.get(row, j));
                }
            }
            rows += codes.rows();
        }

        boolean[] dead() {
            boolean[] dead = new boolean[low.length];
            for (int j = 0; j < dead.length; j++) {
                dead[j] = isDead(low[j], high[j], rows);
            }
            return dead;
        }
    }

    private static int count(boolean[] flags) {
        int count = 0;
        for (boolean flag : flags) {
            count += flag ? 1 : 0;
        }
        return count;
    }

    /// Whether numbers of a code can rest at zero.
    static boolean hasZeros(Architecture architecture) {
        boolean rests = false;
        for (Layer layer : architecture.encoder()) {
            if (layer instanceof Dense dense) {
                rests = dense.activation() instanceof Relu;
            } else {
                rests |= layer.selectsUnits();
            }
        }
        return rests;
    }

    /// How many numbers of a row are not zero, on average.
    static double active(Matrix codes) {
        long active = 0;
        for (int row = 0; row < codes.rows(); row++) {
            for (int j = 0; j < codes.columns(); j++) {
                active += codes.get(row, j) == 0 ? 0 : 1;
            }
        }
        return codes.rows() == 0 ? 0 : (double) active / codes.rows();
    }

    private static int constant(Matrix codes, boolean[] dead) {
        int constant = 0;
        for (int j = 0; j < codes.columns(); j++) {
            boolean always = codes.rows() > 1 && !dead[j];
            for (int row = 0; always && row < codes.rows(); row++) {
                always = codes.get(row, j) != 0;
            }
            constant += always ? 1 : 0;
        }
        return constant;
    }

    private static int idle(Network network, Matrix all, boolean[] dead) {
        Matrix codes = all.rows(0, Math.min(DECODED, all.rows()));
        if (codes.rows() < 2
                || codes.columns() > MOST_UNITS
                || network.architecture().objective() instanceof Mixed) {
            return 0;
        }
        Matrix decoded = network.decode(codes);
        double variance = squares(decoded, means(decoded));
        int idle = 0;
        for (int j = 0; j < dead.length; j++) {
            if (!dead[j] && variance > 0) {
                Matrix held = codes.copy();
                float mean = (float) means(codes)[j];
                for (int row = 0; row < held.rows(); row++) {
                    held.set(row, j, mean);
                }
                idle += Reconstructions.squaredError(network.decode(held), decoded) < LEAST_SHARE * variance ? 1 : 0;
            }
        }
        return idle;
    }

    private static double[] means(Matrix rows) {
        return ColumnStatistics.means(rows);
    }

    private static double squares(Matrix rows, double[] means) {
        double sum = 0;
        for (int row = 0; row < rows.rows(); row++) {
            for (int j = 0; j < means.length; j++) {
                sum += Math.pow(rows.get(row, j) - means[j], 2);
            }
        }
        return sum;
    }

    /// A code that there is none of.
    static CodeUse none() {
        return new CodeUse(0, 0, 0, 0, 0, 0);
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
