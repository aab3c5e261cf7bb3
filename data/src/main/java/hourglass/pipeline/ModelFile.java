package hourglass.pipeline;

import hourglass.json.Json;
import hourglass.json.JsonArray;
import hourglass.json.JsonPlace;
import hourglass.json.RecordCodec;
import hourglass.likelihood.Likelihood;
import hourglass.matrix.Kernels;
import hourglass.model.Autoencoder;
import hourglass.network.Parameters;
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

/// Models as safetensors files: parameters and scaling as tensors, everything else as JSON in the metadata. Nothing in
/// a
/// file can name code.
final class ModelFile {
    private static final String FORMAT = "hourglass-model-1";
    private static final String INPUT = "scaling.input";
    private static final String TARGET = "scaling.target";

    private ModelFile() {}

    static void save(Path file, Model model) {
        tensorFile(model).write(file);
    }

    static void saveKeepingPrevious(Path file, Model model) {
        tensorFile(model).writeKeepingPrevious(file);
    }

    private static TensorFile tensorFile(Model model) {
        RecordCodec codec = RecordCodec.standard();
        Likelihood likelihood = model.recipe().architecture().likelihood();
        List<Class<? extends Likelihood>> own =
                Likelihood.standard().contains(likelihood.getClass()) ? List.of() : List.of(likelihood.getClass());
        Map<String, String> metadata = new LinkedHashMap<>();
        metadata.put("format", FORMAT);
        FormatVersion.put(metadata);
        metadata.put("recipe", RecipeJson.with(own).write(model.recipe()).compact());
        metadata.put(
                "columns", new JsonArray(model.columns().stream().map(Json::of).toList()).compact());
        metadata.put(INPUT, model.input().kind().label());
        metadata.put(TARGET, model.target().kind().label());
        metadata.put("card", codec.encode(Card.class, model.card()).compact());
        List<Tensor> tensors = new ArrayList<>();
        Parameters parameters = model.autoencoder().parameters();
        for (Parameters.Tensor tensor : parameters.tensors()) {
            List<Long> shape = tensor.isWeight()
                    ? List.of((long) tensor.rows(), (long) tensor.columns())
                    : List.of((long) tensor.columns());
            tensors.add(Tensor.of(tensor.name(), shape, parameters.block(), tensor.offset(), tensor.size()));
        }
        addScaling(tensors, INPUT, model.input());
        addScaling(tensors, TARGET, model.target());
        return TensorFile.of(metadata, tensors);
    }

    static void addScaling(List<Tensor> tensors, String name, Scaling scaling) {
        List<Long> shape = List.of((long) scaling.offsets().length);
        tensors.add(Tensor.of(name + ".offset", shape, scaling.offsets()));
        tensors.add(Tensor.of(name + ".scale", shape, scaling.scales()));
    }

    static Model load(Path path, List<? extends Class<? extends Likelihood>> likelihoods) {
        TensorFile file = TensorFile.read(path);
        String origin = path.toString();
        String format = file.metadata().getOrDefault("format", "no format");
        if (!format.equals(FORMAT)) {
            Problem problem = Problem.badData("not a Hourglass model")
                    .at(origin)
                    .expected("format " + FORMAT)
                    .found(format);
            if (format.equals(PredictorFile.FORMAT)) {
                problem = problem.remedy("hourglass predict " + origin + " FILE: it predicts a column");
            }
            throw (format.startsWith("hourglass-checkpoint") ? problem.remedy("hourglass resume " + origin) : problem)
                    .exception();
        }
        FormatVersion.check(file, origin);
        Recipe recipe = RecipeJson.with(likelihoods).read(text(file, "recipe", origin), origin + ", recipe");
        checkSize(recipe, file, origin);
        requireAutoencoder(recipe, origin);
        int features = recipe.architecture().features();
        List<String> columns = columns(file, features, origin);
        Card card = RecordCodec.standard()
                .decode(Card.class, Json.parse(text(file, "card", origin), origin + ", card"), origin + ", card");
        Parameters parameters = Parameters.zeros(recipe.architecture());
        for (Parameters.Tensor tensor : parameters.tensors()) {
            copy(file, tensor.name(), parameters.block(), tensor.offset(), tensor.size(), origin);
        }
        return new Model(
                recipe,
                columns,
                scaling(file, INPUT, features, origin),
                scaling(file, TARGET, features, origin),
                new Autoencoder(
                        recipe.architecture(), parameters, Kernels.fastest().kernels()),
                card);
    }

    static List<String> columns(TensorFile file, int features, String origin) {
        List<String> columns = JsonPlace.root(
                        Json.parse(text(file, "columns", origin), origin + ", columns"), origin + ", columns")
                .items()
                .stream()
                .map(JsonPlace::text)
                .toList();
        if (columns.size() != features) {
            throw Problem.badData("the model is inconsistent")
                    .at(origin + ", columns")
                    .expected(features + " names")
                    .found(columns.size() + " names")
                    .exception();
        }
        return columns;
    }

    private static void requireAutoencoder(Recipe recipe, String origin) {
        if (!recipe.architecture().isAutoencoder()) {
            throw Problem.badData("the recipe is not that of an autoencoder")
                    .at(origin + ", recipe")
                    .expected("no targets of its own")
                    .exception();
        }
    }

    /// Before anything is allocated by what the recipe claims.
    static void checkSize(Recipe recipe, TensorFile file, String origin) {
        long needed = Parameters.count(recipe.architecture());
        long present = file.tensors().stream().mapToLong(Tensor::length).sum();
        if (present < needed) {
            throw Problem.badData("the model holds fewer numbers than its recipe needs")
                    .at(origin)
                    .expected("at least " + needed + " numbers")
                    .found(present + " numbers")
                    .exception();
        }
    }

    static Scaling scaling(TensorFile file, String name, int features, String origin) {
        String label = text(file, name, origin);
        for (ScalingKind kind : ScalingKind.values()) {
            if (kind.label().equals(label)) {
                float[] offsets = new float[features];
                float[] scales = new float[features];
                copy(file, name + ".offset", offsets, 0, features, origin);
                copy(file, name + ".scale", scales, 0, features, origin);
                return new Scaling(kind, offsets, scales);
            }
        }
        throw Problem.badData("unknown kind of scaling")
                .at(origin + ", " + name)
                .found(label)
                .exception();
    }

    static void copy(TensorFile file, String name, float[] to, int offset, int size, String origin) {
        Tensor tensor = file.find(name)
                .orElseThrow(() -> Problem.badData("the model is incomplete")
                        .at(origin)
                        .expected("tensor " + name)
                        .exception());
        if (tensor.length() != size) {
            throw Problem.badData("a tensor does not fit the recipe")
                    .at(origin + ", tensor " + name)
                    .expected(size + " numbers")
                    .found(tensor.length() + " numbers")
                    .exception();
        }
        System.arraycopy(tensor.array(), tensor.offset(), to, offset, size);
    }

    static String text(TensorFile file, String key, String origin) {
        String text = file.metadata().get(key);
        if (text == null) {
            throw Problem.badData("the model is incomplete")
                    .at(origin)
                    .expected("metadata " + key)
                    .exception();
        }
        return text;
    }
}
