package hourglass.judge;

import hourglass.matrix.Exponentials;
import hourglass.matrix.Matrix;
import hourglass.objective.ClassIndices;
import hourglass.objective.StudentT;

/// What the cells of one variable add to the scores of their rows. With d the deviance of a cell given the rest of its
/// row and d′ alone, that is part(d) + part(d′), where
///
/// ```
/// part(d) = log(1 − ε + ε eᵈ)
/// ```
///
/// is how many nats better a cell is explained if a share ε of cells are errors, which may be anything, than if none
/// are (the gross error model of Huber 1964, "Robust estimation of a location parameter"): next to nothing below log
/// 1/ε, then d less that. So a row is odd for its odd cells, and not for many that are a little unusual. With ε = 1
/// each cell counts in full.
public final class CellSurprise {
    /// e^d beyond any other number in the sum.
    private static final double LARGE = 40;

    private final CellJudge judge;
    private final double errors;
    private final double logErrors;
    private final double ofOther;
    /// The part alone of each level of a category, which is the same in every row; empty for other variables.
    private final double[] ofLevels;

    /// @param errors ε, above 0 and at most 1
    /// @param ofOther what the last level of a category has to be more surprising for in nats, because several values
    ///     share it; 0 for other variables
    public CellSurprise(CellJudge judge, double errors, double ofOther) {
        if (!(errors > 0 && errors <= 1)) {
            throw new IllegalArgumentException("the share of errors must be above 0 and at most 1, got " + errors);
        }
        this.judge = judge;
        this.errors = errors;
        this.logErrors = StrictMath.log(errors);
        this.ofOther = ofOther;
        this.ofLevels = ofLevels();
    }

    /// How many parameters in η.
    int parameters() {
        return judge.given().parameters(1);
    }

    private double[] ofLevels() {
        if (!(judge.alone() instanceof ClassIndices classes)) {
            return new double[0];
        }
        Matrix levels = Matrix.zeros(classes.classes(), 1);
        double[] deviances = new double[classes.classes()];
        double[] nats = new double[classes.classes()];
        for (int level = 0; level < nats.length; level++) {
            levels.set(level, 0, level);
        }
        CellJudge.deviances(judge.alone(), judge.etaAlone(nats.length), levels, deviances, 0);
        addParts(levels, deviances, nats);
        return nats;
    }

    /// The nats of some cells; 0 where nothing is observed.
    ///
    /// @param eta what the network says of them (rows × parameters)
    /// @param x (rows × 1)
    double[] of(Matrix eta, Matrix x) {
        if (judge.given() instanceof StudentT given && judge.alone() instanceof StudentT alone) {
            return ofNumbers(given, alone, eta, x);
        }
        return ofCells(eta, x);
    }

    /// The same as [#ofCells], bit for bit, in one loop: pictures have many numbers.
    private double[] ofNumbers(StudentT given, StudentT alone, Matrix eta, Matrix x) {
        double[] nats = new double[x.rows()];
        float center = judge.eta().getFirst().floatValue();
        for (int row = 0; row < nats.length; row++) {
            float value = x.array()[x.rowOffset(row)];
            if (!Float.isNaN(value)) {
                float expected = eta.array()[eta.rowOffset(row)];
                nats[row] = part(given.loss(expected, value)) + part(alone.loss(center, value));
            }
        }
        return nats;
    }

    /// Of variables of any kind.
    double[] ofCells(Matrix eta, Matrix x) {
        double[] deviances = new double[x.rows()];
        double[] nats = new double[x.rows()];
        CellJudge.deviances(judge.given(), eta, x, deviances, 0);
        addParts(x, deviances, nats);
        if (ofLevels.length > 0) {
            for (int row = 0; row < nats.length; row++) {
                float level = x.get(row, 0);
                nats[row] += Float.isNaN(level) ? 0 : ofLevels[(int) level];
            }
            return nats;
        }
        CellJudge.deviances(judge.alone(), judge.etaAlone(x.rows()), x, deviances, 0);
        addParts(x, deviances, nats);
        return nats;
    }

    private void addParts(Matrix x, double[] deviances, double[] nats) {
        int other = ofOther == 0 ? -1 : ((ClassIndices) judge.given()).classes() - 1;
        for (int row = 0; row < nats.length; row++) {
            float value = x.get(row, 0);
            nats[row] += Float.isNaN(value) ? 0 : part(deviances[row] + (value == other ? ofOther : 0));
        }
    }

    /// Never falls where d rises.
    private double part(double deviance) {
        return errors == 1
                ? deviance
                : deviance > LARGE
                        ? deviance + logErrors
                        : StrictMath.log(1 + errors * (Exponentials.exp(deviance) - 1));
    }
}
