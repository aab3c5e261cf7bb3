package hourglass.model;

import static org.assertj.core.api.Assertions.assertThat;

import hourglass.matrix.Kernels;
import hourglass.matrix.Matrix;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// All there is to a model, from arrays: training, saving, loading, encoding, reconstructing, scoring, predicting, with
/// no table engine on the class path. To be run with each kind of kernels.
public abstract class ModelOnArraysContract {
    private static final List<String> NAMES = List.of("a", "b", "c");

    /// For subclasses.
    protected ModelOnArraysContract() {}

    @TempDir
    Path folder;

    /// How the description of the kernels that must be at work begins.
    protected abstract String kernels();

    /// Points near a line in space.
    private static float[][] line() {
        Random random = new Random(4);
        float[][] rows = new float[400][];
        for (int i = 0; i < rows.length; i++) {
            double t = random.nextGaussian();
            rows[i] = new float[] {
                (float) (10 + t + 0.05 * random.nextGaussian()),
                (float) (-2 * t + 0.05 * random.nextGaussian()),
                (float) (100 * t + 5 * random.nextGaussian())
            };
        }
        return rows;
    }

    @Test
    void nothingElseIsThere() {
        ClassLoader loader = ModelOnArraysContract.class.getClassLoader();
        assertThat(loader.getResource("org/duckdb/DuckDBDriver.class")).isNull();
        assertThat(loader.getResource("hourglass/data/DataFile.class")).isNull();
        assertThat(Kernels.fastest().kernels().description()).startsWith(kernels());
    }

    @Test
    void anAutoencoder() {
        Table rows = Table.of(NAMES, line());
        Model trained = Model.train(rows, Wishes.none().withCode(1));
        Path file = folder.resolve("line.hourglass");
        trained.save(file);
        Model model = Model.load(file);
        assertThat(model.columns().names()).isEqualTo(NAMES);
        assertThat(model.encode(rows).shape()).isEqualTo("400 x 1");
        Matrix reconstructed = model.reconstruct(rows);
        for (int row = 0; row < 400; row++) {
            assertThat(reconstructed.get(row, 2))
                    .isBetween(rows.rows().get(row, 2) - 60, rows.rows().get(row, 2) + 60);
        }
        assertThat(model.decode(model.encode(rows)).array()).isEqualTo(reconstructed.array());
        double[] scores = model.score(rows);
        assertThat(scores).isEqualTo(trained.score(rows.rows().toMatrix()));
        double strange = model.score(Table.of(List.of("c", "a", "b"), new float[] {-100, 11, -2}))[0];
        assertThat(Arrays.stream(scores).max().orElseThrow()).isLessThan(strange);
    }

    @Test
    void aPredictor() {
        Table rows = Table.of(NAMES, line());
        Model trained = Model.trainToPredict(rows, "c");
        Path file = folder.resolve("c.hourglass");
        trained.saveKeepingPrevious(file);
        Model model = Model.load(file);
        assertThat(model.predict(rows).array()).isEqualTo(trained.predict(rows).array());
        assertThat(model.predict(Matrix.of(1, 2, 11, -2)).get(0, 0)).isBetween(90f, 110f);
    }
}
