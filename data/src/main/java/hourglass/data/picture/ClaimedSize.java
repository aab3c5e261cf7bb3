package hourglass.data.picture;

import hourglass.data.file.InputFile;
import hourglass.problem.Problem;
import java.io.IOException;
import java.nio.ByteOrder;
import javax.imageio.stream.ImageInputStream;

/// How many pixels the bytes of a file can hold at most. Readers take the memory for all pixels that a header claims
/// before they meet the first, so that a hundred bytes could ask for gigabytes.
final class ClaimedSize {
    private static final int TIFF_COMPRESSION = 0x0103;
    /// Deflate makes of one byte 1032 at most.
    private static final int DEFLATED_BITS = 1032 * 8;
    /// Where the header of a PNG file has the bits of a sample, followed by the kind of its pixels.
    private static final int PNG_DEPTH = 24;
    /// One bit for each block of 8 x 8.
    private static final int OF_JPEG = 8 * 64;
    /// A code of 12 bits stands for at most 4095 pixels.
    private static final int OF_GIF = 2730;
    /// Two bytes stand for 255 pixels of 4 or 8 bits; pixels that are skipped count as well.
    private static final int RUNS = 1024;
    private static final int PLAIN = 8;
    /// Where a BMP file has the length of its second header, and that its compression.
    private static final int BMP_HEADER = 14;
    private static final int BMP_COMPRESSION = 16;

    private ClaimedSize() {}

    /// The most pixels in a file.
    static long most(PictureFormat format, ImageInputStream stream) throws IOException {
        return mostOfByte(format, stream) * stream.length();
    }

    /// Refuses a picture that claims more.
    static void require(InputFile file, long most, int width, int height) {
        if ((long) width * height > most) {
            throw Problem.badData("picture claims more pixels than its file can hold")
                    .at(file.name())
                    .expected("at most " + most + " pixels in " + file.size() + " bytes")
                    .found(width + " x " + height + " (width x height)")
                    .remedy("copy the file again, or save it as PNG")
                    .exception();
        }
    }

    private static long mostOfByte(PictureFormat format, ImageInputStream stream) throws IOException {
        return switch (format) {
            case PNG -> ofPng(stream);
            case JPEG -> OF_JPEG;
            case GIF -> OF_GIF;
            case BMP -> ofBmp(stream);
            case TIFF ->
                ofTiff(TiffTag.number(stream, 0, stream.length(), TIFF_COMPRESSION)
                        .orElse(1));
        };
    }

    private static long ofPng(ImageInputStream stream) throws IOException {
        stream.seek(PNG_DEPTH);
        int depth = Math.max(1, stream.read());
        int samples = switch (stream.read()) {
            case 2 -> 3;
            case 4 -> 2;
            case 6 -> 4;
            default -> 1;
        };
        return Math.max(1, DEFLATED_BITS / (depth * samples));
    }

    private static long ofBmp(ImageInputStream stream) throws IOException {
        ByteOrder before = stream.getByteOrder();
        stream.setByteOrder(ByteOrder.LITTLE_ENDIAN);
        stream.seek(BMP_HEADER);
        // Headers of 12 bytes, of OS/2, know no compression.
        boolean compressed = stream.readInt() > BMP_COMPRESSION;
        stream.seek(BMP_HEADER + BMP_COMPRESSION);
        compressed = compressed && stream.readInt() != 0;
        stream.setByteOrder(before);
        return compressed ? RUNS : PLAIN;
    }

    private static long ofTiff(int compression) {
        return switch (compression) {
            case 1 -> PLAIN;
            // CCITT: a line like the one above takes one bit.
            case 2, 3, 4 -> 8L * 65_536;
            case 6, 7 -> OF_JPEG;
            case 32_773 -> RUNS;
            default -> 8L * 4096;
        };
    }
}
