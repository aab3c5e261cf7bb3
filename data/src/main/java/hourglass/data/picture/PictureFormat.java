package hourglass.data.picture;

import hourglass.problem.Problem;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;

/// The formats of pictures that the JDK reads, known by their first bytes.
public enum PictureFormat {
    PNG("\\x89PNG\\r\\n\\x1A\\n.*"),
    JPEG("\\xFF\\xD8\\xFF.*"),
    GIF("GIF8[79]a.*"),
    /// Texts may begin with the same two letters; the reserved zeros and the length of the second header tell.
    BMP("BM.{4}\\x00{4}.{4}[\\x0C\\x28\\x34\\x38\\x40\\x6C\\x7C]\\x00{3}.*"),
    TIFF("(II\\x2A\\x00|MM\\x00\\x2A).*");

    private final Pattern start;

    PictureFormat(String start) {
        this.start = Pattern.compile(start, Pattern.DOTALL);
    }

    /// The format of a picture.
    ///
    /// @param start the first bytes of a file, some dozens
    /// @return nothing if it is no picture
    public static Optional<PictureFormat> of(byte[] start) {
        String text = new String(start, StandardCharsets.ISO_8859_1);
        for (PictureFormat format : values()) {
            if (format.start.matcher(text).matches()) {
                return Optional.of(format);
            }
        }
        return Optional.empty();
    }

    /// A reader of the format; to be disposed of.
    ImageReader reader() {
        Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName(name());
        if (!readers.hasNext()) {
            throw Problem.of(Problem.Kind.INTERNAL, "this Java has no reader of " + name() + " pictures")
                    .exception();
        }
        return readers.next();
    }
}
