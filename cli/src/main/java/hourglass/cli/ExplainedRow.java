package hourglass.cli;

import hourglass.json.Json;
import hourglass.json.JsonArray;
import hourglass.json.JsonObject;
import hourglass.model.Point;
import hourglass.model.Reason;
import hourglass.table.Frame;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A row with the reasons for its score, as text and as JSON.
///
/// @param row its place in the rows
/// @param ids columns that tell rows, shown beside its number
/// @param reasons columns of the row
/// @param points cells of the series around it
record ExplainedRow(
        String file,
        Frame rows,
        int row,
        List<String> ids,
        double score,
        double pValue,
        boolean flagged,
        List<Reason> reasons,
        List<Point> points) {
    /// What all rows are told with.
    ///
    /// @param files whether the name of the file is, because there are several
    /// @param pValues whether p-values are known
    record Shape(boolean files, boolean pValues) {}

    List<String> lines(Shape shape) {
        List<String> lines = new ArrayList<>();
        lines.add((shape.files() ? file + ", " : "") + "row " + Numbers.grouped(rows.rowNumber(row))
                + (rows.hasLines() ? " (" + rows.place(row) + ")" : "") + idTexts(row)
                + "  score " + Numbers.significant(score)
                + (shape.pValues() ? "  p " + Numbers.significant(pValue) : "")
                + (flagged ? "  flagged" : ""));
        reasons.forEach(it -> lines.add(line(it)));
        points.forEach(it -> lines.add(line(it.reason()) + "  in " + rows.place(it.row()) + idTexts(it.row())));
        return lines;
    }

    private static String line(Reason reason) {
        return String.format(Locale.ROOT, "  %8s  %s", Numbers.significant(reason.nats()), reason.text());
    }

    private String idTexts(int of) {
        StringBuilder texts = new StringBuilder();
        for (String name : ids) {
            texts.append("  ").append(name).append(' ').append(rows.text(of, rows.indexOf(name)));
        }
        return texts.toString();
    }

    /// An object in one line.
    String json(Shape shape) {
        JsonObject.Builder object = JsonObject.builder();
        if (shape.files()) {
            object.put("file", file);
        }
        place(object, row);
        object.put("score", Json.of(score)).put("p_value", Json.of(pValue)).put("flagged", Json.of(flagged));
        List<Json> items = new ArrayList<>();
        reasons.forEach(it -> items.add(put(JsonObject.builder(), it)));
        points.forEach(it -> {
            JsonObject.Builder point = JsonObject.builder();
            place(point, it.row());
            items.add(put(point, it.reason()));
        });
        return object.put("reasons", new JsonArray(items)).build().compact();
    }

    private void place(JsonObject.Builder object, int of) {
        object.put("row", Json.of(rows.rowNumber(of)));
        if (rows.hasLines()) {
            object.put("line", Json.of(rows.lineOf(of)));
        }
    }

    private static Json put(JsonObject.Builder object, Reason reason) {
        return object.put("column", reason.column())
                .put("nats", Json.of(reason.nats()))
                .put("observed", reason.observed())
                .put("expected", reason.expected())
                .build();
    }
}
