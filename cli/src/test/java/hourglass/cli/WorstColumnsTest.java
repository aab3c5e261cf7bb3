package hourglass.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorstColumnsTest {
    @TempDir
    Path folder;

    /// One number tells five columns and says nothing of the sixth.
    private Path rows() throws IOException {
        Random random = new Random(3);
        StringBuilder text = new StringBuilder("a,b,noise,c,d,e\n");
        for (int row = 0; row < 600; row++) {
            double a = random.nextGaussian();
            text.append(a + "," + 2 * a + "," + random.nextGaussian() + "," + -a + "," + (a + 1) + "," + 3 * a + "\n");
        }
        return Files.writeString(folder.resolve("rows.csv"), text);
    }

    @Test
    void evaluateNamesTheWorstColumnFirstInTheUnitOfTheLoss() throws IOException {
        Path rows = rows();
        assertWorst(rows, "", " nats per row");
        assertWorst(rows, "mean_absolute_error", " mean_absolute_error per row");
    }

    private void assertWorst(Path rows, String loss, String unit) {
        Path model = folder.resolve("rows" + loss + ".hourglass");
        Object[] plain = {
            "train", rows, "--code", 1, "--hidden", "0", "--epochs", 60, "-o", model, "--likelihood", "gaussian"
        };
        Object[] asked = {"train", rows, "--code", 1, "--hidden", "0", "--epochs", 60, "-o", model, "--loss", loss};
        Commands.Result trained = Commands.run(loss.isEmpty() ? plain : asked);
        assertThat(trained.code()).as(trained.messages()).isZero();
        Commands.Result result = Commands.run("evaluate", model, rows);
        assertThat(result.code()).as(result.messages()).isZero();
        String line = result.output()
                .lines()
                .filter(it -> it.startsWith("worst columns"))
                .findFirst()
                .orElseThrow();
        assertThat(line)
                .startsWith("worst columns  noise ")
                .endsWith(", …" + unit + " (not less those of a perfect reconstruction)");
        assertThat(line.split(", ")).hasSize(6);
    }
}
