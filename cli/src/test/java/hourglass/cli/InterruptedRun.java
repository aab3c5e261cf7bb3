package hourglass.cli;

import hourglass.data.DataFile;
import hourglass.matrix.Kernels;
import hourglass.model.Advice;
import hourglass.model.Advisor;
import hourglass.model.Prepared;
import hourglass.model.Table;
import hourglass.model.Wishes;
import hourglass.train.CheckpointFile;
import hourglass.train.RecipeJson;
import hourglass.train.TrainingRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/// A run of three epochs that ended in its midst: the rows, and a checkpoint as a training session leaves it.
final class InterruptedRun {
    static final int EPOCHS = 3;

    private InterruptedRun() {}

    /// Rows of three columns.
    static Path rows(Path file, int seed) throws IOException {
        Random random = new Random(seed);
        StringBuilder text = new StringBuilder("a,b,c\n");
        for (int i = 0; i < 60; i++) {
            text.append(random.nextGaussian()).append(',').append(random.nextGaussian());
            text.append(',').append(i).append('\n');
        }
        return Files.writeString(file, text);
    }

    /// Leaves a checkpoint.
    ///
    /// @param epochs finished before it ended, one step more was taken
    /// @param owner who wrote it; empty for a checkpoint of a version that named nobody
    /// @return the checkpoint
    static Path of(Path rows, DataOptions data, Path model, int epochs, String owner) {
        Table table = Table.of(DataFile.read(rows), true);
        Advice advice = Advisor.advise(table, Wishes.none().withEpochs(EPOCHS));
        Prepared prepared = Prepared.of(table, advice);
        Source source = Source.of(rows, Optional.empty(), data, model, advice, prepared);
        Map<String, String> context = new LinkedHashMap<>(Map.of(
                Checkpoints.SOURCE,
                source.toJson(),
                Checkpoints.KERNELS,
                Kernels.fastest().kernels().description()));
        if (!owner.isEmpty()) {
            context.put(Checkpoints.OWNER, owner);
        }
        Kernels kernels = Kernels.fastest().kernels();
        try (TrainingRun run =
                TrainingRun.start(advice.recipe(), prepared.training(), prepared.validation(), kernels, 1)) {
            for (int i = 0; i <= epochs * run.stepsPerEpoch(); i++) {
                run.advance();
            }
            CheckpointFile.save(Checkpoints.beside(model), run.checkpoint(), RecipeJson.standard(), context);
        }
        return Checkpoints.beside(model);
    }
}
