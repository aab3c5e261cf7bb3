package hourglass.data.source;

import hourglass.json.NearMiss;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Columns of a file chosen by name.
public final class Selection {
    private Selection() {}

    /// The places of some columns.
    ///
    /// @param file as shown in errors
    /// @param columns all columns of the file
    /// @throws hourglass.problem.ProblemException if there is no column of a name
    public static int[] of(String file, List<String> columns, List<String> names) {
        if (names.isEmpty()) {
            throw new IllegalArgumentException("at least one column must be selected");
        }
        Map<String, Integer> places = HashMap.newHashMap(columns.size());
        for (int i = 0; i < columns.size(); i++) {
            places.putIfAbsent(columns.get(i), i);
        }
        int[] chosen = new int[names.size()];
        for (int i = 0; i < chosen.length; i++) {
            Integer place = places.get(names.get(i));
            if (place == null) {
                throw NearMiss.unknown("column", names.get(i), columns).at(file).exception();
            }
            chosen[i] = place;
        }
        return chosen;
    }
}
