package hourglass.data.picture;

import hourglass.data.file.FreeMemory;
import hourglass.data.file.InputFile;
import hourglass.data.row.ReadOptions;
import hourglass.problem.Counted;
import hourglass.problem.Problem;
import hourglass.table.ValueType;
import java.util.ArrayList;
import java.util.List;

/// Pictures that are read as one table: alike in channels and in the meaning of their numbers, which go from 0 to 255,
/// or
/// to 65535 if one of them has more than 8 bits. Headers are read first, pixels as they are asked for.
final class PictureSet {
    private static final int BYTE_TOP = 255;
    private static final int SHORT_TOP = 65_535;
    private static final int MOST_NUMBERS = Integer.MAX_VALUE - 8;

    private final List<Picture> pictures;
    private final boolean grey;
    private final int channels;
    private final int top;
    private final List<String> notes;
    private int transparent;
    private String firstTransparent = "";

    private PictureSet(List<Picture> pictures, boolean grey, List<String> notes) {
        this.pictures = pictures;
        this.grey = grey;
        this.channels = !grey && pictures.stream().anyMatch(Picture::colour) ? 3 : 1;
        this.top = pictures.stream().anyMatch(Picture::deep) ? SHORT_TOP : BYTE_TOP;
        this.notes = new ArrayList<>(notes);
        noteMixture();
    }

    /// @param files at least one, each a picture by its first bytes
    /// @param notes of whoever chose the files
    static PictureSet of(List<InputFile> files, List<String> notes, ReadOptions options) {
        return new PictureSet(files.stream().map(Picture::of).toList(), options.grey(), notes);
    }

    private void noteMixture() {
        List<Picture> coloured = pictures.stream().filter(Picture::colour).toList();
        List<Picture> plain = pictures.stream().filter(it -> !it.colour()).toList();
        if (grey && !coloured.isEmpty()) {
            notes.add(Counted.of(coloured.size(), "picture in colour is", "pictures in colour are")
                    + " read as grey, such as " + coloured.getFirst().file().name());
        } else if (channels == 3 && !plain.isEmpty()) {
            notes.add(Counted.of(plain.size(), "picture is grey and becomes", "pictures are grey and become")
                    + " colour like the others, such as "
                    + plain.getFirst().file().name());
        }
        List<Picture> shallow = pictures.stream().filter(it -> !it.deep()).toList();
        if (top == SHORT_TOP && !shallow.isEmpty()) {
            notes.add(Counted.of(shallow.size(), "picture of 8 bits is", "pictures of 8 bits are")
                    + " read with the range of the others, of 16 bits, such as "
                    + shallow.getFirst().file().name());
        }
    }

    List<Picture> pictures() {
        return pictures;
    }

    int channels() {
        return channels;
    }

    ValueType valueType() {
        return top == BYTE_TOP ? ValueType.UNSIGNED_BYTE : ValueType.INTEGER;
    }

    /// How many intensities a picture has, which must have room in memory.
    int size(Picture picture) {
        double count = (double) picture.width() * picture.height() * channels;
        // As decoded, as numbers of one row, and as the row that is delivered.
        double bytes = count * (Integer.BYTES + Double.BYTES + Float.BYTES);
        long free = FreeMemory.bytes(bytes);
        if (count > MOST_NUMBERS || bytes > free) {
            throw Problem.badData("picture does not fit in memory")
                    .at(picture.file().name())
                    .expected("at most " + Math.min(MOST_NUMBERS, free / 16) + " intensities")
                    .found(picture.size() + " (width x height)" + (channels == 1 ? "" : " in colour"))
                    .remedy("scale it to a smaller size, or cut it into pieces")
                    .exception();
        }
        return (int) count;
    }

    /// The intensities of a picture, line by line. Memory for them is taken when the picture has been read, so that a
    /// damaged one of a few bytes takes none.
    ///
    /// @param reused overwritten and given back if it has the right length
    double[] read(Picture picture, double[] reused) {
        int size = size(picture);
        Decoded decoded = Decoded.of(picture, channels, grey, top);
        double[] into = reused.length == size ? reused : new double[size];
        if (decoded.deliver(channels, into)) {
            firstTransparent = transparent == 0 ? picture.file().name() : firstTransparent;
            transparent++;
        }
        return into;
    }

    void note(String note) {
        notes.add(note);
    }

    /// Complete when all are read.
    List<String> notes() {
        List<String> said = new ArrayList<>(notes);
        if (transparent > 0) {
            said.add(Counted.of(transparent, "picture shines through and is", "pictures shine through and are")
                    + " laid over white, such as " + firstTransparent);
        }
        return said;
    }

    void close() {
        pictures.forEach(picture -> picture.file().close());
    }
}
