package hourglass.cli;

import hourglass.judge.Calibration;
import hourglass.judge.Decision;
import hourglass.judge.Flags;
import hourglass.model.Model;
import hourglass.model.Reason;
import hourglass.table.Frame;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// The rows of a file with scores, p-values, flags and, of those flagged, reasons. Rules that look at all rows together
/// are applied to all of them, so a file is read to its end before anything is known; only flagged rows are kept.
final class ScoredRows {
    private final Model model;
    private final Decision decision;
    private double[] scores = new double[1024];
    private int count;

    ScoredRows(Model model, Decision decision) {
        this.model = model;
        this.decision = decision;
    }

    int count() {
        return count;
    }

    /// Takes the scores of more rows.
    void add(double[] more) {
        if (count + more.length > scores.length) {
            scores = Arrays.copyOf(scores, Math.max(count + more.length, 2 * scores.length));
        }
        System.arraycopy(more, 0, scores, count, more.length);
        count += more.length;
    }

    double[] scores() {
        return Arrays.copyOf(scores, count);
    }

    boolean[] flags() {
        return Flags.of(scores(), model.calibration().reference(), decision);
    }

    /// What decides, for a person.
    String description() {
        Calibration calibration = model.calibration();
        String rule = decision.description();
        if (decision instanceof Decision.Threshold) {
            return rule;
        }
        if (!calibration.isCalibrated()) {
            return rule + " (the model was not calibrated: nothing is flagged)";
        }
        if (decision instanceof Decision.FalseAlarms it) {
            double threshold = calibration.reference().threshold(it.rate());
            return Double.isInfinite(threshold)
                    ? rule + ": too few rows were kept back ("
                            + calibration.reference().count() + ") to tell, so nothing is flagged"
                    : rule + ", score above " + Numbers.significant(threshold);
        }
        return rule;
    }

    /// The rows with the highest scores, highest first, the first of equals first.
    List<Integer> highest(int most) {
        return IntStream.range(0, count)
                .boxed()
                .sorted((a, b) -> Double.compare(scores[b], scores[a]))
                .limit(most)
                .toList();
    }

    /// Reasons as one text: `amount 9300, expected 40 to 75 (8.1 nats); …`.
    static String text(List<Reason> reasons) {
        List<String> texts = new ArrayList<>();
        reasons.forEach(it -> texts.add(it.text() + " (" + Numbers.significant(it.nats()) + " nats)"));
        return String.join("; ", texts);
    }

    /// The reasons of the flagged rows of a frame, in their order.
    static List<List<Reason>> reasons(Model model, Frame rows, boolean[] flagged, hourglass.column.ColumnMatch match) {
        int[] chosen =
                IntStream.range(0, flagged.length).filter(i -> flagged[i]).toArray();
        return chosen.length == 0 ? List.of() : model.reasons(rows.select(chosen), match);
    }
}
