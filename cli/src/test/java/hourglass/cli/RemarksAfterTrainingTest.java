package hourglass.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
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
    }
}
