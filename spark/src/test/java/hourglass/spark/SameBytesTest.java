package hourglass.spark;

import static org.assertj.core.api.Assertions.assertThat;

import hourglass.model.Model;
import hourglass.table.Frame;
import hourglass.table.FrameBuilder;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// A model trained by tasks in shards is, byte by byte, the model that one machine trains on the same rows.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SameBytesTest {
    private static final List<Row> ROWS = Rows.mixed(9_000, 1);

    private final SparkSession session = LocalSpark.session();

    @AfterAll
    void stop() {
        session.stop();
    }

    private static HourglassAutoencoder stage() {
        return new HourglassAutoencoder()
                .setInputCols(Rows.COLUMNS)
                .setCode(2)
                .setEpochs(3)
                .setBatch(3_000);
    }

    private static byte[] bytes(HourglassModel model) {
        return ModelBytes.of(model.model()).bytes();
    }

    /// By core alone, on the rows sorted as their bytes are.
    private static byte[] alone(HourglassAutoencoder stage, List<Row> rows) {
        InputColumns columns = new InputColumns(new int[] {0, 1, 2, 3, 4}, List.of(Rows.COLUMNS), false);
        FrameBuilder builder = Frame.builder(List.of(Rows.COLUMNS));
        rows.stream()
                .map(row -> RowBytes.of(columns.cells(row)))
                .sorted(new HashRanges.Order())
                .forEach(row -> RowBytes.add(row, builder));
        return ModelBytes.of(Model.train(builder.build(), stage.wishes())).bytes();
    }

    @Test
    void ofShardsWhateverTheOrderAndThePartitions() {
        byte[] expected = alone(stage(), ROWS);
        for (int partitions : List.of(1, 2, 4)) {
            HourglassAutoencoder stage = stage().setTraining("shards").setPartitions(partitions);
            HourglassModel model = stage.fit(
                    Rows.mixed(session, Rows.shuffled(ROWS, partitions)).repartition(partitions + 1));
            assertThat(bytes(model)).as("%d partitions", partitions).isEqualTo(expected);
        }
    }

    @Test
    void ofOneShardAStep() {
        HourglassAutoencoder stage = stage().setBatch(700).setEpochs(1);
        HourglassModel model =
                stage.copy(stage.extractParamMap()).setTraining("shards").fit(Rows.mixed(session, ROWS));
        assertThat(bytes(model)).isEqualTo(alone(stage, ROWS));
    }

    @Test
    void ofTheDriverAlone() {
        HourglassModel model = stage().setTraining("driver").fit(Rows.mixed(session, ROWS));
        assertThat(bytes(model)).isEqualTo(alone(stage(), ROWS));
    }

    @Test
    void ofRoundsWhateverTheOrderAndThePartitions() {
        HourglassAutoencoder stage = stage().setTraining("rounds").setWorkers(3).setBatch(100);
        byte[] first = bytes(stage.setPartitions(1).fit(Rows.mixed(session, ROWS)));
        byte[] second = bytes(stage.setPartitions(3)
                .fit(Rows.mixed(session, Rows.shuffled(ROWS, 5)).repartition(4)));
        assertThat(second).isEqualTo(first);
    }
}
