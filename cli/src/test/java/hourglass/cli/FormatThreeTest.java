package hourglass.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hourglass.data.DataFile;
import hourglass.table.Frame;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A model of the bundled penguins and the scores of the version that wrote it, when a score was the plain sum of
/// deviances. They agree but for rounding: products are split otherwise now.
class FormatThreeTest {
    private static final Path FOLDER = Path.of("src/test/resources/format-3");

    @TempDir
    Path folder;

    @Test
    void aTableIsScoredAndFlaggedAsThen() throws IOException {
        Path penguins = Commands.copy(BundledData.PENGUINS, folder);
        Path model = Files.copy(FOLDER.resolve("penguins.hourglass"), folder.resolve("then.hourglass"));
        Path now = folder.resolve("scores.csv");
        Commands.Result scored = Commands.run("score", model, penguins, "--no-reasons", "-o", now);
        Commands.assertDone(scored);
        assertThat(scored.messages()).doesNotContain("cells are errors");
        Frame scores = DataFile.read(now);
        Frame before = DataFile.read(FOLDER.resolve("scores.csv"));
        assertThat(scores.rows()).isEqualTo(before.rows()).isEqualTo(344);
        for (String column : new String[] {"score", "p_value", "flagged"}) {
            for (int row = 0; row < scores.rows(); row++) {
                double expected = before.number(row, before.indexOf(column));
                assertThat(scores.number(row, scores.indexOf(column)))
                        .as(column + " of row " + (row + 1))
                        .isCloseTo(expected, within(1e-4 * (1 + expected)));
            }
        }
    }
}
