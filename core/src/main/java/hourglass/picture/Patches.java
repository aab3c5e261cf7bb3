package hourglass.picture;

import hourglass.matrix.Matrix;
import hourglass.problem.Problem;
import java.util.ArrayList;
import java.util.List;

/// How pictures of any size are cut into rows: squares that overlap by half, those at the right and below flush with
/// the
/// border.
///
/// @param side of a square in pixels
public record Patches(int side) {
    /// Below, windows of convolutions see little but borders.
    public static final int SMALLEST = 8;

    /// Numbers of a patch that fit a row.
    public static final int LARGEST = 512;

    public Patches {
        if (side < SMALLEST || side > LARGEST) {
            throw Problem.usage("the side of patches is out of range")
                    .at("`patches`")
                    .expected(SMALLEST + " to " + LARGEST + " pixels")
                    .found(String.valueOf(side))
                    .exception();
        }
    }

    /// Pixels from a patch to the next.
    public int stride() {
        return side / 2;
    }

    /// Whether a picture has room for one.
    public boolean fit(int height, int width) {
        return height >= side && width >= side;
    }

    /// Where patches begin along a side of a picture.
    ///
    /// @param length at least the side of a patch
    public List<Integer> starts(int length) {
        List<Integer> starts = new ArrayList<>();
        for (int start = 0; start + side < length; start += stride()) {
            starts.add(start);
        }
        starts.add(length - side);
        return starts;
    }

    /// How many patches a picture has.
    public int count(int height, int width) {
        return Math.multiplyExact(starts(height).size(), starts(width).size());
    }

    /// The shape of a patch.
    ///
    /// @param channels 1 or 3
    public List<Integer> shape(int channels) {
        return channels == 1 ? List.of(side, side) : List.of(side, side, channels);
    }

    /// Overwrites the rows of a matrix by the patches of a picture, from patch `first` on, line by line.
    ///
    /// @param picture height × width × channels in one row
    public void cut(Matrix picture, int height, int width, int channels, int first, Matrix into) {
        List<Integer> lefts = starts(width);
        List<Integer> tops = starts(height);
        for (int row = 0; row < into.rows(); row++) {
            int top = tops.get((first + row) / lefts.size());
            int left = lefts.get((first + row) % lefts.size());
            for (int line = 0; line < side; line++) {
                System.arraycopy(
                        picture.array(),
                        picture.offset() + ((top + line) * width + left) * channels,
                        into.array(),
                        into.rowOffset(row) + line * side * channels,
                        side * channels);
            }
        }
    }
}
