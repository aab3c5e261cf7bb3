package hourglass.train;

import hourglass.matrix.Matrix;
import hourglass.objective.Objective;
import hourglass.problem.Problem;
import java.util.List;

/// Whether rows can be explained by a likelihood at all.
public final class DomainCheck {
    private DomainCheck() {}

    /// Checks every value.
    ///
    /// @param what the rows are, to name one by
    /// @param columns their names, or empty to count them
    /// @throws hourglass.problem.ProblemException naming the first value that does not suit, and how many more there
    /// are
    public static void check(Objective objective, Matrix rows, String what, List<String> columns) {
        String place = "";
        String found = "";
        long unsuited = 0;
        for (int row = 0; row < rows.rows(); row++) {
            for (int column = 0; column < rows.columns(); column++) {
                float value = rows.get(row, column);
                if (!objective.accepts(value)) {
                    unsuited++;
                    if (unsuited == 1) {
                        place = what + " " + (row + 1) + ", column "
                                + (columns.isEmpty() ? String.valueOf(column + 1) : "\"" + columns.get(column) + "\"");
                        found = Float.toString(value);
                    }
                }
            }
        }
        if (unsuited > 0) {
            throw Problem.badData("a value does not suit the likelihood " + objective.name()
                            + (unsuited > 1 ? " (and " + (unsuited - 1) + " more)" : ""))
                    .at(place)
                    .expected(objective.domain())
                    .found(found)
                    .remedy("`objective` gaussian, which takes any number")
                    .exception();
        }
    }
}
