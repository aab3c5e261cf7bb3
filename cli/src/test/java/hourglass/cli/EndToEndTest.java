package hourglass.cli;

import static org.assertj.core.api.Assertions.assertThat;

import hourglass.data.DataFile;
import hourglass.json.Words;
import hourglass.loss.Loss;
import hourglass.matrix.Matrix;
import hourglass.model.Model;
import hourglass.table.Frame;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Each command on the bundled digits, within this process.
class EndToEndTest {
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
        List<Object> arguments = new ArrayList<>(
                List.of("train", digits, "--label", "column64", "--code", 4, "--hidden", "16", "--epochs", 2));
        arguments.addAll(Arrays.asList(more));
        return Commands.run(arguments.toArray());
    }

    private void trained() {
        Commands.Result result = train("-o", model);
        assertThat(result.code()).as(result.messages()).isZero();
    }

    @Test
    void trainTellsWhatItDidAndLeavesOneFile() throws IOException {
        Commands.Result result = train("-o", model);
        Commands.assertDone(result);
        assertThat(result.output())
                .contains("1,797 rows x 64 columns, intensities with one common bound")
                .contains("1,617 rows to learn from, 180 to judge by")
                .contains("64-16-(4)-16-64")
                .contains("PCA, 4 components")
                .contains("hourglass score")
                .doesNotContain("NaN");
        assertThat(result.messages()).contains("epoch 2/2").doesNotContain("error");
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactlyInAnyOrder(digits, model);
        }
    }

    @Test
    void theOutputIsNamedAfterTheRows() {
        assertThat(TrainCommand.defaultOutput(Path.of("a/b.x/digits.csv.gz"))).isEqualTo(Path.of("digits.hourglass"));
        assertThat(TrainCommand.defaultOutput(Path.of("digits.v2.npy"))).isEqualTo(Path.of("digits.v2.hourglass"));
        assertThat(TrainCommand.defaultOutput(Path.of("digits"))).isEqualTo(Path.of("digits.hourglass"));
        assertThat(TrainCommand.defaultOutput(Path.of("-"))).isEqualTo(Path.of("model.hourglass"));
    }

    @Test
    void theModelHasTheSameBytesOnAnyNumberOfThreads() {
        Path two = folder.resolve("two.hourglass");
        Path three = folder.resolve("three.hourglass");
        Commands.assertDone(train("-o", model, "--threads", 1, "--corrupt", "swap:0.2", "--tied"));
        Commands.assertDone(train("-o", two, "--threads", 2, "--corrupt", "swap:0.2", "--tied"));
        Commands.assertDone(train("-o", three, "--threads", 3, "--corrupt", "swap:0.2", "--tied"));
        assertThat(two).hasSameBinaryContentAs(model);
        assertThat(three).hasSameBinaryContentAs(model);
        Path other = folder.resolve("other.hourglass");
        Commands.assertDone(train("-o", other, "--corrupt", "swap:0.2", "--tied", "--seed", 2));
        assertThat(sameBytes(other, model)).isFalse();
    }

    private static boolean sameBytes(Path a, Path b) {
        try {
            return Files.mismatch(a, b) < 0;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void theRecipeOfAModelTrainsTheSameModel() throws IOException {
        Commands.assertDone(train("-o", model, "--corrupt", "gaussian:0.3", "--sparse", "l1:0.001", "--seed", -5));
        Commands.Result recipe = Commands.run("inspect", "--recipe", model);
        Commands.assertDone(recipe);
        Path file = Files.writeString(folder.resolve("recipe.json"), recipe.output());
        Path again = folder.resolve("again.hourglass");
        Commands.assertDone(Commands.run("train", digits, "--label", "column64", "--recipe", file, "-o", again));
        assertThat(again).hasSameBinaryContentAs(model);
    }

    /// Each of the twelve by the name that Keras gives it, from training to scores.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "binary_crossentropy",
                "categorical_crossentropy",
                "sparse_categorical_crossentropy:17",
                "poisson",
                "kl-divergence",
                "mse",
                "MAE",
                "mean_absolute_percentage_error",
                "mean_squared_logarithmic_error",
                "cosine_similarity",
                "huber:0.5",
                "LogCosh"
            })
    void anyLossIsMadeSmall(String loss) {
        Commands.Result result = train("-o", model, "--loss", loss);
        Commands.assertDone(result);
        assertThat(result.output()).contains("_loss, scaling");
        String unit = loss.startsWith("sparse") ? "nats" : kerasName(loss);
        assertThat(result.output()).contains("(loss: " + unit + ",");
        assertThat(Commands.run("evaluate", model, digits, "--label", "column64")
                        .output())
                .contains(" " + unit + " per row, a sum over columns");
        assertThat(Commands.run("inspect", model).output())
                .contains(" " + unit + " per row on 180 rows kept back, which chose the epoch");
        Commands.Result scores = Commands.run("score", model, digits);
        Commands.assertDone(scores);
        assertThat(Commands.scores(scores.output())).hasSize(1797).allMatch(Double::isFinite);
        assertThat(Commands.run("inspect", "--recipe", model).output()).contains("\"loss\": {");
    }

    private static String kerasName(String loss) {
        return Words.ofSealed("loss", Loss.class).read(loss).name();
    }

    @Test
    void inspectShowsTheModel() {
        trained();
        Commands.Result result = Commands.run("inspect", model);
        Commands.assertDone(result);
        assertThat(result.output())
                .contains("64-16-(4)-16-64")
                .contains("digits.csv.gz, 1,617 rows, 2 epochs")
                .contains("set aside   column64")
                .contains("encoder.0.weight  64 x 16");
    }

    @ParameterizedTest
    @ValueSource(strings = {"encode", "reconstruct", "score"})
    void rowsComeOutOneForOne(String command) throws IOException {
        trained();
        Commands.Result result = Commands.run(command, model, digits);
        Commands.assertDone(result);
        List<String> lines = result.output().lines().toList();
        assertThat(lines).hasSize(1 + 1797);
        // Codes with the label that the model was told to set aside.
        int columns = command.equals("encode") ? 5 : command.equals("score") ? 6 : 64;
        Frame shown = DataFile.read(Files.writeString(folder.resolve("shown.csv"), result.output()));
        assertThat(shown.columns()).isEqualTo(columns);
        List<String> compared = command.equals("score")
                ? List.of("score")
                : shown.names().stream().filter(it -> !it.equals("column64")).toList();
        Matrix expected = shown.only(compared).toMatrix();
        Model loaded = Model.load(model);
        Matrix given = Commands.digits().rows().toMatrix();
        float[] wanted = switch (command) {
            case "encode" -> loaded.encode(given).array();
            case "reconstruct" -> loaded.reconstruct(given).array();
            default -> floats(loaded.score(given));
        };
        assertThat(expected.array()).isEqualTo(wanted);
        for (String extension : List.of("csv", "tsv", "jsonl", "parquet", "npy", "csv.gz")) {
            Path output = folder.resolve("out." + extension);
            Commands.Result written = Commands.run(command, model, digits, "-o", output);
            Commands.assertDone(written);
            assertThat(written.output()).isEmpty();
            assertThat(written.messages())
                    .contains("1,797 rows " + (command.equals("score") ? "scored, " : "") + "written to");
            Frame read = DataFile.read(output);
            boolean array = extension.equals("npy");
            assertThat(read.columns()).isEqualTo(array ? compared.size() : columns);
            Matrix numbers = (array ? read : read.only(compared)).toMatrix();
            assertThat(numbers.array()).isEqualTo(wanted);
        }
        assertThat(Files.readString(folder.resolve("out.csv"))).isEqualTo(result.output());
    }

    @Test
    void theLabelIsPassedOn() {
        trained();
        List<String> lines = Commands.run("score", model, digits, "--label", "column64")
                .output()
                .lines()
                .toList();
        assertThat(lines.getFirst()).isEqualTo("row,line,score,p_value,flagged,reasons,column64");
        assertThat(lines.get(1)).endsWith(",0");
        assertThat(lines.get(2)).endsWith(",1");
    }

    @Test
    void aSecondModelKeepsTheFirstAsPrevious() throws IOException {
        trained();
        byte[] first = Files.readAllBytes(model);
        Commands.Result second = train("-o", model, "--seed", 2);
        Commands.assertDone(second);
        assertThat(second.output()).contains("the one before is");
        assertThat(folder.resolve("m.hourglass.previous")).hasBinaryContent(first);
    }

    /// Whatever the file is, it is not ours to destroy: rows, a text, a damaged model.
    @Test
    void aFileThatIsNoModelIsNeverOverwritten() throws IOException {
        byte[] rows = Files.readAllBytes(digits);
        Commands.Result result = train("-o", digits);
        assertThat(result.code()).isEqualTo(73);
        assertThat(result.messages()).contains("exists and is not a sound Hourglass model");
        assertThat(digits).hasBinaryContent(rows);
        trained();
        byte[] damaged = Files.readAllBytes(model);
        damaged[damaged.length - 1] ^= 1;
        Files.write(model, damaged);
        Commands.Result kept = train("-o", model);
        assertThat(kept.code()).isEqualTo(73);
        assertThat(kept.messages()).contains("exists and is not a sound Hourglass model", "m.hourglass");
        assertThat(model).hasBinaryContent(damaged);
    }

    @Test
    void applyingNeverOverwritesItsInputs() throws IOException {
        trained();
        byte[] rows = Files.readAllBytes(digits);
        for (Path output : List.of(digits, folder.resolve("x/../digits.csv.gz"), model)) {
            Commands.Result refused = Commands.run("score", model, digits, "-o", output);
            assertThat(refused.code()).isEqualTo(2);
            assertThat(refused.messages()).contains("the output is one of the inputs", output.toString());
        }
        assertThat(digits).hasBinaryContent(rows);
    }

    @Test
    void pairsOfNoisyAndCleanRowsAreLearned() throws IOException {
        StringBuilder clean = new StringBuilder("a,b,c\n");
        StringBuilder noisy = new StringBuilder("a,b,c\n");
        java.util.Random random = new java.util.Random(4);
        for (int i = 0; i < 100; i++) {
            double x = random.nextGaussian();
            clean.append(x).append(',').append(2 * x).append(',').append(-x).append('\n');
            noisy.append(x + random.nextGaussian())
                    .append(',')
                    .append(2 * x + random.nextGaussian())
                    .append(',')
                    .append(-x + random.nextGaussian())
                    .append('\n');
        }
        Path from = Files.writeString(folder.resolve("noisy.csv"), noisy);
        Path to = Files.writeString(folder.resolve("clean.csv"), clean);
        Commands.Result trained = Commands.run("train", from, "--target", to, "--epochs", 3, "-o", model);
        Commands.assertDone(trained);
        assertThat(trained.output())
                .contains("noisy.csv: 100 rows x 3 columns", "90 rows to learn from, 10 to judge by");
        // Errors are taken to what the rows are turned into, so the noisy rows themselves are no target.
        Path itself = folder.resolve("itself.hourglass");
        Commands.assertDone(Commands.run("train", from, "--epochs", 3, "-o", itself));
        assertThat(sameBytes(itself, model)).isFalse();
        Path shorter = Files.writeString(
                folder.resolve("short.csv"), clean.substring(0, clean.lastIndexOf("\n", clean.length() - 2) + 1));
        Commands.Result refused = Commands.run("train", from, "--target", shorter, "--epochs", 3, "-o", model);
        assertThat(refused.code()).isEqualTo(65);
        assertThat(refused.messages()).contains("expected 100 rows").contains("found 99 rows");
    }

    @Test
    void rowsThatDoNotFitAreSetAsideAndCounted() throws IOException {
        StringBuilder rows = new StringBuilder("a,b\n");
        for (int i = 0; i < 60; i++) {
            rows.append(i % 20 == 7 ? "NaN" : String.valueOf(i * 0.5))
                    .append(',')
                    .append(i)
                    .append('\n');
        }
        Path file = Files.writeString(folder.resolve("r.csv"), rows, StandardCharsets.UTF_8);
        Path rejects = folder.resolve("rejects.csv");
        // Taken alike, numbers may have no holes; each by its kind, they may.
        Commands.Result alike = Commands.run("train", file, "--likelihood", "gaussian", "--epochs", 1, "-o", model);
        assertThat(alike.code()).isEqualTo(65);
        assertThat(alike.messages()).contains("line 9, column \"a\"", "found nothing", "leave out --likelihood");
        Commands.Result holes = Commands.run("train", file, "--epochs", 1, "-o", model);
        Commands.assertDone(holes);
        assertThat(holes.output()).contains("60 rows x 2 columns", "; 3 missing", "missing     3 \"NaN\"");
        // A line with a field too many is no row.
        Files.writeString(file, rows.insert(rows.indexOf("\n", 40) + 1, "1,2,3\n"), StandardCharsets.UTF_8);
        Commands.Result refused = Commands.run("train", file, "--epochs", 1, "-o", model);
        assertThat(refused.code()).isEqualTo(65);
        assertThat(refused.messages()).contains("expected 2 fields, found 3", "--rejects");
        String place = refused.messages().replaceFirst("(?s).*line (\\d+).*", "$1");
        Commands.Result result = Commands.run("train", file, "--epochs", 1, "-o", model, "--rejects", rejects);
        Commands.assertDone(result);
        assertThat(result.output()).contains("60 rows x 2 columns");
        assertThat(result.messages()).contains("1 row set aside");
        assertThat(Files.readAllLines(file).get(Integer.parseInt(place) - 1)).isEqualTo("1,2,3");
        assertThat(Files.readAllLines(rejects))
                .containsExactly("line,column,reason", place + ",,\"expected 2 fields, found 3\"");
    }

    /// The figures are those of the scores and reconstructions that the other commands write.
    @Test
    void evaluateTellsWhatScoresAndReconstructionsSay() throws IOException {
        trained();
        Path scores = folder.resolve("scores.csv");
        Path means = folder.resolve("means.csv");
        Commands.assertDone(Commands.run("score", model, digits, "--label", "column64", "-o", scores));
        Commands.assertDone(Commands.run("reconstruct", model, digits, "--label", "column64", "-o", means));
        Commands.Result result = Commands.run("evaluate", model, digits, "--label", "column64");
        Commands.assertDone(result);
        double score = Commands.scores(Files.readString(scores)).stream()
                .mapToDouble(it -> it)
                .average()
                .orElseThrow();
        Matrix given = Commands.digits().rows().toMatrix();
        Matrix found = Commands.without(DataFile.read(means), "column64").toMatrix();
        double error = 0;
        double[] mean = new double[64];
        double variation = 0;
        for (int row = 0; row < given.rows(); row++) {
            for (int j = 0; j < 64; j++) {
                error += Math.pow((given.get(row, j) - found.get(row, j)) / 16, 2);
                mean[j] += given.get(row, j) / given.rows();
            }
        }
        for (int row = 0; row < given.rows(); row++) {
            for (int j = 0; j < 64; j++) {
                variation += Math.pow((given.get(row, j) - mean[j]) / 16, 2);
            }
        }
        assertThat(result.output())
                .contains("1,797 x 64")
                .contains("score          " + Numbers.significant(score))
                .contains("squared error  " + Numbers.significant(error / given.rows()) + " per row")
                .contains("explained      " + Numbers.percent(1 - error / variation))
                .contains("99.9 % up to");
    }

    private static float[] floats(double[] values) {
        float[] floats = new float[values.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) values[i];
        }
        return floats;
    }
}
