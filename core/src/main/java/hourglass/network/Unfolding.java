package hourglass.network;

import hourglass.matrix.Matrix;
import hourglass.matrix.Shape;
import java.util.Arrays;

/// A square window that slides over images: each position becomes a row of the size² · channels numbers under it, line
/// by line. With images unfolded, a convolution is a matrix product (Chellapilla, Puri and Simard 2006, "High
/// performance convolutional neural networks for document processing", section 3.1); [#fold] is the adjoint.
///
/// Positions count line by line and on from one image to the next.
///
/// @param image what the window slides over
/// @param size of the window
/// @param stride of its positions
/// @param lines positions from top to bottom
/// @param places positions from left to right
/// @param top lines of zeros above the image
/// @param left zeros to its left
record Unfolding(Shape.Image image, int size, int stride, int lines, int places, int top, int left) {
    /// Below so many numbers a loop is faster than a call that copies them.
    private static final int WORTH_A_CALL = 24;

    static Unfolding of(Shape.Image image, int size, int stride, Padding padding) {
        int lines = positions(image.height(), size, stride, padding);
        int places = positions(image.width(), size, stride, padding);
        if (lines < 1 || places < 1) {
            throw new IllegalArgumentException("a window of " + size + " x " + size + " finds no place within an image"
                    + " of " + image + ", which is not padded");
        }
        return new Unfolding(
                image,
                size,
                stride,
                lines,
                places,
                before(image.height(), lines, size, stride, padding),
                before(image.width(), places, size, stride, padding));
    }

    private static int positions(int length, int size, int stride, Padding padding) {
        return switch (padding) {
            case SAME -> (length + stride - 1) / stride;
            case VALID -> length < size ? 0 : (length - size) / stride + 1;
        };
    }

    private static int before(int length, int positions, int size, int stride, Padding padding) {
        return padding == Padding.VALID ? 0 : Math.max(0, (positions - 1) * stride + size - length) / 2;
    }

    /// Positions in one image.
    int positions() {
        return lines * places;
    }

    /// Numbers under the window.
    int numbers() {
        return size * size * image.channels();
    }

    /// Numbers of a line of the window.
    private int lineOfWindow() {
        return size * image.channels();
    }

    /// Overwrites the rows of `into` by some of the numbers under the window at positions `first`, `first + 1`, …
    ///
    /// @param images a row each
    /// @param from of the numbers under the window, the first that is wanted: column 0 of `into`
    void unfold(Matrix images, int first, int from, Matrix into) {
        float[] source = images.array();
        float[] target = into.array();
        int to = from + into.columns();
        int channels = image.channels();
        int lineLength = lineOfWindow();
        int imageLine = image.width() * channels;
        for (int row = 0; row < into.rows(); row++) {
            int position = first + row;
            int line = position / places;
            int y = line % lines * stride - top;
            int x = (position - line * places) * stride - left;
            int start = images.rowOffset(line / lines) + x * channels;
            // Of a line of the window, what lies within the image.
            int visibleFrom = Math.max(0, -x) * channels;
            int visibleTo = Math.min(size, image.width() - x) * channels;
            int at = into.rowOffset(row) - from;
            for (int ky = from / lineLength; ky * lineLength < to; ky++) {
                int base = ky * lineLength;
                int begin = Math.max(from - base, 0);
                int end = Math.min(to - base, lineLength);
                boolean isInside = y + ky >= 0 && y + ky < image.height();
                int copyFrom = isInside ? Math.clamp(visibleFrom, begin, end) : end;
                int copyTo = isInside ? Math.clamp(visibleTo, copyFrom, end) : end;
                int out = at + base;
                zero(target, out + begin, out + copyFrom);
                copy(source, start + (y + ky) * imageLine + copyFrom, target, out + copyFrom, copyTo - copyFrom);
                zero(target, out + copyTo, out + end);
            }
        }
    }

    private static void zero(float[] numbers, int from, int to) {
        if (from < to) {
            Arrays.fill(numbers, from, to, 0f);
        }
    }

    private static void copy(float[] from, int start, float[] to, int at, int count) {
        if (count >= WORTH_A_CALL) {
            System.arraycopy(from, start, to, at, count);
            return;
        }
        for (int i = 0; i < count; i++) {
            to[at + i] = from[start + i];
        }
    }

    /// Adds the rows of `windows`, numbers under the window at positions `first`, `first + 1`, …, to the images.
    ///
    /// @param images a row each
    void fold(Matrix windows, int first, Matrix images) {
        float[] source = windows.array();
        float[] target = images.array();
        int channels = image.channels();
        int lineLength = lineOfWindow();
        int imageLine = image.width() * channels;
        for (int row = 0; row < windows.rows(); row++) {
            int position = first + row;
            int line = position / places;
            int y = line % lines * stride - top;
            int x = (position - line * places) * stride - left;
            int start = images.rowOffset(line / lines) + x * channels;
            int visibleFrom = Math.max(0, -x) * channels;
            int visibleTo = Math.min(size, image.width() - x) * channels;
            int lastLine = Math.min(size, image.height() - y);
            for (int ky = Math.max(0, -y); ky < lastLine; ky++) {
                add(
                        source,
                        windows.rowOffset(row) + ky * lineLength + visibleFrom,
                        target,
                        start + (y + ky) * imageLine + visibleFrom,
                        visibleTo - visibleFrom);
            }
        }
    }

    private static void add(float[] from, int start, float[] to, int at, int count) {
        for (int i = 0; i < count; i++) {
            to[at + i] += from[start + i];
        }
    }
}
