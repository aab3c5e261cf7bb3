package hourglass.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import hourglass.matrix.Matrix;
import hourglass.problem.Problem;
import hourglass.problem.ProblemException;
import hourglass.regression.Solver;
import hourglass.storage.TensorFile;
import hourglass.table.ValueType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

class PredictionTest {
    @TempDir
    Path folder;

    /// Rows of two columns in units of their own, with a label that a function makes of them.
    private static Table rows(Function<double[], String> label) {
        Random random = new Random(2);
        Matrix rows = Matrix.zeros(300, 2);
        List<String> labels = new ArrayList<>();
        for (int row = 0; row < 300; row++) {
            double[] x = {random.nextGaussian(), random.nextGaussian()};
            rows.set(row, 0, (float) (100 + 20 * x[0]));
            rows.set(row, 1, (float) (0.01 * x[1]));
            labels.add(label.apply(x));
        }
        return new Table(List.of("a", "b"), List.of(2), ValueType.REAL, rows, labels);
    }

    private static Table three() {
        return rows(x -> x[0] > 0.5 ? "high" : x[1] > 0 ? "left" : "right");
    }

    private static Table two() {
        return rows(x -> x[0] * x[1] > 0 ? "same" : "different");
    }

    private static Table line() {
        return rows(x -> String.valueOf(1000 + 50 * x[0] - 30 * x[1]));
    }

    private static Wishes withHidden(List<Integer> units) {
        Wishes wishes = Wishes.none().withHidden(units);
        // Epochs are wishes for stochastic steps; a single layer is solved.
        return units.isEmpty() ? wishes : wishes.withEpochs(100);
    }

    private static Model trained(Table rows, List<Integer> hidden) {
        return Model.train(Pairs.toPredict(rows, "y"), withHidden(hidden));
    }

    private static double accuracy(Model predictor, Table rows) {
        List<String> found = predictor.classes(predictor.predict(rows));
        int correct = 0;
        for (int row = 0; row < found.size(); row++) {
            correct += found.get(row).equals(rows.labels().get(row)) ? 1 : 0;
        }
        return (double) correct / found.size();
    }

    @Test
    void classesAreLearned() {
        assertThat(accuracy(trained(three(), List.of(16)), three())).isGreaterThan(0.95);
        assertThat(accuracy(trained(two(), List.of(16)), two())).isGreaterThan(0.95);
        // A plane cannot tell same signs from different ones.
        assertThat(accuracy(trained(two(), List.of()), two())).isLessThan(0.7);
    }

    @Test
    void probabilitiesAddUpToOne() {
        for (Table rows : List.of(two(), three())) {
            Model predictor = trained(rows, List.of());
            Matrix probabilities = predictor.predict(rows);
            assertThat(probabilities.columns())
                    .isEqualTo(predictor.predictionColumns().size());
            for (int row = 0; row < probabilities.rows(); row++) {
                double sum = 0;
                for (int k = 0; k < probabilities.columns(); k++) {
                    assertThat(probabilities.get(row, k)).isBetween(0f, 1f);
                    sum += probabilities.get(row, k);
                }
                assertThat(sum).isCloseTo(1, within(1e-6));
            }
        }
        assertThat(trained(two(), List.of()).predictionColumns())
                .containsExactly("probability_different", "probability_same");
    }

    /// A plane through scaled columns to a scaled number, in the units of the file.
    @Test
    void numbersComeOutInTheUnitsOfTheFile() {
        Model predictor = trained(line(), List.of());
        assertThat(task(predictor).solver()).contains(new Solver.Newton());
        Matrix values = predictor.predict(line());
        for (int row = 0; row < values.rows(); row++) {
            // λ = 1 / n pulls the slopes towards zero by about 1 / n of themselves.
            assertThat((double) values.get(row, 0))
                    .isCloseTo(Double.parseDouble(line().labels().get(row)), within(1.0));
        }
        assertThatThrownBy(() -> predictor.classes(values))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("the outcome is numbers, not classes");
    }

    @Test
    void savedAndLoadedItPredictsTheSameBits() throws IOException {
        for (Table rows : List.of(two(), three(), line())) {
            for (List<Integer> hidden : List.of(List.<Integer>of(), List.of(7))) {
                Model predictor = trained(rows, hidden);
                Path file = folder.resolve("p");
                predictor.save(file);
                Model loaded = Model.load(file);
                assertThat(loaded.predict(rows).array())
                        .isEqualTo(predictor.predict(rows).array());
                assertThat(task(loaded).outcome()).isEqualTo(task(predictor).outcome());
                assertThat(task(loaded).solver()).isEqualTo(task(predictor).solver());
                assertThat(loaded.recipe()).isEqualTo(predictor.recipe());
                assertThat(loaded.card()).isEqualTo(predictor.card());
                loaded.save(folder.resolve("again"));
                assertThat(folder.resolve("again")).hasSameBinaryContentAs(file);
            }
        }
    }

    @Test
    void columnsAreFoundByName() {
        Model predictor = trained(three(), List.of());
        Matrix swapped = Matrix.zeros(300, 2);
        swapped.columns(0, 1).copyFrom(three().rows().toMatrix().columns(1, 2));
        swapped.columns(1, 2).copyFrom(three().rows().toMatrix().columns(0, 1));
        Table other = new Table(List.of("b", "a"), List.of(2), ValueType.REAL, swapped, List.of());
        assertThat(predictor.predict(other).array())
                .isEqualTo(predictor.predict(three()).array());
    }

    private static Task.Predict task(Model model) {
        return (Task.Predict) model.task();
    }

    /// Each method that does not fit the task says so in one sentence.
    @Test
    void whatDoesNotFitTheTaskIsRefused() {
        Model predictor = trained(three(), List.of());
        for (Executable use : List.<Executable>of(
                () -> predictor.encode(three()),
                () -> predictor.decode(Matrix.zeros(1, 2)),
                () -> predictor.reconstruct(three()),
                () -> predictor.score(three()),
                () -> predictor.sample(0, 1, 1),
                predictor::codeColumns)) {
            assertThatThrownBy(use::execute)
                    .isInstanceOf(ProblemException.class)
                    .hasMessage("error: the model predicts column \"y\" and has no codes, reconstructions and scores");
        }
        assertThat(predictor.isVariational()).isFalse();
        Model autoencoder = Model.train(three(), Wishes.none().withEpochs(1));
        for (Executable use : List.<Executable>of(
                () -> autoencoder.predict(three()),
                () -> autoencoder.classes(Matrix.zeros(1, 2)),
                autoencoder::predictionColumns)) {
            assertThatThrownBy(use::execute)
                    .isInstanceOf(ProblemException.class)
                    .hasMessage("error: the model reproduces its input and has no predictions");
        }
        assertThatThrownBy(() -> autoencoder.sample(0, 1, 1))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("not variational");
    }

    /// The column to predict as one of the columns gives the model that it gives as labels.
    @Test
    void aColumnOfATableOfNumbersIsPredicted() {
        Matrix rows = three().rows().toMatrix();
        Matrix all = Matrix.zeros(rows.rows(), 3);
        all.columns(0, 1).copyFrom(rows.columns(0, 1));
        all.columns(2, 3).copyFrom(rows.columns(1, 2));
        List<String> labels = new ArrayList<>();
        for (int row = 0; row < rows.rows(); row++) {
            boolean high = rows.get(row, 0) > 100;
            all.set(row, 1, high ? 7 : 3);
            labels.add(high ? "7" : "3");
        }
        Table table = Table.of(List.of("a", "y", "b"), all);
        Model model = Model.trainToPredict(table, "y");
        assertThat(model.columns().names()).containsExactly("a", "b");
        assertThat(model.predict(table).array())
                .isEqualTo(Model.trainToPredict(three().withLabels(labels), "y")
                        .predict(table)
                        .array());
        assertThat(model.classes(model.predict(table))).isEqualTo(labels);
        assertThatThrownBy(() -> Model.trainToPredict(table, "yy"))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("did you mean \"y\"?");
    }

    /// A hostile file: an outcome with another number of classes, an autoencoder's recipe, a column too few.
    @Test
    void inconsistentFilesAreRefused() {
        Model predictor = trained(three(), List.of());
        TensorFile sound = ModelFile.of(predictor);
        String solved = sound.metadata().getOrDefault("task", "");
        Map<String, String> wrong = Map.of(
                "columns",
                "{\"names\":[\"a\"],\"scaling\":\"standardize\"}",
                "card",
                "{}",
                "calibration",
                "{\"threshold\":1}",
                "format",
                "hourglass-model-7",
                "format_version",
                "three");
        List<Map.Entry<String, String>> changes = new ArrayList<>(wrong.entrySet());
        for (String task : List.of(
                "{\"type\":\"predict\",\"outcome\":{\"type\":\"classes\",\"column\":\"y\",\"names\":[\"a\",\"b\",\"c\",\"d\"]},"
                        + "\"target\":\"none\",\"solver\":null}",
                "{\"type\":\"predict\",\"outcome\":{\"type\":\"numbers\",\"column\":\"y\"},\"target\":\"none\"}",
                "{\"type\":\"reproduce\",\"target\":\"none\"}",
                solved.replace("\"none\"", "\"no-such-kind\""),
                solved.replace("\"iterations\":100", "\"iterations\":0"))) {
            assertThat(task).isNotEqualTo(solved);
            changes.add(Map.entry("task", task));
        }
        for (Map.Entry<String, String> change : changes) {
            Map<String, String> metadata = new LinkedHashMap<>(sound.metadata());
            metadata.put(change.getKey(), change.getValue());
            new TensorFile(metadata, sound.tensors()).write(folder.resolve("bad"));
            assertThatThrownBy(() -> Model.load(folder.resolve("bad")))
                    .as(change.toString())
                    .isInstanceOf(ProblemException.class);
        }
    }

    @Test
    void damagedFilesAreRefusedOrReadTheSame() throws IOException {
        Model predictor = trained(three(), List.of(5));
        Path file = folder.resolve("p");
        predictor.save(file);
        byte[] bytes = Files.readAllBytes(file);
        float[] predictions = predictor.predict(three()).array();
        Random random = new Random(9);
        int refused = 0;
        for (int trial = 0; trial < 300; trial++) {
            byte[] damaged = trial % 3 == 0 ? Arrays.copyOf(bytes, random.nextInt(bytes.length)) : bytes.clone();
            if (trial % 3 != 0) {
                int bit = random.nextInt(8 * bytes.length);
                damaged[bit / 8] ^= (byte) (1 << (bit % 8));
            }
            Files.write(file, damaged);
            try {
                assertThat(Model.load(file).predict(three()).array()).isEqualTo(predictions);
            } catch (ProblemException e) {
                assertThat(e.problem().kind()).isEqualTo(Problem.Kind.BAD_DATA);
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(290);
    }
}
