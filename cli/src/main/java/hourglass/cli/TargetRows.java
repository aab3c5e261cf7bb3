package hourglass.cli;

import hourglass.matrix.Matrix;
import hourglass.model.Model;
import hourglass.problem.Counted;
import hourglass.problem.Problem;
import hourglass.table.Frame;
import hourglass.train.Split;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// What rows should be, to compare reconstructions with: rows of another file, held in memory. Pictures go by the names
/// of their files as in training, other rows one after the other.
final class TargetRows {
    private final String name;
    private final Frame rows;
    private final Matrix numbers;
    private final Map<String, Integer> places;
    private final PicturePairs.Keys keys = new PicturePairs.Keys();
    private final Set<String> taken = new HashSet<>();
    private int next;

    private TargetRows(String name, Frame rows, Matrix numbers) {
        this.name = name;
        this.rows = rows;
        this.numbers = numbers;
        this.places = PicturePairs.places(rows.files());
    }

    /// Reads what rows of a file should be.
    static TargetRows read(Console console, Model model, Path file, Path target, DataOptions data) {
        if (data.rejects != null || (Input.isStandardInput(file) && Input.isStandardInput(target))) {
            throw Problem.usage(
                            data.rejects != null
                                    ? "--target does not go with --rejects: rows set aside would leave targets alone"
                                    : "standard input can be read once")
                    .at("--target")
                    .exception();
        }
        try (ModelInput input = ModelInput.open(console, model, target, data, List.of(), false)) {
            Frame rows = input.rest();
            input.notes().forEach(console::note);
            return new TargetRows(target.toString(), rows, Numeric.of(model, rows, input.match()));
        }
    }

    /// What the next rows should be.
    Matrix of(Frame inputs) {
        if (!rows.files().isEmpty() && !inputs.files().isEmpty()) {
            return byName(inputs.files());
        }
        int from = next;
        next += inputs.rows();
        if (next > numbers.rows()) {
            throw Problem.badData("the target has fewer rows than there are to compare")
                    .at(name)
                    .found(Counted.of(numbers.rows(), "row"))
                    .exception();
        }
        return numbers.rows(from, next);
    }

    private Matrix byName(List<String> files) {
        List<String> names = keys.of(files);
        PicturePairs.requirePartners(files, names, places, PicturePairs.LACKING, name);
        names.stream().filter(it -> !taken.add(it)).findFirst().ifPresent(twice -> {
            throw Problem.badData("two pictures have one name, so that partners cannot be told")
                    .found(twice)
                    .exception();
        });
        next += files.size();
        return Split.select(numbers, names.stream().mapToInt(places::get).toArray());
    }

    /// Refuses targets that no row was compared with.
    void requireAllTaken() {
        if (next == numbers.rows()) {
            return;
        }
        if (!taken.isEmpty()) {
            Map<String, Integer> known = taken.stream().collect(Collectors.toMap(it -> it, it -> 0));
            PicturePairs.requirePartners(
                    rows.files(), new PicturePairs.Keys().of(rows.files()), known, PicturePairs.SURPLUS, name);
        }
        throw Problem.badData("the target has more rows than there are to compare")
                .at(name)
                .expected(Counted.of(next, "row"))
                .found(Counted.of(numbers.rows(), "row"))
                .exception();
    }

    /// What rows are compared with, for a person.
    String description() {
        return "the rows of " + name + (taken.isEmpty() ? ", one after the other" : ", by the names of the pictures");
    }

    /// What a model trained on pairs compares rows with while nobody says what they should be.
    static String themselves() {
        return "the rows themselves, noise included: --target compares with what they should be";
    }
}
