package hourglass.spark;

import hourglass.matrix.Kernels;
import hourglass.matrix.KernelsProvider;
import hourglass.matrix.Matrix;
import java.util.Optional;
import org.apache.spark.TaskContext;

/// Plain kernels that fail, wait or claim to be others in tasks of jobs that a test has marked: what happens to
/// executors, where nobody else can reach in.
public final class TroubledKernels implements KernelsProvider {
    /// Property of the thread that starts jobs, with one of the words below.
    static final String TROUBLE = "hourglass.test.trouble";

    /// The first attempt of the task of partition 1 fails.
    static final String FAIL = "fail";

    /// The first attempt of the task of partition 1 takes long, in a few steps of the run.
    static final String WAIT = "wait";

    /// Executors have other kernels than the driver.
    static final String DIFFER = "differ";

    private static final int EVERY = 8;

    @Override
    public Offer offer() {
        return new Offer.Available(new Wrapped(Kernels.plain()), Optional.empty());
    }

    private record Wrapped(Kernels plain) implements Kernels {
        @Override
        public String description() {
            return DIFFER.equals(trouble()) ? "others" : plain.description();
        }

        private static String trouble() {
            TaskContext task = TaskContext.get();
            String word = task == null ? null : task.getLocalProperty(TROUBLE);
            return word == null ? "" : word;
        }

        @Override
        public void multiply(Matrix a, boolean transposeA, Matrix b, boolean transposeB, boolean accumulate, Matrix c) {
            String trouble = trouble();
            if (!trouble.isEmpty()) {
                TaskContext task = TaskContext.get();
                if (task.partitionId() == 1 && task.attemptNumber() == 0) {
                    if (trouble.equals(FAIL)) {
                        throw new IllegalStateException("failed on purpose");
                    } else if (trouble.equals(WAIT) && task.stageId() % EVERY == 0) {
                        await(task);
                    }
                }
            }
            plain.multiply(a, transposeA, b, transposeB, accumulate, c);
        }

        /// Until another attempt has won.
        private static void await(TaskContext task) {
            for (int i = 0; i < 2_000 && !task.isInterrupted(); i++) {
                java.util.concurrent.locks.LockSupport.parkNanos(5_000_000);
            }
        }

        @Override
        public Kernels fork() {
            return new Wrapped(plain.fork());
        }
    }
}
