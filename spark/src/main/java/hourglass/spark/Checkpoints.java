package hourglass.spark;

import hourglass.matrix.Kernels;
import hourglass.model.Prepared;
import hourglass.problem.Problem;
import hourglass.train.Checkpoint;
import hourglass.train.CheckpointFile;
import hourglass.train.Elsewhere;
import hourglass.train.Examples;
import hourglass.train.Recipe;
import hourglass.train.RecipeJson;
import hourglass.train.TrainingRun;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileUtil;
import org.apache.hadoop.fs.Options;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.slf4j.Logger;

/// Checkpoints in the cluster's file system: at any moment a whole one or none, and only the fit that wrote one goes on
/// from it.
///
/// @param folder empty for none
/// @param context what makes a fit the same one, beside recipe and kernels
record Checkpoints(Optional<Path> folder, int interval, Map<String, String> context, Configuration hadoop, Logger log) {
    private static final String FILE = "hourglass.checkpoint";
    private static final String KERNELS = "kernels";

    /// @param rounds whether in rounds; otherwise it is the same whoever computes
    static Checkpoints of(HourglassAutoencoder stage, CanonicalRows rows, JavaSparkContext spark, boolean rounds) {
        String folder = stage.$(stage.checkpointDir());
        String training = rounds ? stage.rounds().toString() : "steps";
        return new Checkpoints(
                folder.isEmpty() ? Optional.empty() : Optional.of(new Path(folder)),
                (int) stage.$(stage.checkpointInterval()),
                Map.of("rows", rows.fingerprint(), "training", training),
                spark.hadoopConfiguration(),
                stage.log());
    }

    /// A new run, or the one that a checkpoint is of.
    ///
    /// @throws hourglass.problem.ProblemException if the checkpoint is of another fit
    TrainingRun run(Recipe recipe, Prepared prepared, Kernels kernels, int threads, Optional<Elsewhere> elsewhere) {
        Examples training = prepared.training();
        Examples validation = prepared.validation();
        Optional<Checkpoint> saved = load(recipe, kernels);
        if (saved.isEmpty()) {
            return elsewhere.isEmpty()
                    ? TrainingRun.start(recipe, training, validation, kernels, threads)
                    : TrainingRun.start(recipe, training, validation, kernels, threads, elsewhere.get());
        }
        log.info("going on from the checkpoint of step {}", saved.get().step());
        return elsewhere.isEmpty()
                ? TrainingRun.resume(saved.get(), training, validation, kernels, threads)
                : TrainingRun.resume(saved.get(), training, validation, kernels, threads, elsewhere.get());
    }

    private Optional<Checkpoint> load(Recipe recipe, Kernels kernels) {
        if (folder.isEmpty()) {
            return Optional.empty();
        }
        Path file = new Path(folder.get(), FILE);
        try {
            if (!file.getFileSystem(hadoop).exists(file)) {
                return Optional.empty();
            }
            java.nio.file.Path local = Files.createTempDirectory("hourglass").resolve(FILE);
            try {
                try (var stream = file.getFileSystem(hadoop).open(file)) {
                    Files.copy(stream, local);
                }
                CheckpointFile.Loaded loaded = CheckpointFile.load(local, RecipeJson.standard());
                boolean fits = loaded.checkpoint().recipe().equals(recipe)
                        && loaded.context().equals(with(kernels));
                if (!fits) {
                    throw Problem.badData("the checkpoint is of another fit: rows, settings or kernels differ")
                            .at(file.toString())
                            .remedy("another `checkpointDir`, or the file removed")
                            .exception();
                }
                return Optional.of(loaded.checkpoint());
            } finally {
                remove(local);
            }
        } catch (IOException e) {
            throw Storage.problem("the checkpoint cannot be read", file, e);
        }
    }

    private Map<String, String> with(Kernels kernels) {
        return Map.of(
                "rows",
                context.getOrDefault("rows", ""),
                "training",
                context.getOrDefault("training", ""),
                KERNELS,
                kernels.description());
    }

    /// Saves a run after an epoch, if it is one of those to be saved.
    void save(TrainingRun run, Kernels kernels) {
        if (folder.isEmpty() || (run.history().size() % interval != 0 && !run.isFinished())) {
            return;
        }
        Path file = new Path(folder.get(), FILE);
        Path pending = new Path(folder.get(), FILE + ".pending");
        try {
            java.nio.file.Path local = Files.createTempDirectory("hourglass").resolve(FILE);
            try {
                CheckpointFile.save(local, run.checkpoint(), RecipeJson.standard(), with(kernels));
                FileUtil.copy(local.toFile(), pending.getFileSystem(hadoop), pending, false, hadoop);
                FileContext.getFileContext(file.toUri(), hadoop).rename(pending, file, Options.Rename.OVERWRITE);
            } finally {
                remove(local);
            }
        } catch (IOException e) {
            throw Storage.problem("the checkpoint cannot be saved", file, e);
        }
    }

    private static void remove(java.nio.file.Path local) throws IOException {
        Files.deleteIfExists(local);
        java.nio.file.Path folder = local.getParent();
        if (folder != null) {
            Files.deleteIfExists(folder);
        }
    }
}
