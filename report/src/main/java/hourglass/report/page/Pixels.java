package hourglass.report.page;

import hourglass.matrix.Matrix;
import hourglass.report.Brightness;
import hourglass.report.PictureShape;
import java.awt.image.BufferedImage;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/// Rows of numbers as PNG pictures, in the form of `data:` addresses, which need no other file.
///
/// @param shape of a row
/// @param brightness what black and white are; what lies beyond is cut
record Pixels(PictureShape shape, Brightness brightness) {
    private static final int WHITE = 255;

    /// One picture.
    String address(Matrix rows, int row) {
        BufferedImage image = image(1, 1);
        draw(rows, row, image, 0, 0);
        return address(image);
    }

    /// Many pictures in one, so many across, in the order of the rows.
    String sheet(Matrix rows, int across) {
        int down = (rows.rows() + across - 1) / across;
        BufferedImage image = image(across, down);
        for (int row = 0; row < rows.rows(); row++) {
            draw(rows, row, image, row % across * shape.width(), row / across * shape.height());
        }
        return address(image);
    }

    private void draw(Matrix rows, int row, BufferedImage image, int left, int top) {
        WritableRaster raster = image.getRaster();
        int channels = shape.channels();
        for (int y = 0; y < shape.height(); y++) {
            for (int x = 0; x < shape.width(); x++) {
                for (int band = 0; band < raster.getNumBands(); band++) {
                    float value = rows.get(row, (y * shape.width() + x) * channels + band);
                    raster.setSample(left + x, top + y, band, intensity(value));
                }
            }
        }
    }

    /// Of two channels the second is transparency, of four the last: both are left out.
    private BufferedImage image(int across, int down) {
        return new BufferedImage(
                across * shape.width(),
                down * shape.height(),
                shape.channels() < 3 ? BufferedImage.TYPE_BYTE_GRAY : BufferedImage.TYPE_INT_RGB);
    }

    private int intensity(float value) {
        return Float.isNaN(value) ? 0 : Math.clamp(Math.round(WHITE * brightness.share(value)), 0, WHITE);
    }

    private static String address(BufferedImage image) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream output = new MemoryCacheImageOutputStream(bytes)) {
            if (!ImageIO.write(image, "png", output)) {
                throw new IllegalStateException("this Java writes no PNG");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return "data:image/png;base64," + Base64.getEncoder().encodeToString(bytes.toByteArray());
    }
}
