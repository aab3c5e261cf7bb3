package hourglass.report.page;

import hourglass.json.Json;
import hourglass.json.JsonArray;
import hourglass.json.JsonObject;
import hourglass.table.Frame;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// A row as a person is shown it: where it stands, what it is, and its picture or its first cells.
final class ShownRow {
    private static final int MOST_CELLS = 12;

    private ShownRow() {}

    /// @param pixels how rows become pictures, where they are some
    static JsonObject.Builder of(JudgedRows rows, Optional<Pixels> pixels, int row) {
        Frame frame = rows.frame();
        JsonObject.Builder shown = JsonObject.builder()
                .put("row", Json.of(frame.rowNumber(row)))
                .put("place", Values.of(frame.place(row)))
                .put("label", Values.of(rows.label(row)))
                .put("score", Values.of(rows.scores()[row]))
                .put("flagged", Json.of(rows.flags()[row]));
        pixels.ifPresent(it -> shown.put("picture", Json.of(it.address(rows.numbers(), row))));
        List<Json> cells = new ArrayList<>();
        IntStream others = pixels.isPresent() ? IntStream.empty() : columns(rows);
        int[] places = IntStream.concat(rows.ids().stream().mapToInt(it -> it), others)
                .distinct()
                .toArray();
        IntStream.of(places)
                .limit(MOST_CELLS)
                .forEach(place -> cells.add(Values.texts(List.of(frame.names().get(place), frame.text(row, place)))));
        return shown.put("cells", new JsonArray(cells)).put("left", Json.of((long) places.length - cells.size()));
    }

    private static IntStream columns(JudgedRows rows) {
        return IntStream.of(rows.match().places()).filter(place -> place >= 0);
    }
}
