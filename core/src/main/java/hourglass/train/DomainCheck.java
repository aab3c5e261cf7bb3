package hourglass.train;

import hourglass.likelihood.Likelihood;
import hourglass.matrix.Matrix;
import hourglass.problem.Problem;

/// Whether rows can be explained by a likelihood at all.
final class DomainCheck {
    private DomainCheck() {}

    static void check(Likelihood likelihood, Matrix rows) {
        for (int row = 0; row < rows.rows(); row++) {
            for (int column = 0; column < rows.columns(); column++) {
                float value = rows.get(row, column);
                if (!likelihood.accepts(value)) {
                    throw Problem.badData("a value does not suit the likelihood " + likelihood.name())
                            .at("training row " + (row + 1) + ", column " + (column + 1))
                            .expected(likelihood.domain())
                            .found(Float.toString(value))
                            .remedy("--likelihood gaussian, which takes any number")
                            .exception();
                }
            }
        }
    }
}
