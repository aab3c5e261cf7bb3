package hourglass.model;

import hourglass.matrix.Matrix;
import hourglass.picture.Mosaic;
import hourglass.picture.Patches;

/// Reconstructs pictures larger than the patches that a model was trained on: cut, passed through the network some at a
/// time, and put together without seams.
///
/// @param model of patches
public record WholePicture(Model model) {
    private static final int PATCHES_AT_ONCE = 256;

    public WholePicture {
        if (model.columns().patches().isEmpty()) {
            throw new IllegalArgumentException("the model was trained on whole pictures, not on patches");
        }
    }

    /// A picture as the model reconstructs it.
    ///
    /// @param picture one row: height × width × channels, not modified
    /// @return likewise
    public Matrix reconstruct(Matrix picture, int height, int width) {
        Patches patches = model.columns().patches().orElseThrow();
        int size = model.columns().count();
        int channels = size / (patches.side() * patches.side());
        if (picture.columns() != height * width * channels || !patches.fit(height, width)) {
            throw new IllegalArgumentException("expected a picture of at least " + patches.side() + " x "
                    + patches.side() + " pixels with " + channels + " channels, got " + picture.columns()
                    + " numbers for " + height + " x " + width);
        }
        Mosaic mosaic = new Mosaic(patches, height, width, channels);
        int count = patches.count(height, width);
        for (int first = 0; first < count; first += PATCHES_AT_ONCE) {
            Matrix some = Matrix.zeros(Math.min(PATCHES_AT_ONCE, count - first), size);
            patches.cut(picture, height, width, channels, first, some);
            mosaic.add(model.reconstruct(some), first);
        }
        return mosaic.picture();
    }
}
