package hourglass.cli;

import static org.assertj.core.api.Assertions.assertThat;

import hourglass.activation.Linear;
import hourglass.activation.Sigmoid;
import hourglass.matrix.Kernels;
import hourglass.matrix.Matrix;
import hourglass.network.Architecture;
import hourglass.network.Dense;
import hourglass.network.Layer;
import hourglass.network.Weights;
import hourglass.objective.Bernoulli;
import hourglass.optimize.Optimizer;
import hourglass.train.Checkpoint;
import hourglass.train.Examples;
import hourglass.train.Pretraining;
import hourglass.train.Recipe;
import hourglass.train.Split;
import hourglass.train.Training;
import hourglass.train.TrainingRun;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What layer-wise pretraining is for (Hinton and Salakhutdinov 2006): a deep network of sigmoid units, whose gradients
/// fade on the way down, starts so well that it is ahead of one from random weights even when that one is trained for
/// as
/// many epochs in all. Reached after 10 epochs of fine-tuning, held out, in nats per row: 18.0 tied and 17.8 not,
/// without
/// pretraining 26.9 and 25.3, and after 50 epochs 26.9 and 22.1.
class PretrainingDigitsTest {
    private static final Matrix DIGITS = scaledDigits();
    private static final Split SPLIT = Split.of(DIGITS.rows(), 0.2, 1);
    private static final Examples TRAINING = Examples.of(Split.select(DIGITS, SPLIT.training()));
    private static final Examples HELD_OUT = Examples.of(Split.select(DIGITS, SPLIT.validation()));
    private static final int LAYERS = 4;

    private static Matrix scaledDigits() {
        Matrix rows = Commands.digits().rows().toMatrix();
        for (int i = 0; i < rows.rows(); i++) {
            for (int j = 0; j < rows.columns(); j++) {
                rows.set(i, j, rows.get(i, j) / 16);
            }
        }
        return rows;
    }

    private static Recipe recipe(boolean tied, int epochs) {
        List<Layer> encoder = List.of(own(100), own(64), own(32), own(16));
        List<Layer> decoder = List.of(back(32, tied), back(64, tied), back(100, tied), output(tied));
        Architecture architecture = new Architecture(64, encoder, decoder, new Bernoulli());
        Training training =
                Training.plain(epochs, 32, new Optimizer.Adam(0.003)).withSeed(3);
        return new Recipe(architecture, training);
    }

    private static Layer own(int units) {
        return new Dense(units, new Sigmoid());
    }

    private static Layer back(int units, boolean tied) {
        return tied ? new Dense(units, new Sigmoid(), new Weights.Mirrored()) : own(units);
    }

    private static Layer output(boolean tied) {
        return tied ? new Dense(64, new Linear(), new Weights.Mirrored()) : new Dense(64, new Linear());
    }

    private static double heldOutLoss(Checkpoint start, int epochs) {
        try (TrainingRun run = TrainingRun.resume(start, TRAINING, HELD_OUT, Kernels.plain(), 2)) {
            while (run.advance()) {}
            assertThat(run.history()).hasSize(epochs);
            return run.history().getLast().validation().getAsDouble();
        }
    }

    private static double heldOutLoss(Recipe recipe) {
        try (TrainingRun run = TrainingRun.start(recipe, TRAINING, HELD_OUT, Kernels.plain(), 2)) {
            while (run.advance()) {}
            return run.history().getLast().validation().getAsDouble();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aDeepSigmoidNetworkIsBetterAfterPretraining(boolean tied) {
        Recipe recipe = recipe(tied, 10);
        Checkpoint pretrained = new Pretraining(10).run(recipe, TRAINING, Kernels.plain(), 2);
        double with = heldOutLoss(pretrained, 10);
        double without = heldOutLoss(recipe);
        double withoutForAsLong = heldOutLoss(recipe(tied, 10 + LAYERS * 10));
        assertThat(with).isLessThan(0.75 * without);
        assertThat(with).isLessThan(0.85 * withoutForAsLong);
    }

    @Test
    void theCommandLinePretrains(@TempDir Path folder) {
        Path digits = Commands.digits(folder);
        Commands.Result result = Commands.run(
                "train",
                digits,
                "--label",
                "column64",
                "--pretrain",
                2,
                "--epochs",
                2,
                "--hidden",
                "32,16",
                "--activation",
                "sigmoid",
                "-o",
                folder.resolve("deep.hourglass"));
        assertThat(result.messages()).contains("pretrained layer 1 of 3").contains("pretrained layer 3 of 3");
        assertThat(result.code()).isZero();
        assertThat(folder.resolve("deep.hourglass")).exists();
        Commands.Result refused =
                Commands.run("train", digits, "--predict", "column64", "--pretrain", 2, "-o", folder.resolve("p"));
        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.messages()).contains("--pretrain");
        assertThat(Commands.run("train", digits, "--pretrain", 0, "-o", folder.resolve("q"))
                        .code())
                .isEqualTo(2);
    }
}
