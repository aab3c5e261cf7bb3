package hourglass.report;

import hourglass.matrix.Matrix;
import java.util.List;

/// How like a picture is to what it should be, by the two measures of the literature, in the units of the pictures.
/// x and y are rows of intensities: height × width, or height × width × channels, channels of a pixel side by side.
///
/// The structural similarity is that of Wang, Bovik, Sheikh, Simoncelli, "Image quality assessment: from error
/// visibility to structural similarity", IEEE Transactions on Image Processing 13 (2004), equation 13 with α = β = γ =
/// 1
/// and weighted means, variances and covariance (14 to 16, weights w that sum to 1, no n/(n − 1)):
///
/// ```
/// (2 μx μy + C₁)(2 σxy + C₂) / ((μx² + μy² + C₁)(σx² + σy² + C₂)),  C₁ = (0.01 · peak)², C₂ = (0.03 · peak)²
/// ```
///
/// w is a Gaussian of standard deviation 1.5 pixels in a window of 11 × 11. Windows lie wholly inside the picture,
/// which
/// is neither padded nor made smaller first; the result is the mean over all windows, then over channels. A picture of
/// fewer than 11 rows or columns has windows that are as high or wide as itself.
///
/// @param shape of a picture: `[height, width]` or `[height, width, channels]`
/// @param peak the largest intensity less the smallest there can be: 255 or 65535, or the bound of other numbers
public record PictureQuality(List<Integer> shape, double peak) {
    private static final int WINDOW = 11;
    private static final double SPREAD = 1.5;
    private static final double K1 = 0.01;
    private static final double K2 = 0.03;
    private static final double DECIBELS = 10;

    public PictureQuality {
        shape = List.copyOf(shape);
        if (shape.size() < 2 || shape.size() > 3 || shape.stream().anyMatch(it -> it < 1)) {
            throw new IllegalArgumentException(
                    "a picture is height x width, or height x width x channels, got " + shape);
        }
        if (!(peak > 0) || Double.isInfinite(peak)) {
            throw new IllegalArgumentException("the peak must be above 0 and finite, got " + peak);
        }
    }

    /// The peak signal-to-noise ratio, 10 log₁₀(peak² / mean over all numbers of (x − y)²), in decibels; infinite for
    /// equal pictures.
    ///
    /// @param row of both
    public double peakSignalToNoise(Matrix x, Matrix y, int row) {
        double sum = 0;
        for (int j = 0; j < numbers(x, y); j++) {
            double difference = (double) x.get(row, j) - y.get(row, j);
            sum += difference * difference;
        }
        return DECIBELS * Math.log10(peak * peak * numbers(x, y) / sum);
    }

    /// The structural similarity, at most 1, which equal pictures alone have.
    ///
    /// @param row of both
    public double structuralSimilarity(Matrix x, Matrix y, int row) {
        int channels = shape.size() == 2 ? 1 : shape.get(2);
        int pixels = numbers(x, y) / channels;
        double sum = 0;
        for (int channel = 0; channel < channels; channel++) {
            double[] a = new double[pixels];
            double[] b = new double[pixels];
            for (int i = 0; i < pixels; i++) {
                a[i] = x.get(row, i * channels + channel);
                b[i] = y.get(row, i * channels + channel);
            }
            sum += similarity(a, b);
        }
        return sum / channels;
    }

    private int numbers(Matrix x, Matrix y) {
        int numbers = shape.stream().reduce(1, Math::multiplyExact);
        if (x.columns() != numbers || y.columns() != numbers) {
            throw new IllegalArgumentException("expected " + numbers + " numbers a row for pictures of " + shape
                    + ", got " + x.columns() + " and " + y.columns());
        }
        return numbers;
    }

    private double similarity(double[] x, double[] y) {
        double c1 = K1 * peak * K1 * peak;
        double c2 = K2 * peak * K2 * peak;
        double[] meansX = weighted(x);
        double[] meansY = weighted(y);
        double[] squaresX = weighted(products(x, x));
        double[] squaresY = weighted(products(y, y));
        double[] products = weighted(products(x, y));
        double sum = 0;
        for (int i = 0; i < meansX.length; i++) {
            double squareX = meansX[i] * meansX[i];
            double squareY = meansY[i] * meansY[i];
            double product = meansX[i] * meansY[i];
            sum += (2 * product + c1)
                    * (2 * (products[i] - product) + c2)
                    / ((squareX + squareY + c1) * (squaresX[i] - squareX + squaresY[i] - squareY + c2));
        }
        return sum / meansX.length;
    }

    private static double[] products(double[] x, double[] y) {
        double[] products = new double[x.length];
        for (int i = 0; i < products.length; i++) {
            products[i] = x[i] * y[i];
        }
        return products;
    }

    /// The weighted mean of each window: the Gaussian is one of rows times one of columns.
    private double[] weighted(double[] pixels) {
        int height = shape.get(0);
        int width = shape.get(1);
        double[] ofRow = weights(width);
        double[] ofColumn = weights(height);
        int across = width - ofRow.length + 1;
        int down = height - ofColumn.length + 1;
        double[] rows = new double[height * across];
        for (int i = 0; i < rows.length; i++) {
            int start = i / across * width + i % across;
            for (int k = 0; k < ofRow.length; k++) {
                rows[i] += ofRow[k] * pixels[start + k];
            }
        }
        double[] windows = new double[down * across];
        for (int k = 0; k < ofColumn.length; k++) {
            for (int i = 0; i < windows.length; i++) {
                windows[i] += ofColumn[k] * rows[k * across + i];
            }
        }
        return windows;
    }

    /// @param side of the picture
    private static double[] weights(int side) {
        double[] weights = new double[Math.min(WINDOW, side)];
        double sum = 0;
        for (int k = 0; k < weights.length; k++) {
            double distance = (k - (weights.length - 1) / 2.0) / SPREAD;
            weights[k] = Math.exp(-distance * distance / 2);
            sum += weights[k];
        }
        for (int k = 0; k < weights.length; k++) {
            weights[k] /= sum;
        }
        return weights;
    }
}
