package hourglass.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A model that says no more than the mean does is called that, and no other.
class RemarksAfterTrainingTest {
    @TempDir
    Path folder;

    /// Training on the digits ends with it or without.
    @ParameterizedTest
    @CsvSource({
        "--activation, softmax, worse than predicting the mean",
        "--loss, kl_divergence, explained variance does not apply",
        "--activation, elu, ''"
    })
    void trainingEndsWithIt(String option, String value, String expected) {
        Path digits = Commands.digits(folder);
        Path model = folder.resolve("m.hourglass");
        Commands.Result result =
                Commands.run("train", digits, "--label", "column64", "--epochs", 40, option, value, "-o", model);
        String notes = String.join(
                "\n",
                result.output().lines().filter(it -> it.startsWith("note")).toList());
        String row = result.output()
                .lines()
                .filter(it -> it.contains("this autoencoder"))
                .findFirst()
                .orElseThrow();
        Commands.Result evaluated = Commands.run("evaluate", model, digits);
        if (expected.isEmpty()) {
            assertThat(notes).isEmpty();
        } else {
            assertThat(notes).startsWith("note        " + expected).doesNotContain("\n");
        }
        boolean applies = !expected.contains("does not apply");
        assertThat(row.endsWith("%")).isEqualTo(applies);
        assertThat(evaluated.output().contains("explained      does not apply: kl_divergence"))
                .isEqualTo(!applies);
        assertThat(result.output()).contains("(PCA: about the mean of the rows learned from)");
        String verdict = result.output()
                .lines()
                .filter(it -> it.startsWith("verdict     "))
                .findFirst()
                .orElseThrow();
        String inspected = Commands.run("inspect", model).output();
        assertThat(inspected.lines()).as("the card").contains(verdict);
        assertThat(inspected.lines().filter(it -> it.startsWith("note")).collect(Collectors.joining("\n")))
                .isEqualTo(notes);
    }

    /// Both codes that were found to be empty without a word.
    @ParameterizedTest
    @CsvSource({"--variational, 50, the code carries nothing", "--variational, 0.1, ''"})
    void anEmptyCodeIsTold(String option, String value, String expected) {
        Path model = folder.resolve("m.hourglass");
        Commands.Result result = Commands.run(
                "train",
                Commands.digits(folder),
                "--label",
                "column64",
                "--epochs",
                20,
                "--hidden",
                "32",
                "--code",
                2,
                option,
                value,
                "-o",
                model);
        if (expected.isEmpty()) {
            assertThat(result.output()).doesNotContain("carries nothing").contains("none of them dead");
        } else {
            assertThat(result.output())
                    .contains("note        " + expected)
                    .contains("2 numbers for 64 columns, 2 carry nothing")
                    .contains("verdict     not worth using")
                    .doesNotContain("none of them dead");
        }
    }
}
