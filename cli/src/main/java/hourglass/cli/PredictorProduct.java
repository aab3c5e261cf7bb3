package hourglass.cli;

import hourglass.pipeline.Outcome;
import hourglass.pipeline.Predictor;
import hourglass.pipeline.Prepared;
import hourglass.pipeline.Supervised;
import hourglass.report.PredictionEvaluation;
import hourglass.train.TrainingRun;
import java.nio.file.Path;

/// A run that trains a network to predict a column.
record PredictorProduct(
        Console console, RunOptions options, Source source, Supervised rows, Outcome outcome, Prepared prepared)
        implements Product {
    private Predictor predictor(TrainingRun run) {
        return Predictor.of(rows, source.fileName(), outcome, prepared, run);
    }

    @Override
    public void save(TrainingRun run, Path output) {
        predictor(run).saveKeepingPrevious(output);
    }

    @Override
    public void summarize(TrainingRun run, double seconds, boolean replaces) {
        Predictor predictor = predictor(run);
        int trained = run.history().size();
        console.print("");
        console.print("trained     " + trained + " epochs in " + Numbers.seconds(seconds) + ", best epoch "
                + run.bestEpoch() + (trained < run.recipe().training().epochs() ? " (stopped early)" : ""));
        PredictionEvaluation evaluation =
                PredictionEvaluation.of(predictor, prepared, options.kernels().kernels());
        new PredictionSummary(console).print(evaluation, Path.of(source.output()), replaces, Path.of(source.file()));
    }
}
