package hourglass.data.source;

import hourglass.data.row.ReadOptions;
import hourglass.json.NearMiss;
import hourglass.problem.Problem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/// The columns of a file to read as features, and the one set aside as label.
///
/// @param features indices of columns of the file, in the order to deliver; not to be modified
/// @param label index of the column of the file set aside as label, −1 for none
/// @param everything whether the features are all columns in the order of the file
public record Selection(int[] features, int label, boolean everything) {
    /// Applies the options to the columns of a file.
    ///
    /// @param file as shown in errors
    /// @param columns all columns of the file
    /// @param labelElsewhere whether the label is not a column of this table
    /// @throws hourglass.problem.ProblemException if a name does not exist or nothing is left
    public static Selection of(String file, List<String> columns, ReadOptions options, boolean labelElsewhere) {
        boolean labelled = options.label().isPresent() && !labelElsewhere;
        if (options.keep().isEmpty() && options.drop().isEmpty() && !labelled) {
            return new Selection(IntStream.range(0, columns.size()).toArray(), -1, true);
        }
        Map<String, Integer> indices = HashMap.newHashMap(columns.size());
        for (int i = 0; i < columns.size(); i++) {
            indices.putIfAbsent(columns.get(i), i);
        }
        int label = labelled ? indexOf(file, options.label().orElseThrow(), columns, indices) : -1;
        Set<Integer> left = new HashSet<>();
        for (String name : options.drop()) {
            left.add(indexOf(file, name, columns, indices));
        }
        if (left.contains(label)) {
            throw Problem.usage("column \"" + columns.get(label) + "\" cannot be both dropped and the label")
                    .at(file)
                    .exception();
        }
        List<Integer> features = new ArrayList<>();
        Set<Integer> seen = new HashSet<>();
        if (options.keep().isEmpty()) {
            IntStream.range(0, columns.size()).forEach(features::add);
        }
        for (String name : options.keep()) {
            int index = indexOf(file, name, columns, indices);
            if (seen.add(index)) {
                features.add(index);
            }
        }
        features.removeIf(index -> index == label || left.contains(index));
        if (features.isEmpty()) {
            throw Problem.usage("no column is left to read")
                    .at(file)
                    .expected("at least one column besides those dropped and the label")
                    .exception();
        }
        return new Selection(features.stream().mapToInt(Integer::intValue).toArray(), label, false);
    }

    /// The names of the features.
    public List<String> names(List<String> columns) {
        return everything
                ? columns
                : IntStream.of(features).mapToObj(columns::get).toList();
    }

    private static int indexOf(String file, String name, List<String> columns, Map<String, Integer> indices) {
        Integer index = indices.get(name);
        if (index != null) {
            return index;
        }
        throw NearMiss.unknown("column", name, columns).at(file).exception();
    }
}
