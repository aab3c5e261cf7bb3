package hourglass.data.source;

import hourglass.json.NearMiss;
import hourglass.problem.Problem;
import hourglass.problem.ProblemException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Columns of a file: chosen by name, spread from lists, read so many rows at once.
public final class Selection {
    private static final int MOST_CELLS = Integer.MAX_VALUE - 8;

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

    /// How many rows to read at once: so many, and no more than one array can hold the cells of.
    public static int rowsAtOnce(int most, int columns) {
        return Math.min(most, MOST_CELLS / columns);
    }

    /// An error: lists that differ in length are no columns.
    public static ProblemException ragged(String file, String column, long row, long expected, long found) {
        return Problem.badData("lists of column \"" + column + "\" have different lengths")
                .at(file + ", row " + row)
                .expected("a list of " + expected + ", as before")
                .found(String.valueOf(found))
                .remedy("make all lists equally long, or read the other columns only")
                .exception();
    }
}
