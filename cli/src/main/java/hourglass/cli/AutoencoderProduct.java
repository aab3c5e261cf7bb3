package hourglass.cli;

import hourglass.data.Dataset;
import hourglass.pipeline.Model;
import hourglass.pipeline.Prepared;
import hourglass.report.Evaluation;
import hourglass.train.TrainingRun;
import java.nio.file.Path;

/// A run that trains an autoencoder.
record AutoencoderProduct(Console console, RunOptions options, Source source, Dataset rows, Prepared prepared)
        implements Product {
    private Model model(TrainingRun run) {
        return Model.of(rows, source.fileName(), source.label(), prepared, run);
    }

    @Override
    public void save(TrainingRun run, Path output) {
        model(run).saveKeepingPrevious(output);
    }

    @Override
    public void summarize(TrainingRun run, double seconds, boolean replaces) {
        Model model = model(run);
        Evaluation evaluation =
                Evaluation.of(model.autoencoder(), prepared, options.kernels().kernels());
        Path output = Path.of(source.output());
        new Summary(console).print(model, evaluation, run, seconds, output, replaces, source);
    }
}
