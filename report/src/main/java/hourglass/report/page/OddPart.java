package hourglass.report.page;

import hourglass.json.Json;
import hourglass.json.JsonArray;
import hourglass.json.JsonObject;
import hourglass.judge.Calibration;
import hourglass.judge.Decision;
import hourglass.judge.Reference;
import hourglass.model.Model;
import hourglass.model.Reason;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// How strange rows are: a histogram of their scores with the threshold, the strangest with reasons, the most ordinary.
final class OddPart {
    private static final int STRANGEST = 20;
    private static final int ORDINARY = 5;
    private static final int BINS = 48;
    /// From here on a linear axis would show one bar and a far point.
    private static final double LONG_TAIL = 20;

    private OddPart() {}

    static Json of(JudgedRows rows, Optional<Pixels> pixels) {
        Model model = rows.model();
        int[] order = rows.strangestFirst();
        int flagged = 0;
        for (boolean flag : rows.flags()) {
            flagged += flag ? 1 : 0;
        }
        JsonObject.Builder odd = JsonObject.builder()
                .put("unit", model.recipe().architecture().objective().unit())
                .put("judged", Json.of((long) order.length))
                .put("flagged", Json.of((long) flagged))
                .put("decision", model.calibration().decision().description())
                .put("calibrated", Json.of(model.calibration().isCalibrated()))
                .put("reference", Json.of((long) model.calibration().reference().count()))
                .put("threshold", Values.of(threshold(model.calibration())));
        if (order.length > 0) {
            odd.put("histogram", histogram(rows, order));
        }
        boolean series = model.columns().window().isPresent();
        int[] strangest =
                series ? SeriesPart.peaks(rows, STRANGEST) : Arrays.copyOf(order, Math.min(STRANGEST, order.length));
        List<List<Reason>> reasons = model.reasons(rows.frame().select(strangest), rows.match());
        List<Json> shown = new ArrayList<>();
        for (int i = 0; i < strangest.length; i++) {
            List<Json> why = series ? SeriesPart.points(rows, strangest[i]) : reasons(reasons.get(i));
            shown.add(shown(rows, pixels, strangest[i], why));
        }
        int typical = Math.clamp(order.length - strangest.length, 0, ORDINARY);
        List<Json> ordinary = new ArrayList<>();
        for (int i = 0; i < typical; i++) {
            ordinary.add(shown(rows, pixels, order[order.length - 1 - i], List.of()));
        }
        return odd.put("strangest", new JsonArray(shown))
                .put("ordinary", new JsonArray(ordinary))
                .build();
    }

    private static Json shown(JudgedRows rows, Optional<Pixels> pixels, int row, List<Json> reasons) {
        Reference reference = rows.model().calibration().reference();
        double score = rows.scores()[row];
        return ShownRow.of(rows, pixels, row)
                .put("p", Values.of(reference.count() == 0 ? Double.NaN : reference.pValue(score)))
                .put("reasons", new JsonArray(reasons))
                .build();
    }

    private static List<Json> reasons(List<Reason> reasons) {
        return reasons.stream()
                .<Json>map(it -> JsonObject.builder()
                        .put("nats", Values.of(it.nats()))
                        .put("text", Values.of(it.text()))
                        .build())
                .toList();
    }

    /// The score above which a row is flagged; NaN where that depends on the other rows, or nothing is flagged.
    private static double threshold(Calibration calibration) {
        return switch (calibration.decision()) {
            case Decision.Threshold it -> it.score();
            case Decision.FalseAlarms it ->
                calibration.isCalibrated() ? calibration.reference().threshold(it.rate()) : Double.NaN;
            case Decision.FalseDiscoveries it -> Double.NaN;
        };
    }

    /// Edges of the bars, and how many rows are flagged and not between them.
    private static Json histogram(JudgedRows rows, int... order) {
        double low = rows.scores()[order[order.length - 1]];
        double high = Math.min(rows.scores()[order[0]], Float.MAX_VALUE);
        double middle = rows.scores()[order[order.length / 2]];
        boolean logarithmic = low > 0 && high > LONG_TAIL * middle;
        double first = logarithmic ? Math.log(low) : low;
        double last = logarithmic ? Math.log(high) : high;
        int bins = last > first ? BINS : 1;
        double width = last > first ? (last - first) / bins : 1;
        double[] edges = new double[bins + 1];
        for (int i = 0; i <= bins; i++) {
            edges[i] = logarithmic ? Math.exp(first + i * width) : first + i * width;
        }
        double[] plain = new double[bins];
        double[] flagged = new double[bins];
        for (int row : order) {
            double score = Math.min(rows.scores()[row], high);
            double at = ((logarithmic ? Math.log(score) : score) - first) / width;
            int bin = Math.clamp((long) at, 0, bins - 1);
            (rows.flags()[row] ? flagged : plain)[bin]++;
        }
        return JsonObject.builder()
                .put("logarithmic", Json.of(logarithmic))
                .put("edges", Values.numbers(edges))
                .put("ordinary", Values.numbers(plain))
                .put("flagged", Values.numbers(flagged))
                .build();
    }
}
