package hourglass.cli;

import hourglass.matrix.Matrix;
import hourglass.model.Model;
import hourglass.model.WholePicture;
import hourglass.picture.Patches;
import hourglass.problem.Problem;
import hourglass.report.PictureQuality;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/// PSNR and SSIM of whole pictures that a model of patches reconstructs: what a user gets, where the patches alone lack
/// what surrounds them.
///
/// @param before of the pictures as they are, where they are compared with others
/// @param after of their reconstructions
record WholeFigures(Optional<PictureFigures> before, PictureFigures after) {
    /// Reconstructs pictures and compares them.
    ///
    /// @param like figures of patches of the same pictures
    /// @param target what they should be, by the names of the files; themselves if there is none
    static WholeFigures of(
            Console console,
            Model model,
            Patches patches,
            DataOptions data,
            Path file,
            Optional<Path> target,
            PictureFigures like) {
        WholePictures source = new WholePictures(console, model, patches, data);
        WholePicture whole = new WholePicture(model);
        List<Path> files = source.files(file);
        Optional<List<Path>> wanted = target.map(it -> source.files(it));
        Optional<Map<String, Integer>> places = wanted.map(
                it -> PicturePairs.places(it.stream().map(Path::toString).toList()));
        List<String> keys =
                new PicturePairs.Keys().of(files.stream().map(Path::toString).toList());
        PictureFigures after = like.anew();
        Optional<PictureFigures> before = target.map(it -> like.anew());
        RowsProgress progress = new RowsProgress(console, "picture");
        try {
            for (int i = 0; i < files.size(); i++) {
                progress.done(i, OptionalDouble.of((double) i / files.size()));
                String name = files.get(i).toString();
                WholePictures.Whole picture = source.read(files.get(i));
                Matrix clean = picture.numbers();
                if (wanted.isPresent()) {
                    int partner = places.orElseThrow().getOrDefault(keys.get(i), -1);
                    clean = source.read(wanted.get().get(partner)).numbers();
                }
                if (clean.columns() != picture.numbers().columns()) {
                    throw Problem.badData("the target has another size")
                            .at(name)
                            .expected(picture.width() + " x " + picture.height() + " pixels, as the picture")
                            .exception();
                }
                PictureQuality size = new PictureQuality(picture.shape(), like.peak());
                Matrix found = whole.reconstruct(picture.numbers(), picture.height(), picture.width());
                after.add(size, found, clean, row -> name);
                if (before.isPresent()) {
                    before.get().add(size, picture.numbers(), clean, row -> name);
                }
            }
        } finally {
            progress.end();
        }
        return new WholeFigures(before, after);
    }
}
