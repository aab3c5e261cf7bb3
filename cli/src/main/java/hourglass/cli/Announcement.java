package hourglass.cli;

import hourglass.data.Dataset;
import hourglass.likelihood.Likelihood;
import hourglass.network.Architecture;
import hourglass.optimize.Optimizer;
import hourglass.pipeline.Advice;
import hourglass.pipeline.Prepared;
import hourglass.train.Training;
import java.nio.file.Path;
import java.util.Locale;

/// The short block before training: what was chosen, and why.
final class Announcement {
    private Announcement() {}

    static void print(Console console, Path file, Dataset rows, Advice advice, Prepared prepared, RunOptions running) {
        Training training = advice.recipe().training();
        String steps = String.format(
                Locale.ROOT,
                "%s epochs at most, batch %d, %srate %s, seed %d",
                training.epochs(),
                training.batch(),
                name(training.optimizer()),
                Numbers.significant(training.optimizer().rate()),
                training.seed());
        print(console, file, rows, advice, prepared, running, steps);
    }

    /// Nothing for Adam, the default.
    private static String name(Optimizer optimizer) {
        return switch (optimizer) {
            case Optimizer.Adam adam -> adam.decay() == 0 ? "" : "AdamW, ";
            case Optimizer.Sgd sgd -> "stochastic gradient descent, ";
            case Optimizer.RmsProp it -> "RMSProp, ";
        };
    }

    /// @param training how it is trained, in words
    static void print(
            Console console,
            Path file,
            Dataset rows,
            Advice advice,
            Prepared prepared,
            RunOptions running,
            String training) {
        Architecture architecture = advice.recipe().architecture();
        kernels(console, running);
        console.print("data        " + file + ": " + Numbers.grouped(rows.rows().rows()) + " rows x "
                + Numbers.grouped(rows.rows().columns()) + " columns, "
                + advice.kind().description());
        console.print("split       " + Numbers.grouped(prepared.training().rows()) + " rows to learn from, "
                + Numbers.grouped(prepared.validation().rows()) + " to judge by");
        Likelihood likelihood = architecture.likelihood();
        console.print("likelihood  " + likelihood.name() + ", scaling "
                + advice.input().label()
                + (advice.target() == advice.input()
                        ? ""
                        : " (targets: " + advice.target().label() + ")"));
        console.print("network     " + NetworkWords.of(architecture));
        console.print("training    " + training);
        console.print("");
    }

    /// What multiplies matrices, with how many threads, and why nothing faster does.
    static void kernels(Console console, RunOptions running) {
        int threads = running.threads();
        console.print("kernels     " + running.kernels().kernels().description() + ", " + threads
                + (threads == 1 ? " thread" : " threads"));
        running.kernels().notes().forEach(note -> console.say("note: " + note));
    }
}
