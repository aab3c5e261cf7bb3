package hourglass.cli;

import hourglass.train.TrainingRun;
import java.nio.file.Path;

/// What comes of a training run: an autoencoder, or a network that predicts a column.
interface Product {
    /// Writes the model.
    void save(TrainingRun run, Path output);

    /// Tells a person what came of it, after it was saved.
    ///
    /// @param replaces whether a model of the same name stood there before
    void summarize(TrainingRun run, double seconds, boolean replaces);
}
