package hourglass.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hourglass.data.row.ReadOptions;
import hourglass.table.Frame;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What the headers of pictures may hold besides the usual, and kinds of pixels that are refused.
class PictureHeadersTest {
    private static final int TURNED = 6;

    @TempDir
    Path folder;

    /// A grey picture of 16 x 24 pixels as JPEG, with bytes after its first two.
    private Path jpeg(byte[] segments) throws IOException {
        byte[] bytes = Drawn.bytes(new BufferedImage(16, 24, BufferedImage.TYPE_BYTE_GRAY), "jpeg");
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.write(bytes, 0, 2);
        all.writeBytes(segments);
        all.write(bytes, 2, bytes.length - 2);
        return Files.write(folder.resolve("a.jpg"), all.toByteArray());
    }

    private static byte[] exif(byte[] tiff) {
        ByteBuffer segment = ByteBuffer.allocate(10 + tiff.length);
        segment.putShort((short) 0xFFE1).putShort((short) (8 + tiff.length));
        return segment.put("Exif\0\0".getBytes(StandardCharsets.US_ASCII))
                .put(tiff)
                .array();
    }

    @Test
    void segmentsMayBePaddedAndMayBeShort() throws IOException {
        byte[] turned = exif(Drawn.orientation(ByteOrder.BIG_ENDIAN, TURNED));
        assertThat(DataFile.read(jpeg(turned)).shape()).containsExactly(16, 24);
        byte[] padded = ByteBuffer.allocate(turned.length + 3)
                .put(new byte[] {(byte) 0xFF, (byte) 0xFF, (byte) 0xFF})
                .put(turned)
                .array();
        assertThat(DataFile.read(jpeg(padded)).shape()).containsExactly(16, 24);
        byte[] shortFirst = ByteBuffer.allocate(turned.length + 6)
                .putShort((short) 0xFFE1)
                .putShort((short) 4)
                .put("Ex".getBytes(StandardCharsets.US_ASCII))
                .put(turned)
                .array();
        assertThat(DataFile.read(jpeg(shortFirst)).shape()).containsExactly(16, 24);
    }

    @ParameterizedTest
    @CsvSource({"0, 0x58", "2, 0x01", "10, 0x13", "13, 0x09"})
    void exifThatIsAmissMeansUpright(int place, int value) throws IOException {
        byte[] tiff = Drawn.orientation(ByteOrder.BIG_ENDIAN, TURNED);
        tiff[place < 10 ? place : place + 12] = (byte) value;
        assertThat(DataFile.read(jpeg(exif(tiff))).shape()).containsExactly(24, 16);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PackBits", "JPEG", "LZW", "Deflate", "ZLib"})
    void tiffIsReadHoweverItIsPacked(String compression) throws IOException {
        BufferedImage image = Drawn.of(BufferedImage.TYPE_BYTE_GRAY, 16, 16, new int[256]);
        image.getRaster().setPixels(0, 8, 16, 8, filled(128, 200));
        Path file = folder.resolve("a.tif");
        ImageWriter writer = ImageIO.getImageWritersByFormatName("tiff").next();
        try (ImageOutputStream out = ImageIO.createImageOutputStream(file.toFile())) {
            writer.setOutput(out);
            ImageWriteParam settings = writer.getDefaultWriteParam();
            settings.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            settings.setCompressionType(compression);
            writer.write(null, new IIOImage(image, null, null), settings);
        } finally {
            writer.dispose();
        }
        Frame rows = DataFile.read(file);
        assertThat(rows.shape()).containsExactly(16, 16);
        assertThat(rows.number(0, 0)).isCloseTo(0, within(3.0));
        assertThat(rows.number(0, 255)).isCloseTo(200, within(3.0));
    }

    private static int[] filled(int count, int value) {
        int[] samples = new int[count];
        Arrays.fill(samples, value);
        return samples;
    }

    /// An uncompressed TIFF picture of one pixel.
    ///
    /// @param photometric 1 black is 0, 2 RGB, 5 CMYK
    /// @param format of samples: 1 unsigned, 2 signed, 3 floating point
    private Path tiff(int photometric, int samples, int bits, int format) throws IOException {
        int[][] entries = {
            {256, 4, 1, 1},
            {257, 4, 1, 1},
            {258, 3, samples, samples == 1 ? bits : 200},
            {259, 3, 1, 1},
            {262, 3, 1, photometric},
            {273, 4, 1, 240},
            {277, 3, 1, samples},
            {278, 4, 1, 1},
            {279, 4, 1, samples * bits / 8},
            {339, 3, samples, samples == 1 ? format : 220}
        };
        ByteBuffer file = ByteBuffer.allocate(240 + samples * bits / 8).order(ByteOrder.LITTLE_ENDIAN);
        file.put("II".getBytes(StandardCharsets.US_ASCII)).putShort((short) 42).putInt(8);
        file.putShort((short) entries.length);
        for (int[] entry : entries) {
            file.putShort((short) entry[0])
                    .putShort((short) entry[1])
                    .putInt(entry[2])
                    .putInt(entry[3]);
        }
        for (int i = 0; i < samples && samples > 1; i++) {
            file.putShort(200 + 2 * i, (short) bits).putShort(220 + 2 * i, (short) format);
        }
        return Files.write(folder.resolve("a.tif"), file.array());
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1, 32, 3, 'another kind of intensities: signed, fractional or of more than 16 bits'",
        "1, 1, 16, 2, 'another kind of intensities: signed, fractional or of more than 16 bits'",
        "5, 4, 8, 1, another kind of intensities: CMYK",
    })
    void whatIsNoLightIsRefused(int photometric, int samples, int bits, int format, String found) throws IOException {
        Path file = tiff(photometric, samples, bits, format);
        assertThat(Fixtures.problem(file, ReadOptions.none()))
                .contains("picture is neither grey nor of red, green and blue", "found " + found, "save it as PNG");
    }

    @Test
    void theSameFileOfBytesIsRead() throws IOException {
        assertThat(Fixtures.values(DataFile.read(tiff(1, 1, 8, 1)))).containsExactly(0);
        assertThat(Fixtures.values(DataFile.read(tiff(2, 3, 8, 1)))).containsExactly(0, 0, 0);
    }

    /// Grey with alpha, as PNG has it; 255 (1 − 51/255) + 100 · 51/255 = 224.
    @Test
    void greyMayShineThrough() throws IOException {
        Path file = Files.write(folder.resolve("a.png"), Drawn.png(2, 1, 4, new byte[] {0, 100, 51, 9, (byte) 255}));
        assertThat(Fixtures.values(DataFile.read(file))).containsExactly(224, 9);
        assertThat(Fixtures.notes(file, ReadOptions.none()))
                .containsExactly("1 picture shines through and is laid over white, such as " + file);
    }
}
