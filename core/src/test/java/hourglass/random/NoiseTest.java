package hourglass.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NoiseTest {
    /// SplitMix64 as published: a state that grows by φ, and the mix of its value.
    private static final class SplitMix64 {
        private long state;

        SplitMix64(long seed) {
            state = seed;
        }

        long next() {
            state += 0x9e3779b97f4a7c15L;
            long z = state;
            z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
            z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
            return z ^ (z >>> 31);
        }
    }

    /// The first numbers of SplitMix64 with seed 1234567, as they are widely published.
    @Test
    void bitsAreThoseOfSplitMix64() {
        String[] published = {
            "6457827717110365317",
            "3203168211198807973",
            "9817491932198370423",
            "4593380528125082431",
            "16408922859458223821"
        };
        for (int n = 0; n < published.length; n++) {
            assertThat(Noise.bits(1234567, n)).isEqualTo(Long.parseUnsignedLong(published[n]));
        }
        for (long key : new long[] {0, -1, Long.MIN_VALUE, 77}) {
            SplitMix64 reference = new SplitMix64(key);
            for (int n = 0; n < 100; n++) {
                assertThat(Noise.bits(key, n)).isEqualTo(reference.next());
            }
        }
    }

    private static long nth(long seed, long n) {
        SplitMix64 generator = new SplitMix64(seed);
        for (long i = 0; i < n; i++) {
            generator.next();
        }
        return generator.next();
    }

    /// A key takes one number from each of three generators, each seeded by the number before. The numbers of the
    /// purposes are written into models by way of their seeds and must not change.
    @Test
    void keysChainTheirParts() {
        Map<Noise.Purpose, Integer> numbers = Map.of(
                Noise.Purpose.INITIALIZATION, 0,
                Noise.Purpose.SPLIT, 1,
                Noise.Purpose.ORDER, 2,
                Noise.Purpose.CORRUPTION, 3,
                Noise.Purpose.SAMPLING, 4,
                Noise.Purpose.PRETRAINING, 5,
                Noise.Purpose.REVIVAL, 6,
                Noise.Purpose.OBSERVATION, 7,
                Noise.Purpose.NESTING, 8);
        assertThat(numbers.keySet()).containsExactlyInAnyOrder(Noise.Purpose.values());
        numbers.forEach((purpose, number) ->
                assertThat(Noise.key(99, purpose, 12, 34)).isEqualTo(nth(nth(nth(99, number), 12), 34)));
    }

    @Test
    void uniformTakesTheUpper53Bits() {
        for (int n = 0; n < 1000; n++) {
            double u = Noise.uniform(3, n);
            assertThat(u).isEqualTo((double) (Noise.bits(3, n) >>> 11) / (1L << 53));
            assertThat(u).isBetween(0.0, Math.nextDown(1.0));
        }
    }

    @Test
    void differentSeedsPurposesStepsAndRowsGiveDifferentStreams() {
        Set<Long> keys = new HashSet<>();
        int count = 0;
        for (long seed = -3; seed < 4; seed++) {
            for (Noise.Purpose purpose : Noise.Purpose.values()) {
                for (long first = 0; first < 20; first++) {
                    for (long second = 0; second < 20; second++) {
                        keys.add(Noise.key(seed, purpose, first, second));
                        count++;
                    }
                }
            }
        }
        assertThat(keys).hasSize(count);
        double covariance = 0;
        long order = Noise.key(1, Noise.Purpose.ORDER, 0, 0);
        long corruption = Noise.key(1, Noise.Purpose.CORRUPTION, 0, 0);
        for (int n = 0; n < 100_000; n++) {
            covariance += (Noise.uniform(order, n) - 0.5) * (Noise.uniform(corruption, n) - 0.5);
        }
        assertThat(covariance / 100_000).isCloseTo(0, within(5 / 12.0 / Math.sqrt(100_000)));
    }

    private static double chiSquare(int[] counts, double expected) {
        double sum = 0;
        for (int count : counts) {
            sum += (count - expected) * (count - expected) / expected;
        }
        return sum;
    }

    /// 100 cells: χ² has mean 99 and standard deviation 14; four of them on either side. Down a stream, and across the
    /// rows of a batch as corruption uses it.
    @Test
    void uniformNumbersAreUniform() {
        int[] along = new int[100];
        int[] across = new int[100];
        int[] below = new int[100];
        long key = Noise.key(5, Noise.Purpose.CORRUPTION, 1, 2);
        for (int n = 0; n < 1_000_000; n++) {
            along[(int) (100 * Noise.uniform(key, n))]++;
            across[(int) (100 * Noise.uniform(Noise.key(5, Noise.Purpose.CORRUPTION, 1, n), 0))]++;
            below[Noise.below(key, n, 100)]++;
        }
        assertThat(chiSquare(along, 10_000)).isBetween(43.0, 155.0);
        assertThat(chiSquare(across, 10_000)).isBetween(43.0, 155.0);
        assertThat(chiSquare(below, 10_000)).isBetween(43.0, 155.0);
    }

    @Test
    void gaussianMomentsAndTails() {
        int n = 1_000_000;
        double[] moments = new double[5];
        int beyond = 0;
        for (int i = 0; i < n; i++) {
            double z = Noise.gaussian(11, i);
            double power = 1;
            for (int k = 1; k <= 4; k++) {
                power *= z;
                moments[k] += power / n;
            }
            beyond += Math.abs(z) > 1.959963984540054 ? 1 : 0;
        }
        // Five standard errors: √(1, 2, 15, 96) / 1000.
        assertThat(moments[1]).isCloseTo(0, within(0.005));
        assertThat(moments[2]).isCloseTo(1, within(0.0071));
        assertThat(moments[3]).isCloseTo(0, within(0.0195));
        assertThat(moments[4]).isCloseTo(3, within(0.049));
        assertThat(beyond / (double) n).isCloseTo(0.05, within(0.0011));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 10, 1000, 4097})
    void aPermutationHoldsEachNumberOnce(int size) {
        int[] sorted = Noise.permutation(size * 31L, size);
        Arrays.sort(sorted);
        assertThat(sorted).hasSize(size);
        for (int i = 0; i < size; i++) {
            assertThat(sorted[i]).isEqualTo(i);
        }
    }

    /// All 24 permutations of four equally often, and all 10 · 10 places of ten numbers.
    @Test
    void permutationsAreEquallyLikely() {
        int[] counts = new int[256];
        int[] places = new int[100];
        int rounds = 120_000;
        for (int round = 0; round < rounds; round++) {
            long key = Noise.key(8, Noise.Purpose.ORDER, round, 0);
            int[] four = Noise.permutation(key, 4);
            counts[four[0] * 64 + four[1] * 16 + four[2] * 4 + four[3]]++;
            int[] ten = Noise.permutation(key, 10);
            for (int i = 0; i < 10; i++) {
                places[10 * i + ten[i]]++;
            }
        }
        int[] seen = Arrays.stream(counts).filter(count -> count > 0).toArray();
        assertThat(seen).hasSize(24);
        // χ² with 23 degrees of freedom: mean 23, deviation 7; with 81: mean 81, deviation 13.
        assertThat(chiSquare(seen, rounds / 24.0)).isLessThan(51);
        assertThat(chiSquare(places, rounds / 10.0)).isLessThan(133);
    }

    @Test
    void belowKeepsToItsBoundAndReachesAll() {
        for (int bound : new int[] {1, 2, 3, 7, 64}) {
            Set<Integer> seen = new HashSet<>();
            for (int n = 0; n < 2000; n++) {
                int value = Noise.below(4, n, bound);
                assertThat(value).isBetween(0, bound - 1);
                seen.add(value);
            }
            assertThat(seen).hasSize(bound);
        }
        assertThat(Noise.below(4, 1, Integer.MAX_VALUE)).isNotNegative();
    }

    @Test
    void quantilesOfTheNormalDistribution() {
        double[][] known = {
            {0.5, 0},
            {0.975, 1.959963984540054},
            {0.025, -1.959963984540054},
            {0.75, 0.6744897501960817},
            {0.8413447460685429, 1},
            {0.9986501019683699, 3},
            {1e-3, -3.090232306167813},
            {1e-10, -6.361340902404056},
            {1e-15, -7.941345326170997}
        };
        for (double[] pair : known) {
            assertThat(NormalQuantile.of(pair[0])).isCloseTo(pair[1], within(4e-15 * (1 + Math.abs(pair[1])) + 1e-13));
        }
        double before = Double.NEGATIVE_INFINITY;
        for (int i = 1; i < 100_000; i++) {
            double quantile = NormalQuantile.of(i / 1e5);
            assertThat(quantile).isGreaterThan(before);
            assertThat(quantile).isCloseTo(-NormalQuantile.of(1 - i / 1e5), within(1e-11));
            before = quantile;
        }
    }
}
