package hourglass.train;

import hourglass.json.Json;
import hourglass.json.JsonPlace;
import hourglass.network.Parameters;
import hourglass.optimize.OptimizerState;
import hourglass.storage.FormatVersion;
import hourglass.storage.Recovered;
import hourglass.storage.Tensor;
import hourglass.storage.TensorFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Checkpoints as files, in the format of model files. Saving keeps the checkpoint before under the name
/// `….previous`, and reading falls back to it if the latest is missing or damaged.
public final class CheckpointFile {
    private static final String FORMAT = "hourglass-checkpoint-1";
    private static final String PARAMETERS = "parameters";
    private static final String BEST = "best";
    private static final String MOMENT = "moment.";
    private static final String VELOCITY = "rounds.velocity";
    private static final String CONTEXT = "context.";

    private CheckpointFile() {}

    /// A checkpoint read from a file.
    ///
    /// @param context what the writer put beside it
    /// @param file the file it came from, which may be the previous one
    public record Loaded(Checkpoint checkpoint, Map<String, String> context, Path file) {}

    /// Saves a checkpoint.
    ///
    /// @param context further texts to keep with it, such as where the rows came from
    public static void save(Path file, Checkpoint checkpoint, RecipeJson recipes, Map<String, String> context) {
        Map<String, String> metadata = new LinkedHashMap<>();
        metadata.put("format", FORMAT);
        FormatVersion.put(metadata);
        metadata.put("recipe", recipes.compact(checkpoint.recipe()));
        metadata.put(
                "progress",
                recipes.codec().encode(Progress.class, checkpoint.progress()).compact());
        OptimizerState optimizer = checkpoint.optimizerState();
        metadata.put("optimizer_steps", Long.toString(optimizer.steps()));
        context.forEach((key, value) -> metadata.put(CONTEXT + key, value));
        List<Tensor> tensors = new ArrayList<>();
        tensors.add(Tensor.vector(PARAMETERS, checkpoint.parameters().block()));
        tensors.add(Tensor.vector(BEST, checkpoint.best().block()));
        for (int i = 0; i < optimizer.slots().size(); i++) {
            tensors.add(Tensor.vector(MOMENT + i, optimizer.slots().get(i)));
        }
        if (checkpoint.velocity().length > 0) {
            tensors.add(Tensor.vector(VELOCITY, checkpoint.velocity()));
        }
        new TensorFile(metadata, tensors).writeKeepingPrevious(file);
    }

    /// Reads a checkpoint, or the previous one if it is missing or damaged.
    public static Loaded load(Path file, RecipeJson recipes) {
        Recovered<TensorFile> recovered = TensorFile.readOrPrevious(file);
        TensorFile tensors = recovered.value();
        String origin = recovered.file().toString();
        tensors.requireFormat(FORMAT, "a checkpoint", origin);
        FormatVersion.check(tensors, origin);
        Recipe recipe = recipes.read(tensors.text("recipe", origin), origin + ", recipe");
        Json progressJson = Json.parse(tensors.text("progress", origin), origin + ", progress");
        Progress progress = recipes.codec().decode(Progress.class, progressJson, origin + ", progress");
        long needed = Math.min(Long.MAX_VALUE / 2, Parameters.count(recipe.architecture())) * 2;
        tensors.requireNumbers(needed, origin);
        Parameters parameters = Parameters.zeros(recipe.architecture());
        int size = parameters.block().length;
        tensors.copy(PARAMETERS, parameters.block(), 0, size, origin);
        Parameters best = parameters.copy();
        tensors.copy(BEST, best.block(), 0, size, origin);
        OptimizerState optimizer = new OptimizerState(recipe.training().optimizer(), size);
        for (int i = 0; i < optimizer.slots().size(); i++) {
            tensors.copy(MOMENT + i, optimizer.slots().get(i), 0, size, origin);
        }
        String place = origin + ", optimizer_steps";
        JsonPlace steps = JsonPlace.root(Json.parse(tensors.text("optimizer_steps", origin), place), place);
        if (steps.longValue() < 0) {
            throw steps.wrong("a whole number from 0 on");
        }
        optimizer.restoreSteps(steps.longValue());
        float[] velocity = new float[tensors.find(VELOCITY).isPresent() ? size : 0];
        if (velocity.length > 0) {
            tensors.copy(VELOCITY, velocity, 0, size, origin);
        }
        Map<String, String> context = new LinkedHashMap<>();
        tensors.metadata().forEach((key, value) -> {
            if (key.startsWith(CONTEXT)) {
                context.put(key.substring(CONTEXT.length()), value);
            }
        });
        Checkpoint checkpoint = new Checkpoint(recipe, progress, parameters, best, optimizer, velocity);
        return new Loaded(checkpoint, context, recovered.file());
    }
}
