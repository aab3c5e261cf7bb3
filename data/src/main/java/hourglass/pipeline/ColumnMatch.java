package hourglass.pipeline;

import hourglass.data.Dataset;
import hourglass.json.NearMiss;
import hourglass.matrix.Matrix;
import hourglass.problem.Problem;
import java.util.ArrayList;
import java.util.List;

/// Finds a model's columns in other rows: by name, or by place where no name agrees and the numbers of columns do.
public final class ColumnMatch {
    private static final int MOST_NAMED = 5;

    private ColumnMatch() {}

    /// The names to read from a file with the given columns so that they come in the model's order; empty to take all
    /// columns as they stand.
    ///
    /// @throws hourglass.problem.ProblemException if columns are missing
    public static List<String> names(List<String> available, List<String> wanted, String origin) {
        if (available.equals(wanted)) {
            return List.of();
        }
        List<String> missing = new ArrayList<>(wanted);
        missing.removeAll(available);
        if (missing.isEmpty()) {
            return wanted;
        }
        if (missing.size() == wanted.size() && available.size() == wanted.size()) {
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
                .expected(wanted.size() + " columns of the model")
                .found(available.size() + " columns");
        String near = NearMiss.suggestion(missing.getFirst(), available);
        throw (near.isEmpty() ? problem : problem.remedy("rename the column" + near)).exception();
    }

    static Matrix select(Dataset dataset, List<String> wanted) {
        List<String> names = names(dataset.columns(), wanted, "dataset");
        if (names.isEmpty()) {
            return dataset.rows();
        }
        Matrix selected = Matrix.zeros(dataset.rows().rows(), wanted.size());
        for (int j = 0; j < wanted.size(); j++) {
            int source = dataset.columns().indexOf(names.get(j));
            selected.columns(j, j + 1).copyFrom(dataset.rows().columns(source, source + 1));
        }
        return selected;
    }
}
