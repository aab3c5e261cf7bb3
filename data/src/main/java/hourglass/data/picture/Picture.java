package hourglass.data.picture;

import hourglass.data.file.Failures;
import hourglass.data.file.ForeignWords;
import hourglass.data.file.InputFile;
import hourglass.problem.Problem;
import java.awt.color.ColorSpace;
import java.awt.image.ColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;
import java.util.Iterator;
import javax.imageio.IIOException;
import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.stream.FileImageInputStream;
import javax.imageio.stream.ImageInputStream;

/// A picture whose header was read: nothing of its pixels. Of several pictures in one file it is the first.
///
/// @param width as shown, turned by the orientation
/// @param height as shown
/// @param colour whether it has three colours that may differ
/// @param deep whether intensities have more than 8 bits
record Picture(
        InputFile file,
        PictureFormat format,
        int width,
        int height,
        boolean colour,
        boolean deep,
        Orientation orientation) {
    private static final int START = 64;

    /// Whether a file is a picture by its first bytes.
    static boolean is(InputFile file) {
        return PictureFormat.of(file.start(false, START)).isPresent();
    }

    /// Reads the header of a file that is a picture by its first bytes.
    static Picture of(InputFile file) {
        PictureFormat format = PictureFormat.of(file.start(false, START)).orElseThrow();
        return withReader(file, format, (reader, stream) -> header(file, format, reader, stream));
    }

    /// What is done with a reader.
    interface Reading<T> {
        T apply(ImageReader reader, ImageInputStream stream) throws IOException;
    }

    /// Whatever a reader throws at a damaged file becomes an error that names the file.
    static <T> T withReader(InputFile file, PictureFormat format, Reading<T> reading) {
        ImageReader reader = format.reader();
        try (ImageInputStream stream = new FileImageInputStream(file.path().toFile())) {
            return reading.apply(reader, stream);
        } catch (IIOException | EOFException | IllegalArgumentException | IndexOutOfBoundsException e) {
            throw unreadable(file, e);
        } catch (NegativeArraySizeException | NullPointerException | ArithmeticException | IllegalStateException e) {
            throw unreadable(file, e);
        } catch (IOException e) {
            throw Failures.reading(file.name(), e);
        } finally {
            reader.dispose();
        }
    }

    private static RuntimeException unreadable(InputFile file, Exception failure) {
        boolean ended = failure instanceof EOFException || failure.getCause() instanceof EOFException;
        return Problem.badData("picture cannot be read")
                .at(file.name())
                .found(ended ? "the end of the file within the picture" : ForeignWords.of(failure))
                .remedy("copy the file again, or save it as PNG")
                .exception(failure);
    }

    private static Picture header(InputFile file, PictureFormat format, ImageReader reader, ImageInputStream stream)
            throws IOException {
        Orientation orientation = Orientation.UPRIGHT;
        int components = 0;
        if (format == PictureFormat.JPEG) {
            JpegHeader jpeg = JpegHeader.of(stream);
            orientation = jpeg.orientation();
            components = jpeg.components();
        } else if (format == PictureFormat.TIFF) {
            orientation = Orientation.of(stream, 0, stream.length());
        }
        long most = ClaimedSize.most(format, stream);
        stream.seek(0);
        reader.setInput(stream, true, true);
        int width = reader.getWidth(0);
        int height = reader.getHeight(0);
        if (width < 1 || height < 1) {
            throw new IIOException("a size of " + width + " x " + height);
        }
        ClaimedSize.require(file, most, width, height);
        boolean colour = components == 3;
        boolean deep = false;
        if (format == PictureFormat.JPEG) {
            requireLight(file, components == 1 || colour, components == 4 ? "CMYK" : components + " components");
        } else {
            ColorModel model = model(reader);
            requireLight(file, isLight(model), "another kind of intensities: " + kind(model));
            colour = isColour(model);
            deep = !(model instanceof IndexColorModel)
                    && Arrays.stream(model.getComponentSize()).max().orElse(0) > 8;
        }
        return new Picture(
                file,
                format,
                orientation.swaps() ? height : width,
                orientation.swaps() ? width : height,
                colour,
                deep,
                orientation);
    }

    /// How pixels will be decoded.
    private static ColorModel model(ImageReader reader) throws IOException {
        Iterator<ImageTypeSpecifier> types = reader.getImageTypes(0);
        if (types == null || !types.hasNext()) {
            throw new IIOException("a picture of an unknown kind");
        }
        return types.next().getColorModel();
    }

    private static void requireLight(InputFile file, boolean fits, String found) {
        if (!fits) {
            throw Problem.badData("picture is neither grey nor of red, green and blue")
                    .at(file.name())
                    .found(found)
                    .remedy("save it as PNG, in RGB")
                    .exception();
        }
    }

    private static boolean isLight(ColorModel model) {
        int space = model.getColorSpace().getType();
        int transfer = model.getTransferType();
        return (space == ColorSpace.TYPE_GRAY || space == ColorSpace.TYPE_RGB)
                && (transfer == DataBuffer.TYPE_BYTE
                        || transfer == DataBuffer.TYPE_USHORT
                        || (transfer == DataBuffer.TYPE_INT
                                && Arrays.stream(model.getComponentSize()).allMatch(bits -> bits <= 8)));
    }

    private static String kind(ColorModel model) {
        return switch (model.getColorSpace().getType()) {
            case ColorSpace.TYPE_CMYK -> "CMYK";
            case ColorSpace.TYPE_GRAY, ColorSpace.TYPE_RGB -> "signed, fractional or of more than 16 bits";
            default -> model.getNumComponents() + " components";
        };
    }

    /// A palette of greys is grey.
    private static boolean isColour(ColorModel model) {
        if (!(model instanceof IndexColorModel palette)) {
            return model.getNumColorComponents() > 1;
        }
        for (int i = 0; i < palette.getMapSize(); i++) {
            if (palette.getRed(i) != palette.getGreen(i) || palette.getRed(i) != palette.getBlue(i)) {
                return true;
            }
        }
        return false;
    }

    /// Size as shown in errors.
    String size() {
        return width + " x " + height;
    }
}
