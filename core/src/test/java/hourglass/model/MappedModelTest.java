package hourglass.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hourglass.map.Anchors;
import hourglass.matrix.Matrix;
import hourglass.problem.ProblemException;
import hourglass.random.Noise;
import hourglass.storage.TensorFile;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MappedModelTest {
    private static final int ROWS = 1500;

    @TempDir
    Path folder;

    private static Matrix rows() {
        Matrix rows = Matrix.zeros(ROWS, 3);
        long key = Noise.key(1, Noise.Purpose.SAMPLING, 0, 0);
        for (int i = 0; i < 3 * ROWS; i++) {
            rows.array()[i] = (float) Noise.gaussian(key, i);
        }
        return rows;
    }

    private static Model model(Matrix rows) {
        return Model.train(
                Table.of(List.of("a", "b", "c"), rows),
                Wishes.none().withCode(2).withEpochs(1));
    }

    private static MappedModel mapped(Model model, Matrix rows) {
        int width = MapSpace.COLUMNS.of(model, rows.rows(0, 1)).columns();
        Matrix projection = Matrix.zeros(width, 2);
        projection.set(0, 0, 1);
        projection.set(width - 1, 1, 2);
        Anchors anchors = new Anchors(
                rows.columns(0, 2).rows(0, 40).copy(), rows.columns(1, 3).rows(0, 40), 0.25f);
        return new MappedModel(model, new RowMap(MapSpace.COLUMNS, new float[width], projection, Optional.of(anchors)));
    }

    @Test
    void aFileKeepsModelAndMap() {
        Matrix rows = rows();
        Model model = model(rows);
        MappedModel mapped = mapped(model, rows);
        Path file = folder.resolve("m.hourglass");
        mapped.save(file);
        Model read = Model.load(file);
        assertThat(read.encode(rows).array()).isEqualTo(model.encode(rows).array());
        MappedModel found = MappedModel.find(file, read).orElseThrow();
        assertThat(found.place(rows).array()).isEqualTo(mapped.place(rows).array());
    }

    @Test
    void placesDependOnNothingButTheRow() {
        Matrix rows = rows();
        MappedModel mapped = mapped(model(rows), rows);
        float[] all = mapped.place(rows).array();
        Matrix rest = mapped.place(rows.rows(1024, ROWS));
        for (int i = 0; i < rest.rows(); i++) {
            assertThat(rest.get(i, 0)).isEqualTo(all[2 * (1024 + i)]);
        }
    }

    @Test
    void aModelWithoutAMapHasNone() {
        Path file = folder.resolve("m.hourglass");
        Model model = model(rows());
        model.save(file);
        assertThat(MappedModel.find(file, model)).isEmpty();
    }

    @Test
    void projectionsAreLinearAndCodesCodes() {
        Matrix rows = rows();
        Model model = model(rows);
        Matrix codes = model.encode(rows);
        Matrix identity = Matrix.of(2, 2, 1, 0, 0, 1);
        MappedModel mapped =
                new MappedModel(model, new RowMap(MapSpace.CODE, new float[] {1, 0}, identity, Optional.empty()));
        Matrix places = mapped.place(rows);
        for (int row = 0; row < ROWS; row++) {
            assertThat(places.get(row, 0)).isEqualTo(codes.get(row, 0) - 1);
            assertThat(places.get(row, 1)).isEqualTo(codes.get(row, 1));
        }
    }

    @Test
    void whatDoesNotFitIsRefused() {
        Matrix rows = rows();
        Model model = model(rows);
        Path file = folder.resolve("m.hourglass");
        mapped(model, rows).save(file);
        TensorFile sound = TensorFile.read(file);
        for (String header : List.of(
                "{\"space\":\"columns\",\"anchors\":39,\"reach\":0.25}",
                "{\"space\":\"columns\",\"anchors\":-1,\"reach\":0.25}",
                "{\"space\":\"columns\",\"anchors\":40,\"reach\":0}",
                "{\"space\":\"code\",\"anchors\":40,\"reach\":0.25}",
                "{\"space\":\"elsewhere\",\"anchors\":40,\"reach\":0.25}",
                "{}")) {
            Map<String, String> metadata = new LinkedHashMap<>(sound.metadata());
            metadata.put("map", header);
            new TensorFile(metadata, sound.tensors()).write(file);
            assertThatThrownBy(() -> MappedModel.find(file, model)).as(header).isInstanceOf(ProblemException.class);
        }
        RowMap ofOthers = new RowMap(MapSpace.COLUMNS, new float[77], Matrix.zeros(77, 2), Optional.empty());
        assertThatThrownBy(() -> new MappedModel(model, ofOthers)).isInstanceOf(IllegalArgumentException.class);
    }
}
