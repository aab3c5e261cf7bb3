package hourglass.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hourglass.matrix.Kernels;
import hourglass.matrix.Matrix;
import hourglass.model.Model;
import hourglass.model.Table;
import hourglass.model.Wishes;
import hourglass.report.Compression;
import hourglass.report.PrincipalComponents;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompressionTest {
    @TempDir
    Path folder;

    /// On the digits as pictures of 8 x 8 pixels: what is lossless has no error, codes take a byte a number.
    @Test
    void codesAndEngineeredCompressionAreMeasuredOnTheSameRows() {
        Table digits = Commands.digits();
        Model model = Model.train(digits, Wishes.none().withCode(16).withEpochs(20));
        Compression result = Compression.of(model, digits.rows().toMatrix(), Kernels.plain());
        Map<String, Compression.Candidate> named =
                result.candidates().stream().collect(Collectors.toMap(Compression.Candidate::name, it -> it));
        assertThat(named.keySet()).contains("as they are, 1 byte each", "Deflate (gzip)", "PNG", "JPEG, same error");
        assertThat(way(named, "as they are, 1 byte each").bytesPerRow()).isEqualTo(64);
        assertThat(way(named, "PNG").error()).isZero();
        assertThat(way(named, "PNG").bytesPerRow()).isBetween(15.0, 45.0);
        assertThat(way(named, "Deflate (gzip)").bytesPerRow()).isBetween(15.0, 45.0);
        assertThat(result.autoencoder().bytesPerRow()).isEqualTo(16);
        assertThat(result.autoencoder().error())
                .isCloseTo(error(model.reconstruct(digits.rows().toMatrix())), within(0.05));
        assertThat(way(named, "JPEG, same error").error())
                .isLessThanOrEqualTo(result.autoencoder().error());
        Matrix projected = PrincipalComponents.fit(digits.rows().toMatrix(), 16, Kernels.plain())
                .reconstruct(digits.rows().toMatrix(), Kernels.plain());
        assertThat(way(named, "PCA, 16 of 4 bytes").error()).isCloseTo(error(projected), within(1e-5));
        assertThat(way(named, "PCA, 16 of 4 bytes").sharedBytes()).isEqualTo(17 * 64 * 4);
    }

    /// Not better than engineered compression: gzip stores the digits without any error in fewer bytes than codes and
    /// decoder take. Measured: 44 kB against 71 kB.
    @Test
    void gzipStoresTheDigitsBetter() {
        Table digits = Commands.digits();
        Model model = Model.train(digits, Wishes.none().withCode(16).withEpochs(20));
        Compression result = Compression.of(model, digits.rows().toMatrix(), Kernels.plain());
        Compression.Candidate gzip = result.candidates().stream()
                .filter(it -> it.name().equals("Deflate (gzip)"))
                .findFirst()
                .orElseThrow();
        int rows = digits.rows().rows();
        assertThat(gzip.error()).isZero();
        assertThat(result.autoencoder().error()).isGreaterThan(0.5);
        assertThat(gzip.bytesPerRow() * rows)
                .isLessThan(result.autoencoder().bytesPerRow() * rows
                        + result.autoencoder().sharedBytes());
    }

    @Test
    void evaluatePrintsTheTable() {
        Path digits = Commands.digits(folder);
        Path model = folder.resolve("digits.hourglass");
        assertThat(Commands.run("train", digits, "--label", "column64", "--epochs", 2, "-o", model)
                        .code())
                .isZero();
        Commands.Result result = Commands.run("evaluate", model, digits, "--label", "column64", "--compression");
        assertThat(result.code()).as(result.messages()).isZero();
        assertThat(result.output()).contains("storing 1,797 rows", "PNG", "JPEG, same error", "of 1 byte");
    }

    /// 10,000 rows come in several pieces of the file.
    @Test
    void theFirstTenThousandRowsAreJudged() throws IOException {
        StringBuilder text = new StringBuilder("a,b\n");
        for (int row = 0; row < 10_050; row++) {
            text.append(row % 7).append(',').append(row % 5 * 0.5).append('\n');
        }
        Path rows = Files.writeString(folder.resolve("rows.csv"), text);
        Path model = folder.resolve("rows.hourglass");
        assertThat(Commands.run("train", rows, "--likelihood", "gaussian", "--epochs", 1, "-o", model)
                        .code())
                .isZero();
        assertThat(Commands.run("evaluate", model, rows, "--compression").output())
                .contains("storing 10,000 rows");
        assertThat(Commands.run("train", rows, "--epochs", 1, "-o", model).code())
                .isZero();
        Commands.Result refused = Commands.run("evaluate", model, rows, "--compression");
        assertThat(refused.code()).isEqualTo(65);
        assertThat(refused.messages()).contains("numbers taken alike", "--likelihood gaussian");
    }

    /// Root mean square, in grey levels.
    private static double error(Matrix found) {
        return 16
                * Math.sqrt(
                        Commands.squaredError(found, Commands.digits().rows().toMatrix()));
    }

    private static Compression.Candidate way(Map<String, Compression.Candidate> named, String name) {
        return Objects.requireNonNull(named.get(name), name);
    }
}
