package hourglass.cli;

import hourglass.data.PictureOutput;
import hourglass.json.NearMiss;
import hourglass.problem.Counted;
import hourglass.problem.Problem;
import hourglass.table.Frame;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Pictures and what they are to be turned into, paired by the names of their files without folders and extensions.
final class PicturePairs {
    private static final int SHOWN = 3;

    private PicturePairs() {}

    /// The targets in the order of the inputs; as they are, row by row, unless both are pictures in files.
    ///
    /// @param target what to call the targets in errors
    static Frame aligned(Frame inputs, Frame targets, String target) {
        if (inputs.files().isEmpty() || targets.files().isEmpty()) {
            return targets;
        }
        Map<String, Integer> places = places(targets.files());
        Map<String, Integer> known = places(inputs.files());
        requirePartners(inputs.files(), places, "pictures have no partner of their name among the targets", target);
        requirePartners(targets.files(), known, "targets have no partner of their name among the pictures", target);
        if (!inputs.shape().equals(targets.shape())) {
            throw Problem.badData("pictures and targets have different shapes")
                    .at(target)
                    .expected(inputs.shape() + ", as the pictures")
                    .found(String.valueOf(targets.shape()))
                    .remedy("bring both to one size, and both to grey or colour")
                    .exception();
        }
        return targets.select(inputs.files().stream()
                .mapToInt(file -> places.get(PictureOutput.stem(file)))
                .toArray());
    }

    private static Map<String, Integer> places(List<String> files) {
        Map<String, Integer> places = new HashMap<>();
        for (int row = 0; row < files.size(); row++) {
            Integer before = places.put(PictureOutput.stem(files.get(row)), row);
            if (before != null) {
                throw Problem.badData("two pictures have one name, so that partners cannot be told")
                        .at(files.get(before))
                        .found(files.get(row))
                        .exception();
            }
        }
        return places;
    }

    private static void requirePartners(
            List<String> files, Map<String, Integer> partners, String summary, String target) {
        List<String> alone = files.stream()
                .filter(file -> !partners.containsKey(PictureOutput.stem(file)))
                .toList();
        if (!alone.isEmpty()) {
            throw Problem.badData(summary)
                    .at(target)
                    .expected("pairs of one name, extensions aside")
                    .found(Counted.of(alone.size(), "picture") + " without: " + NearMiss.shown(alone, SHOWN))
                    .exception();
        }
    }
}
