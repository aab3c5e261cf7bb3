package hourglass.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hourglass.json.Json;
import hourglass.json.JsonNumber;
import hourglass.json.JsonObject;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Pictures of several sizes, cut into patches, through the commands: slanting stripes with noise or without.
class PatchesTest {
    @TempDir
    Path folder;

    private static int[] stripes(int seed, int width, int height, double noise) {
        Random random = new Random(seed);
        return IntStream.range(0, width * height)
                .map(i -> {
                    int place = (i % width + i / width * (1 + seed % 2) + seed) % 16;
                    double clean = place < 8 ? 60 : 190;
                    return (int) Math.clamp(clean + noise * random.nextGaussian(), 0, 255);
                })
                .toArray();
    }

    private static void write(Path file, int width, int height, int[] samples, boolean colour) throws IOException {
        BufferedImage image =
                new BufferedImage(width, height, colour ? BufferedImage.TYPE_INT_RGB : BufferedImage.TYPE_BYTE_GRAY);
        for (int i = 0; i < samples.length; i++) {
            if (colour) {
                image.setRGB(i % width, i / width, samples[i] * 0x10101);
            } else {
                image.getRaster().setSample(i % width, i / width, 0, samples[i]);
            }
        }
        assertThat(ImageIO.write(image, "png", file.toFile())).isTrue();
    }

    private Path pictures(String name, double noise, boolean colour) throws IOException {
        Path pictures = Files.createDirectories(folder.resolve(name));
        for (int i = 0; i < 8; i++) {
            int width = 40 + 9 * i;
            int height = 60 - 3 * i;
            write(
                    pictures.resolve("p" + i + ".png"),
                    width,
                    height,
                    stripes(i, width, height, noise),
                    colour && i == 3);
        }
        return pictures;
    }

    private static double squaredError(Path a, Path b) throws IOException {
        BufferedImage x = ImageIO.read(a.toFile());
        BufferedImage y = ImageIO.read(b.toFile());
        assertThat(x.getWidth()).isEqualTo(y.getWidth());
        assertThat(x.getHeight()).isEqualTo(y.getHeight());
        double sum = 0;
        for (int i = 0; i < x.getWidth() * x.getHeight(); i++) {
            int column = i % x.getWidth();
            int line = i / x.getWidth();
            double difference =
                    x.getRaster().getSample(column, line, 0) - y.getRaster().getSample(column, line, 0);
            sum += difference * difference;
        }
        return sum / x.getWidth() / x.getHeight();
    }

    private static Commands.Result run(Object... arguments) {
        Commands.Result result = Commands.run(arguments);
        assertThat(result.code()).as(result.messages()).isZero();
        return result;
    }

    @Test
    void picturesOfAnySizeLoseTheirNoise() throws IOException {
        Path noisy = pictures("noisy", 40, false);
        Path clean = pictures("clean", 0, false);
        Path model = folder.resolve("m.hourglass");
        Commands.Result trained =
                run("train", noisy, "--target", clean, "--patches", 16, "--conv", "--epochs", 8, "-o", model);
        assertThat(trained.messages() + trained.output())
                .contains("of 16 x 16 cut from 8 pictures")
                .contains("(8 x 8 x 64)")
                .contains("removed")
                .contains("next        hourglass reconstruct");
        run("reconstruct", model, noisy, "-o", folder.resolve("out") + "/");
        double decibels = 0;
        double ofNoise = 0;
        for (int i = 0; i < 8; i++) {
            String name = "p" + i + ".png";
            double before = squaredError(noisy.resolve(name), clean.resolve(name));
            double after = squaredError(folder.resolve("out").resolve(name), clean.resolve(name));
            assertThat(after).as(name + ", before " + before).isLessThan(before / 4);
            decibels += 10 * Math.log10(255 * 255 / after) / 8;
            ofNoise += 10 * Math.log10(255 * 255 / before) / 8;
        }
        Commands.Result evaluated = run("evaluate", model, noisy, "--target", clean);
        assertThat(evaluated.output()).contains("patches        PSNR", "pictures       PSNR");
        JsonObject figures = (JsonObject) Json.parse(
                run("evaluate", model, noisy, "--target", clean, "--json").output(), "output");
        // Of the pictures themselves, but for the rounding of those that were written.
        assertThat(number(figures, "whole_pictures")).isCloseTo(decibels, within(0.05));
        assertThat(number(figures, "whole_pictures_before")).isCloseTo(ofNoise, within(1e-3));
    }

    private static double number(JsonObject figures, String key) {
        JsonObject whole = (JsonObject) figures.find(key).orElseThrow();
        return ((JsonNumber) whole.find("psnr").orElseThrow()).doubleValue();
    }

    @Test
    void colourIsReadAsGreyWhereAskedFor() throws IOException {
        Path mixed = pictures("mixed", 20, true);
        Path model = folder.resolve("m.hourglass");
        Commands.Result trained =
                run("train", mixed, "--patches", 16, "--grey", "--code", 6, "--epochs", 3, "-o", model);
        assertThat(trained.messages()).contains("1 picture in colour is read as grey");
        Files.writeString(mixed.resolve("about.txt"), "who took them");
        Commands.Result made = run("reconstruct", model, mixed, "--grey", "-o", folder.resolve("out") + "/");
        assertThat(made.messages()).contains("1 file is no picture and is passed over", "8 pictures written");
        Commands.Result refused = Commands.run("reconstruct", model, mixed, "-o", folder.resolve("again") + "/");
        assertThat(refused.code()).isEqualTo(65);
        assertThat(refused.messages()).contains("p3.png").contains("--grey");
        assertThat(folder.resolve("again")).doesNotExist();
    }

    @Test
    void onePictureIsJudgedByItsOwnPixelsWithAWord() throws IOException {
        Path one = pictures("noisy", 40, false).resolve("p7.png");
        Commands.Result trained =
                run("train", one, "--patches", 16, "--code", 4, "--epochs", 1, "-o", folder.resolve("m"));
        assertThat(trained.output() + trained.messages()).contains("too few pictures to set whole ones aside");
    }

    @Test
    void whatCannotBeCutIsSaid() throws IOException {
        Path noisy = pictures("noisy", 40, false);
        Commands.Result small = Commands.run("train", noisy, "--patches", 200, "-o", folder.resolve("m"));
        assertThat(small.code()).isEqualTo(65);
        assertThat(small.messages()).contains("no picture has room for a patch").contains("40 x 60");
        Commands.Result sizes = Commands.run("train", noisy, "-o", folder.resolve("m"));
        assertThat(sizes.code()).isEqualTo(65);
        assertThat(sizes.messages()).contains("different sizes").contains("--patches");
        Commands.Result tiny = Commands.run("train", noisy, "--patches", 2, "-o", folder.resolve("m"));
        assertThat(tiny.code()).isEqualTo(2);
        assertThat(tiny.messages()).contains("8 to 512");
    }
}
