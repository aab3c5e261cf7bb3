package hourglass.cli;

import hourglass.likelihood.Likelihood;
import hourglass.likelihood.Objective;
import hourglass.pipeline.Model;
import hourglass.report.Evaluation;
import hourglass.storage.AtomicFile;
import hourglass.train.TrainingRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/// What a person wants to know at the end of training.
final class Summary {
    private final Console console;

    Summary(Console console) {
        this.console = console;
    }

    void print(
            Model model,
            Evaluation evaluation,
            TrainingRun run,
            double seconds,
            Path output,
            boolean replaces,
            Source source) {
        int trained = run.history().size();
        int planned = run.recipe().training().epochs();
        console.print("");
        console.print("trained     " + trained + " epochs in " + Numbers.seconds(seconds) + ", best epoch "
                + run.bestEpoch() + (trained < planned ? " (stopped early)" : ""));
        table(evaluation, model.recipe().architecture().likelihood());
        int dead = evaluation.deadUnits();
        console.print("code        " + counted(evaluation.codeSize(), "number") + " for "
                + counted(model.columns().size(), "column") + ", " + (dead == 0 ? "none" : dead) + " of them dead");
        console.print("model       " + shown(output) + size(output)
                + (replaces ? ", the one before is " + shown(AtomicFile.previous(output)) : ""));
        console.print("");
        String options = source.label().map(name -> " --label " + quoted(name)).orElse("")
                + source.array().map(name -> " --array " + quoted(name)).orElse("");
        console.print("next        hourglass score " + quoted(shown(output)) + " "
                + quoted(source.canBeReadAgain() ? shown(Path.of(source.file())) : "new.csv") + options
                + " -o scores.csv    (higher is stranger)");
    }

    /// The comparison with the baselines.
    void table(Evaluation evaluation, Likelihood likelihood) {
        console.print("");
        console.print(String.format(
                Locale.ROOT,
                "%-24s %14s %16s %12s",
                "on " + Numbers.grouped(evaluation.rows()) + (evaluation.held() ? " unseen rows" : " training rows"),
                "loss per row",
                "squared error",
                "explained"));
        for (Evaluation.Candidate candidate : evaluation.candidates()) {
            String loss = candidate.loss().isPresent()
                    ? Numbers.significant(candidate.loss().getAsDouble())
                    : "-";
            console.print(String.format(
                    Locale.ROOT,
                    "  %-22s %14s %16s %12s",
                    candidate.name(),
                    loss,
                    Numbers.significant(candidate.meanSquaredError()),
                    Double.isFinite(candidate.explainedVariance())
                            ? Numbers.percent(candidate.explainedVariance())
                            : "-"));
        }
        console.print("  (loss: " + unit(likelihood)
                + ", sum over columns; squared error: mean per number, in scaled units)");
        console.print("");
    }

    /// What losses are counted in: nats for likelihoods, else the loss's own name.
    static String unit(Likelihood likelihood) {
        return likelihood instanceof Objective objective ? objective.loss().name() : "nats";
    }

    private static String counted(int count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }

    /// A path as the user would type it.
    static String shown(Path path) {
        Path here = Path.of("").toAbsolutePath();
        return path.startsWith(here) ? here.relativize(path).toString() : path.toString();
    }

    static String quoted(String text) {
        return text.matches("[\\w./+:=@%-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
    }

    static String size(Path path) {
        try {
            return " (" + Numbers.bytes(Files.size(path)) + ")";
        } catch (IOException e) {
            return "";
        }
    }
}
