package hourglass.cli;

import static org.assertj.core.api.Assertions.assertThat;

import hourglass.json.Json;
import hourglass.random.Noise;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A dictionary from the command line: what its units do, and the folder that SAELens loads.
class UnitsTest {
    @TempDir
    static Path folder;

    private static Path rows;
    private static Path model;

    /// Two of eight directions a row.
    @BeforeAll
    static void trainADictionary() throws IOException {
        StringBuilder text = new StringBuilder("a,b,c,d,e,f,g,h\n");
        for (int row = 0; row < 600; row++) {
            long key = Noise.key(3, Noise.Purpose.SAMPLING, row, 0);
            int[] order = Noise.permutation(key, 8);
            for (int j = 0; j < 8; j++) {
                double value = j == order[0] ? 2 + Noise.uniform(key, 10) : j == order[1] ? 1.5 : 0;
                text.append(j == 0 ? "" : ",").append((float) (value + 0.01 * Noise.gaussian(key, 20 + j)));
            }
            text.append('\n');
        }
        rows = Files.writeString(folder.resolve("rows.csv"), text);
        model = folder.resolve("rows.hourglass");
        Commands.Result trained =
                Commands.run("train", rows, "--sparse", "topk:2", "--code", "16", "--epochs", "80", "-o", model);
        assertThat(trained.code()).as(trained.messages()).isZero();
    }

    @Test
    void unitsAreTold() throws IOException {
        Path file = folder.resolve("units.csv");
        Commands.Result result = Commands.run("units", model, rows, "-o", file, "--top", "3", "--neighbours", "2");
        assertThat(result.code()).as(result.messages()).isZero();
        assertThat(result.output()).contains("unexplained", "FVU", "of 16 units in a row", "dead");
        List<String> lines = Files.readAllLines(file);
        assertThat(lines).hasSize(17);
        assertThat(lines.getFirst()).isEqualTo("unit,frequency,mean,largest,rows,neighbours");
    }

    @Test
    void jsonHasAllUnitsWithTheirRows() {
        Commands.Result result = Commands.run("units", model, rows, "--json", "--top", "2");
        String text = Json.parse(result.output(), "output").compact();
        assertThat(text).contains("\"rows\":600", "\"unexplained\":0.0", "\"units\":[{\"unit\":0,");
        assertThat(text.split("\"frequency\"")).hasSize(17);
    }

    @Test
    void oneRowIsAllThereIs() throws IOException {
        Path one = Files.writeString(folder.resolve("one.csv"), "a,b,c,d,e,f,g,h\n2,1.5,0,0,0,0,0,0\n");
        Commands.Result result = Commands.run("units", model, one, "--json");
        assertThat(result.code()).as(result.messages()).isZero();
        assertThat(result.output()).contains("\"rows\":1,\"active\":2.0").doesNotContain("unexplained");
    }

    @Test
    void outputsThatCannotHoldTextsAreRefused() {
        Commands.Result result = Commands.run("units", model, rows, "-o", folder.resolve("units.npy"));
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.messages()).contains("units are written as a table");
    }

    @Test
    void theFolderForSaeLensIsWritten() {
        Commands.Result result = Commands.run("export", model, "--saelens");
        assertThat(result.code()).as(result.messages()).isZero();
        assertThat(folder.resolve("rows.sae")).isDirectoryContaining("glob:**/cfg.json");
        assertThat(folder.resolve("rows.sae")).isDirectoryContaining("glob:**/sae_weights.safetensors");
    }
}
