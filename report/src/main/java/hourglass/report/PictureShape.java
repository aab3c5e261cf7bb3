package hourglass.report;

import hourglass.model.Model;
import hourglass.model.ScalingKind;
import java.util.List;
import java.util.Optional;

/// The shape of rows that are pictures.
///
/// @param channels 1 for grey, 3 for colour, 2 and 4 with transparency
/// @param told whether the file said so; otherwise it was guessed
public record PictureShape(int height, int width, int channels, boolean told) {
    private static final int MOST_CHANNELS = 4;
    private static final int SMALLEST_SIDE = 6;

    /// Rows are pictures if the file said so, or if a square number of columns has one common range.
    public static Optional<PictureShape> of(Model model) {
        List<Integer> shape = model.card().rowShape();
        int columns = model.columns().count();
        boolean whole = shape.stream().mapToLong(Integer::longValue).reduce(1, Math::multiplyExact) == columns;
        if (whole && shape.size() == 2 && shape.getLast() > 0) {
            return Optional.of(new PictureShape(shape.get(0), shape.get(1), 1, true));
        }
        if (whole && shape.size() == 3 && shape.getLast() <= MOST_CHANNELS) {
            return Optional.of(new PictureShape(shape.get(0), shape.get(1), shape.get(2), true));
        }
        int side = (int) Math.round(Math.sqrt(columns));
        ScalingKind scaling = model.columns().scaling().kind();
        boolean oneRange = scaling == ScalingKind.COMMON_RANGE || scaling == ScalingKind.NONE;
        return shape.size() == 1
                        && oneRange
                        && !model.readsHoles()
                        && model.columns().window().isEmpty()
                        && side >= SMALLEST_SIDE
                        && side * side == columns
                ? Optional.of(new PictureShape(side, side, 1, false))
                : Optional.empty();
    }

    /// How many numbers a picture has.
    public int numbers() {
        return height * width * channels;
    }

    /// As figures of quality take it.
    public List<Integer> asList() {
        return channels == 1 ? List.of(height, width) : List.of(height, width, channels);
    }
}
