package hourglass.train;

import hourglass.matrix.Matrix;
import hourglass.matrix.Rows;
import hourglass.objective.Domain;
import hourglass.objective.Objective;
import hourglass.problem.Problem;
import java.util.List;
import java.util.stream.IntStream;

/// Whether rows can be what an objective is about at all.
public final class DomainCheck {
    private DomainCheck() {}

    /// Checks every value against the domain of its column.
    ///
    /// @param mayBeUnobserved whether NaN is let through: not observed
    /// @param what the rows are, to name one by
    /// @param columns their names, or empty to count them
    /// @throws hourglass.problem.ProblemException naming the first value that does not suit, and how many more there
    ///     are
    public static void check(
            Objective objective, Rows rows, boolean mayBeUnobserved, String what, List<String> columns) {
        List<Domain> domains =
                IntStream.range(0, rows.columns()).mapToObj(objective::domain).toList();
        String place = "";
        String expected = "";
        String found = "";
        long unsuited = 0;
        Matrix block = rows.rows(0, 0);
        int first = 0;
        for (int row = 0; row < rows.rows(); row++) {
            if (row - first >= block.rows()) {
                first = row;
                block = rows.rows(row, Math.min(rows.rows(), row + Rows.BLOCK));
            }
            for (int column = 0; column < rows.columns(); column++) {
                float value = block.get(row - first, column);
                if (domains.get(column).accepts(value) || (mayBeUnobserved && Float.isNaN(value))) {
                    continue;
                }
                unsuited++;
                if (unsuited == 1) {
                    place = what + " " + (row + 1) + ", column "
                            + (columns.isEmpty() ? String.valueOf(column + 1) : "\"" + columns.get(column) + "\"");
                    expected = domains.get(column).description();
                    found = Float.toString(value);
                }
            }
        }
        if (unsuited > 0) {
            throw Problem.badData("a value does not suit the objective " + objective.name()
                            + (unsuited > 1 ? " (and " + (unsuited - 1) + " more)" : ""))
                    .at(place)
                    .expected(expected)
                    .found(found)
                    .remedy(
                            domains.stream().allMatch(Domain.REAL::equals)
                                    ? "leave the row out, or divide its column by a power of ten: every number must be"
                                            + " finite and below 3.4e38, scaled too"
                                    : "`objective` gaussian, which takes any finite number")
                    .exception();
        }
    }
}
