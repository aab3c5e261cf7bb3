package hourglass.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hourglass.network.Parameters;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// Training on a cluster of processes, undisturbed, with a killed executor, failing tasks and tasks tried twice.
@Tag("cluster")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClusterTest {
    private static final List<Row> ROWS = Rows.mixed(9_000, 1);

    private Cluster cluster;
    private SparkSession session;
    private byte[] expected;

    @BeforeAll
    void start(@TempDir Path folder) {
        cluster = Cluster.in(folder);
        session = cluster.session(Map.of(
                "spark.speculation", "true",
                "spark.speculation.interval", "50ms",
                "spark.speculation.multiplier", "1.5",
                "spark.speculation.quantile", "0.4",
                "spark.speculation.minTaskRuntime", "500ms"));
        expected = bytes(stage().setTraining("driver").fit(Rows.mixed(session, ROWS)));
    }

    @AfterAll
    void stop() {
        session.stop();
        cluster.close();
    }

    private static HourglassAutoencoder stage() {
        return new HourglassAutoencoder()
                .setInputCols(Rows.COLUMNS)
                .setCode(2)
                .setEpochs(6)
                .setBatch(3_000)
                .setTraining("shards")
                .setPartitions(2);
    }

    private static byte[] bytes(HourglassModel model) {
        return ModelBytes.of(model.model()).bytes();
    }

    private byte[] fitted(HourglassAutoencoder stage, Traffic traffic, String trouble) throws TimeoutException {
        Cluster.awaitExecutors(session);
        session.sparkContext().addSparkListener(traffic);
        session.sparkContext().setLocalProperty(TroubledKernels.TROUBLE, trouble);
        try {
            return bytes(stage.fit(Rows.mixed(session, ROWS)));
        } finally {
            session.sparkContext().setLocalProperty(TroubledKernels.TROUBLE, "");
            session.sparkContext().listenerBus().waitUntilEmpty();
            session.sparkContext().removeSparkListener(traffic);
        }
    }

    private static Traffic counting() {
        return new Traffic(Integer.MAX_VALUE, job -> {});
    }

    @Test
    void bothExecutorsComputeTheBytesOfTheDriverAlone() throws TimeoutException {
        Traffic traffic = counting();
        assertThat(fitted(stage(), traffic, "")).isEqualTo(expected);
        assertThat(traffic.executors()).isEqualTo(2);
    }

    @Test
    void anExecutorIsKilledInTheMidst() throws TimeoutException {
        Traffic traffic = new Traffic(9, job -> cluster.executors().getFirst().destroyForcibly());
        assertThat(fitted(stage(), traffic, "")).isEqualTo(expected);
        assertThat(traffic.lost.get()).isPositive();
        assertThat(traffic.jobs.get()).as("training went on").isGreaterThan(18);
    }

    @Test
    void tasksFailOnPurpose() throws TimeoutException {
        Traffic traffic = counting();
        assertThat(fitted(stage(), traffic, TroubledKernels.FAIL)).isEqualTo(expected);
        assertThat(traffic.failed.get()).isGreaterThan(5);
    }

    @Test
    void tasksAreTriedTwiceAtOnce() throws TimeoutException {
        Traffic traffic = counting();
        assertThat(fitted(stage(), traffic, TroubledKernels.WAIT)).isEqualTo(expected);
        assertThat(traffic.speculative.get()).isPositive();
    }

    @Test
    void roundsHaveTheirBytesWithAKilledExecutorToo() throws TimeoutException {
        HourglassAutoencoder stage = stage().setTraining("rounds").setWorkers(4).setBatch(256);
        byte[] undisturbed = fitted(stage, counting(), "");
        Traffic traffic = new Traffic(8, job -> cluster.executors().getFirst().destroyForcibly());
        assertThat(fitted(stage, traffic, "")).isEqualTo(undisturbed);
        assertThat(traffic.lost.get()).isPositive();
    }

    @Test
    void otherKernelsAreRefused() throws TimeoutException {
        assertThatThrownBy(() -> fitted(stage(), counting(), TroubledKernels.DIFFER))
                .hasMessageContaining("driver and executors compute with different kernels");
    }

    /// docs/spark.md has the formula: 4 bytes for each parameter to each executor and back from each shard.
    @Test
    void bytesOfAStepAreThoseOfTheFormula() throws TimeoutException {
        HourglassAutoencoder longer = stage().setHidden("256,128");
        Traffic traffic = counting();
        Cluster.awaitExecutors(session);
        session.sparkContext().addSparkListener(traffic);
        HourglassModel model = longer.fit(Rows.mixed(session, ROWS));
        session.sparkContext().listenerBus().waitUntilEmpty();
        session.sparkContext().removeSparkListener(traffic);
        long parameters = Parameters.count(model.model().recipe().architecture());
        int rows = model.model().card().trainingRows();
        int epochs = model.model().card().epochs();
        long shards = 0;
        long steps = 0;
        for (int from = 0; from < rows; from += 3_000) {
            shards += (Math.min(rows - from, 3_000) + 1023) / 1024;
            steps++;
        }
        double back = 4.0 * parameters * shards * epochs;
        double out = 4.0 * parameters * 2 * steps * epochs;
        System.out.printf(
                "parameters %d, steps %d, shards %d: back %.0f, formula %.0f; out %.0f, formula %.0f%n",
                parameters,
                steps * epochs,
                shards * epochs,
                traffic.resultBytes.doubleValue(),
                back,
                traffic.broadcastBytes.doubleValue(),
                out);
        assertThat(traffic.resultBytes.doubleValue()).isBetween(back, back * 1.1);
        assertThat(traffic.broadcastBytes.doubleValue()).isBetween(out * 0.5, out * 1.5);
    }
}
