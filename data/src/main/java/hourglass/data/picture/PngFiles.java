package hourglass.data.picture;

import hourglass.data.file.Failures;
import hourglass.data.file.PendingFile;
import hourglass.matrix.Matrix;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/// Pictures written as PNG, a file each, all of which appear at the commit.
public final class PngFiles implements AutoCloseable {
    private final List<PendingFile> files = new ArrayList<>();
    private final boolean deep;

    /// @param deep whether intensities go to 65535 rather than 255
    public PngFiles(boolean deep) {
        this.deep = deep;
    }

    /// Writes one picture; what is below or above the range is black or white.
    ///
    /// @param file closed with this
    /// @param shape of the picture: height × width, or height × width × 3
    public void write(PendingFile file, List<Integer> shape, Matrix rows, int row) {
        files.add(file);
        int height = shape.get(0);
        int width = shape.get(1);
        int channels = shape.size() > 2 ? shape.get(2) : 1;
        int top = deep ? 65_535 : 255;
        int[] samples = new int[height * width * channels];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = Math.clamp(Math.round(rows.get(row, i)), 0, top);
        }
        // Grey rasters of BufferedImage are written as they stand; colours need no alpha.
        BufferedImage image = channels == 1
                ? new BufferedImage(width, height, deep ? BufferedImage.TYPE_USHORT_GRAY : BufferedImage.TYPE_BYTE_GRAY)
                : colour(height, width);
        image.getRaster().setPixels(0, 0, width, height, samples);
        try (MemoryCacheImageOutputStream stream = new MemoryCacheImageOutputStream(file.stream())) {
            if (!ImageIO.write(image, "png", stream)) {
                throw new IOException("this Java cannot write PNG");
            }
        } catch (IOException e) {
            throw Failures.writing(file.name(), e);
        }
        // There may be more pictures than files that may be open; and none is in its place before all are on the disk.
        file.finish();
    }

    private BufferedImage colour(int height, int width) {
        if (!deep) {
            return new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
        }
        return ImageTypeSpecifier.createInterleaved(
                        ColorSpace.getInstance(ColorSpace.CS_sRGB),
                        new int[] {0, 1, 2},
                        DataBuffer.TYPE_USHORT,
                        false,
                        false)
                .createBufferedImage(width, height);
    }

    /// Moves all files into place.
    public void commit() {
        files.forEach(PendingFile::commit);
    }

    /// Discards what was not committed.
    @Override
    public void close() {
        files.forEach(PendingFile::close);
    }
}
