package hourglass.cli;

import hourglass.data.PictureOutput;
import hourglass.model.Model;
import hourglass.model.WholePicture;
import hourglass.picture.Patches;
import hourglass.problem.Problem;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;

/// Pictures of any size, one after the other, each cut into patches that go through the network some at a time and are
/// put together without seams.
record PatchReconstruction(ReconstructCommand command, Model model, Patches patches, Console said) {
    long run() {
        if (!command.passedOn().isEmpty() || command.expected) {
            throw Problem.usage("pictures are written whole and alone")
                    .at(command.output.path.toString())
                    .found(command.expected ? "--expected" : "columns to pass on")
                    .exception();
        }
        WholePictures source = new WholePictures(said, model, patches, command.data);
        List<Path> files = source.files(command.file);
        WholePicture whole = new WholePicture(model);
        RowsProgress progress = new RowsProgress(said, "picture");
        try (PictureOutput pictures =
                PictureOutput.create(command.output.path, command.output.isFolder(), source.isDeep(files.getFirst()))) {
            for (int i = 0; i < files.size(); i++) {
                progress.done(i, OptionalDouble.of((double) i / files.size()));
                Path file = files.get(i);
                WholePictures.Whole picture = source.read(file);
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
}
