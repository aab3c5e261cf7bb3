package hourglass.hostile;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/// Pictures of every format that is read.
final class Pictures {
    private static final int QUICK = Integer.MAX_VALUE;
    private static final int PNG_START = 8;
    /// Length, type and checksum of a chunk.
    private static final int CHUNK_BYTES = 12;
    private static final long BYTES_OF_A_PIXEL = 80;

    private Pictures() {}

    static List<Target> of(Targets targets) throws IOException {
        List<Target> all = new ArrayList<>();
        for (String format : List.of("png", "jpg", "gif", "bmp", "tif")) {
            List<byte[]> seeds = seeds(format);
            Mutation raw = ByteMutation.ofWords(
                    "IHDR",
                    "PLTE",
                    "tRNS",
                    "IDAT",
                    "IEND",
                    "\u00FF\u00D8",
                    "\u00FF\u00C0",
                    "\u00FF\u00E1",
                    "Exif\0\0",
                    "II*\0",
                    "MM\0*");
            Mutation mutation = format.equals("png") ? Mutation.anyOf(raw, inChunks(raw)) : raw;
            all.add(new Target(
                    format,
                    100,
                    QUICK,
                    seeds,
                    mutation,
                    targets.rows("a." + format),
                    input -> unpacked(format, input)));
        }
        return all;
    }

    /// As decoded, as intensities and as a row: what every pixel takes that a header claims. How many it may claim is
    /// bounded by the bytes of the file.
    private static long unpacked(String format, byte[] input) {
        ImageReader reader = ImageIO.getImageReadersByFormatName(format).next();
        try (ImageInputStream stream = ImageIO.createImageInputStream(new ByteArrayInputStream(input))) {
            reader.setInput(stream, true, true);
            return BYTES_OF_A_PIXEL * reader.getWidth(0) * reader.getHeight(0);
        } catch (IOException | RuntimeException noHeader) {
            return 0;
        } finally {
            reader.dispose();
        }
    }

    private static List<byte[]> seeds(String format) throws IOException {
        int[] types = format.equals("gif")
                ? new int[] {BufferedImage.TYPE_BYTE_GRAY, BufferedImage.TYPE_BYTE_INDEXED}
                : new int[] {BufferedImage.TYPE_BYTE_GRAY, BufferedImage.TYPE_3BYTE_BGR};
        List<byte[]> seeds = new ArrayList<>();
        Random random = new Random(1);
        for (int type : types) {
            BufferedImage image = new BufferedImage(9, 7, type);
            for (int pixel = 0; pixel < 63; pixel++) {
                image.setRGB(pixel % 9, pixel / 9, random.nextInt());
            }
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            if (!ImageIO.write(image, format, bytes)) {
                throw new IOException("no writer of " + format);
            }
            seeds.add(bytes.toByteArray());
        }
        return seeds;
    }

    /// Changes within chunks, whose lengths and checksums fit again afterwards.
    private static Mutation inChunks(Mutation raw) {
        return (List<byte[]> seeds, RandomGenerator random) -> {
            byte[] seed = Mutation.one(seeds, random);
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            all.write(seed, 0, PNG_START);
            int at = PNG_START;
            while (at < seed.length) {
                int length = ByteBuffer.wrap(seed).getInt(at);
                byte[] inside = Arrays.copyOfRange(seed, at + 4, at + 8 + length);
                if (random.nextInt(3) == 0) {
                    byte[] changed = raw.of(List.of(Arrays.copyOfRange(inside, 4, inside.length)), random);
                    inside = ByteMutation.replaced(inside, 4, inside.length - 4, changed);
                }
                CRC32 sum = new CRC32();
                sum.update(inside);
                byte[] chunk = ByteBuffer.allocate(inside.length + 8)
                        .putInt(inside.length - 4)
                        .put(inside)
                        .putInt((int) sum.getValue())
                        .array();
                all.writeBytes(chunk);
                at += length + CHUNK_BYTES;
            }
            return all.size() <= Mutation.MAXIMUM_BYTES
                    ? all.toByteArray()
                    : Arrays.copyOf(all.toByteArray(), Mutation.MAXIMUM_BYTES);
        };
    }
}
