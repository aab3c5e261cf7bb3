package hourglass.model;

import hourglass.column.ColumnMatch;
import hourglass.judge.Calibration;
import hourglass.judge.Decision;
import hourglass.judge.Flags;
import hourglass.table.Frame;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// How odd a row is, and why.
///
/// @param row its number, from 1
/// @param score in nats; higher is stranger. The sum of the nats of all columns
/// @param pValue the share of ordinary rows that are at least as strange; NaN if the model was not calibrated
/// @param flagged whether it counts as odd
/// @param reasons the columns that carry the score, most first; none for rows that are not flagged
public record Verdict(long row, double score, double pValue, boolean flagged, List<Reason> reasons) {
    public Verdict {
        reasons = List.copyOf(reasons);
    }

    /// The verdicts of a model on the rows of a frame; only rows that are flagged are explained.
    static List<Verdict> of(Model model, Frame rows, Decision decision) {
        ColumnMatch match = model.match(rows);
        Calibration calibration = model.calibration();
        double[] scores = model.score(rows, match);
        boolean[] flags = Flags.of(scores, calibration.reference(), decision);
        int[] flagged =
                IntStream.range(0, flags.length).filter(row -> flags[row]).toArray();
        List<List<Reason>> reasons = model.reasons(rows.select(flagged), match);
        List<Verdict> verdicts = new ArrayList<>();
        int next = 0;
        for (int row = 0; row < scores.length; row++) {
            boolean judged = calibration.isCalibrated() && !Double.isNaN(scores[row]);
            double pValue = judged ? calibration.reference().pValue(scores[row]) : Double.NaN;
            verdicts.add(new Verdict(
                    rows.rowNumber(row),
                    scores[row],
                    pValue,
                    flags[row],
                    flags[row] ? reasons.get(next++) : List.of()));
        }
        return verdicts;
    }
}
