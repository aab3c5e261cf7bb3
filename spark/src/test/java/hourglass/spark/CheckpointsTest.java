package hourglass.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hourglass.problem.ProblemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A fit that was cancelled goes on from its checkpoint to the bytes that it would have come to.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CheckpointsTest {
    private static final List<Row> ROWS = Rows.mixed(5_000, 4);
    private static final int EPOCHS = 4;

    private final SparkSession session = LocalSpark.session();

    @AfterAll
    void stop() {
        session.stop();
    }

    private static HourglassAutoencoder stage(String training) {
        return new HourglassAutoencoder()
                .setInputCols(Rows.COLUMNS)
                .setCode(2)
                .setEpochs(EPOCHS)
                .setBatch(2_000)
                .setTraining(training)
                .setWorkers(2)
                .setRoundSteps(1)
                .setRoundMomentum(0.3);
    }

    private byte[] fitted(HourglassAutoencoder stage, Traffic traffic) throws TimeoutException {
        session.sparkContext().addSparkListener(traffic);
        try {
            return ModelBytes.of(stage.fit(Rows.mixed(session, ROWS)).model()).bytes();
        } finally {
            session.sparkContext().listenerBus().waitUntilEmpty();
            session.sparkContext().removeSparkListener(traffic);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"shards", "rounds"})
    void aCancelledFitGoesOn(String training, @TempDir Path folder) throws TimeoutException {
        Traffic whole = new Traffic(Integer.MAX_VALUE, job -> {});
        byte[] expected = fitted(stage(training), whole);
        HourglassAutoencoder kept = stage(training).setCheckpointDir(folder.toString());
        // In the last epoch, which has at least two jobs.
        Traffic cancelling =
                new Traffic(whole.jobs.get() - 1, job -> session.sparkContext().cancelAllJobs());
        assertThatThrownBy(() -> fitted(kept, cancelling)).hasStackTraceContaining("cancelled");
        assertThat(folder.resolve("hourglass.checkpoint")).exists();
        Traffic rest = new Traffic(Integer.MAX_VALUE, job -> {});
        assertThat(fitted(kept, rest)).isEqualTo(expected);
        assertThat(rest.jobs.get()).isLessThan(whole.jobs.get());

        HourglassAutoencoder other =
                stage(training).setCheckpointDir(folder.toString()).setSeed(2);
        assertThatThrownBy(() -> other.fit(Rows.mixed(session, ROWS)))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("the checkpoint is of another fit");
        assertThatThrownBy(() -> kept.fit(Rows.mixed(session, ROWS.subList(1, ROWS.size()))))
                .hasMessageContaining("the checkpoint is of another fit");
        assertThat(Files.exists(folder.resolve("hourglass.checkpoint.pending"))).isFalse();
    }
}
