package hourglass.examples;

import static org.assertj.core.api.Assertions.assertThat;

import hourglass.data.DataFile;
import hourglass.model.Model;
import hourglass.random.Noise;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileToScoresTest {
    @TempDir
    Path folder;

    /// Three columns on a line plus a little noise; in the second file, row 0 leaves the line.
    @Test
    void theRowThatBreaksThePatternScoresHighest() throws IOException {
        Path learned = folder.resolve("payments.csv");
        Path judged = folder.resolve("new.csv");
        Path saved = folder.resolve("payments.hourglass");
        Files.writeString(learned, "a,b,c\n" + rows(400, 0));
        Files.writeString(judged, "a,b,c\n1.0,-2.0,3.0\n" + rows(20, 400));
        FileToScores.main(new String[] {learned.toString(), judged.toString(), saved.toString()});
        double[] scores = Model.load(saved).score(DataFile.read(judged));
        assertThat(scores).hasSize(21);
        for (int i = 1; i < scores.length; i++) {
            assertThat(scores[0]).as("row 0 against row " + i).isGreaterThan(scores[i]);
        }
    }

    private static String rows(int count, int from) {
        StringBuilder text = new StringBuilder();
        for (int i = from; i < from + count; i++) {
            long key = Noise.key(7, Noise.Purpose.SAMPLING, i, 0);
            double t = Noise.gaussian(key, 0);
            text.append(t + 0.05 * Noise.gaussian(key, 1)).append(',');
            text.append(2 * t + 0.05 * Noise.gaussian(key, 2)).append(',');
            text.append(-t + 0.05 * Noise.gaussian(key, 3)).append('\n');
        }
        return text.toString();
    }
}
