package hourglass.data.picture;

import hourglass.data.cell.MissingTokens;
import hourglass.data.file.InputFile;
import hourglass.data.file.Names;
import hourglass.data.row.ReadOptions;
import hourglass.data.row.RowReader;
import hourglass.data.source.Selection;
import hourglass.matrix.Matrix;
import hourglass.problem.Counted;
import hourglass.problem.Problem;
import hourglass.table.Frame;
import hourglass.table.ValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/// Pictures as the rows of one table: height × width intensities, or height × width × 3 if one of them is in colour,
/// from 0 to 255, or to 65535 if one of them has more than 8 bits. All headers are read first, pixels as they are asked
/// for.
public final class PictureRows implements RowReader {
    private static final int BYTE_TOP = 255;
    private static final int SHORT_TOP = 65_535;
    private static final int MOST_NUMBERS = Integer.MAX_VALUE - 8;

    private final List<Picture> pictures;
    private final int channels;
    private final int top;
    private final List<String> all;
    private final MissingTokens tokens;
    private final List<String> notes = new ArrayList<>();
    private final double[] whole;

    private List<String> columns;
    private List<Integer> shape;
    /// Places in the whole picture; empty for all in order.
    private int[] chosen = {};

    private int next;
    private int transparent;
    private String firstTransparent = "";

    private PictureRows(List<Picture> pictures, List<String> notes, ReadOptions options) {
        this.pictures = pictures;
        Picture first = pictures.getFirst();
        this.channels = pictures.stream().anyMatch(Picture::colour) ? 3 : 1;
        this.top = pictures.stream().anyMatch(Picture::deep) ? SHORT_TOP : BYTE_TOP;
        this.tokens = MissingTokens.of(options);
        this.shape = channels == 1
                ? List.of(first.height(), first.width())
                : List.of(first.height(), first.width(), channels);
        int count = requireRoom(first, channels);
        this.all = Names.numbered("pixel", count);
        this.columns = all;
        this.whole = new double[count];
        this.notes.addAll(notes);
        noteMixture();
    }

    /// Whether a file is a picture by its first bytes.
    public static boolean isPicture(InputFile file) {
        return Picture.is(file);
    }

    /// Opens pictures in the given order.
    ///
    /// @param files at least one, each a picture by its first bytes; closed with the reader
    /// @param notes of whoever chose the files
    /// @throws hourglass.problem.ProblemException if a header cannot be read, or sizes differ
    public static RowReader open(List<InputFile> files, List<String> notes, ReadOptions options) {
        List<Picture> pictures = new ArrayList<>();
        for (InputFile file : files) {
            Picture picture = Picture.of(file);
            requireSize(pictures.isEmpty() ? picture : pictures.getFirst(), picture);
            pictures.add(picture);
        }
        return new PictureRows(pictures, notes, options);
    }

    private static void requireSize(Picture first, Picture picture) {
        if (picture.width() != first.width() || picture.height() != first.height()) {
            throw Problem.badData("pictures have different sizes")
                    .at(picture.file().name())
                    .expected(first.size() + " (width x height), as "
                            + first.file().name())
                    .found(picture.size())
                    .remedy("scale all to one size first, such as by ImageMagick: mogrify -resize " + first.width()
                            + "x" + first.height() + "! FILES")
                    .exception();
        }
    }

    /// @return how many intensities a picture has
    private static int requireRoom(Picture picture, int channels) {
        double count = (double) picture.width() * picture.height() * channels;
        Runtime runtime = Runtime.getRuntime();
        long free = runtime.maxMemory() - runtime.totalMemory() + runtime.freeMemory();
        // As decoded, as numbers of one row, and as the row that is delivered.
        double bytes = count * (Integer.BYTES + Double.BYTES + Float.BYTES);
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

    private void noteMixture() {
        List<Picture> grey = pictures.stream().filter(it -> !it.colour()).toList();
        if (channels == 3 && !grey.isEmpty()) {
            notes.add(Counted.of(grey.size(), "picture is grey and becomes", "pictures are grey and become")
                    + " colour like the others, such as "
                    + grey.getFirst().file().name());
        }
        List<Picture> shallow = pictures.stream().filter(it -> !it.deep()).toList();
        if (top == SHORT_TOP && !shallow.isEmpty()) {
            notes.add(Counted.of(shallow.size(), "picture of 8 bits is", "pictures of 8 bits are")
                    + " read with the range of the others, of 16 bits, such as "
                    + shallow.getFirst().file().name());
        }
    }

    @Override
    public List<String> columns() {
        return columns;
    }

    @Override
    public List<Integer> shape() {
        return shape;
    }

    @Override
    public ValueType valueType() {
        return top == BYTE_TOP ? ValueType.UNSIGNED_BYTE : ValueType.INTEGER;
    }

    @Override
    public OptionalLong rowCount() {
        return OptionalLong.of(pictures.size());
    }

    @Override
    public List<String> notes() {
        List<String> said = new ArrayList<>(notes);
        if (transparent > 0) {
            said.add(Counted.of(transparent, "picture shines through and is", "pictures shine through and are")
                    + " laid over white, such as " + firstTransparent);
        }
        return said;
    }

    @Override
    public boolean rowsAreFiles() {
        return true;
    }

    @Override
    public void select(List<String> names) {
        if (next > 0) {
            throw new IllegalStateException("columns are selected before the first row is read");
        }
        if (names.equals(all)) {
            return;
        }
        chosen = Selection.of(pictures.getFirst().file().name(), all, names);
        columns = List.copyOf(names);
        shape = List.of(chosen.length);
    }

    @Override
    public Frame read(int most) {
        int count = Math.min(Selection.rowsAtOnce(most, columns.size()), pictures.size() - next);
        Matrix numbers = Matrix.zeros(count, columns.size());
        List<String> files = new ArrayList<>();
        for (int row = 0; row < count; row++) {
            Picture picture = pictures.get(next + row);
            if (Decoded.read(picture, channels, top, whole)) {
                firstTransparent = transparent == 0 ? picture.file().name() : firstTransparent;
                transparent++;
            }
            deliver(numbers, row);
            files.add(picture.file().name());
        }
        Frame frame = Frame.of(columns, shape, valueType(), numbers, new double[0])
                .startingAt(next)
                .ofFiles(files);
        next += count;
        return frame;
    }

    private void deliver(Matrix numbers, int row) {
        boolean replace = tokens.haveNumbers();
        int start = numbers.rowOffset(row);
        for (int j = 0; j < columns.size(); j++) {
            double value = whole[chosen.length == 0 ? j : chosen[j]];
            numbers.array()[start + j] = replace && tokens.contains(value) ? Float.NaN : (float) value;
        }
    }

    @Override
    public long rejected() {
        return 0;
    }

    @Override
    public void close() {
        pictures.forEach(picture -> picture.file().close());
    }
}
