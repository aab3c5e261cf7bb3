package hourglass.random;

/// Random numbers as a function of a key and a counter: no state, no order, the same on any number of threads.
///
/// A key mixes (seed, purpose, two further numbers such as step and row); the n-th number under a key is a bijective
/// 64-bit mix of key + n · φ, the generator SplitMix64 (Steele, Lea, Flood, "Fast splittable pseudorandom number
/// generators", OOPSLA 2014, fig. 17) entered at any place.
public final class Noise {
    /// What random numbers are for; each purpose has a stream of its own, so that a change in one leaves the others.
    public enum Purpose {
        INITIALIZATION(1),
        SPLIT(2),
        ORDER(3),
        CORRUPTION(4),
        SAMPLING(5),
        PRETRAINING(6),
        REVIVAL(7),
        OBSERVATION(8),
        NESTING(9);

        /// Part of the definition of the numbers: never to be changed.
        private final int number;

        Purpose(int number) {
            this.number = number;
        }
    }

    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;
    private static final double TWO_TO_MINUS_53 = 0x1.0p-53;

    private Noise() {}

    /// A key for one purpose and two further numbers.
    public static long key(long seed, Purpose purpose, long first, long second) {
        long key = mix(seed + GOLDEN_GAMMA * purpose.number);
        key = mix(key + GOLDEN_GAMMA * (first + 1));
        return mix(key + GOLDEN_GAMMA * (second + 1));
    }

    /// The n-th 64 random bits under a key.
    public static long bits(long key, long n) {
        return mix(key + GOLDEN_GAMMA * (n + 1));
    }

    /// The n-th number under a key, uniform in [0, 1) on multiples of 2⁻⁵³.
    public static double uniform(long key, long n) {
        return (bits(key, n) >>> 11) * TWO_TO_MINUS_53;
    }

    /// The n-th number under a key, standard normal.
    public static double gaussian(long key, long n) {
        // Half a step off the grid, so that neither 0 nor 1 can come out.
        return NormalQuantile.of(((bits(key, n) >>> 11) + 0.5) * TWO_TO_MINUS_53);
    }

    /// The n-th number under a key, uniform in 0 … bound − 1 (bias below bound · 2⁻⁶⁴).
    public static int below(long key, long n, int bound) {
        return (int) Math.unsignedMultiplyHigh(bits(key, n), bound);
    }

    /// A permutation of 0 … size − 1, all equally likely (Fisher and Yates).
    public static int[] permutation(long key, int size) {
        int[] permutation = new int[size];
        for (int i = 0; i < size; i++) {
            int j = below(key, i, i + 1);
            permutation[i] = permutation[j];
            permutation[j] = i;
        }
        return permutation;
    }

    private static long mix(long bits) {
        long z = (bits ^ (bits >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
