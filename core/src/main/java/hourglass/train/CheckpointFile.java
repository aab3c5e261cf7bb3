package hourglass.train;

import hourglass.json.Json;
import hourglass.network.Parameters;
import hourglass.optimize.OptimizerState;
import hourglass.problem.Problem;
import hourglass.storage.FormatVersion;
import hourglass.storage.Recovered;
import hourglass.storage.Tensor;
import hourglass.storage.TensorFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Checkpoints as files, in the format of model files. Saving keeps the checkpoint before under the name
/// `….previous`, and reading falls back to it if the latest is missing or damaged.
public final class CheckpointFile {
    private static final String FORMAT = "hourglass-checkpoint-1";
    private static final String PARAMETERS = "parameters";
    private static final String BEST = "best";
    private static final String MOMENT = "moment.";
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
        metadata.put("recipe", recipes.write(checkpoint.recipe()).compact());
        metadata.put(
                "progress",
                recipes.codec().encode(Progress.class, checkpoint.progress()).compact());
        OptimizerState optimizer = checkpoint.optimizerState();
        metadata.put("optimizer_steps", Long.toString(optimizer.steps()));
        context.forEach((key, value) -> metadata.put(CONTEXT + key, value));
        List<Tensor> tensors = new ArrayList<>();
        tensors.add(tensor(PARAMETERS, checkpoint.parameters().block()));
        tensors.add(tensor(BEST, checkpoint.best().block()));
        for (int i = 0; i < optimizer.slots().size(); i++) {
            tensors.add(tensor(MOMENT + i, optimizer.slots().get(i)));
        }
        TensorFile.of(metadata, tensors).writeKeepingPrevious(file);
    }

    /// Reads a checkpoint, or the previous one if it is missing or damaged.
    public static Loaded load(Path file, RecipeJson recipes) {
        Recovered<TensorFile> recovered = TensorFile.readOrPrevious(file);
        TensorFile tensors = recovered.value();
        String origin = recovered.file().toString();
        if (!FORMAT.equals(tensors.metadata().get("format"))) {
            throw Problem.badData("not a checkpoint")
                    .at(origin)
                    .expected("format " + FORMAT)
                    .found(Optional.ofNullable(tensors.metadata().get("format")).orElse("no format"))
                    .exception();
        }
        FormatVersion.check(tensors, origin);
        Recipe recipe = recipes.read(text(tensors, "recipe", origin), origin + ", recipe");
        Json progressJson = Json.parse(text(tensors, "progress", origin), origin + ", progress");
        Progress progress = recipes.codec().decode(Progress.class, progressJson, origin + ", progress");
        long needed = Math.min(Long.MAX_VALUE / 2, Parameters.count(recipe.architecture())) * 2;
        long present = tensors.tensors().stream().mapToLong(Tensor::length).sum();
        if (present < needed) {
            throw Problem.badData("the checkpoint holds fewer numbers than its recipe needs")
                    .at(origin)
                    .expected("at least " + needed + " numbers")
                    .found(present + " numbers")
                    .exception();
        }
        Parameters layout = Parameters.zeros(recipe.architecture());
        int size = layout.block().length;
        OptimizerState optimizer = new OptimizerState(recipe.training().optimizer(), size);
        for (int i = 0; i < optimizer.slots().size(); i++) {
            System.arraycopy(
                    block(tensors, MOMENT + i, size, origin),
                    0,
                    optimizer.slots().get(i),
                    0,
                    size);
        }
        optimizer.restoreSteps(steps(text(tensors, "optimizer_steps", origin), origin));
        Map<String, String> context = new LinkedHashMap<>();
        tensors.metadata().forEach((key, value) -> {
            if (key.startsWith(CONTEXT)) {
                context.put(key.substring(CONTEXT.length()), value);
            }
        });
        Checkpoint checkpoint = new Checkpoint(
                recipe,
                progress,
                layout.over(block(tensors, PARAMETERS, size, origin)),
                layout.over(block(tensors, BEST, size, origin)),
                optimizer);
        return new Loaded(checkpoint, context, recovered.file());
    }

    private static Tensor tensor(String name, float[] block) {
        return Tensor.of(name, List.of((long) block.length), block);
    }

    private static float[] block(TensorFile file, String name, int size, String origin) {
        Tensor tensor = file.find(name).orElseThrow(() -> missing("tensor " + name, origin));
        if (tensor.length() != size) {
            throw Problem.badData("a tensor does not fit the recipe")
                    .at(origin + ", tensor " + name)
                    .expected(size + " numbers")
                    .found(tensor.length() + " numbers")
                    .exception();
        }
        float[] block = new float[size];
        System.arraycopy(tensor.array(), tensor.offset(), block, 0, size);
        return block;
    }

    private static String text(TensorFile file, String key, String origin) {
        return Optional.ofNullable(file.metadata().get(key)).orElseThrow(() -> missing("metadata " + key, origin));
    }

    private static long steps(String text, String origin) {
        try {
            long steps = Long.parseLong(text);
            if (steps < 0) {
                throw new NumberFormatException("below 0");
            }
            return steps;
        } catch (NumberFormatException e) {
            throw Problem.badData("optimizer_steps is not a whole number from 0 on")
                    .at(origin)
                    .found(text)
                    .exception(e);
        }
    }

    private static RuntimeException missing(String what, String origin) {
        return Problem.badData("the checkpoint is incomplete")
                .at(origin)
                .expected(what)
                .exception();
    }
}
