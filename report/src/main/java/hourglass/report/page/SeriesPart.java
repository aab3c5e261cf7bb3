package hourglass.report.page;

import hourglass.json.Json;
import hourglass.json.JsonArray;
import hourglass.json.JsonObject;
import hourglass.model.Point;
import hourglass.series.Measure;
import hourglass.series.Window;
import hourglass.series.Windows;
import hourglass.table.Frame;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/// A series from its first row to its last: its measures and its scores, and the rows that stand out, none of which
/// shares a window with another.
final class SeriesPart {
    /// As many as a wide screen has pixels.
    private static final int MOST_PLACES = 1600;
    private static final int MOST_MEASURES = 4;

    private SeriesPart() {}

    /// The rows that stand out, most first.
    static int[] peaks(JudgedRows rows, int most) {
        Window window = rows.model().columns().window().orElseThrow();
        return Windows.of(rows.frame(), window, rows.match().places())
                .withoutHoles()
                .peaks(rows.scores(), most)
                .stream()
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /// The cells that carry the score of a row.
    static List<Json> points(JudgedRows rows, int row) {
        List<Json> points = new ArrayList<>();
        // Without densities of cells, windows are judged as a whole.
        if (!rows.model().calibration().cells().isEmpty()) {
            for (Point it : rows.model().points(rows.frame(), rows.match(), row).getFirst()) {
                points.add(JsonObject.builder()
                        .put("nats", Values.of(it.reason().nats()))
                        .put(
                                "text",
                                Values.of(it.reason().text() + ", in "
                                        + rows.frame().place(it.row())))
                        .build());
            }
        }
        return points;
    }

    static Json of(JudgedRows rows) {
        Frame frame = rows.frame();
        Window window = rows.model().columns().window().orElseThrow();
        List<Json> lines = new ArrayList<>();
        lines.add(line("score", row -> rows.scores()[row], rows.count()));
        int[] places = rows.match().places();
        for (Measure measure : window.measures()
                .subList(0, Math.min(MOST_MEASURES, window.measures().size()))) {
            int place = places[window.names().indexOf(measure.name())];
            lines.add(line(measure.name(), row -> frame.number(row, place), rows.count()));
        }
        int[] flagged = IntStream.range(0, rows.count())
                .filter(row -> rows.flags()[row])
                .limit(MOST_PLACES)
                .toArray();
        return JsonObject.builder()
                .put("rows", Json.of((long) rows.count()))
                .put("window", Json.of((long) window.length()))
                .put("left", Json.of((long) Math.max(0, window.measures().size() - MOST_MEASURES)))
                .put("lines", new JsonArray(lines))
                .put(
                        "flagged",
                        new JsonArray(Arrays.stream(flagged)
                                .mapToObj(row -> Json.of((long) row + 1))
                                .toList()))
                .build();
    }

    /// The least and the largest number of each stretch of rows, so that no peak is lost.
    private static Json line(String name, IntToDoubleFunction number, int rows) {
        int places = Math.min(rows, MOST_PLACES);
        double[] low = new double[places];
        double[] high = new double[places];
        Arrays.fill(low, Double.NaN);
        Arrays.fill(high, Double.NaN);
        for (int row = 0; row < rows; row++) {
            int at = (int) ((long) row * places / rows);
            double value = number.applyAsDouble(row);
            if (!Double.isNaN(value)) {
                low[at] = Double.isNaN(low[at]) ? value : Math.min(low[at], value);
                high[at] = Double.isNaN(high[at]) ? value : Math.max(high[at], value);
            }
        }
        return JsonObject.builder()
                .put("name", Values.of(name))
                .put("low", Values.numbers(low))
                .put("high", Values.numbers(high))
                .build();
    }
}
