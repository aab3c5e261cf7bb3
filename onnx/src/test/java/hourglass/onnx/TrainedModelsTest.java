package hourglass.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import hourglass.activation.Tanh;
import hourglass.column.Encoded;
import hourglass.matrix.Matrix;
import hourglass.model.Model;
import hourglass.model.OutcomeKind;
import hourglass.model.Pairs;
import hourglass.model.ScalingKind;
import hourglass.model.Table;
import hourglass.model.Wishes;
import hourglass.network.TopK;
import hourglass.objective.Bernoulli;
import hourglass.objective.Gaussian;
import hourglass.objective.Objective;
import hourglass.objective.Poisson;
import hourglass.series.Window;
import hourglass.table.Frame;
import hourglass.table.FrameBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Models as they are trained, of whole rows, series, pictures and to predict, agree with ONNX Runtime.
class TrainedModelsTest {
    private static final int ROWS = 600;

    private static Matrix numbers(Objective objective) {
        Matrix rows = Networks.normal(ROWS, 5, 9);
        Matrix common = Networks.normal(ROWS, 1, 10);
        for (int i = 0; i < rows.array().length; i++) {
            double value = rows.array()[i] / 2 + common.array()[i / 5];
            rows.array()[i] = (float)
                    (objective instanceof Poisson
                            ? Math.floor(Math.exp(value))
                            : objective instanceof Bernoulli ? 1 / (1 + Math.exp(-value)) : 40 + 3 * value);
        }
        return rows;
    }

    static List<Wishes> wishes() {
        Wishes few = Wishes.none().withEpochs(2);
        return List.of(
                few.withObjective(new Gaussian()),
                few.withObjective(new Gaussian()).withTied(true).withScaling(ScalingKind.RANGE),
                few.withObjective(new Gaussian()).withVariational(1),
                few.withObjective(new Gaussian()).withCode(24).withSparsity(new TopK(2)),
                few.withObjective(new Bernoulli()),
                few.withObjective(new Bernoulli()).withActivation(new Tanh()),
                few.withObjective(new Poisson()));
    }

    /// Columns taken alike: cells are judged by their reconstructions, also those that the likelihood cannot explain.
    @ParameterizedTest
    @MethodSource("wishes")
    void columnsTakenAlike(Wishes wishes) {
        Objective objective = wishes.objective().orElseThrow();
        Matrix rows = numbers(objective);
        Model model = Model.train(Frame.of(Networks.names(5), rows), wishes);
        assertThat(model.readsHoles()).isFalse();
        Matrix odd = rows.copy();
        odd.set(1, 1, -7.5f);
        odd.set(2, 2, 3.25f);
        odd.set(3, 3, 1e6f);
        OnnxModel onnx = OnnxModel.of(model);
        Session.Outputs found = Session.run(onnx, Map.of("x", odd));
        Agreement.assertAgree("code", found.get("code"), model.encode(odd));
        Agreement.assertAgree("reconstruction", found.get("reconstruction"), model.reconstruct(odd));
        Agreement.assertAgree("score", found.get("score"), model.score(Frame.of(Networks.names(5), odd)));
    }

    /// Pictures have one input, however many pixels.
    @Test
    void pictures() {
        Matrix rows = Matrix.zeros(300, 64);
        Random random = new Random(2);
        for (int i = 0; i < rows.rows(); i++) {
            double phase = random.nextDouble() * 6;
            for (int j = 0; j < 64; j++) {
                rows.set(i, j, (float) Math.rint(Math.clamp(8 + 12 * Math.sin(j / 5.0 + phase), 0, 16)));
            }
        }
        List<String> names = IntStream.range(0, 64).mapToObj(j -> "pixel" + j).toList();
        Model model = Model.train(Frame.of(names, rows), Wishes.none().withEpochs(2));
        OnnxModel onnx = OnnxModel.of(model);
        assertThat(onnx.inputs()).extracting(Port::name, Port::columns).containsExactly(tuple("x", 64));
        Session.Outputs found = Session.run(onnx, Map.of("x", rows));
        Agreement.assertAgree("code", found.get("code"), model.encode(rows));
        Agreement.assertAgree("reconstruction", found.get("reconstruction"), model.reconstruct(rows));
        Agreement.assertAgree("score", found.get("score"), model.score(rows));
    }

    /// A window is a row; numbers that are large and differ little come in double precision.
    @Test
    void windowsOfASeries() {
        FrameBuilder builder = Frame.builder(List.of("level", "flow"));
        for (int i = 0; i < 400; i++) {
            builder.number(5e8 + Math.sin(i / 7.0)).number(Math.cos(i / 5.0)).endRow();
        }
        Frame rows = builder.build();
        Model model =
                Model.train(Table.of(rows, Window.of(rows, 6)), Wishes.none().withEpochs(2));
        double[][] raw = new double[395][12];
        for (int i = 0; i < raw.length; i++) {
            for (int k = 0; k < 12; k++) {
                raw[i][k] = rows.number(i + k / 2, k % 2);
            }
        }
        Matrix windows = Matrix.zeros(raw.length, 12);
        List<Double> origins = new ArrayList<>();
        model.columns().window().orElseThrow().measures().forEach(it -> origins.add(it.origin()));
        for (int i = 0; i < raw.length; i++) {
            for (int k = 0; k < 12; k++) {
                windows.set(i, k, (float) (raw[i][k] - origins.get(k % 2)));
            }
        }
        OnnxModel onnx = OnnxModel.of(model);
        assertThat(onnx.inputs()).extracting(Port::type).containsExactly("double");
        assertThat(onnx.notes()).anyMatch(it -> it.startsWith("score is that of a window"));
        Session.Outputs found = Session.run(onnx, Map.of("x", raw));
        Agreement.assertAgree("code", found.get("code"), model.encode(windows));
        Agreement.assertAgree("score", found.get("score"), model.score(windows));
        Matrix means = model.reconstruct(windows);
        double[] expected = IntStream.range(0, raw.length * 12)
                .mapToDouble(i -> means.get(i / 12, i % 12) + origins.get(i % 2))
                .toArray();
        Agreement.assertAgree("reconstruction", found.get("reconstruction"), expected);
    }

    /// Predictions of a table with columns of kinds, with holes.
    @Test
    void classesNumbersAndCounts() {
        Frame rows = Cells.rows(300);
        for (String column : List.of("colour", "member", "width", "visits")) {
            Optional<OutcomeKind> kind = column.equals("visits") ? Optional.of(OutcomeKind.COUNTS) : Optional.empty();
            List<String> others =
                    rows.names().stream().filter(it -> !it.equals(column)).toList();
            hourglass.column.Schema schema = new hourglass.column.Schema(Cells.SCHEMA.columns().stream()
                    .filter(it -> !it.name().equals(column))
                    .toList());
            Table inputs = Table.of(rows.only(others), schema);
            Model model = Model.train(
                    Pairs.toPredict(rows, column, kind, inputs),
                    Wishes.none().withEpochs(3).withHidden(List.of(8)));
            Frame odd = Cells.odd(rows).only(others);
            Encoded encoded = schema.read(odd, model.match(odd));
            OnnxModel onnx = OnnxModel.of(model);
            Session.Outputs found = Session.run(onnx, Cells.inputs(odd, schema, onnx));
            Matrix expected = model.predict(encoded.rows());
            boolean ofClasses = column.equals("colour") || column.equals("member");
            Agreement.assertAgree(column, found.get(ofClasses ? "probabilities" : "prediction"), expected);
            if (ofClasses) {
                assertThat(found.texts("class")).isEqualTo(model.classes(expected));
            }
            assertThat(onnx.outputs()).extracting(Port::name).doesNotContain("score", "code");
        }
    }

    /// A single layer, which has no encoder, over columns taken alike.
    @Test
    void aLinearClassifier() {
        Matrix rows = numbers(new Gaussian());
        List<String> labels = IntStream.range(0, ROWS)
                .mapToObj(i -> rows.get(i, 0) > 40 ? "high" : rows.get(i, 1) > 41 ? "middle" : "low")
                .toList();
        Table table = Table.of(Networks.names(5), rows).withLabels(labels);
        Model model = Model.trainToPredict(table, "level");
        Session.Outputs found = Session.run(OnnxModel.of(model), Map.of("x", rows));
        Matrix expected = model.predict(rows);
        Agreement.assertAgree("probabilities", found.get("probabilities"), expected);
        assertThat(found.texts("class")).isEqualTo(model.classes(expected));
    }
}
