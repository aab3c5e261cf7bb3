package hourglass.cli;

import static org.assertj.core.api.Assertions.assertThat;

import hourglass.data.DataFile;
import hourglass.matrix.Matrix;
import hourglass.random.Noise;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// D = {(noisy image, clean image)} on real pictures, by the commands a user would give: 1500 digits with their noise,
/// drawn once, are learned from, and the others, with noise of their own, denoised.
///
/// Measured, squared error per pixel white being 1: noisy 0.0370, denoised 0.0183, by an autoencoder that saw the noisy
/// pictures alone 0.0376.
class DenoisingPairsTest {
    private static final int LEARNED = 1500;
    private static final double NOISE = 4;

    @TempDir
    Path folder;

    @Test
    void pairsTeachToDenoiseUnseenDigits() throws IOException {
        Matrix clean = Commands.digits().rows().toMatrix();
        Matrix noisy = clean.copy();
        for (int row = 0; row < noisy.rows(); row++) {
            long key = Noise.key(5, Noise.Purpose.SAMPLING, 0, row);
            for (int j = 0; j < noisy.columns(); j++) {
                noisy.set(row, j, (float) Math.clamp(noisy.get(row, j) + NOISE * Noise.gaussian(key, j), 0.0, 16.0));
            }
        }
        Path from = write("noisy.csv", noisy.rows(0, LEARNED));
        Path to = write("clean.csv", clean.rows(0, LEARNED));
        Path unseen = write("unseen.csv", noisy.rows(LEARNED, noisy.rows()));
        Matrix truth = clean.rows(LEARNED, clean.rows());
        double paired =
                Commands.squaredError(denoised(List.of("train", from, "--target", to, "--code", 24), unseen), truth);
        double alone = Commands.squaredError(denoised(List.of("train", from, "--code", 24), unseen), truth);
        double noise = Commands.squaredError(noisy.rows(LEARNED, noisy.rows()), truth);
        assertThat(paired).isLessThan(0.5 * noise);
        assertThat(paired).isLessThan(0.8 * alone);
    }

    private Matrix denoised(List<Object> training, Path noisy) {
        Path model = folder.resolve("denoiser.hourglass");
        Path out = folder.resolve("denoised.csv");
        Object[] train =
                Stream.concat(training.stream(), Stream.of("-o", model)).toArray();
        Commands.Result trained = Commands.run(train);
        assertThat(trained.code()).isZero();
        assertThat(trained.output())
                .contains(
                        training.contains("--target")
                                ? "hourglass reconstruct " + model + " " + training.get(1) + " -o denoised.csv"
                                : "hourglass score " + model);
        assertThat(Commands.run("reconstruct", model, noisy, "-o", out).code()).isZero();
        return DataFile.read(out).toMatrix();
    }

    private Path write(String name, Matrix rows) throws IOException {
        StringBuilder text = new StringBuilder();
        for (int j = 0; j < rows.columns(); j++) {
            text.append(j == 0 ? "p" : ",p").append(j);
        }
        for (int row = 0; row < rows.rows(); row++) {
            for (int j = 0; j < rows.columns(); j++) {
                text.append(j == 0 ? '\n' : ',').append(rows.get(row, j));
            }
        }
        return Files.writeString(folder.resolve(name), text.append('\n'));
    }
}
