package hourglass.cli;

import hourglass.data.Overflow;
import hourglass.matrix.Kernels;
import hourglass.matrix.KernelsChoice;
import hourglass.model.Model;
import hourglass.problem.Problem;
import hourglass.problem.ProblemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// How a training run is carried out; without influence on its result.
final class RunOptions {
    private static final double CHECKPOINT_SECONDS = 30;
    private static final int MOST_THREADS = 1024;
    private static final Pattern SIZE = Pattern.compile("(\\d{1,6})([KMGTkmgt])(?:i?[Bb])?");

    @Option(names = "--threads", paramLabel = "N", description = "Threads (default: all processors).")
    @Nullable
    Integer threads;

    @Option(
            names = "--checkpoint",
            paramLabel = "SECONDS",
            description = "Time between checkpoints (default: 30; 0 for after every step).")
    double checkpointSeconds = CHECKPOINT_SECONDS;

    @Option(
            names = "--json",
            description =
                    "End with one JSON object about the model on standard output; everything else goes to standard"
                            + " error.")
    boolean json;

    @Option(
            names = "--memory",
            paramLabel = "SIZE",
            description = "The most memory that the rows may take, such as 1G or 500M; larger tables go to a private"
                    + " file beside the model while training (default: as much as is free).")
    @Nullable
    String memory;

    void check() {
        threads();
        mostMemory();
        if (!(checkpointSeconds >= 0)) {
            throw Problem.usage("the time between checkpoints is out of range")
                    .at("--checkpoint")
                    .expected("0 or more seconds")
                    .found(String.valueOf(checkpointSeconds))
                    .exception();
        }
    }

    /// Where rows go that are too large for memory.
    Overflow overflow(Path model) {
        Path folder = model.toAbsolutePath().getParent();
        return Overflow.into(folder == null ? model.toAbsolutePath() : folder, mostMemory());
    }

    private OptionalLong mostMemory() {
        String text = memory;
        if (text == null) {
            return OptionalLong.empty();
        }
        Matcher size = SIZE.matcher(text);
        if (!size.matches()) {
            throw Problem.usage("not a size of memory")
                    .at("--memory")
                    .expected("a whole number with K, M, G or T, such as 1G")
                    .found(text)
                    .exception();
        }
        int power = "KMGT".indexOf(size.group(2).toUpperCase(Locale.ROOT)) + 1;
        return OptionalLong.of(Long.parseLong(size.group(1)) << (10 * power));
    }

    /// Where a person reads on while a program reads the output.
    Console said(Console console) {
        return json ? console.aside() : console;
    }

    private @Nullable KernelsChoice choice;

    /// The fastest kernels of this machine, looked for once.
    KernelsChoice kernels() {
        KernelsChoice chosen = choice;
        if (chosen == null) {
            chosen = Kernels.fastest();
            choice = chosen;
        }
        return chosen;
    }

    int threads() {
        int count = threads == null ? Runtime.getRuntime().availableProcessors() : threads;
        if (count < 1 || count > MOST_THREADS) {
            throw Problem.usage("the number of threads is out of range")
                    .at("--threads")
                    .expected("1 to " + MOST_THREADS)
                    .found(String.valueOf(count))
                    .exception();
        }
        return count;
    }

    /// Better now than after an hour of training.
    void checkWritable(Path model) {
        check();
        if (model.toString().equals("-")) {
            throw Problem.usage("a model is written to a file, not to standard output")
                    .remedy("-o model.hourglass")
                    .exception();
        }
        if (Files.isDirectory(model)) {
            throw Problem.of(Problem.Kind.CANNOT_CREATE, "the output is a folder")
                    .at(model.toString())
                    .remedy("-o " + model.resolve("model.hourglass"))
                    .exception();
        }
        checkReplaceable(model);
        Destination.check(model, List.of());
        Destination.checkBeside(model, ".checkpoint.previous");
    }

    /// A model is kept as `….previous` when another takes its place; anything else would be lost.
    static void checkReplaceable(Path model) {
        if (!Files.exists(model)) {
            return;
        }
        try {
            Model.load(model);
        } catch (ProblemException notAModel) {
            throw Problem.of(Problem.Kind.CANNOT_CREATE, "the output exists and is not a sound Hourglass model")
                    .at(model.toString())
                    .found(notAModel.problem().summary())
                    .remedy("-o with another name")
                    .exception(notAModel);
        }
    }
}
