package hourglass.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import hourglass.matrix.Matrix;
import hourglass.random.Noise;
import java.util.List;
import org.junit.jupiter.api.Test;

/// By hand on small pictures, and against the sums of the paper written out window by window.
class PictureQualityTest {
    private static Matrix random(int numbers, double peak, long seed) {
        Matrix picture = Matrix.zeros(2, numbers);
        for (int j = 0; j < numbers; j++) {
            picture.set(1, j, (float) (peak * Noise.uniform(seed, j)));
        }
        return picture;
    }

    /// x = (0, 100, 200, 255), y = (10, 100, 180, 255): (100 + 0 + 400 + 0) / 4 = 125.
    @Test
    void theSignalToNoiseRatioIsThatOfTheFormula() {
        Matrix x = Matrix.of(1, 4, 0, 100, 200, 255);
        Matrix y = Matrix.of(1, 4, 10, 100, 180, 255);
        assertThat(new PictureQuality(List.of(2, 2), 255).peakSignalToNoise(x, y, 0))
                .isCloseTo(10 * Math.log10(255.0 * 255 / 125), within(1e-12));
        // A tenth of the peak everywhere.
        assertThat(new PictureQuality(List.of(1, 2), 10)
                        .peakSignalToNoise(Matrix.of(1, 2, 3, 4), Matrix.of(1, 2, 4, 3), 0))
                .isCloseTo(20, within(1e-12));
    }

    /// Of flat pictures a and b variances are 0: (2ab + C₁) / (a² + b² + C₁), C₁ = 2.55² = 6.5025.
    @Test
    void flatPicturesDifferInLuminanceAlone() {
        Matrix x = Matrix.zeros(1, 144);
        Matrix y = Matrix.zeros(1, 144);
        x.fill(100);
        y.fill(50);
        assertThat(new PictureQuality(List.of(12, 12), 255).structuralSimilarity(x, y, 0))
                .isCloseTo((2 * 100 * 50 + 6.5025) / (100 * 100 + 50 * 50 + 6.5025), within(1e-9));
    }

    /// Two pixels have one window, whose weights are ½ each: x = (0, 200), y = (200, 0) have means 100, variances
    /// 10,000, covariance −10,000; C₂ = 7.65² = 58.5225.
    @Test
    void theWindowOfASmallPictureIsThePicture() {
        assertThat(new PictureQuality(List.of(1, 2), 255)
                        .structuralSimilarity(Matrix.of(1, 2, 0, 200), Matrix.of(1, 2, 200, 0), 0))
                .isCloseTo((-20_000 + 58.5225) / (20_000 + 58.5225), within(1e-9));
    }

    @Test
    void equalPicturesAreExact() {
        Matrix x = random(14 * 13 * 3, 65_535, 1);
        PictureQuality quality = new PictureQuality(List.of(14, 13, 3), 65_535);
        assertThat(quality.peakSignalToNoise(x, x.copy(), 1)).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(quality.structuralSimilarity(x, x.copy(), 1)).isCloseTo(1, within(1e-12));
    }

    @Test
    void similarityIsThatOfThePaper() {
        for (List<Integer> shape : List.of(
                List.of(11, 11), List.of(23, 17), List.of(5, 40), List.of(40, 8), List.of(8, 8), List.of(16, 12, 3))) {
            int numbers = shape.stream().reduce(1, Math::multiplyExact);
            for (double peak : new double[] {1, 255, 65_535}) {
                Matrix x = random(numbers, peak, 2);
                Matrix y = random(numbers, peak, 3);
                for (int j = 0; j < numbers; j++) {
                    y.set(1, j, 0.7f * x.get(1, j) + 0.3f * y.get(1, j));
                }
                assertThat(new PictureQuality(shape, peak).structuralSimilarity(x, y, 1))
                        .as(shape + " " + peak)
                        .isCloseTo(byThePaper(shape, peak, x, y), within(1e-9));
            }
        }
    }

    /// Each window by itself: weights of two dimensions, means first, then what is left of them squared.
    private static double byThePaper(List<Integer> shape, double peak, Matrix x, Matrix y) {
        int height = shape.get(0);
        int width = shape.get(1);
        int channels = shape.size() == 2 ? 1 : shape.get(2);
        int high = Math.min(11, height);
        int wide = Math.min(11, width);
        double all = 0;
        int windows = 0;
        for (int channel = 0; channel < channels; channel++) {
            for (int top = 0; top + high <= height; top++) {
                for (int left = 0; left + wide <= width; left++) {
                    double[][] weights = new double[high][wide];
                    double total = 0;
                    for (int i = 0; i < high; i++) {
                        for (int j = 0; j < wide; j++) {
                            double down = i - (high - 1) / 2.0;
                            double across = j - (wide - 1) / 2.0;
                            weights[i][j] = Math.exp(-(down * down + across * across) / (2 * 1.5 * 1.5));
                            total += weights[i][j];
                        }
                    }
                    double meanX = 0;
                    double meanY = 0;
                    for (int i = 0; i < high; i++) {
                        for (int j = 0; j < wide; j++) {
                            int place = ((top + i) * width + left + j) * channels + channel;
                            meanX += weights[i][j] / total * x.get(1, place);
                            meanY += weights[i][j] / total * y.get(1, place);
                        }
                    }
                    double varianceX = 0;
                    double varianceY = 0;
                    double covariance = 0;
                    for (int i = 0; i < high; i++) {
                        for (int j = 0; j < wide; j++) {
                            int place = ((top + i) * width + left + j) * channels + channel;
                            double fromX = x.get(1, place) - meanX;
                            double fromY = y.get(1, place) - meanY;
                            varianceX += weights[i][j] / total * fromX * fromX;
                            varianceY += weights[i][j] / total * fromY * fromY;
                            covariance += weights[i][j] / total * fromX * fromY;
                        }
                    }
                    double c1 = Math.pow(0.01 * peak, 2);
                    double c2 = Math.pow(0.03 * peak, 2);
                    all += (2 * meanX * meanY + c1)
                            * (2 * covariance + c2)
                            / ((meanX * meanX + meanY * meanY + c1) * (varianceX + varianceY + c2));
                    windows++;
                }
            }
        }
        return all / windows;
    }

    @Test
    void whatIsNoPictureIsRefused() {
        assertThatThrownBy(() -> new PictureQuality(List.of(64), 255)).hasMessageContaining("height x width");
        assertThatThrownBy(() -> new PictureQuality(List.of(8, 8), 0)).hasMessageContaining("peak");
        assertThatThrownBy(() -> new PictureQuality(List.of(8, 8), 255)
                        .peakSignalToNoise(Matrix.zeros(1, 63), Matrix.zeros(1, 64), 0))
                .hasMessageContaining("expected 64 numbers");
    }
}
