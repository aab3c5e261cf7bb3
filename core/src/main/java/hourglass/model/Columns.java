package hourglass.model;

import hourglass.json.NearMiss;
import hourglass.matrix.Matrix;
import hourglass.problem.Problem;
import java.util.ArrayList;
import java.util.List;

/// The columns that a model reads: their names, and how their numbers are encoded for the network.
///
/// Other rows are matched by name, or by place where no name agrees and the numbers of columns do.
///
/// @param names in the order of the network's inputs
/// @param scaling of these columns
public record Columns(List<String> names, Scaling scaling) {
    private static final int MOST_NAMED = 5;

    public Columns {
        names = List.copyOf(names);
        if (names.size() != scaling.columns()) {
            throw new IllegalArgumentException(
                    "expected a name for each of " + scaling.columns() + " columns, got " + names.size() + " names");
        }
    }

    /// How many there are.
    public int count() {
        return names.size();
    }

    /// What the network reads.
    ///
    /// @param rows in the units of the file, columns in order; not modified
    public Matrix encode(Matrix rows) {
        return scaling.scaled(rows);
    }

    /// The columns of a table, in order.
    ///
    /// @throws hourglass.problem.ProblemException if columns are missing
    public Matrix select(Table table) {
        List<String> wanted = toRead(table.columns(), "table");
        if (wanted.isEmpty()) {
            return table.rows();
        }
        Matrix selected = Matrix.zeros(table.rows().rows(), wanted.size());
        for (int j = 0; j < wanted.size(); j++) {
            int source = table.columns().indexOf(wanted.get(j));
            selected.columns(j, j + 1).copyFrom(table.rows().columns(source, source + 1));
        }
        return selected;
    }

    /// The names to read from rows with the given columns so that they come in order; empty to take all columns as they
    /// stand.
    ///
    /// @param origin what to call the rows in errors
    /// @throws hourglass.problem.ProblemException if columns are missing
    public List<String> toRead(List<String> available, String origin) {
        if (available.equals(names)) {
            return List.of();
        }
        List<String> missing = new ArrayList<>(names);
        missing.removeAll(available);
        if (missing.isEmpty()) {
            return names;
        }
        if (missing.size() == names.size() && available.size() == names.size()) {
            return List.of();
        }
        String first = String.join(
                ", ",
                missing.stream()
                        .limit(MOST_NAMED)
                        .map(name -> "\"" + name + "\"")
                        .toList());
        String more = missing.size() > MOST_NAMED ? " and " + (missing.size() - MOST_NAMED) + " more" : "";
        Problem problem = Problem.badData("the rows lack " + missing.size()
                        + (missing.size() == 1 ? " column" : " columns") + " of the model: " + first + more)
                .at(origin)
                .expected(names.size() + " columns of the model")
                .found(available.size() + " columns");
        String near = NearMiss.suggestion(missing.getFirst(), available);
        throw (near.isEmpty() ? problem : problem.remedy("rename the column" + near)).exception();
    }
}
