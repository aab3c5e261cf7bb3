package hourglass.cli;

import hourglass.data.DataFile;
import hourglass.data.PictureOutput;
import hourglass.data.row.RowReader;
import hourglass.matrix.Matrix;
import hourglass.model.Model;
import hourglass.model.WholePicture;
import hourglass.picture.Patches;
import hourglass.problem.Counted;
import hourglass.problem.Problem;
import hourglass.table.Frame;
import hourglass.table.ValueType;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;

/// Pictures of any size, one after the other, each cut into patches that go through the network some at a time and are
/// put together without seams.
record PatchReconstruction(ReconstructCommand command, Model model, Patches patches, Console said) {
    /// A picture in one row.
    private record Whole(Matrix numbers, int height, int width, int channels) {
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

    long run() {
        if (!command.passedOn().isEmpty() || command.expected) {
            throw Problem.usage("pictures are written whole and alone")
                    .at(command.output.path.toString())
                    .found(command.expected ? "--expected" : "columns to pass on")
                    .exception();
        }
        List<Path> files = pictures();
        WholePicture whole = new WholePicture(model);
        RowsProgress progress = new RowsProgress(said, "picture");
        try (PictureOutput pictures =
                PictureOutput.create(command.output.path, command.output.isFolder(), isDeep(files.getFirst()))) {
            for (int i = 0; i < files.size(); i++) {
                progress.done(i, OptionalDouble.of((double) i / files.size()));
                Path file = files.get(i);
                Whole picture = read(file);
                pictures.write(
                        file.toString(),
                        picture.shape(),
                        whole.reconstruct(picture.numbers(), picture.height(), picture.width()),
                        0);
            }
            pictures.commit();
        } finally {
            progress.end();
        }
        return files.size();
    }

    /// What lies beside pictures in a folder is passed over, as in reading them as a table.
    private List<Path> pictures() {
        List<Path> all =
                Input.tables(command.file).stream().flatMap(List::stream).toList();
        List<Path> pictures = all.size() == 1
                ? all
                : all.stream()
                        .filter(file -> DataFile.arePictures(List.of(file)))
                        .toList();
        if (pictures.isEmpty()) {
            throw Problem.badData("there is no picture to reconstruct")
                    .at(command.file.toString())
                    .exception();
        }
        int others = all.size() - pictures.size();
        if (others > 0) {
            said.note(
                    Counted.of(others, "file is no picture and is", "files are no pictures and are") + " passed over");
        }
        return pictures;
    }

    private boolean isDeep(Path file) {
        try (RowReader reader = open(file)) {
            return reader.valueType() != ValueType.UNSIGNED_BYTE;
        }
    }

    private RowReader open(Path file) {
        RowReader reader = DataFile.open(file, command.data.wholePictures());
        if (!reader.rowsAreFiles()) {
            reader.close();
            throw Problem.usage("only pictures are written as pictures")
                    .at(command.output.path.toString())
                    .found("a table: " + file)
                    .remedy("-o with a name that ends in .csv or .npy")
                    .exception();
        }
        return reader;
    }

    private Whole read(Path file) {
        try (RowReader reader = open(file)) {
            ModelInput.requireBits(model, reader, file);
            List<Integer> shape = reader.shape();
            Frame frame = reader.read(1);
            reader.notes().forEach(said::note);
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
