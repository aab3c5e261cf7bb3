package hourglass.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hourglass.data.DataFile;
import hourglass.json.Json;
import hourglass.json.JsonObject;
import hourglass.matrix.Matrix;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Pictures through the commands: a folder of white bars on black, some with noise.
class PicturesTest {
    private static final int SIDE = 8;
    private static final int COUNT = 60;
    private static final int MANY = 240;

    @TempDir
    Path folder;

    /// A bar whose place follows from the number, and noise from a seed.
    private static int[] bar(int number, double noise) {
        Random random = new Random(number + 1000L);
        return IntStream.range(0, SIDE * SIDE)
                .map(i ->
                        (int) Math.clamp((i % SIDE == number % SIDE ? 255 : 0) + noise * random.nextGaussian(), 0, 255))
                .toArray();
    }

    private static void write(Path file, String format, int[] samples) throws IOException {
        BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_BYTE_GRAY);
        image.getRaster().setPixels(0, 0, SIDE, SIDE, samples);
        assertThat(ImageIO.write(image, format, file.toFile())).isTrue();
    }

    private Path bars(String name, String format, double noise, int from, int to) throws IOException {
        Path bars = Files.createDirectories(folder.resolve(name));
        for (int i = from; i < to; i++) {
            write(bars.resolve("bar" + i + "." + format), format, bar(i, noise));
        }
        return bars;
    }

    private Path trained(Object... arguments) {
        Path model = folder.resolve("m.hourglass");
        Commands.Result result = Commands.run(
                Stream.concat(Stream.of("train"), Stream.concat(Stream.of(arguments), Stream.of("-o", model)))
                        .toArray());
        assertThat(result.code()).as(result.messages()).isZero();
        return model;
    }

    private static int[] pixels(Path file) throws IOException {
        return ImageIO.read(file.toFile()).getRaster().getPixels(0, 0, SIDE, SIDE, (int[]) null);
    }

    private static double squaredError(int[] found, int[] expected) {
        return IntStream.range(0, found.length)
                .mapToDouble(i -> Math.pow((found[i] - expected[i]) / 255.0, 2))
                .average()
                .orElseThrow();
    }

    @Test
    void aFolderIsLearnedScoredEncodedAndWrittenAsPictures() throws IOException {
        Path bars = bars("bars", "png", 20, 0, COUNT);
        Path model = trained(bars, "--code", 8, "--epochs", 150);
        String first = bars.resolve("bar0.png").toString();
        for (String command : List.of("score", "encode")) {
            Commands.Result result = Commands.run(command, model, bars);
            assertThat(result.code()).as(result.messages()).isZero();
            assertThat(Commands.column(result.output(), "file")).hasSize(COUNT).startsWith(first);
        }
        String second = bars.resolve("bar1.png").toString();
        Commands.Result explained = Commands.run("explain", model, bars, "--top", 60);
        assertThat(explained.code()).as(explained.messages()).isZero();
        assertThat(explained.output()).containsPattern("(?m)^\\Q" + second + "\\E, row 2  score");
        assertThat(Commands.run("explain", model, bars, "--top", 60, "--json").output())
                .contains("{\"file\":\"" + second + "\",\"row\":2,");
        assertThat(Commands.run("evaluate", model, bars).output()).contains("60 x 64 columns");

        Path out = folder.resolve("out");
        Commands.Result written = Commands.run("reconstruct", model, bars, "-o", out + "/");
        assertThat(written.code()).as(written.messages()).isZero();
        assertThat(written.messages()).contains("60 pictures written to");
        try (Stream<Path> files = Files.list(out)) {
            assertThat(files.map(it -> it.getFileName().toString()))
                    .hasSize(COUNT)
                    .contains("bar0.png", "bar59.png");
        }
        // Mean over pictures: black throughout would be 1/8.
        assertThat(IntStream.range(0, COUNT)
                        .mapToDouble(i -> error(out.resolve("bar" + i + ".png"), bar(i, 0)))
                        .average()
                        .orElseThrow())
                .isLessThan(0.03);
        Path csv = folder.resolve("out.csv");
        assertThat(Commands.run("reconstruct", model, bars, "-o", csv).code()).isZero();
        String[] cells = Files.readAllLines(csv).get(1).split(",", -1);
        int[] stored = pixels(out.resolve("bar0.png"));
        for (int i = 0; i < stored.length; i++) {
            assertThat(stored[i]).isEqualTo(Math.clamp(Math.round(Double.parseDouble(cells[i])), 0, 255));
        }
    }

    @Test
    void picturesAreLearnedAsAStackOfThemIs() throws IOException {
        Path bars = bars("bars", "png", 20, 0, COUNT);
        ByteBuffer idx = ByteBuffer.allocate(16 + COUNT * SIDE * SIDE);
        idx.putInt(0x0803).putInt(COUNT).putInt(SIDE).putInt(SIDE);
        List<Integer> order = IntStream.range(0, COUNT)
                .boxed()
                .sorted(Comparator.comparing(i -> "bar" + i + ".png"))
                .toList();
        order.forEach(number -> IntStream.of(bar(number, 20)).forEach(it -> idx.put((byte) it)));
        Path stack = Files.write(folder.resolve("stack.idx"), idx.array());
        String ofPictures = codes(trained(bars, "--epochs", 5), stack);
        assertThat(codes(trained(stack, "--epochs", 5), stack)).isEqualTo(ofPictures);
    }

    private static String codes(Path model, Path rows) {
        Commands.Result result = Commands.run("encode", model, rows);
        assertThat(result.code()).as(result.messages()).isZero();
        return result.output();
    }

    private static double error(Path file, int[] expected) {
        try {
            return squaredError(pixels(file), expected);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void oneIsWrittenToOneAndInputsAreKept() throws IOException {
        Path bars = bars("bars", "png", 20, 0, COUNT);
        Path model = trained(bars, "--code", 4, "--epochs", 3);
        Path one = bars.resolve("bar7.png");
        byte[] before = Files.readAllBytes(one);
        Path out = folder.resolve("clean.png");
        assertThat(Commands.run("reconstruct", model, one, "-o", out).code()).isZero();
        assertThat(pixels(out)).hasSize(SIDE * SIDE);

        Commands.Result onto = Commands.run("reconstruct", model, one, "-o", one);
        assertThat(onto.code()).isEqualTo(2);
        assertThat(onto.messages()).contains("the output is one of the inputs");
        Commands.Result folderOnto = Commands.run("reconstruct", model, bars, "-o", bars);
        assertThat(folderOnto.code()).isEqualTo(2);
        assertThat(folderOnto.messages()).contains("the output is one of the inputs");
        assertThat(Files.readAllBytes(one)).isEqualTo(before);
        try (Stream<Path> files = Files.list(bars)) {
            assertThat(files).hasSize(COUNT);
        }

        Commands.Result patternOnto = Commands.run("reconstruct", model, bars + "/*.png", "-o", bars + "/");
        assertThat(patternOnto.code()).isEqualTo(2);
        assertThat(patternOnto.messages()).contains("the output is one of the inputs");
        assertThat(Files.readAllBytes(one)).isEqualTo(before);

        Files.write(bars.resolve("bar9.png"), Arrays.copyOf(before, before.length / 2));
        Commands.Result damaged = Commands.run("reconstruct", model, bars, "-o", folder.resolve("new") + "/");
        assertThat(damaged.code()).isEqualTo(65);
        assertThat(damaged.messages()).contains("picture cannot be read", "bar9.png");
        assertThat(folder.resolve("new")).doesNotExist();
        write(bars.resolve("bar9.png"), "png", bar(9, 20));

        Commands.Result many = Commands.run("reconstruct", model, bars, "-o", folder.resolve("many.png"));
        assertThat(many.code()).isEqualTo(2);
        assertThat(many.messages()).contains("a .png file holds one picture", "try  a folder as the output");
        assertThat(folder.resolve("many.png")).doesNotExist();
    }

    @Test
    void anotherShapeIsRefused() throws IOException {
        Path model = trained(bars("bars", "png", 20, 0, COUNT), "--code", 4, "--epochs", 2);
        BufferedImage colour = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
        colour.setRGB(0, 0, 0xFF0000);
        Path file = folder.resolve("colour.png");
        assertThat(ImageIO.write(colour, "png", file.toFile())).isTrue();
        Commands.Result result = Commands.run("score", model, file);
        assertThat(result.code()).isEqualTo(65);
        assertThat(result.messages())
                .contains("another shape", file.toString(), "8 x 8 (width x height), grey", "colour");
    }

    /// White of 16 bits is 257 times as much: the model would take it for something it has never seen.
    @Test
    void otherBitsAreRefused() throws IOException {
        Path model = trained(bars("bars", "png", 20, 0, COUNT), "--code", 4, "--epochs", 2);
        BufferedImage deep = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_USHORT_GRAY);
        deep.getRaster().setSample(1, 1, 0, 65_535);
        Path file = folder.resolve("deep.png");
        assertThat(ImageIO.write(deep, "png", file.toFile())).isTrue();
        Commands.Result result = Commands.run("score", model, file);
        assertThat(result.code()).isEqualTo(65);
        assertThat(result.messages()).contains("other bits", file.toString(), "expected 8 bits", "16 bits");
    }

    @Test
    void pairsGoByName() throws IOException {
        Path noisy = bars("noisy", "png", 120, 0, MANY);
        // Written as BMP so that only names without extensions agree.
        Path clean = bars("clean", "bmp", 0, 0, MANY);
        Path model = trained(noisy, "--target", clean, "--code", 8, "--epochs", 150);
        Path unseen = bars("unseen", "png", 120, MANY, MANY + 8);
        Path out = Files.createDirectory(folder.resolve("out"));
        assertThat(Commands.run("reconstruct", model, unseen, "-o", out).code()).isZero();
        double before = 0;
        double after = 0;
        for (int i = MANY; i < MANY + 8; i++) {
            before += squaredError(bar(i, 120), bar(i, 0));
            after += squaredError(pixels(out.resolve("bar" + i + ".png")), bar(i, 0));
        }
        assertThat(after).isLessThan(0.5 * before);

        comparedByName(model, unseen);

        Files.delete(clean.resolve("bar3.bmp"));
        Files.delete(clean.resolve("bar41.bmp"));
        Commands.Result lacking = Commands.run("train", noisy, "--target", clean, "-o", folder.resolve("n.hourglass"));
        assertThat(lacking.code()).isEqualTo(65);
        assertThat(lacking.messages()).contains("no partner", "2 pictures", "bar3.png", "bar41.png");
        bars("clean", "bmp", 0, 0, MANY + 1);
        Commands.Result surplus = Commands.run("train", noisy, "--target", clean, "-o", folder.resolve("n.hourglass"));
        assertThat(surplus.messages()).contains("1 picture without", "bar240.bmp");
    }

    /// Two of the names come in another order as PNG than as BMP.
    private void comparedByName(Path model, Path unseen) throws IOException {
        Path truth = bars("truth", "bmp", 0, MANY, MANY + 8);
        Files.move(unseen.resolve("bar241.png"), unseen.resolve("bar240.j.png"));
        Files.move(truth.resolve("bar241.bmp"), truth.resolve("bar240.j.bmp"));
        Path csv = folder.resolve("denoised.csv");
        assertThat(Commands.run("reconstruct", model, unseen, "-o", csv).code()).isZero();
        Matrix found = DataFile.read(csv).toMatrix();
        int[] numbers = {241, 240, 242, 243, 244, 245, 246, 247};
        double before = 0;
        double after = 0;
        for (int row = 0; row < numbers.length; row++) {
            int own = row;
            double[] shown = IntStream.range(0, SIDE * SIDE)
                    .mapToDouble(j -> Math.clamp(found.get(own, j), 0f, 255f))
                    .toArray();
            before += decibels(
                            IntStream.of(bar(numbers[row], 120))
                                    .asDoubleStream()
                                    .toArray(),
                            bar(numbers[row], 0))
                    / numbers.length;
            after += decibels(shown, bar(numbers[row], 0)) / numbers.length;
        }
        Commands.Result json = Commands.run("evaluate", model, unseen, "--target", truth, "--json");
        assertThat(json.code()).as(json.messages()).isZero();
        JsonObject told = (JsonObject) Json.parse(json.output(), "evaluate");
        assertThat(number(told, "pictures_before", "psnr")).isCloseTo(before, within(1e-4));
        assertThat(number(told, "pictures", "psnr")).isCloseTo(after, within(1e-4));
        assertThat(number(told, "pictures", "ssim")).isBetween(number(told, "pictures_before", "ssim"), 1.0);
        assertThat(Commands.run("evaluate", model, unseen, "--target", truth).output())
                .contains("% removed: squared error", "compared with  the rows of " + truth + ", by the names");
        assertThat(Commands.run("evaluate", model, unseen).output()).contains("compared with  the rows themselves");
        assertThat(Commands.run("evaluate", model, truth, "--target", truth).output())
                .contains("noise          none");

        Commands.Result scored = Commands.run("score", model, unseen, "--target", truth);
        assertThat(scored.messages()).contains("compared with the rows of " + truth);
        Commands.Result alone = Commands.run("score", model, unseen);
        assertThat(alone.messages()).contains("compared with the rows themselves");
        List<Double> withNoise = Commands.scores(alone.output());
        List<Double> without = Commands.scores(scored.output());
        for (int row = 0; row < numbers.length; row++) {
            assertThat(without.get(row)).isLessThan(0.5 * withNoise.get(row));
        }

        Files.delete(truth.resolve("bar243.bmp"));
        for (String command : List.of("evaluate", "score")) {
            Commands.Result lacking = Commands.run(command, model, unseen, "--target", truth);
            assertThat(lacking.code()).isEqualTo(65);
            assertThat(lacking.messages()).contains("no partner", "1 picture without", "bar243.png");
        }
        bars("truth", "bmp", 0, MANY + 3, MANY + 9);
        Commands.Result surplus = Commands.run("evaluate", model, unseen, "--target", truth);
        assertThat(surplus.code()).isEqualTo(65);
        assertThat(surplus.messages()).contains("targets have no partner", "1 picture without", "bar248.bmp");
    }

    private static double decibels(double[] found, int[] expected) {
        double error = IntStream.range(0, found.length)
                .mapToDouble(i -> Math.pow((found[i] - expected[i]) / 255, 2))
                .average()
                .orElseThrow();
        return -10 * Math.log10(error);
    }

    private static double number(JsonObject object, String part, String name) {
        JsonObject inner = (JsonObject) object.find(part).orElseThrow();
        return Double.parseDouble(inner.find(name).orElseThrow().compact());
    }
}
