package hourglass.model;

import hourglass.column.SchemaJson;
import hourglass.inference.Network;
import hourglass.json.Json;
import hourglass.json.JsonPlace;
import hourglass.json.RecordCodec;
import hourglass.judge.Calibration;
import hourglass.judge.Reference;
import hourglass.matrix.Kernels;
import hourglass.network.Architecture;
import hourglass.network.Parameters;
import hourglass.objective.Objective;
import hourglass.problem.Counted;
import hourglass.problem.Problem;
import hourglass.storage.FormatVersion;
import hourglass.storage.Tensor;
import hourglass.storage.TensorFile;
import hourglass.train.Recipe;
import hourglass.train.RecipeJson;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// Models as safetensors files: parameters and scaling as tensors, everything else as JSON in the metadata. Nothing in
/// a file can name code.
///
/// | metadata | |
/// | --- | --- |
/// | `format`, `format_version` | `hourglass-model`, see [FormatVersion] |
/// | `recipe` | [Recipe], with every setting written out |
/// | `columns` | [Columns], their scaling by its kind; its numbers are the tensors `scaling.input.offset` and `….scale`
/// |
/// | `task` | [Task], its scaling likewise, tensors `scaling.target.…` |
/// | `calibration`, `card` | [Calibration], [Card] |
final class ModelFile {
    static final String FORMAT = "hourglass-model";
    private static final String RECIPE = "recipe";
    static final String COLUMNS = "columns";
    static final String TASK = "task";
    static final String CALIBRATION = "calibration";
    private static final String CARD = "card";
    private static final String INPUT = "scaling.input";
    private static final String TARGET = "scaling.target";

    /// What a stream is called in errors.
    private static final String STREAM = "the stream";

    private static final String SCORES = "calibration.scores";

    private final TensorFile file;
    private final String origin;
    private final RecipeJson recipes;

    private ModelFile(TensorFile file, String origin, RecipeJson recipes) {
        this.file = file;
        this.origin = origin;
        this.recipes = recipes;
    }

    /// A model as a file to be.
    static TensorFile of(Model model) {
        Map<String, String> metadata = new LinkedHashMap<>();
        metadata.put("format", FORMAT);
        FormatVersion.put(metadata);
        metadata.put(RECIPE, RecipeJson.standard().compact(model.recipe()));
        put(metadata, COLUMNS, Columns.class, model.columns());
        put(metadata, TASK, Task.class, model.task());
        put(metadata, CALIBRATION, Calibration.class, model.calibration());
        put(metadata, CARD, Card.class, model.card());
        List<Tensor> tensors = new ArrayList<>();
        Parameters parameters = model.network().parameters();
        for (Parameters.Tensor tensor : parameters.tensors()) {
            List<Long> shape = tensor.isWeight()
                    ? List.of((long) tensor.rows(), (long) tensor.columns())
                    : List.of((long) tensor.columns());
            tensors.add(new Tensor(tensor.name(), shape, parameters.block(), tensor.offset(), tensor.size()));
        }
        addScaling(tensors, INPUT, model.columns().scaling());
        addScaling(tensors, TARGET, model.task().target());
        if (model.calibration().isCalibrated()) {
            tensors.add(Tensor.vector(SCORES, model.calibration().reference().scores()));
        }
        return new TensorFile(metadata, tensors);
    }

    private static <T> void put(Map<String, String> metadata, String key, Class<T> type, T value) {
        RecordCodec codec = codec(
                RecipeJson.standard(),
                place -> {
                    throw cannotRead();
                },
                place -> {
                    throw cannotRead();
                });
        metadata.put(key, codec.encode(type, value).compact());
    }

    private static IllegalStateException cannotRead() {
        return new IllegalStateException("a codec to write with");
    }

    /// Scalings as their kinds, scores to compare with as their number; the numbers themselves are tensors.
    private static RecordCodec codec(
            RecipeJson recipes, Function<JsonPlace, Scaling> scaling, Function<JsonPlace, Reference> reference) {
        RecordCodec plain = SchemaJson.in(recipes.codec());
        return plain.with(Scaling.class, it -> plain.encode(ScalingKind.class, it.kind()), scaling)
                .with(Reference.class, it -> Json.of((long) it.count()), reference);
    }

    private static void addScaling(List<Tensor> tensors, String name, Scaling scaling) {
        tensors.add(Tensor.vector(name + ".offset", scaling.offsets()));
        tensors.add(Tensor.vector(name + ".scale", scaling.scales()));
    }

    static Model load(Path path, List<? extends Class<? extends Objective>> objectives) {
        return of(TensorFile.read(path), path.toString(), objectives);
    }

    static Model load(InputStream stream, List<? extends Class<? extends Objective>> objectives) {
        return of(TensorFile.read(stream, STREAM), STREAM, objectives);
    }

    private static Model of(TensorFile written, String origin, List<? extends Class<? extends Objective>> objectives) {
        TensorFile file = FormerFormats.asOfToday(written, origin);
        file.requireFormat(FORMAT, "a Hourglass model", origin);
        FormatVersion.check(written, origin);
        return new ModelFile(file, origin, RecipeJson.with(objectives)).model();
    }

    private Model model() {
        Recipe recipe = recipes.read(file.text(RECIPE, origin), origin + ", " + RECIPE);
        Architecture architecture = recipe.architecture();
        file.requireNumbers(Parameters.count(architecture), origin);
        Columns columns = decode(COLUMNS, Columns.class, INPUT);
        Task task = decode(TASK, Task.class, TARGET);
        check(
                COLUMNS,
                Counted.of(architecture.features(), "column"),
                columns.count() == architecture.features(),
                Counted.of(columns.count(), "column"));
        checkTask(architecture, task);
        Calibration calibration = decode(CALIBRATION, Calibration.class, "");
        int judges = calibration.cells().size();
        check(
                CALIBRATION,
                "a judge for each of " + Counted.of(columns.count(), "variable") + ", or none",
                judges == 0 || judges == columns.count(),
                Counted.of(judges, "judge"));
        Parameters parameters = Parameters.zeros(architecture);
        for (Parameters.Tensor tensor : parameters.tensors()) {
            file.copy(tensor.name(), parameters.block(), tensor.offset(), tensor.size(), origin);
        }
        return new Model(
                recipe,
                columns,
                new Network(architecture, parameters, Kernels.fastest().kernels()),
                task,
                calibration,
                decode(CARD, Card.class, ""));
    }

    private void checkTask(Architecture architecture, Task task) {
        String found = (architecture.isAutoencoder() ? "an autoencoder" : "a network that predicts") + " with "
                + architecture.targetColumns() + " targets, "
                + architecture.objective().name();
        int scaled = task.target().columns();
        check(TASK, scaled + " targets", scaled == architecture.targetColumns(), found);
        switch (task) {
            case Task.Reproduce it -> check(TASK, "an autoencoder", architecture.isAutoencoder(), found);
            case Task.Predict it -> {
                boolean suits = !architecture.isAutoencoder()
                        && architecture.targetColumns() == it.outcome().targets()
                        && Advisor.objection(architecture.objective(), it.outcome())
                                .isEmpty();
                check(TASK, "a network that predicts " + it.outcome().description(), suits, found);
            }
        }
    }

    private void check(String key, String expected, boolean holds, String found) {
        if (!holds) {
            throw Problem.badData("the model is inconsistent")
                    .at(origin + ", " + key)
                    .expected(expected)
                    .found(found)
                    .exception();
        }
    }

    /// @param scaling name of the tensors that hold the numbers of a scaling
    private <T> T decode(String key, Class<T> type, String scaling) {
        String place = origin + ", " + key;
        return codec(recipes, kind -> scaling(kind, scaling), this::reference)
                .decode(type, Json.parse(file.text(key, origin), place), place);
    }

    private Reference reference(JsonPlace count) {
        if (count.intValue() == 0) {
            return new Reference();
        }
        float[] scores = new float[file.tensor(SCORES, origin).length()];
        file.copy(SCORES, scores, 0, scores.length, origin);
        if (scores.length != count.intValue()) {
            throw count.problem("the number of scores to compare with is wrong")
                    .expected(String.valueOf(scores.length))
                    .found(String.valueOf(count.intValue()))
                    .exception();
        }
        return new Reference(scores);
    }

    private Scaling scaling(JsonPlace place, String name) {
        ScalingKind kind = RecordCodec.standard().decode(ScalingKind.class, place);
        float[] offsets = new float[file.tensor(name + ".offset", origin).length()];
        float[] scales = new float[offsets.length];
        file.copy(name + ".offset", offsets, 0, offsets.length, origin);
        file.copy(name + ".scale", scales, 0, scales.length, origin);
        return new Scaling(kind, offsets, scales);
    }
}
