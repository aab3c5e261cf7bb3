package hourglass.report.page;

import hourglass.column.Column;
import hourglass.column.Kind;
import hourglass.json.Json;
import hourglass.json.JsonArray;
import hourglass.json.JsonObject;
import hourglass.matrix.Matrix;
import hourglass.table.Frame;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/// What the points of a map can be coloured, searched and listed by: the label, the score, columns of the rows, units
/// of
/// the code. Categories by their levels, numbers packed.
final class MapColumns {
    /// Cells that a page holds and still opens in a second.
    private static final int MOST_CELLS = 1_500_000;
    private static final int MOST_COLUMNS = 24;
    private static final int MOST_UNITS = 8;
    private static final int MOST_LEVELS = 2000;
    private static final int MOST_LABELS = 50;
    private static final int COLOURS = 10;
    private static final int BYTE = 256;

    private final JudgedRows rows;
    private final int[] chosen;
    private final List<Json> columns = new ArrayList<>();
    private int left;

    private MapColumns(JudgedRows rows, int... chosen) {
        this.rows = rows;
        this.chosen = chosen;
    }

    /// The columns of the points.
    ///
    /// @param codes of all rows
    /// @param chosen rows of the map
    /// @return the columns and, under `left`, how many there was no room for
    static JsonObject of(JudgedRows rows, Matrix codes, boolean pictures, int... chosen) {
        MapColumns made = new MapColumns(rows, chosen);
        made.add(codes, pictures);
        return JsonObject.builder()
                .put("columns", new JsonArray(made.columns))
                .put("left", Json.of((long) made.left))
                .build();
    }

    private void add(Matrix codes, boolean pictures) {
        Frame frame = rows.frame();
        rows.label().ifPresent(place -> addLabel(rows.labelName(), place));
        addNumbers("score", row -> Math.min(rows.scores()[row], Float.MAX_VALUE));
        rows.ids().forEach(place -> addTexts(frame.names().get(place), row -> frame.text(row, place)));
        if (!pictures) {
            addColumns(frame);
        }
        for (int unit = 0; unit < Math.min(MOST_UNITS, codes.columns()) && hasRoom(); unit++) {
            int j = unit;
            addNumbers("code" + unit, row -> codes.get(row, j));
        }
    }

    private boolean hasRoom() {
        return columns.size() < MOST_COLUMNS && (long) (columns.size() + 1) * chosen.length <= MOST_CELLS;
    }

    private void addColumns(Frame frame) {
        List<Column> all = rows.model().columns().schema().columns();
        int[] places = rows.match().places();
        for (int i = 0; i < all.size(); i++) {
            int place = places[i];
            if (place < 0) {
                continue;
            }
            if (!hasRoom()) {
                left++;
                continue;
            }
            String name = all.get(i).name();
            switch (all.get(i).kind()) {
                case Kind.Category it -> addTexts(name, row -> frame.text(row, place));
                case Kind.Ordinal it -> addTexts(name, row -> frame.text(row, place));
                case Kind.YesNo it -> addTexts(name, row -> frame.text(row, place));
                case Kind.Calendar it -> addTexts(name, row -> frame.text(row, place));
                case Kind.SetAside it -> addTexts(name, row -> frame.text(row, place));
                case Kind.Constant it -> {}
                case Kind.Real it -> addNumbers(name, row -> frame.number(row, place));
                case Kind.Skewed it -> addNumbers(name, row -> frame.number(row, place));
                case Kind.Count it -> addNumbers(name, row -> frame.number(row, place));
            }
        }
    }

    private void addLabel(String name, int place) {
        Frame frame = rows.frame();
        long different = IntStream.of(chosen)
                .mapToObj(row -> frame.text(row, place))
                .distinct()
                .count();
        boolean numbers = IntStream.of(chosen).allMatch(row -> frame.isNumber(row, place));
        if (numbers && different > MOST_LABELS) {
            addNumbers(name, row -> frame.number(row, place));
        } else {
            addTexts(name, row -> frame.text(row, place));
        }
    }

    /// By levels if there are not too many.
    private void addTexts(String name, IntFunction<String> text) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        List<String> cells = IntStream.of(chosen).mapToObj(text).toList();
        cells.forEach(it -> counts.merge(it, 1, Integer::sum));
        if (counts.size() > MOST_LEVELS) {
            columns.add(named(name, "text").put("values", Values.texts(cells)).build());
            return;
        }
        // Of many the commonest get the colours; few stand in the order of their names.
        Comparator<Map.Entry<String, Integer>> byName = Map.Entry.comparingByKey();
        List<String> levels = counts.entrySet().stream()
                .sorted(
                        counts.size() <= COLOURS
                                ? byName
                                : Map.Entry.<String, Integer>comparingByValue()
                                        .reversed()
                                        .thenComparing(byName))
                .map(Map.Entry::getKey)
                .toList();
        Map<String, Integer> places = new LinkedHashMap<>();
        levels.forEach(it -> places.put(it, places.size()));
        int[] indices =
                cells.stream().mapToInt(it -> places.getOrDefault(it, -1)).toArray();
        columns.add(named(name, "category")
                .put("levels", Values.texts(levels))
                .put("values", levels.size() <= BYTE ? Values.packed(bytes(indices)) : Values.packed(indices))
                .build());
    }

    private static byte[] bytes(int... indices) {
        byte[] bytes = new byte[indices.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) indices[i];
        }
        return bytes;
    }

    /// In single precision where no digit is lost.
    private void addNumbers(String name, IntToDoubleFunction number) {
        double[] numbers = IntStream.of(chosen).mapToDouble(number).toArray();
        float[] single = new float[numbers.length];
        boolean exact = true;
        for (int i = 0; i < numbers.length; i++) {
            single[i] = (float) numbers[i];
            exact &= Double.isNaN(numbers[i])
                    || single[i] == numbers[i]
                    || Float.toString(single[i]).equals(Double.toString(numbers[i]));
        }
        columns.add(named(name, exact ? "single" : "double")
                .put("values", exact ? Values.packed(single) : Values.packed(numbers))
                .build());
    }

    private static JsonObject.Builder named(String name, String kind) {
        return JsonObject.builder().put("name", Values.of(name)).put("kind", kind);
    }
}
