package hourglass.cli;

import hourglass.data.DataFile;
import hourglass.data.row.RowReader;
import hourglass.matrix.Matrix;
import hourglass.model.Model;
import hourglass.picture.Patches;
import hourglass.problem.Counted;
import hourglass.problem.Problem;
import hourglass.table.Frame;
import hourglass.table.ValueType;
import java.nio.file.Path;
import java.util.List;

/// Pictures of any size for a model of patches, read one at a time.
///
/// @param console where notes go
/// @param patches of the model
record WholePictures(Console console, Model model, Patches patches, DataOptions data) {
    /// A picture in one row.
    record Whole(Matrix numbers, int height, int width, int channels) {
        List<Integer> shape() {
            return channels == 1 ? List.of(height, width) : List.of(height, width, channels);
        }

        /// A grey one with three colours that are equal.
        Whole coloured() {
            float[] colours = new float[3 * numbers.columns()];
            for (int i = 0; i < colours.length; i++) {
                colours[i] = numbers.get(0, i / 3);
            }
            return new Whole(Matrix.of(1, colours.length, colours), height, width, 3);
        }
    }

    /// What lies beside pictures in a folder is passed over, as in reading them as a table.
    List<Path> files(Path file) {
        List<Path> all = Input.tables(file).stream().flatMap(List::stream).toList();
        List<Path> pictures = all.size() == 1
                ? all
                : all.stream().filter(it -> DataFile.arePictures(List.of(it))).toList();
        if (pictures.isEmpty()) {
            throw Problem.badData("there is no picture").at(file.toString()).exception();
        }
        int others = all.size() - pictures.size();
        if (others > 0) {
            console.note(
                    Counted.of(others, "file is no picture and is", "files are no pictures and are") + " passed over");
        }
        return pictures;
    }

    /// Whether its intensities go to 65535.
    boolean isDeep(Path file) {
        try (RowReader reader = open(file)) {
            return reader.valueType() != ValueType.UNSIGNED_BYTE;
        }
    }

    private RowReader open(Path file) {
        RowReader reader = DataFile.open(file, data.wholePictures());
        if (!reader.rowsAreFiles()) {
            reader.close();
            throw Problem.usage("the model was trained on patches of pictures, and this is none")
                    .at(file.toString())
                    .remedy("files of pictures; for a table -o with a name that ends in .csv or .npy")
                    .exception();
        }
        return reader;
    }

    /// One of them, with as many colours as the model knows.
    Whole read(Path file) {
        try (RowReader reader = open(file)) {
            ModelInput.requireBits(model, reader, file);
            List<Integer> shape = reader.shape();
            Frame frame = reader.read(1);
            reader.notes().forEach(console::note);
            Whole found = new Whole(frame.toMatrix(), shape.get(0), shape.get(1), shape.size() > 2 ? shape.get(2) : 1);
            int channels =
                    model.card().rowShape().size() > 2 ? model.card().rowShape().get(2) : 1;
            Whole picture = channels > found.channels() ? found.coloured() : found;
            if (!patches.fit(picture.height(), picture.width()) || picture.channels() != channels) {
                boolean coloured = picture.channels() != channels;
                throw Problem.badData(
                                coloured
                                        ? "picture is in colour, but the model was trained on grey ones"
                                        : "picture is smaller than the patches that the model was trained on")
                        .at(file.toString())
                        .expected(coloured ? "grey" : "at least " + patches.side() + " x " + patches.side() + " pixels")
                        .found(coloured ? "colour" : picture.width() + " x " + picture.height())
                        .remedy(coloured ? "`grey`" : "a model of smaller `patches`")
                        .exception();
            }
            return picture;
        }
    }
}
