package hourglass.spark;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerBlockUpdated;
import org.apache.spark.scheduler.SparkListenerExecutorRemoved;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.scheduler.SparkListenerTaskStart;

/// Counts what jobs, tasks and blocks a fit makes.
final class Traffic extends SparkListener {
    final AtomicInteger jobs = new AtomicInteger();
    final AtomicLong resultBytes = new AtomicLong();
    final AtomicLong broadcastBytes = new AtomicLong();
    final AtomicInteger failed = new AtomicInteger();
    final AtomicInteger lost = new AtomicInteger();
    final AtomicInteger speculative = new AtomicInteger();
    private final Set<String> executors = new HashSet<>();
    private final AtomicBoolean isCalled = new AtomicBoolean();
    private final int job;
    private final Consumer<Integer> then;

    /// @param job at whose start
    /// @param then is called once
    Traffic(int job, Consumer<Integer> then) {
        this.job = job;
        this.then = then;
    }

    @Override
    public void onJobStart(SparkListenerJobStart start) {
        if (jobs.incrementAndGet() >= job && isCalled.compareAndSet(false, true)) {
            then.accept(job);
        }
    }

    @Override
    public void onExecutorRemoved(SparkListenerExecutorRemoved executor) {
        lost.incrementAndGet();
    }

    @Override
    public void onTaskStart(SparkListenerTaskStart start) {
        speculative.addAndGet(start.taskInfo().speculative() ? 1 : 0);
    }

    @Override
    public void onTaskEnd(SparkListenerTaskEnd end) {
        failed.addAndGet(end.taskInfo().failed() ? 1 : 0);
        if (end.taskMetrics() != null) {
            resultBytes.addAndGet(end.taskMetrics().resultSize());
        }
        synchronized (executors) {
            executors.add(end.taskInfo().executorId());
        }
    }

    @Override
    public void onBlockUpdated(SparkListenerBlockUpdated updated) {
        var block = updated.blockUpdatedInfo();
        // The bytes that came; what they are read to is another block.
        if (block.blockId().name().contains("piece")
                && block.storageLevel().isValid()
                && !block.blockManagerId().isDriver()) {
            broadcastBytes.addAndGet(block.memSize());
        }
    }

    int executors() {
        synchronized (executors) {
            return executors.size();
        }
    }
}
