package hourglass.model;

import hourglass.picture.Patches;
import hourglass.train.Split;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/// Rows that are patches of pictures. Patches overlap, so that whole pictures are set aside to judge by.
///
/// @param patches how they were cut
/// @param pictures the name of the picture of each row
public record CutPictures(Patches patches, List<String> pictures) {
    /// With fewer pictures, one is too large a part to be spared.
    private static final int ENOUGH = 5;

    public CutPictures {
        pictures = List.copyOf(pictures);
    }

    /// Whether there are enough pictures to set whole ones aside.
    public boolean areEnough() {
        return pictures.stream().distinct().count() >= ENOUGH;
    }

    /// Sets aside about a share of the rows: whole pictures where there are enough, otherwise rows.
    Split split(double share, long seed) {
        if (!areEnough() || share == 0) {
            return Split.of(pictures.size(), share, seed);
        }
        List<String> names = new ArrayList<>(pictures.stream().distinct().toList());
        Split chosen = Split.of(names.size(), share, seed);
        List<String> aside =
                IntStream.of(chosen.validation()).mapToObj(names::get).toList();
        return new Split(
                rows(row -> !aside.contains(pictures.get(row))), rows(row -> aside.contains(pictures.get(row))));
    }

    private int[] rows(IntPredicate which) {
        return IntStream.range(0, pictures.size()).filter(which).toArray();
    }
}
