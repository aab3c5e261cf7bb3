package hourglass.data.picture;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import javax.imageio.stream.ImageInputStream;

/// What the segments of a JPEG file say before its pixels begin.
///
/// @param components 1 grey, 3 colour, 4 for print; 0 if no frame was found
record JpegHeader(int components, Orientation orientation) {
    private static final byte[] EXIF = "Exif\0\0".getBytes(StandardCharsets.US_ASCII);
    private static final int EXIF_SEGMENT = 0xE1;
    private static final int START_OF_SCAN = 0xDA;
    private static final int COMPONENTS_AT = 5;

    /// Reads the segments up to the one that announces the pixels; each must lie within the file.
    static JpegHeader of(ImageInputStream stream) throws IOException {
        long end = stream.length();
        long position = 2;
        int components = 0;
        Orientation orientation = Orientation.UPRIGHT;
        while (components == 0 && position + 4 <= end) {
            stream.seek(position);
            if (stream.readUnsignedByte() != 0xFF) {
                break;
            }
            int marker = stream.readUnsignedByte();
            if (marker == 0xFF) {
                position++;
                continue;
            }
            int length = stream.readUnsignedShort();
            long start = position + 4;
            long next = position + 2 + length;
            if (length < 2 || next > end || marker == START_OF_SCAN) {
                break;
            }
            if (marker == EXIF_SEGMENT && isExif(stream, start, next)) {
                orientation = Orientation.of(stream, start + EXIF.length, next);
            } else if (isFrame(marker) && start + COMPONENTS_AT < next) {
                stream.seek(start + COMPONENTS_AT);
                components = stream.readUnsignedByte();
            }
            position = next;
        }
        return new JpegHeader(components, orientation);
    }

    private static boolean isExif(ImageInputStream stream, long start, long end) throws IOException {
        byte[] name = new byte[EXIF.length];
        if (end - start < name.length) {
            return false;
        }
        stream.seek(start);
        stream.readFully(name);
        return Arrays.equals(name, EXIF);
    }

    /// Start of frame, of any coding: C0 to CF but for tables (C4, CC) and an extension (C8).
    private static boolean isFrame(int marker) {
        return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
    }
}
