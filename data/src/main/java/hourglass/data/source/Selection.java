package hourglass.data.source;

import hourglass.data.file.Names;
import hourglass.data.row.ReadOptions;
import hourglass.problem.Problem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/// The columns of a file to read as features, and the one set aside as label.
public final class Selection {
    private final int[] features;
    private final int label;
    private final boolean everything;

    private Selection(int[] features, int label, boolean everything) {
        this.features = features;
        this.label = label;
        this.everything = everything;
    }

    /// Indices of columns of the file, in the order to deliver. Shared, not to be modified.
    public int[] features() {
        return features;
    }

    /// Index of the column of the file set aside as label, −1 for none.
    public int label() {
        return label;
    }

    /// Whether the features are all columns in the order of the file.
    public boolean everything() {
        return everything;
    }

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
        String near = Names.nearest(name, columns)
                .map(candidate -> ": did you mean \"" + candidate + "\"?")
                .orElse("");
        throw Problem.usage("unknown column \"" + name + "\"" + near)
                .at(file)
                .expected("one of " + Names.shown(columns))
                .exception();
    }
}
