package hourglass.cli;

import hourglass.data.PictureOutput;
import hourglass.json.NearMiss;
import hourglass.problem.Counted;
import hourglass.problem.Problem;
import hourglass.table.Frames;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// Pictures and what they are to be turned into, paired by the names of their files without folders and extensions;
/// patches of pictures of one name in their order.
final class PicturePairs {
    static final String LACKING = "pictures have no partner of their name among the targets";
    static final String SURPLUS = "targets have no partner of their name among the pictures";
    private static final int SHOWN = 3;

    private PicturePairs() {}

    /// The targets in the order of the inputs; as they are, row by row, unless both are pictures in files.
    ///
    /// @param target what to call the targets in errors
    static Frames aligned(Frames inputs, Frames targets, String target) {
        if (inputs.files().isEmpty() || targets.files().isEmpty()) {
            return targets;
        }
        List<String> keys = new Keys().of(inputs.files());
        Map<String, Integer> places = places(targets.files());
        Map<String, Integer> known = places(inputs.files());
        requirePartners(inputs.files(), keys, places, LACKING, target);
        requirePartners(targets.files(), new Keys().of(targets.files()), known, SURPLUS, target);
        if (!inputs.shape().equals(targets.shape())) {
            throw Problem.badData("pictures and targets have different shapes")
                    .at(target)
                    .expected(inputs.shape() + ", as the pictures")
                    .found(String.valueOf(targets.shape()))
                    .remedy("bring both to one size, and both to grey or colour")
                    .exception();
        }
        return TrainingInput.inMemory(targets, Path.of(target), "pictures to be paired by their names")
                .select(keys.stream().mapToInt(places::get).toArray());
    }

    /// Where the picture of each name stands.
    static Map<String, Integer> places(List<String> files) {
        Map<String, Integer> places = new HashMap<>();
        List<String> keys = new Keys().of(files);
        for (int row = 0; row < files.size(); row++) {
            Integer before = places.put(keys.get(row), row);
            if (before != null) {
                throw Problem.badData("two pictures have one name, so that partners cannot be told")
                        .at(files.get(before))
                        .found(files.get(row))
                        .exception();
            }
        }
        return places;
    }

    /// Names rows of pictures that follow each other.
    static final class Keys {
        private String before = "";
        private int patch;

        /// The name of each row's picture, and which of its patches it is, if it has several.
        List<String> of(List<String> files) {
            List<String> keys = new ArrayList<>();
            for (String file : files) {
                patch = file.equals(before) ? patch + 1 : 0;
                before = file;
                keys.add(PictureOutput.stem(file) + (patch == 0 ? "" : "/" + patch));
            }
            return keys;
        }
    }

    /// Refuses files without a partner.
    static void requirePartners(
            List<String> files, List<String> keys, Map<String, Integer> partners, String summary, String target) {
        List<String> alone = IntStream.range(0, files.size())
                .filter(row -> !partners.containsKey(keys.get(row)))
                .mapToObj(files::get)
                .distinct()
                .toList();
        if (!alone.isEmpty()) {
            throw Problem.badData(summary)
                    .at(target)
                    .expected("pairs of one name and size, extensions aside")
                    .found(Counted.of(alone.size(), "picture") + " without: " + NearMiss.shown(alone, SHOWN))
                    .exception();
        }
    }
}
