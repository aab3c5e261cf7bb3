package hourglass.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TeamTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5})
    void everyTaskIsDoneExactlyOnceInEveryPhase(int workers) {
        try (Team team = Team.of(workers)) {
            assertThat(team.workers()).isEqualTo(workers);
            Random random = new Random(workers);
            for (int phase = 0; phase < 5000; phase++) {
                int count = random.nextInt(20);
                AtomicIntegerArray done = new AtomicIntegerArray(count);
                AtomicIntegerArray wrongWorkers = new AtomicIntegerArray(1);
                team.run(count, (task, worker) -> {
                    done.incrementAndGet(task);
                    if (worker < 0 || worker >= workers) {
                        wrongWorkers.incrementAndGet(0);
                    }
                });
                for (int task = 0; task < count; task++) {
                    assertThat(done.get(task))
                            .as("phase %d, task %d", phase, task)
                            .isEqualTo(1);
                }
                assertThat(wrongWorkers.get(0)).isZero();
            }
        }
    }

    /// What one phase wrote with plain writes, the next must read, whoever does it.
    @Test
    void aPhaseSeesWhatTheOneBeforeWrote() {
        try (Team team = Team.of(3)) {
            int n = 16;
            long[][] cells = {new long[n], new long[n]};
            for (int phase = 1; phase <= 3000; phase++) {
                long[] from = cells[(phase + 1) % 2];
                long[] to = cells[phase % 2];
                team.run(n, (task, worker) -> to[task] = from[(task + 1) % n] + 1);
                for (long cell : to) {
                    assertThat(cell).isEqualTo(phase);
                }
            }
        }
    }

    /// Parked threads are woken again.
    @Test
    void worksAfterARestThatLetsTheThreadsPark() throws InterruptedException {
        try (Team team = Team.of(3)) {
            for (int round = 0; round < 5; round++) {
                Thread.sleep(5);
                AtomicIntegerArray done = new AtomicIntegerArray(7);
                team.run(7, (task, worker) -> done.incrementAndGet(task));
                for (int task = 0; task < 7; task++) {
                    assertThat(done.get(task)).isEqualTo(1);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void exceptionsReachTheCallerAndTheTeamStaysUsable(int workers) {
        try (Team team = Team.of(workers)) {
            for (int round = 0; round < 200; round++) {
                int bad = round % 8;
                assertThatThrownBy(() -> team.run(8, (task, worker) -> {
                            if (task == bad) {
                                throw new IllegalStateException("task " + task);
                            }
                        }))
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessage("task " + bad);
                AtomicIntegerArray done = new AtomicIntegerArray(8);
                team.run(8, (task, worker) -> done.incrementAndGet(task));
                for (int task = 0; task < 8; task++) {
                    assertThat(done.get(task)).isEqualTo(1);
                }
            }
            assertThatThrownBy(() -> team.run(3, (task, worker) -> {
                        throw new AssertionError("an error too");
                    }))
                    .isInstanceOf(AssertionError.class)
                    .hasMessage("an error too");
        }
    }

    @Test
    void closeEndsTheThreads() throws InterruptedException {
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        Team team = Team.of(4);
        team.run(100, (task, worker) -> {});
        Set<Thread> started = new HashSet<>(Thread.getAllStackTraces().keySet());
        started.removeAll(before);
        started.removeIf(thread -> !thread.getName().startsWith("hourglass-"));
        assertThat(started).hasSize(3).allMatch(Thread::isDaemon);
        team.close();
        for (Thread thread : started) {
            thread.join(60_000);
            assertThat(thread.isAlive()).isFalse();
        }
    }

    @Test
    void aTeamHasAtLeastOneWorker() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Team.of(0))
                .withMessage("a team needs at least 1 worker, got 0");
    }
}
