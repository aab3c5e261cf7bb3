package hourglass.data.picture;

import java.io.IOException;
import javax.imageio.stream.ImageInputStream;

/// How a stored picture is to be turned and mirrored before it is looked at: tag 0x0112 of TIFF 6.0, which the Exif
/// part
/// of a JPEG file also has. With w × h stored pixels, the pixel shown at (x, y) is stored at
///
/// | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 |
/// | --- | --- | --- | --- | --- | --- | --- | --- |
/// | x, y | w−1−x, y | w−1−x, h−1−y | x, h−1−y | y, x | y, h−1−x | w−1−y, h−1−x | w−1−y, x |
///
/// @param code from 1 to 8
record Orientation(int code) {
    static final Orientation UPRIGHT = new Orientation(1);

    private static final int TAG = 0x0112;

    /// Whether width and height change places.
    boolean swaps() {
        return code >= 5;
    }

    /// Where the pixel shown at (x, y) is stored from the left.
    int storedX(int x, int y, int storedWidth) {
        int along = swaps() ? y : x;
        return code == 2 || code == 3 || code == 7 || code == 8 ? storedWidth - 1 - along : along;
    }

    /// Where the pixel shown at (x, y) is stored from the top.
    int storedY(int x, int y, int storedHeight) {
        int along = swaps() ? x : y;
        return code == 3 || code == 4 || code == 6 || code == 7 ? storedHeight - 1 - along : along;
    }

    /// Looks for the tag in the first directory of what is laid out as a TIFF file, see [TiffTag]. What is amiss means
    /// upright.
    ///
    /// @param start of its header in the stream
    /// @param end after its last byte
    static Orientation of(ImageInputStream stream, long start, long end) throws IOException {
        int code = TiffTag.number(stream, start, end, TAG).orElse(1);
        return code >= 1 && code <= 8 ? new Orientation(code) : UPRIGHT;
    }
}
