package hourglass.report;

import hourglass.matrix.Matrix;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.Deflater;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/// Compression made by engineers, for comparison: Deflate (RFC 1951, what gzip and PNG use), PNG and JPEG as Java
/// brings them. All rows together, as pictures of one sheet, so that headers are paid once.
final class Engineered {
    /// What a codec made of some rows.
    ///
    /// @param bytes of all rows together
    /// @param squaredError summed over rows and columns, in the units of the rows
    record Encoded(long bytes, double squaredError) {}

    private static final int LEVELS = 255;

    private Engineered() {}

    /// Whether one byte holds each number: whole, from 0 to 255.
    static boolean areBytes(Matrix rows) {
        for (int row = 0; row < rows.rows(); row++) {
            for (int j = 0; j < rows.columns(); j++) {
                float value = rows.get(row, j);
                if (!(value >= 0 && value <= LEVELS) || value != Math.rint(value)) {
                    return false;
                }
            }
        }
        return true;
    }

    /// Lossless: numbers of one byte where that is all they need, else of four in single precision.
    static Encoded deflate(Matrix rows) {
        boolean bytes = areBytes(rows);
        byte[] numbers = new byte[rows.rows() * rows.columns() * (bytes ? 1 : Float.BYTES)];
        int at = 0;
        for (int row = 0; row < rows.rows(); row++) {
            for (int j = 0; j < rows.columns(); j++) {
                float value = rows.get(row, j);
                if (bytes) {
                    numbers[at++] = (byte) value;
                } else {
                    int bits = Float.floatToRawIntBits(value);
                    for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
                        numbers[at++] = (byte) (bits >>> shift);
                    }
                }
            }
        }
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
        deflater.setInput(numbers);
        deflater.finish();
        byte[] buffer = new byte[1 << 16];
        long size = 0;
        while (!deflater.finished()) {
            size += deflater.deflate(buffer);
        }
        deflater.end();
        return new Encoded(size, 0);
    }

    /// PNG in 256 shades of grey: lossless where numbers are whole, from 0 to 255.
    static Encoded png(Matrix rows, int height, int width) {
        Sheet sheet = Sheet.of(rows, height, width, areBytes(rows));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream output = new MemoryCacheImageOutputStream(bytes)) {
            if (!ImageIO.write(sheet.image(), "png", output)) {
                throw new IllegalStateException("this Java writes no PNG");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Encoded(bytes.size(), sheet.squaredError(read(bytes), rows));
    }

    /// JPEG with the lowest quality whose error is at most the given one, or the best quality if none is.
    static Encoded jpeg(Matrix rows, int height, int width, double squaredError) {
        Sheet sheet = Sheet.of(rows, height, width, false);
        int low = 0;
        int high = 100;
        while (low < high) {
            int quality = (low + high) / 2;
            if (jpeg(sheet, rows, quality).squaredError() <= squaredError) {
                high = quality;
            } else {
                low = quality + 1;
            }
        }
        return jpeg(sheet, rows, low);
    }

    private static Encoded jpeg(Sheet sheet, Matrix rows, int quality) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        try (MemoryCacheImageOutputStream output = new MemoryCacheImageOutputStream(bytes)) {
            ImageWriteParam settings = writer.getDefaultWriteParam();
            settings.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            settings.setCompressionQuality(quality / 100f);
            writer.setOutput(output);
            writer.write(null, new IIOImage(sheet.image(), null, null), settings);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            writer.dispose();
        }
        return new Encoded(bytes.size(), sheet.squaredError(read(bytes), rows));
    }

    private static BufferedImage read(ByteArrayOutputStream bytes) {
        try {
            return ImageIO.read(new ByteArrayInputStream(bytes.toByteArray()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The pictures of all rows side by side, about as many across as down.
    ///
    /// @param offset the number that is black
    /// @param step from one shade to the next
    private record Sheet(BufferedImage image, int height, int width, int across, double offset, double step) {
        static Sheet of(Matrix rows, int height, int width, boolean asTheyAre) {
            int across = (int) Math.ceil(Math.sqrt(rows.rows()));
            int down = (rows.rows() + across - 1) / across;
            double low = 0;
            double high = LEVELS;
            if (!asTheyAre) {
                low = Double.POSITIVE_INFINITY;
                high = Double.NEGATIVE_INFINITY;
                for (int row = 0; row < rows.rows(); row++) {
                    for (int j = 0; j < rows.columns(); j++) {
                        low = Math.min(low, rows.get(row, j));
                        high = Math.max(high, rows.get(row, j));
                    }
                }
            }
            double step = high > low ? (high - low) / LEVELS : 1;
            BufferedImage image = new BufferedImage(across * width, down * height, BufferedImage.TYPE_BYTE_GRAY);
            Sheet sheet = new Sheet(image, height, width, across, low, step);
            for (int row = 0; row < rows.rows(); row++) {
                for (int j = 0; j < rows.columns(); j++) {
                    int level = (int) Math.rint((rows.get(row, j) - low) / step);
                    image.getRaster().setSample(sheet.x(row, j), sheet.y(row, j), 0, level);
                }
            }
            return sheet;
        }

        private int x(int row, int j) {
            return row % across * width + j % width;
        }

        private int y(int row, int j) {
            return row / across * height + j / width;
        }

        double squaredError(BufferedImage decoded, Matrix rows) {
            double sum = 0;
            for (int row = 0; row < rows.rows(); row++) {
                for (int j = 0; j < rows.columns(); j++) {
                    double level = decoded.getRaster().getSample(x(row, j), y(row, j), 0);
                    double difference = offset + step * level - rows.get(row, j);
                    sum += difference * difference;
                }
            }
            return sum;
        }
    }
}
