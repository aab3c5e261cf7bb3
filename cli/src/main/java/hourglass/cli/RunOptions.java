package hourglass.cli;

import hourglass.problem.Problem;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// How a training run is carried out; without influence on its result.
final class RunOptions {
    private static final double CHECKPOINT_SECONDS = 30;

    @Option(names = "--threads", paramLabel = "N", description = "Threads (default: all processors).")
    @Nullable
    Integer threads;

    @Option(
            names = "--checkpoint",
            paramLabel = "SECONDS",
            description = "Time between checkpoints (default: 30; 0 for after every step).")
    double checkpointSeconds = CHECKPOINT_SECONDS;

    int threads() {
        int count = threads == null ? Runtime.getRuntime().availableProcessors() : threads;
        if (count < 1) {
            throw Problem.usage("--threads must be at least 1")
                    .found(String.valueOf(count))
                    .exception();
        }
        return count;
    }

    /// Better now than after an hour of training.
    void checkWritable(Path model) {
        Path folder = model.toAbsolutePath().getParent();
        if (Files.isDirectory(model)) {
            throw Problem.of(Problem.Kind.CANNOT_CREATE, "the output is a folder")
                    .at(model.toString())
                    .remedy("-o " + model.resolve("model.hourglass"))
                    .exception();
        }
        if (folder != null && (!Files.isDirectory(folder) || !Files.isWritable(folder))) {
            throw Problem.of(Problem.Kind.CANNOT_CREATE, "cannot write into the folder of the output")
                    .at(folder.toString())
                    .remedy("-o with another folder")
                    .exception();
        }
    }
}
