package hourglass.cli;

import hourglass.json.Json;
import hourglass.json.JsonObject;
import hourglass.model.Model;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/// Many scores in a line.
final class ScoreSummary {
    private static final double[] QUANTILES = {0.5, 0.9, 0.99, 0.999, 1};
    private static final int SHOWN = 5;

    private ScoreSummary() {}

    /// `50 % up to 1.2, 90 % up to 3.4, …, largest 5.6`.
    static String quantiles(double[] scores) {
        double[] sorted = scores.clone();
        Arrays.sort(sorted);
        StringBuilder text = new StringBuilder();
        for (double quantile : QUANTILES) {
            text.append(
                    quantile == 1
                            ? "largest "
                            : String.format(Locale.ROOT, "%s %% up to ", Numbers.trimmed(100 * quantile)));
            text.append(Numbers.significant(sorted[index(quantile, sorted.length)]))
                    .append(quantile == 1 ? "" : ", ");
        }
        return text.toString();
    }

    private static int index(double quantile, int count) {
        return (int) Math.max(0, Math.ceil(quantile * count) - 1);
    }

    /// The columns with the largest sums, per row: `amount 1.234, age 0.9876, …`.
    static String worst(List<String> names, double[] sums, int rows) {
        List<String> worst = IntStream.range(0, sums.length)
                .boxed()
                .sorted((a, b) -> Double.compare(sums[b], sums[a]))
                .limit(SHOWN)
                .map(j -> names.get(j) + " " + Numbers.significant(sums[j] / rows))
                .toList();
        return String.join(", ", worst) + (sums.length > SHOWN ? ", …" : "");
    }

    /// What `evaluate --json` prints for a model that judges rows as a whole.
    static JsonObject.Builder json(Model model, double[] scores, double squaredErrorPerNumber, double explained) {
        JsonObject.Builder json = base(model, scores);
        return json.put("squared_error_per_number", number(squaredErrorPerNumber))
                .put("explained", number(explained));
    }

    static JsonObject.Builder base(Model model, double[] scores) {
        double[] sorted = scores.clone();
        Arrays.sort(sorted);
        JsonObject.Builder quantiles = JsonObject.builder();
        for (double quantile : QUANTILES) {
            quantiles.put(
                    quantile == 1 ? "1" : String.valueOf(quantile), number(sorted[index(quantile, sorted.length)]));
        }
        return JsonObject.builder()
                .put("rows", Json.of((long) scores.length))
                .put("unit", Summary.unit(model))
                .put("mean_score", number(Arrays.stream(scores).average().orElse(Double.NaN)))
                .put("scores", quantiles.build());
    }

    static Json number(double value) {
        return Double.isFinite(value) ? Json.of(value) : new hourglass.json.JsonNull();
    }
}
