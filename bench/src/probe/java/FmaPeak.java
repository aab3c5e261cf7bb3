import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// Prints the most fused multiply-adds a second, in GFLOP/s, that the given number of threads reach together: twelve
/// independent chains in registers, no memory. Started from its source, with the incubating Vector API:
///
///     java --add-modules jdk.incubator.vector FmaPeak.java 2
///
/// A plain Java loop over arrays cannot show the peak, because the compiler keeps its accumulators in memory. Each
/// chain
/// is the addend, x = a · b + x: the instruction overwrites its addend, so that x = x · a + b would copy b every time,
/// for which the sixteen registers of AVX2 do not suffice.
public final class FmaPeak {
    private static final int CHAINS = 12;
    private static final int ROUNDS = 10_000_000;
    private static final int REPEATS = 12;

    private FmaPeak() {}

    public static void main(String[] arguments) throws InterruptedException {
        int threads = Integer.parseInt(arguments[0]);
        double best = 0;
        boolean wide = FloatVector.SPECIES_PREFERRED.length() == 16;
        for (int repeat = 0; repeat < REPEATS; repeat++) {
            best = Math.max(best, rate(false, threads));
            if (wide) {
                best = Math.max(best, rate(true, threads));
            }
        }
        System.out.printf(Locale.ROOT, "%.1f%n", best);
    }

    /// From the first thread's start to the last one's end, by their own clocks.
    private static double rate(boolean wide, int threads) throws InterruptedException {
        CountDownLatch ready = new CountDownLatch(threads);
        long[] starts = new long[threads];
        long[] ends = new long[threads];
        Thread[] team = new Thread[threads];
        for (int i = 0; i < threads; i++) {
            int thread = i;
            team[i] = Thread.ofPlatform().start(() -> {
                ready.countDown();
                while (ready.getCount() > 0) {
                    Thread.onSpinWait();
                }
                starts[thread] = System.nanoTime();
                float result = wide ? chains512(ROUNDS) : chains256(ROUNDS);
                ends[thread] = System.nanoTime();
                if (Float.isNaN(result)) {
                    throw new IllegalStateException();
                }
            });
        }
        for (Thread thread : team) {
            thread.join();
        }
        double seconds = (Arrays.stream(ends).max().getAsLong()
                        - Arrays.stream(starts).min().getAsLong())
                * 1e-9;
        return 2e-9 * CHAINS * (wide ? 16 : 8) * (double) ROUNDS * threads / seconds;
    }

    private static float chains512(int rounds) {
        VectorSpecies<Float> species = FloatVector.SPECIES_512;
        FloatVector a = FloatVector.broadcast(species, 0.999f);
        FloatVector b = FloatVector.broadcast(species, 1e-3f);
        FloatVector x0 = FloatVector.broadcast(species, 0f);
        FloatVector x1 = FloatVector.broadcast(species, 1f);
        FloatVector x2 = FloatVector.broadcast(species, 2f);
        FloatVector x3 = FloatVector.broadcast(species, 3f);
        FloatVector x4 = FloatVector.broadcast(species, 4f);
        FloatVector x5 = FloatVector.broadcast(species, 5f);
        FloatVector x6 = FloatVector.broadcast(species, 6f);
        FloatVector x7 = FloatVector.broadcast(species, 7f);
        FloatVector x8 = FloatVector.broadcast(species, 8f);
        FloatVector x9 = FloatVector.broadcast(species, 9f);
        FloatVector x10 = FloatVector.broadcast(species, 10f);
        FloatVector x11 = FloatVector.broadcast(species, 11f);
        for (int i = 0; i < rounds; i++) {
            x0 = a.fma(b, x0);
            x1 = a.fma(b, x1);
            x2 = a.fma(b, x2);
            x3 = a.fma(b, x3);
            x4 = a.fma(b, x4);
            x5 = a.fma(b, x5);
            x6 = a.fma(b, x6);
            x7 = a.fma(b, x7);
            x8 = a.fma(b, x8);
            x9 = a.fma(b, x9);
            x10 = a.fma(b, x10);
            x11 = a.fma(b, x11);
        }
        return x0.add(x1)
                .add(x2)
                .add(x3)
                .add(x4)
                .add(x5)
                .add(x6)
                .add(x7)
                .add(x8)
                .add(x9)
                .add(x10)
                .add(x11)
                .lane(0);
    }

    private static float chains256(int rounds) {
        VectorSpecies<Float> species = FloatVector.SPECIES_256;
        FloatVector a = FloatVector.broadcast(species, 0.999f);
        FloatVector b = FloatVector.broadcast(species, 1e-3f);
        FloatVector x0 = FloatVector.broadcast(species, 0f);
        FloatVector x1 = FloatVector.broadcast(species, 1f);
        FloatVector x2 = FloatVector.broadcast(species, 2f);
        FloatVector x3 = FloatVector.broadcast(species, 3f);
        FloatVector x4 = FloatVector.broadcast(species, 4f);
        FloatVector x5 = FloatVector.broadcast(species, 5f);
        FloatVector x6 = FloatVector.broadcast(species, 6f);
        FloatVector x7 = FloatVector.broadcast(species, 7f);
        FloatVector x8 = FloatVector.broadcast(species, 8f);
        FloatVector x9 = FloatVector.broadcast(species, 9f);
        FloatVector x10 = FloatVector.broadcast(species, 10f);
        FloatVector x11 = FloatVector.broadcast(species, 11f);
        for (int i = 0; i < rounds; i++) {
            x0 = a.fma(b, x0);
            x1 = a.fma(b, x1);
            x2 = a.fma(b, x2);
            x3 = a.fma(b, x3);
            x4 = a.fma(b, x4);
            x5 = a.fma(b, x5);
            x6 = a.fma(b, x6);
            x7 = a.fma(b, x7);
            x8 = a.fma(b, x8);
            x9 = a.fma(b, x9);
            x10 = a.fma(b, x10);
            x11 = a.fma(b, x11);
        }
        return x0.add(x1)
                .add(x2)
                .add(x3)
                .add(x4)
                .add(x5)
                .add(x6)
                .add(x7)
                .add(x8)
                .add(x9)
                .add(x10)
                .add(x11)
                .lane(0);
    }
}
