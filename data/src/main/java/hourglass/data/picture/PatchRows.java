package hourglass.data.picture;

import hourglass.data.file.Names;
import hourglass.data.row.RowReader;
import hourglass.data.source.Selection;
import hourglass.matrix.Matrix;
import hourglass.picture.Patches;
import hourglass.problem.Counted;
import hourglass.problem.Problem;
import hourglass.table.Frame;
import hourglass.table.ValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/// Pictures of any size, cut into patches, a row each; pictures smaller than a patch are passed over. One picture is in
/// memory at a time.
final class PatchRows implements RowReader {
    private final PictureSet set;
    private final Patches patches;
    private final List<Picture> pictures;
    private final List<String> columns;
    private final long count;
    private int nextPicture;
    private int nextPatch;
    private Matrix current = Matrix.zeros(0, 0);
    private long read;

    PatchRows(PictureSet set, Patches patches) {
        this.set = set;
        this.patches = patches;
        this.pictures = set.pictures().stream()
                .filter(it -> patches.fit(it.height(), it.width()))
                .toList();
        int small = set.pictures().size() - pictures.size();
        Picture first = set.pictures().getFirst();
        if (pictures.isEmpty()) {
            throw Problem.badData("no picture has room for a patch")
                    .at(first.file().name())
                    .expected("at least " + patches.side() + " x " + patches.side() + " pixels")
                    .found(first.size() + " (width x height)")
                    .remedy("smaller `patches`")
                    .exception();
        }
        this.count = pictures.stream()
                .mapToLong(it -> patches.count(it.height(), it.width()))
                .sum();
        this.columns =
                Names.numbered("pixel", patches.shape(set.channels()).stream().reduce(1, Math::multiplyExact));
        set.note(Counted.of(count, "patch", "patches") + " of " + patches.side() + " x " + patches.side() + " cut from "
                + Counted.of(pictures.size(), "picture"));
        if (small > 0) {
            set.note(Counted.of(small, "picture is", "pictures are") + " smaller than a patch and passed over");
        }
    }

    @Override
    public List<String> columns() {
        return columns;
    }

    @Override
    public List<Integer> shape() {
        return patches.shape(set.channels());
    }

    @Override
    public ValueType valueType() {
        return set.valueType();
    }

    @Override
    public OptionalLong rowCount() {
        return OptionalLong.of(count);
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
        if (!names.equals(columns)) {
            throw Problem.usage("patches are whole: their pixels are neither dropped nor chosen")
                    .at(set.pictures().getFirst().file().name())
                    .exception();
        }
    }

    @Override
    public Frame read(int most) {
        int rows = (int) Math.min(Selection.rowsAtOnce(most, columns.size()), count - read);
        Matrix numbers = Matrix.zeros(rows, columns.size());
        List<String> files = new ArrayList<>();
        for (int row = 0; row < rows; ) {
            if (nextPatch == 0) {
                decode(pictures.get(nextPicture));
            }
            Picture picture = pictures.get(nextPicture);
            int ofPicture = patches.count(picture.height(), picture.width());
            int some = Math.min(rows - row, ofPicture - nextPatch);
            patches.cut(
                    current,
                    picture.height(),
                    picture.width(),
                    set.channels(),
                    nextPatch,
                    numbers.rows(row, row + some));
            for (int i = 0; i < some; i++) {
                files.add(picture.file().name());
            }
            row += some;
            nextPatch += some;
            if (nextPatch == ofPicture) {
                nextPatch = 0;
                nextPicture++;
            }
        }
        Frame frame = Frame.of(columns, shape(), valueType(), numbers, new double[0])
                .startingAt(read)
                .ofFiles(files)
                .ofPatches(patches);
        read += rows;
        return frame;
    }

    private void decode(Picture picture) {
        double[] whole = set.read(picture, new double[0]);
        current = Matrix.zeros(1, whole.length);
        for (int i = 0; i < whole.length; i++) {
            current.array()[i] = (float) whole[i];
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
