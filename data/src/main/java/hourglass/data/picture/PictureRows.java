package hourglass.data.picture;

import hourglass.data.cell.MissingTokens;
import hourglass.data.file.InputFile;
import hourglass.data.file.Names;
import hourglass.data.row.ReadOptions;
import hourglass.data.row.RowReader;
import hourglass.data.source.Selection;
import hourglass.matrix.Matrix;
import hourglass.problem.Problem;
import hourglass.table.Frame;
import hourglass.table.ValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/// Pictures of one size as the rows of one table: height × width intensities, or height × width × 3 if one of them is
/// in
/// colour; or, with [ReadOptions#patches()], pictures of any size, cut into such rows.
public final class PictureRows implements RowReader {
    private final PictureSet set;
    private final List<String> all;
    private final MissingTokens tokens;
    private double[] whole = new double[0];

    private List<String> columns;
    private List<Integer> shape;
    /// Places in the whole picture; empty for all in order.
    private int[] chosen = {};

    private int next;

    private PictureRows(PictureSet set, ReadOptions options) {
        this.set = set;
        this.tokens = MissingTokens.of(options);
        Picture first = set.pictures().getFirst();
        this.shape = set.channels() == 1
                ? List.of(first.height(), first.width())
                : List.of(first.height(), first.width(), set.channels());
        int count = set.size(first);
        this.all = Names.numbered("pixel", count);
        this.columns = all;
    }

    /// Whether a file is a picture by its first bytes.
    public static boolean isPicture(InputFile file) {
        return Picture.is(file);
    }

    /// Opens pictures in the given order.
    ///
    /// @param files at least one, each a picture by its first bytes; closed with the reader
    /// @param notes of whoever chose the files
    /// @throws hourglass.problem.ProblemException if a header cannot be read, or sizes differ and nothing is cut
    public static RowReader open(List<InputFile> files, List<String> notes, ReadOptions options) {
        PictureSet set = PictureSet.of(files, notes, options);
        if (options.patches().isPresent()) {
            return new PatchRows(set, options.patches().get());
        }
        set.pictures().forEach(picture -> requireSize(set.pictures().getFirst(), picture));
        return new PictureRows(set, options);
    }

    private static void requireSize(Picture first, Picture picture) {
        if (picture.width() != first.width() || picture.height() != first.height()) {
            throw Problem.badData("pictures have different sizes")
                    .at(picture.file().name())
                    .expected(first.size() + " (width x height), as "
                            + first.file().name())
                    .found(picture.size())
                    .remedy("cut all into `patches` of one size, or scale them to one first, such as by ImageMagick:"
                            + " mogrify -resize " + first.width() + "x" + first.height() + "! FILES")
                    .exception();
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
        return set.valueType();
    }

    @Override
    public OptionalLong rowCount() {
        return OptionalLong.of(set.pictures().size());
    }

    @Override
    public List<String> notes() {
        return set.notes();
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
        chosen = Selection.of(set.pictures().getFirst().file().name(), all, names);
        columns = List.copyOf(names);
        shape = List.of(chosen.length);
    }

    @Override
    public Frame read(int most) {
        int count = Math.min(
                Selection.rowsAtOnce(most, columns.size()), set.pictures().size() - next);
        if (count > 0) {
            whole = set.read(set.pictures().get(next), whole);
        }
        Matrix numbers = Matrix.zeros(count, columns.size());
        List<String> files = new ArrayList<>();
        for (int row = 0; row < count; row++) {
            Picture picture = set.pictures().get(next + row);
            whole = row == 0 ? whole : set.read(picture, whole);
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
        set.close();
    }
}
