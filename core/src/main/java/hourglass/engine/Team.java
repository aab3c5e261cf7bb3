package hourglass.engine;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// Threads that share the tasks of one phase after another.
///
/// A phase is a number of tasks that must not depend on one another; which thread does which is left to chance, so
/// results must not depend on it either. Between two phases the threads spin for a few tens of microseconds, the time
/// of the serial work in a training step, and park after that.
///
/// The caller of [#run] works too, as worker 0. One phase runs at a time.
public final class Team implements AutoCloseable {
    /// A task of a phase.
    @FunctionalInterface
    public interface Task {
        /// Does one task.
        ///
        /// @param task its number, from 0
        /// @param worker which thread does it, from 0: an index into memory that each thread has for itself
        void run(int task, int worker);
    }

    /// Rounds of spinning before parking: about 50 microseconds.
    private static final int SPINS = 2_000;

    private static final Task NOTHING = (task, worker) -> {};

    private final Thread[] threads;
    private final int workers;
    /// Counts the phases. Written last by the caller and read first by the others, it publishes the fields below.
    private final AtomicLong generation = new AtomicLong();

    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger busy = new AtomicInteger();
    private Task current = NOTHING;
    private int tasks;
    private volatile @Nullable Throwable failure;
    private volatile boolean closed;

    private Team(int workers) {
        this.workers = workers;
        this.threads = new Thread[workers - 1];
    }

    /// A team of the given number of workers, the caller included.
    public static Team of(int workers) {
        if (workers < 1) {
            throw new IllegalArgumentException("a team needs at least 1 worker, got " + workers);
        }
        Team team = new Team(workers);
        for (int i = 0; i < team.threads.length; i++) {
            int worker = i + 1;
            team.threads[i] =
                    Thread.ofPlatform().daemon().name("hourglass-" + worker).start(() -> team.work(worker));
        }
        return team;
    }

    /// Number of workers, the caller of [#run] included.
    public int workers() {
        return workers;
    }

    /// Runs tasks 0 … count − 1 and returns when all are done. What they wrote is visible to the caller afterwards.
    ///
    /// @throws RuntimeException the first exception of a task; the others still end
    public void run(int count, Task task) {
        if (workers == 1 || count <= 1) {
            for (int i = 0; i < count; i++) {
                task.run(i, 0);
            }
            return;
        }
        current = task;
        tasks = count;
        failure = null;
        next.set(0);
        busy.set(threads.length);
        generation.incrementAndGet();
        for (Thread thread : threads) {
            LockSupport.unpark(thread);
        }
        drain(0);
        while (busy.get() != 0) {
            Thread.onSpinWait();
        }
        Throwable failed = failure;
        if (failed instanceof Error error) {
            throw error;
        }
        if (failed instanceof RuntimeException exception) {
            throw exception;
        }
    }

    private void work(int worker) {
        long seen = 0;
        while (true) {
            seen = awaitNext(seen);
            if (closed) {
                return;
            }
            drain(worker);
            busy.decrementAndGet();
        }
    }

    private long awaitNext(long seen) {
        int spins = 0;
        long now = generation.get();
        while (now == seen && !closed) {
            if (spins < SPINS) {
                spins++;
                Thread.onSpinWait();
            } else {
                LockSupport.park(this);
            }
            now = generation.get();
        }
        return now;
    }

    private void drain(int worker) {
        try {
            for (int i = next.getAndIncrement(); i < tasks; i = next.getAndIncrement()) {
                current.run(i, worker);
            }
        } catch (RuntimeException | Error e) {
            failure = e;
        }
    }

    /// Ends the threads. A phase must not be running.
    @Override
    public void close() {
        closed = true;
        for (Thread thread : threads) {
            LockSupport.unpark(thread);
        }
    }
}
