package hourglass.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Some kills of every build; `-Dkills=1000` for a long run, told in docs/reliability.md.
class KillsTest {
    private static final int KILLS = Integer.getInteger("kills", 20);
    private static final int KILLS_OF_A_RUN = 7;

    @TempDir
    Path folder;

    private List<List<Object>> trainings() {
        Path digits = Commands.digits(folder);
        Path penguins = Commands.copy(BundledData.PENGUINS, folder);
        return List.of(
                List.of(
                        "train",
                        digits,
                        "--label",
                        "column64",
                        "--code",
                        4,
                        "--hidden",
                        "24",
                        "--epochs",
                        3,
                        "--corrupt",
                        "masking:0.1"),
                List.of("train", penguins, "--epochs", 12),
                List.of("train", digits, "--label", "column64", "--code", 64, "--sparse", "topk:4", "--epochs", 2),
                List.of("train", digits, "--label", "column64", "--variational", "--epochs", 2, "--memory", "100K"),
                List.of("train", digits, "--predict", "column64", "--hidden", "24", "--epochs", 3));
    }

    @Test
    void nothingIsLostWhateverTheMoment() throws IOException, InterruptedException {
        long seed = Long.getLong("kills.seed", System.nanoTime());
        Kills kills = new Kills(folder, seed);
        List<List<Object>> trainings = trainings();
        for (int run = 0; kills.done() < KILLS; run++) {
            kills.run(trainings.get(run % trainings.size()), Math.min(KILLS_OF_A_RUN, KILLS - kills.done()));
        }
        assertThat(kills.done()).as("seed %s", seed).isEqualTo(KILLS);
        System.out.println(kills.done() + " kills, seed " + seed + ": nothing was lost");
    }
}
