package hourglass.picture;

import hourglass.matrix.Matrix;
import java.util.List;

/// A picture put together from overlapping patches without seams: each pixel is the mean of those of the patches that
/// hold it, weighed by w(i) w(j) with w(i) = sin²(π (i + ½) / side), so that a pixel in the middle of a patch counts
/// and
/// one at its border, which knows nothing of what is beyond, hardly does.
public final class Mosaic {
    private final Patches patches;
    private final int width;
    private final int channels;
    private final List<Integer> tops;
    private final List<Integer> lefts;
    private final double[] weights;
    private final double[] sums;
    private final double[] total;

    /// A picture to be, of some size.
    public Mosaic(Patches patches, int height, int width, int channels) {
        this.patches = patches;
        this.width = width;
        this.channels = channels;
        this.tops = patches.starts(height);
        this.lefts = patches.starts(width);
        this.weights = new double[patches.side()];
        for (int i = 0; i < weights.length; i++) {
            double sine = Math.sin(Math.PI * (i + 0.5) / weights.length);
            weights[i] = sine * sine;
        }
        this.sums = new double[Math.multiplyExact(Math.multiplyExact(height, width), channels)];
        this.total = new double[height * width];
    }

    /// Adds patches, from patch `first` on as [Patches#cut] counts them.
    public void add(Matrix rows, int first) {
        int side = patches.side();
        for (int row = 0; row < rows.rows(); row++) {
            int top = tops.get((first + row) / lefts.size());
            int left = lefts.get((first + row) % lefts.size());
            int from = rows.rowOffset(row);
            for (int i = 0; i < side; i++) {
                for (int j = 0; j < side; j++) {
                    double weight = weights[i] * weights[j];
                    int pixel = (top + i) * width + left + j;
                    total[pixel] += weight;
                    for (int c = 0; c < channels; c++) {
                        sums[pixel * channels + c] += weight * rows.array()[from + (i * side + j) * channels + c];
                    }
                }
            }
        }
    }

    /// The picture in one row, after all patches were added.
    public Matrix picture() {
        float[] means = new float[sums.length];
        for (int i = 0; i < means.length; i++) {
            means[i] = (float) (sums[i] / total[i / channels]);
        }
        return Matrix.of(1, means.length, means);
    }
}
