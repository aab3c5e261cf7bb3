package hourglass.cli;

import hourglass.regression.Solver;
import hourglass.report.PredictionEvaluation;
import hourglass.storage.AtomicFile;
import java.nio.file.Path;
import java.util.Locale;

/// What a person wants to know of a network that predicts a column.
record PredictionSummary(Console console) {
    /// @param file rows it was trained on
    void print(PredictionEvaluation evaluation, Path output, boolean replaces, Path file) {
        table(evaluation);
        console.print("model       " + Summary.shown(output) + Summary.size(output)
                + (replaces ? ", the one before is " + Summary.shown(AtomicFile.previous(output)) : ""));
        console.print("");
        String rows = file.toString().equals("-") ? "new.csv" : Summary.shown(file);
        console.print("next        hourglass predict " + Summary.quoted(Summary.shown(output)) + " "
                + Summary.quoted(rows) + " -o predictions.csv");
    }

    private void table(PredictionEvaluation evaluation) {
        boolean classes = evaluation.predictor() instanceof PredictionEvaluation.Classifier;
        console.print("");
        line(
                "on " + Numbers.grouped(evaluation.rows()) + (evaluation.held() ? " unseen rows" : " training rows"),
                classes ? "accuracy" : "RMSE",
                classes ? "log loss" : "R²");
        for (PredictionEvaluation.Candidate candidate : evaluation.candidates()) {
            switch (candidate) {
                case PredictionEvaluation.Classifier it ->
                    line(
                            "  " + it.name(),
                            Numbers.percent(it.accuracy()),
                            Double.isNaN(it.logLoss()) ? "-" : Numbers.significant(it.logLoss()));
                case PredictionEvaluation.Regressor it ->
                    line(
                            "  " + it.name(),
                            Numbers.significant(it.rootMeanSquaredError()),
                            Double.isFinite(it.explained()) ? String.format(Locale.ROOT, "%.4f", it.explained()) : "-");
            }
        }
        console.print(
                classes
                        ? "  (log loss: -log p of the right class, nats, mean per row)"
                        : "  (RMSE: in units of the column; R²: 1 - squared error / squared error of their mean)");
        console.print("");
    }

    private void line(String name, String first, String second) {
        console.print(String.format(Locale.ROOT, "%-26s %12s %12s", name, first, second));
    }

    /// A solver's name for a person.
    static String name(Solver solver) {
        return switch (solver) {
            case Solver.Newton it -> "Newton's method";
            case Solver.Lbfgs it -> "L-BFGS";
            case Solver.GradientDescent it -> "gradient descent";
        };
    }
}
