package hourglass.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import hourglass.activation.Activation;
import hourglass.activation.Exponential;
import hourglass.activation.Linear;
import hourglass.activation.Relu;
import hourglass.activation.Sigmoid;
import hourglass.activation.Softmax;
import hourglass.activation.Softplus;
import hourglass.activation.Tanh;
import hourglass.column.Column;
import hourglass.column.Kind;
import hourglass.column.Schema;
import hourglass.inference.Network;
import hourglass.loss.BinaryCrossentropy;
import hourglass.loss.CategoricalCrossentropy;
import hourglass.loss.Loss;
import hourglass.loss.SparseCategoricalCrossentropy;
import hourglass.matrix.Kernels;
import hourglass.matrix.Matrix;
import hourglass.model.Columns;
import hourglass.model.Model;
import hourglass.model.Scaling;
import hourglass.model.ScalingKind;
import hourglass.network.Architecture;
import hourglass.network.Dense;
import hourglass.network.Encode;
import hourglass.network.Encoding;
import hourglass.network.Parameters;
import hourglass.objective.Bernoulli;
import hourglass.objective.Categorical;
import hourglass.objective.ClassIndices;
import hourglass.objective.Domain;
import hourglass.objective.Focal;
import hourglass.objective.Gaussian;
import hourglass.objective.GaussianWithScale;
import hourglass.objective.Laplace;
import hourglass.objective.Likelihood;
import hourglass.objective.LossObjective;
import hourglass.objective.Mixed;
import hourglass.objective.NegativeBinomial;
import hourglass.objective.Objective;
import hourglass.objective.Poisson;
import hourglass.objective.StudentT;
import hourglass.objective.StudentTWithScale;
import hourglass.objective.VonMises;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every objective gives in ONNX Runtime what it gives here: means, losses of rows, deviances.
class ObjectiveWalkTest {
    static final int COLUMNS = 5;

    static List<Objective> likelihoods() {
        return List.of(
                new Bernoulli(),
                new Gaussian(),
                new Categorical(),
                new Poisson(),
                new Laplace(0.7f),
                new StudentT(3, 0.5f),
                new NegativeBinomial(0.4f),
                new NegativeBinomial(0.4f, 9),
                new Focal(1.5f),
                new ClassIndices(4),
                new ClassIndices(4, new SparseCategoricalCrossentropy(false, OptionalInt.of(-1), -1)),
                new VonMises(),
                new GaussianWithScale(0.01f),
                new StudentTWithScale(5, 0.02f));
    }

    static List<Objective> losses() {
        List<Objective> all = new ArrayList<>();
        List<Activation> outputs = List.of(
                new Linear(), new Relu(), new Sigmoid(), new Tanh(), new Softplus(), new Exponential(), new Softmax());
        for (Loss loss : Loss.standard()) {
            if (!(loss instanceof SparseCategoricalCrossentropy)) {
                all.add(new LossObjective(loss));
                // A logarithm of what is negative is no number here, and none there.
                outputs.forEach(output -> all.add(new LossObjective(loss, output)));
            }
        }
        all.add(new LossObjective(new BinaryCrossentropy(true, 0.2, -1)));
        all.add(new LossObjective(new CategoricalCrossentropy(false, 0.2, -1)));
        all.add(new LossObjective(new CategoricalCrossentropy(false, 0.2, -1), new Sigmoid()));
        return all;
    }

    static List<Objective> all() {
        return Stream.concat(likelihoods().stream(), losses().stream()).toList();
    }

    /// Mixed stands beside an encode layer, below.
    @Test
    void everyObjectiveIsWalked() {
        Set<Class<?>> walked = Stream.concat(all().stream().map(Object::getClass), Stream.of(Mixed.class))
                .collect(Collectors.toSet());
        assertThat(walked).containsExactlyInAnyOrderElementsOf(Objective.standard());
    }

    /// Values that the objective can explain.
    static Matrix rows(Objective objective, int columns) {
        Random random = new Random(8);
        Matrix rows = Matrix.zeros(Networks.ROWS, columns);
        for (int i = 0; i < rows.rows(); i++) {
            for (int j = 0; j < columns; j++) {
                Domain domain = objective.domain(j);
                float value = (float) random.nextGaussian();
                if (domain.whole() && domain.largest() < 10) {
                    value = random.nextInt((int) domain.largest() + 1);
                } else if (domain.whole()) {
                    value = (float) Math.floor(Math.exp(1.2 * value));
                } else if (domain.largest() == 1) {
                    float uniform = random.nextFloat();
                    value = uniform < 0.3 ? 0 : uniform > 0.8 ? 1 : uniform;
                } else if (domain.smallest() == 0) {
                    value = Math.abs(value);
                }
                rows.set(i, j, value);
            }
        }
        return rows;
    }

    private static Architecture architecture(Objective objective) {
        return new Architecture(
                COLUMNS,
                List.of(new Dense(6, new Tanh()), new Dense(4, new Linear())),
                List.of(new Dense(objective.parameters(COLUMNS), new Linear())),
                objective);
    }

    static Model model(Objective objective, Matrix rows, boolean calibrated) {
        return Networks.model(architecture(objective), ScalingKind.NONE, rows, calibrated);
    }

    @ParameterizedTest
    @MethodSource("all")
    void reconstructionsAndScoresAgree(Objective objective) {
        Matrix rows = rows(objective, COLUMNS);
        for (boolean calibrated : new boolean[] {false, true}) {
            Model model = model(objective, rows, calibrated);
            OnnxModel onnx = OnnxModel.of(model);
            Session.Outputs found = Session.run(onnx, Map.of("x", rows));
            Agreement.assertAgree("code", found.get("code"), model.encode(rows));
            Agreement.assertAgree("reconstruction", found.get("reconstruction"), model.reconstruct(rows));
            Agreement.assertAgree("score", found.get("score"), model.score(rows));
        }
    }

    /// Rows with holes, where the network reads them: what is not observed adds nothing.
    @ParameterizedTest
    @MethodSource("all")
    void whatIsNotObservedAddsNothing(Objective objective) {
        assertAgreeWithHoles(objective, COLUMNS, new Kind.Real(), new Encoding.Real(-4, 4));
    }

    /// Where the concentration is beyond 18 the Bessel function is taken by another series.
    @Test
    void sharpDirectionsAgree() {
        VonMises objective = new VonMises();
        Matrix rows = rows(objective, COLUMNS);
        Model model = model(objective, rows, true);
        Parameters sharp = model.network().parameters();
        for (int i = 0; i < sharp.block().length; i++) {
            sharp.block()[i] *= 4;
        }
        Network network = new Network(model.recipe().architecture(), sharp, Kernels.plain());
        float[] largest = new float[1];
        network.forEachEta(rows, (eta, first) -> {
            for (float value : eta.copy().array()) {
                largest[0] = Math.max(largest[0], Math.abs(value));
            }
        });
        assertThat(largest[0]).isGreaterThan(18);
        Model sharpened =
                new Model(model.recipe(), model.columns(), network, model.task(), model.calibration(), model.card());
        Session.Outputs found = Session.run(OnnxModel.of(sharpened), Map.of("x", rows));
        Agreement.assertAgree("score", found.get("score"), sharpened.score(rows));
    }

    @Test
    void mixedColumnsAgree() {
        List<Likelihood> columns = new ArrayList<>();
        likelihoods().stream()
                .filter(it -> it instanceof Likelihood && it.domain(0).besides().isEmpty())
                .filter(it ->
                        !(it instanceof Categorical) && !(it instanceof NegativeBinomial n && n.typicalTotal() > 0))
                .forEach(it -> columns.add((Likelihood) it));
        List<Likelihood> twice = new ArrayList<>(columns);
        Collections.reverse(columns);
        twice.addAll(columns);
        assertAgreeWithHoles(new Mixed(twice), twice.size(), new Kind.Real(), new Encoding.Real(-4, 4));
    }

    private static void assertAgreeWithHoles(Objective objective, int count, Kind kind, Encoding encoding) {
        Architecture architecture = new Architecture(
                count,
                List.of(
                        new Encode(Collections.nCopies(count, encoding)),
                        new Dense(6, new Tanh()),
                        new Dense(4, new Linear())),
                List.of(new Dense(objective.parameters(count), new Linear())),
                objective);
        Matrix rows = rows(objective, count);
        for (int i = 0; i < rows.rows(); i += 3) {
            rows.set(i, i % count, Float.NaN);
        }
        rows.rows(4, 5).fill(Float.NaN);
        Schema schema = new Schema(
                Networks.names(count).stream().map(it -> new Column(it, kind)).toList());
        Scaling scaling = Scaling.fit(ScalingKind.NONE, rows, false);
        Model model =
                Networks.model(architecture, new Columns(schema, scaling), scaling, !(objective instanceof Mixed));
        OnnxModel onnx = OnnxModel.of(model);
        Map<String, Object> inputs = new LinkedHashMap<>();
        IntStream.range(0, count).forEach(j -> inputs.put("c" + j, rows.columns(j, j + 1)));
        Session.Outputs found = Session.run(onnx, inputs);
        Agreement.assertAgree("code", found.get("code"), model.encode(rows));
        Matrix means = model.reconstruct(rows);
        for (int j = 0; j < count; j++) {
            Agreement.assertAgree(
                    "reconstruction",
                    found.get("reconstruction_c" + j),
                    means.columns(j, j + 1).copy());
        }
        if (onnx.outputs().stream().anyMatch(it -> it.name().equals("score"))) {
            Agreement.assertAgree("score", found.get("score"), model.score(rows));
        } else {
            assertThat(onnx.notes())
                    .anyMatch(it -> it.startsWith("score is left out: "
                            + ((LossObjective) objective).loss().name()));
        }
    }
}
