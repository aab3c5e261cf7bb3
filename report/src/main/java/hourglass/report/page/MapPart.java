package hourglass.report.page;

import hourglass.json.Json;
import hourglass.json.JsonObject;
import hourglass.matrix.Kernels;
import hourglass.matrix.Matrix;
import hourglass.model.MapSpace;
import hourglass.model.MappedModel;
import hourglass.model.RowMap;
import hourglass.problem.Counted;
import hourglass.report.MapComparison;
import hourglass.report.MapMaker;
import hourglass.report.MapQuality;
import hourglass.train.Split;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/// The map: a point for each row.
final class MapPart {
    /// What a page draws and searches without a wait.
    static final int MOST_POINTS = 100_000;
    /// Fewer than of a map that is made to be kept: a report is waited for.
    private static final int LAID_OUT = 4000;
    private static final int JUDGED = 2000;
    private static final int FEWEST = 4;
    private static final int THUMBNAIL_PIXELS = 4_000_000;
    private static final int MOST_ACROSS = 100;

    private MapPart() {}

    /// A map, and how it was made.
    private record Made(Matrix places, String how) {}

    /// Nothing for fewer than four rows.
    ///
    /// @param codes of all rows
    /// @param saved a map that came with the model
    /// @param progress told the steps of the layout
    static Optional<Json> of(
            JudgedRows rows, Matrix codes, Optional<MappedModel> saved, Optional<Pixels> pixels, IntConsumer progress) {
        if (rows.count() < FEWEST) {
            return Optional.empty();
        }
        Kernels kernels = Kernels.fastest().kernels();
        int[] chosen = rows.drawn(MOST_POINTS, 4);
        Matrix numbers = Split.select(rows.numbers(), chosen);
        Made made = made(rows, codes, saved, numbers, kernels, progress, chosen);
        List<String> labels = rows.label().isEmpty()
                ? List.of()
                : IntStream.of(chosen).mapToObj(rows::label).toList();
        MapComparison quality = MapComparison.of(rows.model(), numbers, made.places(), labels, JUDGED, kernels);
        JsonObject columns = MapColumns.of(rows, codes, pixels.isPresent(), chosen);
        JsonObject.Builder map = JsonObject.builder()
                .put("points", Json.of((long) chosen.length))
                .put("rows", Json.of((long) rows.count()))
                .put("how", made.how())
                .put("judged", Json.of((long) quality.judged()))
                .put("quality", table(quality))
                .put("x", Values.packed(column(made.places(), 0)))
                .put("y", Values.packed(column(made.places(), 1)));
        int[] rowNumbers = IntStream.of(chosen)
                .map(row -> (int) rows.frame().rowNumber(row))
                .toArray();
        if (!IntStream.range(0, rowNumbers.length).allMatch(i -> rowNumbers[i] == i + 1)) {
            map.put("numbers", Values.packed(rowNumbers));
        }
        columns.members().forEach(map::put);
        pixels.ifPresent(it -> map.put("thumbnails", thumbnails(it, numbers)));
        return Optional.of(map.build());
    }

    private static Made made(
            JudgedRows rows,
            Matrix codes,
            Optional<MappedModel> saved,
            Matrix numbers,
            Kernels kernels,
            IntConsumer progress,
            int... chosen) {
        if (saved.isPresent()) {
            return new Made(saved.get().place(numbers), "the map that was saved with the model");
        }
        if (codes.columns() == 2) {
            return new Made(Split.select(codes, chosen), "the code itself, which has two numbers");
        }
        int[] laid = MapMaker.chosen(numbers.rows(), LAID_OUT);
        Matrix space = MapSpace.COLUMNS.of(rows.model(), Split.select(numbers, laid));
        RowMap map = MapMaker.neighbours(MapSpace.COLUMNS, space, kernels, progress);
        return new Made(
                new MappedModel(rows.model(), map).place(numbers),
                "rows near each other stay so (t-SNE of " + Counted.of(laid.length, "row")
                        + (laid.length < numbers.rows() ? "; the others are placed by their nearest" : "") + ")");
    }

    private static float[] column(Matrix places, int column) {
        float[] numbers = new float[places.rows()];
        for (int row = 0; row < numbers.length; row++) {
            numbers[row] = places.get(row, column);
        }
        return numbers;
    }

    private static Json table(MapComparison quality) {
        boolean agreement = quality.map().agreement().isPresent();
        List<String> names = new ArrayList<>(List.of("", "trustworthiness", "continuity"));
        if (agreement) {
            names.add("neighbours agree on the label");
        }
        List<List<Json>> lines = new ArrayList<>();
        lines.add(line("this map", quality.map(), agreement));
        quality.plane().ifPresent(it -> lines.add(line("PCA", it, agreement)));
        return Values.table(names, lines);
    }

    private static List<Json> line(String name, MapQuality quality, boolean agreement) {
        List<Json> line = new ArrayList<>(
                List.of(Json.of(name), Values.of(quality.trustworthiness()), Values.of(quality.continuity())));
        if (agreement) {
            line.add(Values.of(quality.agreement().orElse(Double.NaN)));
        }
        return line;
    }

    /// Pictures of the first points, as many as a page has room for.
    private static Json thumbnails(Pixels pixels, Matrix numbers) {
        int each = pixels.shape().height() * pixels.shape().width();
        int count = Math.min(numbers.rows(), THUMBNAIL_PIXELS / each);
        int across = Math.clamp(count, 1, MOST_ACROSS);
        return JsonObject.builder()
                .put("width", Json.of((long) pixels.shape().width()))
                .put("height", Json.of((long) pixels.shape().height()))
                .put("across", Json.of((long) across))
                .put("count", Json.of((long) count))
                .put("source", count == 0 ? "" : pixels.sheet(numbers.rows(0, count), across))
                .build();
    }
}
