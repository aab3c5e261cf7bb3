package hourglass.network;

import hourglass.matrix.Matrix;
import hourglass.random.Noise;

/// A random change of the input. The noise is a function of (seed, step, row, column).
public sealed interface Corruption {
    /// Rows as this corruption spoils them, with noise that no step of training draws: to see what a denoising
    /// autoencoder makes of it.
    ///
    /// @param rows scaled, not modified; swap noise draws from all of them
    /// @param seed the noise is a function of (seed, row, column)
    default Matrix corrupted(Matrix rows, long seed) {
        Matrix corrupted = Matrix.zeros(rows.rows(), rows.columns());
        BoundCorrupt.Spots spots = BoundCorrupt.Spots.of(this);
        for (int row = 0; row < rows.rows(); row++) {
            // Steps of training count from 0.
            long key = Noise.key(seed, Noise.Purpose.CORRUPTION, -1, row);
            BoundCorrupt.corrupt(this, spots, rows, rows, corrupted, row, key);
        }
        return corrupted;
    }

    /// x + noise, with normal noise of mean 0.
    ///
    /// @param standardDeviation in units of the scaled input
    record Gaussian(float standardDeviation) implements Corruption {
        public Gaussian {
            if (!(standardDeviation >= 0) || Float.isInfinite(standardDeviation)) {
                throw new IllegalArgumentException(
                        "the standard deviation must be at least 0 and finite, got " + standardDeviation);
            }
        }
    }

    /// Each number is set to 0 with the given probability (Vincent et al. 2010, section 3.3, "masking noise").
    record Masking(float fraction) implements Corruption {
        public Masking {
            checkFraction(fraction);
        }
    }

    /// Each number is set to 0 with the given probability p and divided by 1 − p otherwise, which keeps its expectation
    /// (Srivastava et al. 2014, "Dropout", section 10: "inverted" dropout, so that nothing is to be scaled in use).
    /// Before the first layer or any other.
    ///
    /// @param fraction p, below 1
    record Dropout(float fraction) implements Corruption {
        public Dropout {
            if (!(fraction >= 0 && fraction < 1)) {
                throw new IllegalArgumentException(
                        "the fraction dropped must be at least 0 and below 1, got " + fraction);
            }
        }
    }

    /// Each number is set to `low` or `high`, equally likely, with the given probability (ibid., "salt-and-pepper
    /// noise").
    record SaltAndPepper(float fraction, float low, float high) implements Corruption {
        public SaltAndPepper {
            checkFraction(fraction);
            if (!Float.isFinite(low) || !Float.isFinite(high)) {
                throw new IllegalArgumentException("low and high must be finite, got " + low + " and " + high);
            }
        }

        /// Between 0 and 1.
        public SaltAndPepper(float fraction) {
            this(fraction, 0f, 1f);
        }
    }

    /// Each number is replaced, with the given probability, by the number in the same column of another row of the
    /// batch, drawn at random ("swap noise"): what it puts in always has the right marginal distribution.
    record Swap(float fraction) implements Corruption {
        public Swap {
            checkFraction(fraction);
        }
    }

    /// Each number becomes missing, NaN, with a probability that is drawn for each row between two bounds: a network
    /// that
    /// learns to reproduce rows of which more or less is known fills in what is not. Before an [Encode] layer, which
    /// alone takes what is missing.
    ///
    /// @param least the smallest fraction
    /// @param most the largest; all rows have the same where it is the smallest too
    record Missing(float least, float most) implements Corruption {
        public Missing {
            checkFraction(least);
            checkFraction(most);
            if (least > most) {
                throw new IllegalArgumentException(
                        "the fraction of missing numbers must grow from least to most, got " + least + " and " + most);
            }
        }

        /// The same fraction for all rows.
        public Missing(float fraction) {
            this(fraction, fraction);
        }
    }

    private static void checkFraction(float fraction) {
        if (!(fraction >= 0 && fraction <= 1)) {
            throw new IllegalArgumentException("the fraction must be between 0 and 1, got " + fraction);
        }
    }
}
