package hourglass.examples;

/// The random numbers of MT19937 (Matsumoto and Nishimura 1998, "Mersenne Twister"), as
/// `numpy.random.RandomState(seed)` draws them, so that rows are split as published measurements split them. For that
/// alone: [hourglass.random.Noise] is what Hourglass draws with.
final class MersenneTwister {
    private static final int SIZE = 624;
    private static final int SHIFT = 397;
    private static final int UPPER = 0x80000000;
    private static final int LOWER = 0x7fffffff;
    private static final int TWIST = 0x9908b0df;

    private final int[] state = new int[SIZE];
    private int next = SIZE;

    MersenneTwister(int seed) {
        state[0] = seed;
        for (int i = 1; i < SIZE; i++) {
            state[i] = 1812433253 * (state[i - 1] ^ (state[i - 1] >>> 30)) + i;
        }
    }

    /// 32 random bits.
    int bits() {
        if (next == SIZE) {
            twist();
            next = 0;
        }
        int y = state[next++];
        y ^= y >>> 11;
        y ^= (y << 7) & 0x9d2c5680;
        y ^= (y << 15) & 0xefc60000;
        return y ^ (y >>> 18);
    }

    private void twist() {
        for (int i = 0; i < SIZE; i++) {
            int y = (state[i] & UPPER) | (state[(i + 1) % SIZE] & LOWER);
            state[i] = state[(i + SHIFT) % SIZE] ^ (y >>> 1) ^ ((y & 1) * TWIST);
        }
    }

    /// The numbers 0 … n − 1 in random order, as `RandomState.permutation(n)` of numpy gives them.
    int[] permutation(int n) {
        int[] order = new int[n];
        for (int i = 0; i < n; i++) {
            order[i] = i;
        }
        for (int i = n - 1; i > 0; i--) {
            int j = upTo(i);
            int value = order[i];
            order[i] = order[j];
            order[j] = value;
        }
        return order;
    }

    /// A number from 0 to the highest, from as many low bits as that has, again and again until it is not too large.
    private int upTo(int highest) {
        int mask = (Integer.highestOneBit(highest) << 1) - 1;
        int value = bits() & mask;
        while (value > highest) {
            value = bits() & mask;
        }
        return value;
    }
}
