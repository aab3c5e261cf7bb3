package hourglass.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hourglass.data.DataFile;
import hourglass.matrix.Matrix;
import hourglass.model.Model;
import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Ways through a code begin and end at reconstructions; pictures of them show the same numbers.
class WalkTest {
    private static final int WHITE = 16;

    @TempDir
    static Path folder;

    private static Path digits = Path.of("");
    private static Path model = Path.of("");

    @BeforeAll
    static void train() {
        digits = Commands.digits(folder);
        model = folder.resolve("m.hourglass");
        run("train", digits, "--label", "column64", "--epochs", 2, "-o", model);
    }

    private static Commands.Result run(Object... arguments) {
        Commands.Result result = Commands.run(arguments);
        assertThat(result.code()).as(result.messages()).isZero();
        return result;
    }

    private static Matrix read(Path file) {
        return DataFile.read(file).toMatrix();
    }

    private static Matrix reconstructed() {
        Path file = folder.resolve("all.npy");
        run("reconstruct", model, digits, "-o", file);
        return read(file);
    }

    private static void assertClose(Matrix a, int row, Matrix b, int other) {
        for (int j = 0; j < 64; j++) {
            assertThat(a.get(row, j)).isCloseTo(b.get(other, j), within(1e-4f));
        }
    }

    @Test
    void aWayLeadsFromReconstructionToReconstruction() {
        Path way = folder.resolve("way.npy");
        run("walk", model, digits, "--from", 5, "--to", 9, "--steps", 3, "-o", way);
        Path toTheLast = folder.resolve("last.npy");
        run("walk", model, digits, "--from", 5, "--steps", 2, "-o", toTheLast);
        assertClose(read(toTheLast), 1, reconstructed(), 1796);
        Matrix rows = read(way);
        Matrix all = reconstructed();
        assertThat(rows.rows()).isEqualTo(3);
        assertClose(rows, 0, all, 4);
        assertClose(rows, 2, all, 8);
        // In the middle of the codes, which is not the middle of the pictures.
        Model loaded = Model.load(model);
        Matrix codes = loaded.encode(Commands.digits().rows().toMatrix());
        Matrix middle = Matrix.zeros(1, codes.columns());
        for (int j = 0; j < codes.columns(); j++) {
            middle.set(0, j, (codes.get(4, j) + codes.get(8, j)) / 2);
        }
        assertClose(rows, 1, loaded.decode(middle), 0);
    }

    @Test
    void aUnitGoesFromItsLeastToItsGreatest() {
        Path way = folder.resolve("unit.npy");
        run("walk", model, digits, "--from", 2, "--unit", 3, "--steps", 2, "-o", way);
        Model loaded = Model.load(model);
        Matrix codes = loaded.encode(Commands.digits().rows().toMatrix());
        Matrix ends = Matrix.zeros(2, codes.columns());
        ends.rows(0, 1).copyFrom(codes.rows(1, 2));
        ends.rows(1, 2).copyFrom(codes.rows(1, 2));
        float low = Float.POSITIVE_INFINITY;
        float high = Float.NEGATIVE_INFINITY;
        for (int row = 0; row < codes.rows(); row++) {
            low = Math.min(low, codes.get(row, 3));
            high = Math.max(high, codes.get(row, 3));
        }
        ends.set(0, 3, low);
        ends.set(1, 3, high);
        Matrix expected = loaded.decode(ends);
        assertClose(read(way), 0, expected, 0);
        assertClose(read(way), 1, expected, 1);
    }

    @Test
    void picturesShowTheSameSideBySideOrOneByOne() throws IOException {
        Path strip = folder.resolve("way.png");
        Path each = folder.resolve("ways");
        run("walk", model, digits, "--to", 7, "--steps", 4, "-o", strip);
        run("walk", model, digits, "--to", 7, "--steps", 4, "-o", each + "/");
        run("walk", model, digits, "--to", 7, "--steps", 4, "-o", folder.resolve("w.npy"));
        Matrix rows = read(folder.resolve("w.npy"));
        BufferedImage image = ImageIO.read(strip.toFile());
        assertThat(List.of(image.getWidth(), image.getHeight())).containsExactly(32, 8);
        for (int step = 0; step < 4; step++) {
            BufferedImage own =
                    ImageIO.read(each.resolve("00000" + (step + 1) + ".png").toFile());
            for (int j = 0; j < 64; j++) {
                Raster side = image.getRaster();
                int sample = side.getSample(8 * step + j % 8, j / 8, 0);
                assertThat(own.getRaster().getSample(j % 8, j / 8, 0)).isEqualTo(sample);
                double expected = Math.clamp(255.0 * rows.get(step, j) / WHITE, 0, 255);
                assertThat((double) sample).isCloseTo(expected, within(0.51));
            }
        }
    }

    @Test
    void stacksOfPicturesAreWrittenByTheirNumbers() throws IOException {
        Path pictures = folder.resolve("pictures");
        run("reconstruct", model, digits, "-o", pictures + "/");
        try (var files = Files.list(pictures)) {
            assertThat(files.count()).isEqualTo(1797);
        }
        Matrix all = reconstructed();
        BufferedImage image = ImageIO.read(pictures.resolve("000012.png").toFile());
        for (int j = 0; j < 64; j++) {
            double expected = Math.clamp(255.0 * all.get(11, j) / WHITE, 0, 255);
            assertThat((double) image.getRaster().getSample(j % 8, j / 8, 0)).isCloseTo(expected, within(0.51));
        }
    }

    @Test
    void tablesAreWalkedInTheirOwnWords() {
        Path penguins = Commands.copy(BundledData.PENGUINS, folder);
        Path table = folder.resolve("penguins.hourglass");
        run("train", penguins, "--epochs", 60, "-o", table);
        Commands.Result way = run("walk", table, penguins, "--to", 300, "--steps", 3);
        List<String> lines = way.output().lines().toList();
        assertThat(lines.getFirst()).startsWith("step,Species,Island,");
        assertThat(lines.get(1)).startsWith("1,Adelie,");
        assertThat(lines.get(3)).startsWith("3,Gentoo,");
        Commands.Result refused = Commands.run("walk", table, penguins, "--to", 3, "-o", folder.resolve("x.png"));
        assertThat(refused.messages()).contains("only pictures are written as pictures");
    }

    @Test
    void waysThatLeadNowhereAreRefused() {
        assertThat(Commands.run("walk", model, digits, "--to", 2, "--unit", 1).messages())
                .contains("found both");
        assertThat(Commands.run("walk", model, digits, "--to", 5000).messages()).contains("1 to 1797");
        assertThat(Commands.run("walk", model, digits, "--unit", 16).messages()).contains("0 to 15");
        assertThat(Commands.run("walk", model, digits, "--to", 5, "--steps", 1).code())
                .isEqualTo(2);
    }
}
