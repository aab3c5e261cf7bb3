package hourglass.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import hourglass.data.Dataset;
import hourglass.data.row.ValueType;
import hourglass.json.Json;
import hourglass.matrix.Matrix;
import hourglass.problem.Problem;
import hourglass.problem.ProblemException;
import hourglass.regression.Solver;
import hourglass.storage.TensorFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PredictorTest {
    @TempDir
    Path folder;

    /// Rows of two columns in units of their own, with a label that a function makes of them.
    private static Dataset rows(Function<double[], String> label) {
        Random random = new Random(2);
        Matrix rows = Matrix.zeros(300, 2);
        List<String> labels = new ArrayList<>();
        for (int row = 0; row < 300; row++) {
            double[] x = {random.nextGaussian(), random.nextGaussian()};
            rows.set(row, 0, (float) (100 + 20 * x[0]));
            rows.set(row, 1, (float) (0.01 * x[1]));
            labels.add(label.apply(x));
        }
        return new Dataset(List.of("a", "b"), List.of(2), ValueType.REAL, rows, labels);
    }

    private static Dataset three() {
        return rows(x -> x[0] > 0.5 ? "high" : x[1] > 0 ? "left" : "right");
    }

    private static Dataset two() {
        return rows(x -> x[0] * x[1] > 0 ? "same" : "different");
    }

    private static Dataset line() {
        return rows(x -> String.valueOf(1000 + 50 * x[0] - 30 * x[1]));
    }

    private static Wishes withHidden(List<Integer> units) {
        return Wishes.none().withEpochs(100).withHidden(units);
    }

    private static Predictor trained(Dataset rows, List<Integer> hidden) {
        return Predictor.train(rows, Outcome.of("y", rows.labels(), Optional.empty()), withHidden(hidden));
    }

    private static double accuracy(Predictor predictor, Dataset rows) {
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
        for (Dataset rows : List.of(two(), three())) {
            Predictor predictor = trained(rows, List.of());
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
        Predictor predictor = trained(line(), List.of());
        assertThat(predictor.solver()).contains(new Solver.Newton());
        Matrix values = predictor.predict(line());
        for (int row = 0; row < values.rows(); row++) {
            // λ = 1 / n pulls the slopes towards zero by about 1 / n of themselves.
            assertThat((double) values.get(row, 0))
                    .isCloseTo(Double.parseDouble(line().labels().get(row)), within(1.0));
        }
        assertThatIllegalStateException().isThrownBy(() -> predictor.classes(values));
    }

    @Test
    void savedAndLoadedItPredictsTheSameBits() throws IOException {
        for (Dataset rows : List.of(two(), three(), line())) {
            for (List<Integer> hidden : List.of(List.<Integer>of(), List.of(7))) {
                Predictor predictor = trained(rows, hidden);
                Path file = folder.resolve("p");
                predictor.save(file);
                assertThat(Predictor.isPredictor(file)).isTrue();
                Predictor loaded = Predictor.load(file);
                assertThat(loaded.predict(rows).array())
                        .isEqualTo(predictor.predict(rows).array());
                assertThat(loaded.outcome()).isEqualTo(predictor.outcome());
                assertThat(loaded.solver()).isEqualTo(predictor.solver());
                assertThat(loaded.recipe()).isEqualTo(predictor.recipe());
                assertThat(loaded.card()).isEqualTo(predictor.card());
                loaded.save(folder.resolve("again"));
                assertThat(folder.resolve("again")).hasSameBinaryContentAs(file);
            }
        }
    }

    @Test
    void columnsAreFoundByName() {
        Predictor predictor = trained(three(), List.of());
        Matrix swapped = Matrix.zeros(300, 2);
        swapped.columns(0, 1).copyFrom(three().rows().columns(1, 2));
        swapped.columns(1, 2).copyFrom(three().rows().columns(0, 1));
        Dataset other = new Dataset(List.of("b", "a"), List.of(2), ValueType.REAL, swapped, List.of());
        assertThat(predictor.predict(other).array())
                .isEqualTo(predictor.predict(three()).array());
    }

    @Test
    void otherModelsAreTurnedAway() {
        Predictor predictor = trained(three(), List.of());
        predictor.save(folder.resolve("p"));
        assertThatThrownBy(() -> Model.load(folder.resolve("p")))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("hourglass predict");
        Model model = Model.train(three(), Wishes.none().withEpochs(1));
        model.save(folder.resolve("m"));
        assertThat(Predictor.isPredictor(folder.resolve("m"))).isFalse();
        assertThatThrownBy(() -> Predictor.load(folder.resolve("m")))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("--predict");
    }

    /// A hostile file: an outcome with another number of classes, an autoencoder's recipe, a column too few.
    @Test
    void inconsistentFilesAreRefused() {
        Predictor predictor = trained(three(), List.of());
        TensorFile sound = PredictorFile.tensorFile(predictor);
        Map<String, String> wrong = Map.of(
                "outcome",
                Json.parse("{\"type\":\"classes\",\"column\":\"y\",\"names\":[\"a\",\"b\",\"c\",\"d\"]}", "test")
                        .compact(),
                "columns",
                "[\"a\"]",
                "solver",
                "{\"type\":\"newton\",\"iterations\":0}",
                "card",
                "{}",
                "scaling.input",
                "no-such-kind");
        Map<String, String> numbers = new LinkedHashMap<>(wrong);
        numbers.put("outcome", "{\"type\":\"numbers\",\"column\":\"y\"}");
        for (Map<String, String> changes : List.of(wrong, numbers)) {
            changes.forEach((key, value) -> {
                Map<String, String> metadata = new LinkedHashMap<>(sound.metadata());
                metadata.put(key, value);
                TensorFile.of(metadata, sound.tensors()).write(folder.resolve("bad"));
                assertThatThrownBy(() -> Predictor.load(folder.resolve("bad")))
                        .as(key)
                        .isInstanceOf(ProblemException.class);
            });
        }
    }

    @Test
    void damagedFilesAreRefusedOrReadTheSame() throws IOException {
        Predictor predictor = trained(three(), List.of(5));
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
                assertThat(Predictor.load(file).predict(three()).array()).isEqualTo(predictions);
            } catch (ProblemException e) {
                assertThat(e.problem().kind()).isEqualTo(Problem.Kind.BAD_DATA);
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(290);
    }
}
