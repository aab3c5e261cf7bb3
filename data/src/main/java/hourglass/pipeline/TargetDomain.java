package hourglass.pipeline;

import hourglass.data.Dataset;
import hourglass.likelihood.Likelihood;
import hourglass.matrix.Matrix;
import hourglass.problem.Problem;

/// Whether a likelihood can explain rows that nothing scales, told in terms of the file: training itself knows only
/// shuffled rows without names.
final class TargetDomain {
    private TargetDomain() {}

    /// @throws hourglass.problem.ProblemException naming the first value that does not suit, and how many there are
    static void check(Likelihood likelihood, Dataset targets) {
        Matrix rows = targets.rows();
        long unsuited = 0;
        int firstRow = 0;
        int firstColumn = 0;
        for (int row = 0; row < rows.rows(); row++) {
            for (int column = 0; column < rows.columns(); column++) {
                if (!likelihood.accepts(rows.get(row, column))) {
                    if (unsuited == 0) {
                        firstRow = row;
                        firstColumn = column;
                    }
                    unsuited++;
                }
            }
        }
        if (unsuited > 0) {
            throw Problem.badData("a value does not suit the likelihood " + likelihood.name()
                            + (unsuited > 1 ? " (and " + (unsuited - 1) + " more)" : ""))
                    .at("row " + (firstRow + 1) + " of the data, column \""
                            + targets.columns().get(firstColumn) + "\"")
                    .expected(likelihood.domain())
                    .found(Float.toString(rows.get(firstRow, firstColumn)))
                    .remedy("--likelihood gaussian, which takes any number")
                    .exception();
        }
    }
}
