package hourglass.examples;

import hourglass.data.DataFile;
import hourglass.data.row.ReadOptions;
import hourglass.data.row.RowReader;
import hourglass.matrix.Matrix;
import hourglass.model.Model;
import hourglass.model.WholePicture;
import hourglass.random.Noise;
import hourglass.report.PictureQuality;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.DoubleUnaryOperator;

/// Noise put on pictures and removed again: mean peak signal-to-noise ratio in dB of the noisy pictures, of a Gaussian
/// blur and a median filter of the width that is best for these very pictures, and of a model.
///
/// `Denoising MODEL FOLDER gaussian:25|salt:0.2|mask:0.5`: a model of grey patches (`train FOLDER --patches --grey
/// --conv
/// --corrupt …`), pictures it was not trained on, and the noise: of a standard deviation in grey levels, not clipped; a
/// share of pixels made black or white; a share made 0.
public final class Denoising {
    private static final int TOP = 255;
    private static final long SEED = 7;
    private static final double[] BLURS = {0.6, 0.8, 1, 1.2, 1.4, 1.6, 1.8, 2};
    private static final int[] MEDIANS = {1, 2, 3};

    /// @param numbers one row
    record Picture(String name, int height, int width, Matrix numbers) {
        static Picture read(Path file) {
            try (RowReader reader = DataFile.open(file, ReadOptions.none().withGrey())) {
                List<Integer> shape = reader.shape();
                return new Picture(
                        String.valueOf(file.getFileName()),
                        shape.get(0),
                        shape.get(1),
                        reader.read(1).toMatrix());
            }
        }

        Picture with(Matrix others) {
            return new Picture(name, height, width, others);
        }

        /// In dB, rounded to whole grey levels as a file has them.
        double quality(Matrix made) {
            Matrix whole = Matrix.zeros(1, made.columns());
            for (int i = 0; i < made.columns(); i++) {
                whole.set(0, i, Math.clamp(Math.round(made.get(0, i)), 0, TOP));
            }
            return new PictureQuality(List.of(height, width), TOP).peakSignalToNoise(whole, numbers, 0);
        }
    }

    private Denoising() {}

    /// See the class.
    public static void main(String[] arguments) {
        WholePicture model = new WholePicture(Model.load(Path.of(arguments[0])));
        String[] noise = arguments[2].split(":", 2);
        double amount = Double.parseDouble(noise[1]);
        Map<String, List<Double>> results = new TreeMap<>();
        int index = 0;
        for (Path file : DataFile.files(arguments[1])) {
            Picture clean = Picture.read(file);
            Picture noisy = clean.with(noisy(clean.numbers(), noise[0], amount, index++));
            note(results, "1 noisy", clean.quality(noisy.numbers()));
            for (double deviation : BLURS) {
                note(results, "2 Gaussian blur, " + deviation, clean.quality(blurred(noisy, deviation)));
            }
            for (int radius : MEDIANS) {
                int side = 2 * radius + 1;
                note(results, "3 median, " + side + " x " + side, clean.quality(median(noisy, radius)));
            }
            double made = clean.quality(model.reconstruct(noisy.numbers(), clean.height(), clean.width()));
            note(results, "4 this model", made);
            System.out.printf(Locale.ROOT, "%s %.2f%n", clean.name(), made);
        }
        results.forEach((name, values) -> System.out.printf(
                Locale.ROOT,
                "%-24s %.2f dB%n",
                name,
                values.stream().mapToDouble(it -> it).average().orElseThrow()));
    }

    private static void note(Map<String, List<Double>> results, String name, double quality) {
        results.computeIfAbsent(name, key -> new ArrayList<>()).add(quality);
    }

    static Matrix noisy(Matrix clean, String kind, double amount, int picture) {
        long key = Noise.key(SEED, Noise.Purpose.CORRUPTION, 0, picture);
        Matrix noisy = clean.copy();
        for (int i = 0; i < noisy.columns(); i++) {
            double u = Noise.uniform(key, i);
            float value = clean.get(0, i);
            noisy.set(
                    0,
                    i,
                    switch (kind) {
                        case "gaussian" -> (float) (value + amount * Noise.gaussian(key, i));
                        case "salt" -> u < amount / 2 ? 0 : u < amount ? TOP : value;
                        case "mask" -> u < amount ? 0 : value;
                        default -> throw new IllegalArgumentException("gaussian, salt or mask, got " + kind);
                    });
        }
        return noisy;
    }

    /// Convolved with exp(−x²/2σ²) along lines and columns; beyond the border the picture is mirrored.
    static Matrix blurred(Picture picture, double deviation) {
        int radius = (int) Math.ceil(3 * deviation);
        double[] window = new double[2 * radius + 1];
        for (int i = -radius; i <= radius; i++) {
            window[i + radius] = Math.exp(-i * i / (2 * deviation * deviation));
        }
        double sum = Arrays.stream(window).sum();
        int height = picture.height();
        int width = picture.width();
        Matrix lines = Matrix.zeros(1, height * width);
        Matrix both = Matrix.zeros(1, height * width);
        for (int pixel = 0; pixel < height * width; pixel++) {
            int y = pixel / width;
            int x = pixel % width;
            lines.set(0, pixel, (float) (weighed(
                            window, i -> picture.numbers().get(0, y * width + mirrored(x + (int) i, width)))
                    / sum));
        }
        for (int pixel = 0; pixel < height * width; pixel++) {
            int y = pixel / width;
            int x = pixel % width;
            both.set(0, pixel, (float) (weighed(window, i -> lines.get(0, mirrored(y + (int) i, height) * width + x))
                    / sum));
        }
        return both;
    }

    private static double weighed(double[] window, DoubleUnaryOperator at) {
        double sum = 0;
        int radius = window.length / 2;
        for (int i = -radius; i <= radius; i++) {
            sum += window[i + radius] * at.applyAsDouble(i);
        }
        return sum;
    }

    static Matrix median(Picture picture, int radius) {
        int height = picture.height();
        int width = picture.width();
        Matrix medians = Matrix.zeros(1, height * width);
        int side = 2 * radius + 1;
        float[] window = new float[side * side];
        for (int pixel = 0; pixel < height * width; pixel++) {
            for (int i = 0; i < window.length; i++) {
                int y = mirrored(pixel / width + i / side - radius, height);
                int x = mirrored(pixel % width + i % side - radius, width);
                window[i] = picture.numbers().get(0, y * width + x);
            }
            Arrays.sort(window);
            medians.set(0, pixel, window[window.length / 2]);
        }
        return medians;
    }

    private static int mirrored(int place, int length) {
        int inside = place < 0 ? -place - 1 : place >= length ? 2 * length - place - 1 : place;
        return Math.clamp(inside, 0, length - 1);
    }
}
