package hourglass.cli;

import static org.assertj.core.api.Assertions.assertThat;

import hourglass.random.Noise;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Rows of a table compared with what they should be, and labels that come out again.
class TargetsTest {
    private static final int ROWS = 200;

    @TempDir
    Path folder;

    private Path noisy = Path.of("");
    private Path clean = Path.of("");

    @BeforeEach
    void writeRows() throws IOException {
        noisy = rows("noisy.csv", ROWS, 0.5);
        clean = rows("clean.csv", ROWS, 0);
    }

    /// Two numbers in each row, four times, with noise; and which half it is of.
    private Path rows(String name, int count, double noise) throws IOException {
        StringBuilder text = new StringBuilder("a,b,c,d,e,f,g,h,half\n");
        for (int row = 0; row < count; row++) {
            long key = Noise.key(3, Noise.Purpose.SAMPLING, 0, row);
            for (int j = 0; j < 8; j++) {
                text.append(Noise.gaussian(key, j % 2) + noise * Noise.gaussian(key, 2L + j))
                        .append(',');
            }
            text.append(row < ROWS / 2 ? "first" : "second").append('\n');
        }
        return Files.writeString(folder.resolve(name), text);
    }

    private Path trained(Object... more) {
        Path model = folder.resolve("m.hourglass");
        Object[] arguments = new Object[more.length + 12];
        Object[] first = {
            "train", noisy, "--label", "half", "--likelihood", "gaussian", "--code", 2, "--epochs", 30, "-o", model
        };
        System.arraycopy(first, 0, arguments, 0, first.length);
        System.arraycopy(more, 0, arguments, first.length, more.length);
        Commands.assertDone(Commands.run(arguments));
        return model;
    }

    @Test
    void rowsAreComparedOneAfterTheOther() throws IOException {
        Path model = trained("--target", clean);
        Commands.Result told = Commands.run("evaluate", model, noisy, "--target", clean);
        Commands.assertDone(told);
        assertThat(told.output())
                .contains("removed: squared error", "compared with  the rows of " + clean + ", one after the other")
                .doesNotContain("PSNR");
        assertThat(Commands.run("evaluate", model, noisy, "--target", clean, "--json")
                        .output())
                .contains("\"compared_with\":\"" + clean + "\",\"noise\":{\"before\":0.2");
        assertThat(Commands.run("inspect", model).output()).contains("with targets of their own");
        Path fewer = rows("fewer.csv", ROWS - 1, 0);
        Path more = rows("more.csv", ROWS + 1, 0);
        for (String command : new String[] {"evaluate", "score"}) {
            assertThat(Commands.run(command, model, noisy, "--target", fewer).messages())
                    .contains("the target has fewer rows", fewer.toString(), "199 rows");
            assertThat(Commands.run(command, model, noisy, "--target", more).messages())
                    .contains("the target has more rows", "expected 200 rows", "found 201 rows");
        }
        Commands.Result twice = Commands.run("score", model, noisy, clean, "--target", clean);
        assertThat(twice.code()).isEqualTo(2);
        assertThat(twice.messages()).contains("--target goes with one table", "2 tables");
        Commands.Result rejects =
                Commands.run("evaluate", model, noisy, "--target", clean, "--rejects", folder.resolve("r.csv"));
        assertThat(rejects.code()).isEqualTo(2);
        assertThat(rejects.messages()).contains("--target does not go with --rejects");
    }

    @Test
    void noiseIsToldAfterTraining() {
        Path model = folder.resolve("n.hourglass");
        Object[] train = {
            "train", noisy, "--label", "half", "--likelihood", "gaussian", "--code", 2, "--epochs", 30, "-o", model
        };
        assertThat(Commands.run(train).output()).doesNotContain("noise  ");
        for (Object[] of : new Object[][] {
            {"--corrupt", "gaussian:0.5", "on unseen rows made noisy as in training"},
            {"--target", clean, "on unseen rows\n"}
        }) {
            Object[] arguments = new Object[train.length + 2];
            System.arraycopy(train, 0, arguments, 0, train.length);
            System.arraycopy(of, 0, arguments, train.length, 2);
            Commands.Result told = Commands.run(arguments);
            Commands.assertDone(told);
            assertThat(told.output())
                    .containsPattern("noise       [0-9.]+ % removed: squared error 0\\.[0-9]+ before, 0\\.[0-9]+ after")
                    .contains(of[2].toString());
        }
        Path json = folder.resolve("j.hourglass");
        assertThat(Commands.run("train", noisy, "--label", "half", "--target", clean, "--json", "-o", json)
                        .output())
                .contains("\"noise\":{\"before\":0.");
    }

    @Test
    void targetsOfOtherModelsAreRefusedByScore() {
        Path model = trained();
        Commands.Result scored = Commands.run("score", model, noisy, "--target", clean);
        assertThat(scored.code()).isEqualTo(2);
        assertThat(scored.messages()).contains("--target is for models trained on pairs");
        assertThat(Commands.run("score", model, noisy).messages()).doesNotContain("compared with");
        assertThat(Commands.run("evaluate", model, noisy).output()).doesNotContain("compared with");
        Commands.assertDone(Commands.run("evaluate", model, noisy, "--target", clean));
        Path table = folder.resolve("t.hourglass");
        Commands.assertDone(Commands.run("train", noisy, "--epochs", 2, "-o", table));
        Commands.Result holes = Commands.run("evaluate", table, noisy, "--target", clean);
        assertThat(holes.code()).isEqualTo(2);
        assertThat(holes.messages()).contains("--target is for models whose columns are taken alike");
    }

    @Test
    void theLabelOfTheModelComesOutAgain() throws IOException {
        Path model = trained();
        Commands.Result codes = Commands.run("encode", model, noisy);
        Commands.assertDone(codes);
        assertThat(Commands.column(codes.output(), "half"))
                .hasSize(ROWS)
                .startsWith("first")
                .endsWith("second");
        assertThat(codes.messages()).contains("column \"half\"").doesNotContain("passed over");
        Commands.Result asked = Commands.run("encode", model, noisy, "--label", "half");
        assertThat(asked.output()).isEqualTo(codes.output());
        assertThat(asked.messages()).doesNotContain("column \"half\"");
        assertThat(Commands.run("encode", model, noisy, "--drop", "half").output())
                .startsWith("code0,code1\n");
        Commands.assertDone(Commands.run("encode", model, noisy, "-o", folder.resolve("codes.npy")));
        String without = Files.readString(noisy).replaceAll(",(half|first|second)\n", "\n");
        Path bare = Files.writeString(folder.resolve("bare.csv"), without);
        assertThat(Commands.run("encode", model, bare).output()).startsWith("code0,code1\n");
    }
}
