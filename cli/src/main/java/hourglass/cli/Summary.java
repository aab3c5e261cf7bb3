package hourglass.cli;

import hourglass.model.Model;
import hourglass.model.Task;
import hourglass.problem.Counted;
import hourglass.regression.Solver;
import hourglass.report.CodeUse;
import hourglass.report.Denoising;
import hourglass.report.Evaluation;
import hourglass.report.Evaluation.Classifier;
import hourglass.report.Evaluation.Density;
import hourglass.report.Evaluation.Reconstruction;
import hourglass.report.Evaluation.Regressor;
import hourglass.report.Remarks;
import hourglass.storage.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What a person wants to know of a model at the end of training.
final class Summary {
    private final Console console;

    Summary(Console console) {
        this.console = console;
    }

    /// @param remarks what to know of it
    /// @param replaces whether a model of the same name stood there before
    void print(Model model, Evaluation evaluation, List<String> remarks, Path output, boolean replaces, Source source) {
        table(evaluation, model, remarks);
        if (model.task() instanceof Task.Reproduce) {
            console.print("code        "
                    + Counted.of(model.recipe().architecture().codeSize(), "number") + " for "
                    + Counted.of(model.columns().count(), "column") + ", " + use(evaluation.code()));
        }
        evaluation
                .denoising()
                .ifPresent(it -> console.print("noise       " + text(it) + ", on "
                        + (evaluation.held() ? "unseen" : "training") + " rows"
                        + (source.target().isPresent() ? "" : " made noisy as in training")));
        if (model.task() instanceof Task.Reproduce && model.calibration().isCalibrated()) {
            console.print(
                    "flags       " + new ScoredRows(model, model.calibration().decision()).description());
        }
        console.print("model       " + shown(output) + size(output)
                + (replaces ? ", the one before is " + shown(AtomicFile.previous(output)) : ""));
        console.print("");
        String rows = quoted(source.canBeReadAgain() ? shown(Path.of(source.file())) : "new.csv");
        console.print("next        hourglass "
                + switch (model.task()) {
                    case Task.Reproduce it ->
                        source.target().isPresent() || evaluation.denoising().isPresent()
                                ? denoising(output, rows, source)
                                : scoring(model, output, rows, source);
                    case Task.Predict it -> "predict " + quoted(shown(output)) + " " + rows + " -o predictions.csv";
                });
    }

    /// How much noise is gone: `79 % removed: squared error 0.04 before, 0.0083 after, per number`.
    static String text(Denoising noise) {
        return (noise.before() == 0
                        ? "none"
                        : noise.removed() < 0 ? "more than before" : Numbers.percent(noise.removed()) + " removed")
                + ": squared error " + Numbers.significant(noise.before()) + " before, "
                + Numbers.significant(noise.after()) + " after, per number";
    }

    private static String scoring(Model model, Path output, String rows, Source source) {
        return "score " + quoted(shown(output)) + " " + rows + option(" --label ", source.label())
                + option(" --array ", source.array()) + " -o scores.csv    (higher is stranger)"
                + (model.givesReasons()
                        ? "\n            hourglass explain " + quoted(shown(output)) + " " + rows
                                + "    (the oddest rows, and why)"
                        : "");
    }

    /// How much of a code is at work.
    private static String use(CodeUse code) {
        String nothing = code.silent() + (code.silent() == 1 ? " carries" : " carry") + " nothing";
        if (code.silent() > 0 && code.dead() == 0) {
            return nothing;
        }
        return (code.dead() == 0 ? "none" : code.dead()) + " of them dead" + (code.silent() == 0 ? "" : ", " + nothing);
    }

    /// Who trained with noise wants to see it gone.
    private static String denoising(Path output, String rows, Source source) {
        Path file = Path.of(source.file());
        String name = file.getFileName() == null ? "" : file.getFileName().toString();
        String result = Files.isDirectory(file) ? "denoised/" : name.endsWith(".npy") ? "denoised.npy" : "denoised.csv";
        return "reconstruct " + quoted(shown(output)) + " " + rows + option(" --label ", source.label())
                + option(" --array ", source.array()) + " -o " + result + "    (the rows without their noise)";
    }

    private static String option(String name, Optional<String> value) {
        return value.map(it -> name + quoted(it)).orElse("");
    }

    /// The comparison with the baselines.
    void table(Evaluation evaluation, Model model) {
        table(evaluation, model, Remarks.of(evaluation, model));
    }

    private void table(Evaluation evaluation, Model model, List<String> remarks) {
        String rows = "on " + Counted.of(evaluation.rows(), evaluation.held() ? "unseen row" : "training row");
        console.print("");
        switch (evaluation.model()) {
            case Reconstruction it -> wide(rows, "loss per row", "squared error", "explained");
            case Classifier it -> narrow(rows, "accuracy", "log loss");
            case Regressor it -> narrow(rows, "RMSE", "R²");
            case Density it -> narrow(rows, "nats a row", "");
        }
        for (Evaluation.Candidate candidate : evaluation.candidates()) {
            String name = "  " + candidate.name();
            switch (candidate) {
                case Reconstruction it ->
                    wide(
                            name,
                            shown(it.loss().orElse(Double.NaN)),
                            Numbers.significant(it.meanSquaredError()),
                            Double.isFinite(it.explainedVariance())
                                            && (!it.equals(evaluation.model())
                                                    || Remarks.explainedApplies(model, it.explainedVariance()))
                                    ? Numbers.percent(it.explainedVariance())
                                    : "-");
                case Classifier it -> narrow(name, Numbers.percent(it.accuracy()), shown(it.logLoss()));
                case Regressor it ->
                    narrow(
                            name,
                            Numbers.significant(it.rootMeanSquaredError()),
                            Double.isFinite(it.explained()) ? String.format(Locale.ROOT, "%.4f", it.explained()) : "-");
                case Density it -> narrow(name, Numbers.significant(it.nats()), "");
            }
        }
        console.print(
                switch (evaluation.model()) {
                    case Reconstruction it ->
                        "  (loss: " + unit(model)
                                + ", sum over columns; squared error: mean per number, in scaled units)"
                                + (evaluation.candidates().size() > 2
                                        ? "\n  (PCA: about the mean of the rows learned from)"
                                        : "");
                    case Classifier it -> "  (log loss: -log p of the right class, nats, mean per row)";
                    case Regressor it ->
                        "  (RMSE: in units of the column; R²: 1 - squared error / squared error of their mean)";
                    case Density it ->
                        "  (nats: -log p of each cell from the rest of its row, by networks that were not trained on the"
                                + " row,\n   summed over columns; scaled units)";
                });
        ColumnTable.print(console, model);
        console.print("verdict     " + Problems.withOptions(Remarks.verdict(evaluation, model)));
        remarks.forEach(line -> console.print("note        " + Problems.withOptions(line)));
        console.print("");
    }

    private static String shown(double value) {
        return Double.isNaN(value) ? "-" : Numbers.significant(value);
    }

    private void wide(String name, String first, String second, String third) {
        console.print(String.format(Locale.ROOT, "%-24s %14s %16s %12s", name, first, second, third));
    }

    private void narrow(String name, String first, String second) {
        console.print(String.format(Locale.ROOT, "%-26s %12s %12s", name, first, second));
    }

    /// What a model's losses and scores are counted in: nats for -log p, else the loss's own name.
    static String unit(Model model) {
        return model.recipe().architecture().objective().unit();
    }

    /// A solver's name for a person.
    static String name(Solver solver) {
        return switch (solver) {
            case Solver.Newton it -> "Newton's method";
            case Solver.Lbfgs it -> "L-BFGS";
            case Solver.GradientDescent it -> "gradient descent";
        };
    }

    /// A path as the user would type it.
    static String shown(Path path) {
        Path here = Path.of("").toAbsolutePath();
        return path.startsWith(here) ? here.relativize(path).toString() : path.toString();
    }

    static String quoted(String text) {
        return text.matches("[\\w./+:=@%-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
    }

    private static String size(Path path) {
        try {
            return " (" + Numbers.bytes(Files.size(path)) + ")";
        } catch (IOException e) {
            return "";
        }
    }
}
