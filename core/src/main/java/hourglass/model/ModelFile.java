package hourglass.model;

import hourglass.inference.Network;
import hourglass.json.Json;
import hourglass.json.JsonPlace;
import hourglass.json.RecordCodec;
import hourglass.matrix.Kernels;
import hourglass.network.Architecture;
import hourglass.network.Parameters;
import hourglass.objective.Objective;
import hourglass.problem.Problem;
import hourglass.storage.FormatVersion;
import hourglass.storage.Tensor;
import hourglass.storage.TensorFile;
import hourglass.train.Recipe;
import hourglass.train.RecipeJson;
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

    private final TensorFile file;
    private final Map<String, String> metadata;
    private final String origin;

    private ModelFile(TensorFile file, Map<String, String> metadata, String origin) {
        this.file = file;
        this.metadata = metadata;
        this.origin = origin;
    }

    /// A model as a file to be.
    static TensorFile of(Model model) {
        Map<String, String> metadata = new LinkedHashMap<>();
        metadata.put("format", FORMAT);
        FormatVersion.put(metadata);
        metadata.put(RECIPE, RecipeJson.standard().write(model.recipe()).compact());
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
            tensors.add(Tensor.of(tensor.name(), shape, parameters.block(), tensor.offset(), tensor.size()));
        }
        addScaling(tensors, INPUT, model.columns().scaling());
        addScaling(tensors, TARGET, model.task().target());
        return TensorFile.of(metadata, tensors);
    }

    private static <T> void put(Map<String, String> metadata, String key, Class<T> type, T value) {
        RecordCodec codec = codec(place -> {
            throw new IllegalStateException("a codec to write with");
        });
        metadata.put(key, codec.encode(type, value).compact());
    }

    /// Scalings as their kinds; their numbers are tensors.
    private static RecordCodec codec(Function<JsonPlace, Scaling> read) {
        RecordCodec plain = RecordCodec.standard();
        return plain.with(Scaling.class, scaling -> plain.encode(ScalingKind.class, scaling.kind()), read);
    }

    private static void addScaling(List<Tensor> tensors, String name, Scaling scaling) {
        List<Long> shape = List.of((long) scaling.columns());
        tensors.add(Tensor.of(name + ".offset", shape, scaling.offsets()));
        tensors.add(Tensor.of(name + ".scale", shape, scaling.scales()));
    }

    static Model load(Path path, List<? extends Class<? extends Objective>> objectives) {
        TensorFile file = TensorFile.read(path);
        String origin = path.toString();
        Map<String, String> metadata = FormerFormats.asOfToday(file.metadata(), origin);
        String format = metadata.getOrDefault("format", "no format");
        if (!format.equals(FORMAT)) {
            throw Problem.badData("not a Hourglass model")
                    .at(origin)
                    .expected("format " + FORMAT)
                    .found(format)
                    .exception();
        }
        FormatVersion.check(file, origin);
        return new ModelFile(file, metadata, origin).model(RecipeJson.with(objectives));
    }

    private Model model(RecipeJson recipes) {
        Recipe recipe = recipes.read(text(RECIPE), origin + ", " + RECIPE);
        Architecture architecture = recipe.architecture();
        checkSize(architecture);
        Columns columns = decode(COLUMNS, Columns.class, INPUT);
        Task task = decode(TASK, Task.class, TARGET);
        check(
                COLUMNS,
                architecture.features() + " columns",
                columns.count() == architecture.features(),
                columns.count() + " columns");
        checkTask(architecture, task);
        Parameters parameters = Parameters.zeros(architecture);
        for (Parameters.Tensor tensor : parameters.tensors()) {
            copy(tensor.name(), parameters.block(), tensor.offset(), tensor.size());
        }
        return new Model(
                recipe,
                columns,
                new Network(architecture, parameters, Kernels.fastest().kernels()),
                task,
                decode(CALIBRATION, Calibration.class, ""),
                decode(CARD, Card.class, ""));
    }

    /// Before anything is allocated by what the recipe claims.
    private void checkSize(Architecture architecture) {
        long needed = Parameters.count(architecture);
        long present = file.tensors().stream().mapToLong(Tensor::length).sum();
        if (present < needed) {
            throw Problem.badData("the model holds fewer numbers than its recipe needs")
                    .at(origin)
                    .expected("at least " + needed + " numbers")
                    .found(present + " numbers")
                    .exception();
        }
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
        return codec(kind -> scaling(kind, scaling)).decode(type, Json.parse(text(key), place), place);
    }

    private Scaling scaling(JsonPlace place, String name) {
        ScalingKind kind = RecordCodec.standard().decode(ScalingKind.class, place);
        float[] offsets = new float[tensor(name + ".offset").length()];
        float[] scales = new float[offsets.length];
        copy(name + ".offset", offsets, 0, offsets.length);
        copy(name + ".scale", scales, 0, scales.length);
        return new Scaling(kind, offsets, scales);
    }

    private Tensor tensor(String name) {
        return file.find(name)
                .orElseThrow(() -> Problem.badData("the model is incomplete")
                        .at(origin)
                        .expected("tensor " + name)
                        .exception());
    }

    private void copy(String name, float[] to, int offset, int size) {
        Tensor tensor = tensor(name);
        if (tensor.length() != size) {
            throw Problem.badData("a tensor does not fit the recipe")
                    .at(origin + ", tensor " + name)
                    .expected(size + " numbers")
                    .found(tensor.length() + " numbers")
                    .exception();
        }
        System.arraycopy(tensor.array(), tensor.offset(), to, offset, size);
    }

    private String text(String key) {
        String text = metadata.get(key);
        if (text == null) {
            throw Problem.badData("the model is incomplete")
                    .at(origin)
                    .expected("metadata " + key)
                    .exception();
        }
        return text;
    }
}
