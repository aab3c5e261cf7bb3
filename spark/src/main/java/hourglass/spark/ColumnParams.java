package hourglass.spark;

import java.io.Serializable;
import java.util.List;
import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamValidators;
import org.apache.spark.ml.param.Params;
import org.apache.spark.ml.param.StringArrayParam;

/// The parameters of [HourglassParams], which an interface cannot hold.
public final class ColumnParams implements Serializable {
    private static final long serialVersionUID = 1L;

    static final String ERROR = "error";
    static final String SKIP = "skip";
    static final String KEEP = "keep";

    final StringArrayParam inputCols;
    final Param<String> featuresCol;
    final Param<String> handleInvalid;
    final Param<String> codeCol;
    final Param<String> reconstructionCol;
    final Param<String> scoreCol;
    final Param<String> pValueCol;
    final Param<String> flaggedCol;
    final Param<String> reasonsCol;
    final DoubleParam falseAlarms;
    final DoubleParam threshold;

    /// @param owner whose defaults are set too
    ColumnParams(Params owner) {
        inputCols = new StringArrayParam(
                owner, "inputCols", "columns that are read, each by its kind; if not set, the vectors of featuresCol");
        featuresCol = text(owner, "featuresCol", "features", "column of vectors, read where inputCols is not set");
        handleInvalid = new Param<>(
                owner,
                "handleInvalid",
                "rows with missing cells: error; skip; keep, the default: missing cells are learned and judged, and"
                        + " where a model cannot do without them, its columns are null",
                ParamValidators.inArray(List.of(ERROR, SKIP, KEEP)));
        owner.setDefault(handleInvalid, KEEP);
        codeCol = text(owner, "codeCol", "code", "column for codes, as vectors; empty for none");
        reconstructionCol = text(
                owner,
                "reconstructionCol",
                "reconstruction",
                "column for reconstructions, as vectors in the units of the columns; empty for none");
        scoreCol = text(owner, "scoreCol", "score", "column for scores in nats, higher is stranger; empty for none");
        pValueCol = text(
                owner,
                "pValueCol",
                "p_value",
                "column for the share of ordinary rows that are at least as strange; empty for none");
        flaggedCol = text(owner, "flaggedCol", "flagged", "column that says which rows are odd; empty for none");
        reasonsCol = text(
                owner,
                "reasonsCol",
                "reasons",
                "column for the columns that carry the score of a flagged row, most first; empty for none");
        falseAlarms = new DoubleParam(
                owner,
                "falseAlarms",
                "share of ordinary rows flagged by mistake; if not set, as the model says",
                ParamValidators.inRange(0, 1, false, false));
        threshold = new DoubleParam(owner, "threshold", "score above which rows are flagged, instead of falseAlarms");
    }

    private static Param<String> text(Params owner, String name, String standard, String doc) {
        Param<String> param = new Param<>(owner, name, doc);
        owner.setDefault(param, standard);
        return param;
    }
}
