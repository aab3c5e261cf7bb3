package hourglass.data.picture;

import hourglass.problem.Problem;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.EOFException;
import java.util.regex.Pattern;
import javax.imageio.ImageReader;

/// The intensities of a picture, decoded once. Samples count as they are stored: colour profiles and gammas are passed
/// over, palettes expanded. What shines through is laid over white, v α + top (1 − α).
final class Decoded {
    /// What readers that go on after damage say of it, in English whatever the locale.
    private static final Pattern DAMAGE = Pattern.compile("(?i).*(truncated|premature|corrupt|eoi).*");

    private final Picture picture;
    private final Raster raster;
    private final ColorModel model;
    private final int top;
    private final boolean toGrey;

    private Decoded(Picture picture, BufferedImage image, boolean toGrey, int top) {
        this.picture = picture;
        this.toGrey = toGrey;
        this.raster = image.getRaster();
        this.model = image.getColorModel();
        this.top = top;
    }

    /// Reads a picture.
    ///
    /// @param channels 1 or 3; a grey picture then has three that are equal
    /// @param toGrey whether colours become Y = 0.299 R + 0.587 G + 0.114 B (ITU-R BT.601), rounded; one channel then
    /// @param top the largest intensity, 255 or 65535
    static Decoded of(Picture picture, int channels, boolean toGrey, int top) {
        BufferedImage image = Picture.withReader(picture.file(), picture.format(), (reader, stream) -> {
            reader.setInput(stream, true, true);
            StringBuilder damage = new StringBuilder();
            reader.addIIOReadWarningListener((ImageReader source, String warning) -> {
                if (DAMAGE.matcher(warning).matches()) {
                    damage.append(warning);
                }
            });
            BufferedImage found = reader.read(0);
            if (!damage.isEmpty()) {
                throw new EOFException(damage.toString());
            }
            return found;
        });
        boolean swaps = picture.orientation().swaps();
        Decoded decoded = new Decoded(picture, image, toGrey && picture.colour(), top);
        if (image.getWidth() != (swaps ? picture.height() : picture.width())
                || image.getHeight() != (swaps ? picture.width() : picture.height())
                || (channels == 1 && !toGrey && !decoded.isGrey())) {
            throw Problem.badData("picture is not what its header says")
                    .at(picture.file().name())
                    .exception();
        }
        return decoded;
    }

    private boolean isGrey() {
        return model instanceof IndexColorModel || model.getNumColorComponents() == 1;
    }

    /// Writes the intensities, height × width × channels, row by row.
    ///
    /// @return whether something shone through
    boolean deliver(int channels, double[] into) {
        Orientation orientation = picture.orientation();
        int colours = model instanceof IndexColorModel ? (toGrey ? 3 : channels) : model.getNumColorComponents();
        double[][] intensity = new double[raster.getNumBands()][];
        for (int band = 0; band < intensity.length; band++) {
            intensity[band] = scale(raster.getSampleModel().getSampleSize(band));
        }
        int[] pixel = new int[raster.getNumBands()];
        double[] value = new double[4];
        int place = 0;
        boolean transparent = false;
        for (int y = 0; y < picture.height(); y++) {
            for (int x = 0; x < picture.width(); x++) {
                raster.getPixel(
                        orientation.storedX(x, y, raster.getWidth()),
                        orientation.storedY(x, y, raster.getHeight()),
                        pixel);
                double alpha = model instanceof IndexColorModel palette
                        ? look(palette, pixel[0], value)
                        : look(pixel, intensity, colours, value);
                for (int channel = 0; channel < channels; channel++) {
                    double stored = toGrey ? grey(value) : value[colours == 1 ? 0 : channel];
                    into[place++] = alpha == 1 ? stored : overWhite(stored, alpha);
                }
                transparent |= alpha < 1;
            }
        }
        return transparent;
    }

    private static double grey(double[] value) {
        return Math.rint(0.299 * value[0] + 0.587 * value[1] + 0.114 * value[2]);
    }

    /// What each sample of so many bits means between 0 and the top.
    private double[] scale(int bits) {
        int largest = (1 << bits) - 1;
        double[] meaning = new double[largest + 1];
        for (int sample = 0; sample <= largest; sample++) {
            meaning[sample] = Math.rint((double) sample * top / largest);
        }
        return meaning;
    }

    private double look(IndexColorModel palette, int index, double[] value) {
        // An index beyond the palette is black, as viewers have it.
        boolean known = index < palette.getMapSize();
        double unit = top / 255.0;
        value[0] = known ? palette.getRed(index) * unit : 0;
        value[1] = known ? palette.getGreen(index) * unit : 0;
        value[2] = known ? palette.getBlue(index) * unit : 0;
        return known ? palette.getAlpha(index) / 255.0 : 1;
    }

    private double look(int[] pixel, double[][] intensity, int colours, double[] value) {
        for (int band = 0; band < colours; band++) {
            value[band] = intensity[band][pixel[band]];
        }
        return model.hasAlpha() ? intensity[colours][pixel[colours]] / top : 1;
    }

    private double overWhite(double stored, double alpha) {
        double light = model.isAlphaPremultiplied() ? stored : stored * alpha;
        return Math.clamp(Math.rint(light + top * (1 - alpha)), 0.0, top);
    }
}
