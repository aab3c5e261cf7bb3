package hourglass.data;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;
import javax.imageio.ImageIO;

/// Pictures made for tests.
final class Drawn {
    private Drawn() {}

    /// A picture of the given samples, band by band within a pixel, row by row.
    static BufferedImage of(int type, int width, int height, int... samples) {
        BufferedImage image = new BufferedImage(width, height, type);
        image.getRaster().setPixels(0, 0, width, height, samples);
        return image;
    }

    /// A picture with a palette of 0xAARRGGBB.
    static BufferedImage palette(int width, int height, int[] colours, int... places) {
        IndexColorModel model = new IndexColorModel(8, colours.length, colours, 0, true, -1, 0);
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_INDEXED, model);
        image.getRaster().setPixels(0, 0, width, height, places);
        return image;
    }

    static Path write(BufferedImage image, String format, Path file) throws IOException {
        if (!ImageIO.write(image, format, file.toFile())) {
            throw new IOException("no writer of " + format);
        }
        return file;
    }

    static byte[] bytes(BufferedImage image, String format) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        if (!ImageIO.write(image, format, bytes)) {
            throw new IOException("no writer of " + format);
        }
        return bytes.toByteArray();
    }

    /// A JPEG file with an Exif segment right after its beginning.
    static byte[] withExif(byte[] jpeg, byte[] tiff) {
        ByteBuffer all = ByteBuffer.allocate(jpeg.length + 10 + tiff.length);
        all.put(jpeg, 0, 2).putShort((short) 0xFFE1).putShort((short) (8 + tiff.length));
        all.put("Exif\0\0".getBytes(StandardCharsets.US_ASCII)).put(tiff);
        return all.put(jpeg, 2, jpeg.length - 2).array();
    }

    /// What Exif says of the orientation, after the width of the picture.
    static byte[] orientation(ByteOrder order, int code) {
        ByteBuffer tiff = ByteBuffer.allocate(8 + 2 + 24 + 4).order(order);
        tiff.put((order == ByteOrder.BIG_ENDIAN ? "MM" : "II").getBytes(StandardCharsets.US_ASCII));
        tiff.putShort((short) 42).putInt(8).putShort((short) 2);
        tiff.putShort((short) 0x0100).putShort((short) 4).putInt(1).putInt(16);
        tiff.putShort((short) 0x0112).putShort((short) 3).putInt(1).putShort((short) code);
        return tiff.array();
    }

    /// A PNG file of 8-bit greys that claims a size and has hardly any pixels.
    static byte[] claiming(int width, int height) throws IOException {
        return png(width, height, 0, new byte[0]);
    }

    /// A PNG file of 8-bit samples.
    ///
    /// @param kind 0 grey, 2 colour, 4 grey with alpha, 6 colour with alpha
    /// @param lines each begins with its filter, 0
    static byte[] png(int width, int height, int kind, byte[] lines) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeLong(0x89504E470D0A1A0AL);
        byte[] header = ByteBuffer.allocate(13)
                .putInt(width)
                .putInt(height)
                .put((byte) 8)
                .put((byte) kind)
                .array();
        chunk(out, "IHDR", header);
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (DeflaterOutputStream deflater = new DeflaterOutputStream(packed)) {
            deflater.write(lines);
        }
        chunk(out, "IDAT", packed.toByteArray());
        chunk(out, "IEND", new byte[0]);
        return bytes.toByteArray();
    }

    private static void chunk(DataOutputStream out, String name, byte[] content) throws IOException {
        byte[] type = name.getBytes(StandardCharsets.US_ASCII);
        CRC32 sum = new CRC32();
        sum.update(type);
        sum.update(content);
        out.writeInt(content.length);
        out.write(type);
        out.write(content);
        out.writeInt((int) sum.getValue());
    }

    /// A file cut short.
    static Path cut(byte[] bytes, double share, Path file) throws IOException {
        return Files.write(file, Arrays.copyOf(bytes, (int) (bytes.length * share)));
    }
}
