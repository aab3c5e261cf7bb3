package hourglass.spark;

import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.Params;
import org.apache.spark.ml.param.StringArrayParam;

/// What estimator and model have in common: which columns are read, what becomes of rows that cannot be, and what the
/// columns written are called.
///
/// @param <S> the stage itself
public interface HourglassParams<S extends HourglassParams<S>> extends Params {
    /// The parameters, made with the stage.
    ColumnParams columnParams();

    /// This stage.
    S self();

    /// Columns that are read, each by its kind; if not set, the vectors of `featuresCol` are.
    default StringArrayParam inputCols() {
        return columnParams().inputCols;
    }

    /// The column of vectors that is read where `inputCols` is not set (default: features).
    default Param<String> featuresCol() {
        return columnParams().featuresCol;
    }

    /// What becomes of rows with cells that the model cannot do without: `error`, `skip` or `keep` (default).
    default Param<String> handleInvalid() {
        return columnParams().handleInvalid;
    }

    /// Column for the codes, as vectors; empty for none.
    default Param<String> codeCol() {
        return columnParams().codeCol;
    }

    /// Column for the reconstructions, as vectors; empty for none.
    default Param<String> reconstructionCol() {
        return columnParams().reconstructionCol;
    }

    /// Column for the scores, higher is stranger; empty for none.
    default Param<String> scoreCol() {
        return columnParams().scoreCol;
    }

    /// Column for the p-values; empty for none.
    default Param<String> pValueCol() {
        return columnParams().pValueCol;
    }

    /// Column that says which rows are flagged; empty for none.
    default Param<String> flaggedCol() {
        return columnParams().flaggedCol;
    }

    /// Column for the reasons of flagged rows, an array of structs; empty for none.
    default Param<String> reasonsCol() {
        return columnParams().reasonsCol;
    }

    /// The share of ordinary rows that are flagged by mistake; if not set, as the model was calibrated.
    default DoubleParam falseAlarms() {
        return columnParams().falseAlarms;
    }

    /// The score above which rows are flagged, instead of `falseAlarms`.
    default DoubleParam threshold() {
        return columnParams().threshold;
    }

    default S setInputCols(String... value) {
        set(inputCols(), value);
        return self();
    }

    default S setFeaturesCol(String value) {
        return with(featuresCol(), value);
    }

    default S setHandleInvalid(String value) {
        return with(handleInvalid(), value);
    }

    default S setCodeCol(String value) {
        return with(codeCol(), value);
    }

    default S setReconstructionCol(String value) {
        return with(reconstructionCol(), value);
    }

    default S setScoreCol(String value) {
        return with(scoreCol(), value);
    }

    default S setPValueCol(String value) {
        return with(pValueCol(), value);
    }

    default S setFlaggedCol(String value) {
        return with(flaggedCol(), value);
    }

    default S setReasonsCol(String value) {
        return with(reasonsCol(), value);
    }

    default S setFalseAlarms(double value) {
        return with(falseAlarms(), value);
    }

    default S setThreshold(double value) {
        return with(threshold(), value);
    }

    /// This stage with a parameter set.
    private <T> S with(Param<T> param, T value) {
        set(param, value);
        return self();
    }
}
