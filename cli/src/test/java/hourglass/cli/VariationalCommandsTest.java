package hourglass.cli;

import static org.assertj.core.api.Assertions.assertThat;

import hourglass.data.DataFile;
import hourglass.data.row.ReadOptions;
import hourglass.inference.Variational;
import hourglass.matrix.Matrix;
import hourglass.model.Model;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `train --variational` and `sample` on the bundled digits.
class VariationalCommandsTest {
    @TempDir
    Path folder;

    private Path digits = Path.of("");
    private Path model = Path.of("");

    @BeforeEach
    void copyDigits() {
        digits = Commands.digits(folder);
        model = folder.resolve("m.hourglass");
    }

    private Commands.Result train(Object... more) {
        Object[] arguments = new Object[more.length + 8];
        Object[] first = {"train", digits, "--label", "column64", "--code", 6, "-o", model};
        System.arraycopy(first, 0, arguments, 0, first.length);
        System.arraycopy(more, 0, arguments, first.length, more.length);
        return Commands.run(arguments);
    }

    /// Drawn digits must be nearer to digits than pixels drawn one by one from the same distributions; the mean digit
    /// itself would be near, but has no variance.
    @Test
    void samplesOfATrainedModelLookLikeItsRows() {
        Commands.Result trained = train("--variational", "--hidden", "64", "--epochs", 40);
        assertThat(trained.code()).as(trained.messages()).isZero();
        assertThat(trained.output()).contains("gaussian_latent");
        Path drawn = folder.resolve("drawn.npy");
        Commands.Result sampled = Commands.run("sample", model, "-n", 1500, "-o", drawn);
        assertThat(sampled.code()).as(sampled.messages()).isZero();
        Matrix samples = DataFile.read(drawn).toMatrix();
        assertThat(samples.rows()).isEqualTo(1500);
        assertThat(samples.columns()).isEqualTo(64);
        Matrix rows = Commands.digits().rows().toMatrix();
        double spread = meanSquare(rows, mean(rows));
        assertThat(meanSquare(samples, mean(samples))).isBetween(0.3 * spread, 1.2 * spread);
        assertThat(nearest(samples.rows(0, 200), rows)).isLessThan(0.45 * spread);

        Model loaded = Model.load(model);
        Variational variational = Variational.of(loaded.network());
        Matrix scaled = loaded.columns().encode(rows);
        double[] bound = variational.negativeLogLikelihood(scaled, 1, 1);
        double[] estimate = variational.negativeLogLikelihood(scaled, 50, 1);
        assertThat(average(estimate)).isLessThan(average(bound) - 0.1);
    }

    private static double average(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    private static float[] mean(Matrix rows) {
        float[] mean = new float[rows.columns()];
        for (int row = 0; row < rows.rows(); row++) {
            for (int j = 0; j < mean.length; j++) {
                mean[j] += rows.get(row, j) / rows.rows();
            }
        }
        return mean;
    }

    private static double meanSquare(Matrix rows, float[] centre) {
        double sum = 0;
        for (int row = 0; row < rows.rows(); row++) {
            for (int j = 0; j < centre.length; j++) {
                sum += Math.pow(rows.get(row, j) - centre[j], 2);
            }
        }
        return sum / rows.rows();
    }

    /// Mean squared distance of each sample to the nearest row.
    private static double nearest(Matrix samples, Matrix rows) {
        double sum = 0;
        for (int i = 0; i < samples.rows(); i++) {
            double best = Double.POSITIVE_INFINITY;
            for (int row = 0; row < rows.rows(); row++) {
                double distance = 0;
                for (int j = 0; j < rows.columns(); j++) {
                    distance += Math.pow(samples.get(i, j) - rows.get(row, j), 2);
                }
                best = Math.min(best, distance);
            }
            sum += best;
        }
        return sum / samples.rows();
    }

    @Test
    void theSameSeedGivesTheSameRows() throws IOException {
        assertThat(train("--variational", "0.5", "--dropout", "0.1", "--hidden", "16", "--epochs", 2)
                        .code())
                .isZero();
        Commands.Result once = Commands.run("sample", model, "--seed", 4);
        assertThat(once.code()).as(once.messages()).isZero();
        assertThat(once.output().lines()).hasSize(11);
        assertThat(Commands.run("sample", model, "--seed", 4).output()).isEqualTo(once.output());
        assertThat(Commands.run("sample", model, "--seed", 5).output()).isNotEqualTo(once.output());
        // beyond one slice
        Path many = folder.resolve("many.csv");
        assertThat(Commands.run("sample", model, "--seed", 4, "-n", 1030, "-o", many)
                        .code())
                .isZero();
        try (var reader = DataFile.open(many, ReadOptions.none())) {
            assertThat(reader.columns())
                    .containsExactlyElementsOf(Model.load(model).columns().names());
        }
        assertThat(DataFile.read(many).rows()).isEqualTo(1030);
        List<String> lines = Files.readAllLines(many);
        assertThat(lines.subList(0, 11)).isEqualTo(once.output().lines().toList());
        assertThat(lines.subList(1025, 1031)).doesNotContainAnyElementsOf(lines.subList(1, 1025));
    }

    @Test
    void whatCannotBeIsRefused() {
        assertThat(train("--hidden", "8", "--epochs", 1).code()).isZero();
        Commands.Result plain = Commands.run("sample", model);
        assertThat(plain.code()).isEqualTo(2);
        assertThat(plain.messages()).contains("not variational");
        assertThat(Commands.run("sample", model, "-n", 0).messages()).contains("at  --rows", "found 0");
        assertThat(Commands.run("sample", model, "-o", model).messages()).contains("the output is one of the inputs");
        for (String conflict : new String[] {"--tied", "--sparse=l1:0.1"}) {
            Commands.Result result = train("--variational", conflict);
            assertThat(result.code()).isEqualTo(2);
            assertThat(result.messages()).contains("variational");
        }
        assertThat(train("--variational", "-1").messages()).contains("at least 0 and finite, got -1.0");
        assertThat(train("--dropout", "1").messages()).contains("below 1, got 1.0");
    }
}
