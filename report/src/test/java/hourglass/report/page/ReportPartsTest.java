package hourglass.report.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hourglass.column.ColumnMatch;
import hourglass.inference.Variational;
import hourglass.json.Json;
import hourglass.json.JsonArray;
import hourglass.json.JsonNull;
import hourglass.json.JsonNumber;
import hourglass.json.JsonObject;
import hourglass.json.JsonText;
import hourglass.matrix.Matrix;
import hourglass.model.Model;
import hourglass.model.Wishes;
import hourglass.network.TopK;
import hourglass.random.Noise;
import hourglass.report.Units;
import hourglass.table.Frame;
import hourglass.table.FrameBuilder;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What a page is told is what the model says.
class ReportPartsTest {
    /// Six numbers that depend on two, a category that depends on one of these, and a label of two values.
    private static Frame rows(int count) {
        FrameBuilder builder = Frame.builder(List.of("a", "b", "c", "d", "e", "f", "kind", "label"));
        for (int row = 0; row < count; row++) {
            long key = Noise.key(3, Noise.Purpose.SAMPLING, row, 0);
            double x = Noise.gaussian(key, 0);
            double y = Noise.gaussian(key, 1);
            builder.number(x).number(2 * x + y).number(y).number(x - y).number(x + 0.01 * Noise.gaussian(key, 2));
            builder.number(1_234_567_890.5 + y).text(x > 0 ? "plus" : "minus").text(y > 0 ? "up" : "down");
            builder.endRow();
        }
        return builder.build();
    }

    private static JudgedRows judged(Frame frame, Model model) {
        ColumnMatch match = model.columns().match(frame.names(), "the rows");
        return JudgedRows.of(new Report.Rows(
                model, frame, match, Optional.empty(), Optional.of("label"), List.of(), Optional.empty()));
    }

    private static Model model(Frame frame, Wishes wishes) {
        return Model.train(frame.only(frame.names().subList(0, 6)), wishes.withEpochs(3));
    }

    private static Json at(Json json, String... path) {
        Json found = json;
        for (String key : path) {
            found = ((JsonObject) found).find(key).orElseThrow();
        }
        return found;
    }

    private static double number(Json json, String... path) {
        return ((JsonNumber) at(json, path)).doubleValue();
    }

    private static List<Json> items(Json json, String... path) {
        return ((JsonArray) at(json, path)).items();
    }

    private static double sum(Json json, String... path) {
        return items(json, path).stream().mapToDouble(it -> number(it)).sum();
    }

    @Test
    void everyJudgedRowStandsInTheHistogram() {
        Frame frame = rows(500);
        Model model = model(frame, Wishes.none());
        Json odd = OddPart.of(judged(frame, model), Optional.empty());
        double flagged = number(odd, "flagged");
        assertThat(sum(odd, "histogram", "ordinary")).isEqualTo(500 - flagged);
        assertThat(sum(odd, "histogram", "flagged")).isEqualTo(flagged);
        double[] scores = model.score(frame);
        double highest = Arrays.stream(scores).max().orElseThrow();
        double lowest = Arrays.stream(scores).min().orElseThrow();
        assertThat(number(items(odd, "strangest").getFirst(), "score")).isEqualTo(highest);
        assertThat(number(items(odd, "ordinary").getFirst(), "score")).isEqualTo(lowest);
        double threshold = number(odd, "threshold");
        assertThat(Arrays.stream(scores).filter(it -> it > threshold).count()).isEqualTo((long) flagged);
    }

    @Test
    void unitsOfASparseCodeAreAtWorkAsOftenAsAsked() {
        Frame frame = rows(400);
        Model model = model(frame, Wishes.none().withCode(12).withSparsity(new TopK(3)));
        JudgedRows rows = judged(frame, model);
        Matrix codes = model.encode(rows.numbers());
        Json code = CodePart.of(rows, codes, Optional.empty());
        double active = items(code, "units").stream()
                .mapToDouble(it -> number(it, "active"))
                .sum();
        assertThat(active).isBetween(0.1, 3.0);
        double counted = IntStream.range(0, codes.rows())
                        .mapToLong(row -> IntStream.range(0, 12)
                                .filter(j -> codes.get(row, j) != 0)
                                .count())
                        .sum()
                / 400.0;
        assertThat(active).isCloseTo(counted, within(1e-9));
        for (Json unit : items(code, "units")) {
            if (!((JsonText) at(unit, "state")).value().isEmpty()) {
                continue;
            }
            int j = (int) number(unit, "unit");
            double highest = IntStream.range(0, 400)
                    .mapToDouble(row -> codes.get(row, j))
                    .max()
                    .orElseThrow();
            assertThat(number(items(unit, "top").getFirst(), "value")).isEqualTo((float) highest);
        }
    }

    @Test
    void aSparseCodeIsToldAsADictionary() {
        Frame frame = rows(400);
        Model model = model(frame, Wishes.none().withCode(12).withSparsity(new TopK(3)));
        JudgedRows rows = judged(frame, model);
        Json code = CodePart.of(rows, model.encode(rows.numbers()), Optional.empty());
        Units units = new Units(model, 0);
        units.add(rows.numbers());
        assertThat(number(code, "active")).isEqualTo(units.activePerRow());
        assertThat(number(code, "unexplained")).isCloseTo(units.unexplained().orElseThrow(), within(1e-12));
        List<Units.Unit> found = units.units(3);
        for (Json unit : items(code, "units")) {
            Units.Neighbour nearest =
                    found.get((int) number(unit, "unit")).neighbours().getFirst();
            List<Json> first = ((JsonArray) items(unit, "near").getFirst()).items();
            assertThat(number(first.get(0))).isEqualTo(nearest.unit());
            assertThat(number(first.get(1))).isCloseTo(nearest.cosine(), within(1e-5));
        }
        Json dense = CodePart.of(
                judged(frame, model(frame, Wishes.none().withCode(3))),
                model(frame, Wishes.none().withCode(3)).encode(rows.numbers()),
                Optional.empty());
        assertThat(((JsonObject) dense).find("active")).isEmpty();
    }

    /// The nats of the units are the divergence of the code, cut in pieces.
    @Test
    void aVariationalCodeIsToldInNats() {
        Frame frame = rows(300);
        Model model = model(frame, Wishes.none().withCode(3).withVariational(1));
        JudgedRows rows = judged(frame, model);
        Json code = CodePart.of(rows, model.encode(rows.numbers()), Optional.empty());
        double nats = items(code, "units").stream()
                .mapToDouble(it -> number(it, "nats"))
                .sum();
        double divergence = Arrays.stream(Variational.of(model.network())
                        .divergence(model.columns().encode(rows.numbers())))
                .average()
                .orElseThrow();
        assertThat(nats).isCloseTo(divergence, within(1e-6 * Math.max(1, divergence)));
    }

    /// With a weight of 500 on the divergence nothing is worth saying.
    @Test
    void aCollapsedCodeIsSaidToCarryNothing() {
        Frame frame = rows(300);
        Model model = Model.train(
                frame.only(frame.names().subList(0, 6)),
                Wishes.none().withCode(3).withVariational(500).withRate(0.01).withEpochs(100));
        JudgedRows rows = judged(frame, model);
        Json code = CodePart.of(rows, model.encode(rows.numbers()), Optional.empty());
        assertThat(number(code, "silent") + number(code, "dead")).isEqualTo(3);
    }

    @Test
    void pointsHaveTheCellsOfTheirRows() {
        Frame frame = rows(50);
        Model model = Model.train(
                frame.only(frame.names().subList(0, 7)), Wishes.none().withEpochs(1));
        JudgedRows rows = judged(frame, model);
        int[] chosen = {4, 7, 49};
        Json map = MapColumns.of(rows, model.encode(rows.numbers()), false, chosen);
        Json single = named(map, "a");
        Json wide = named(map, "f");
        Json kind = named(map, "kind");
        assertThat(((JsonText) at(single, "kind")).value()).isIn("single", "double");
        assertThat(((JsonText) at(wide, "kind")).value()).isEqualTo("double");
        ByteBuffer bytes = bytes(wide);
        ByteBuffer levels = bytes(kind);
        for (int i = 0; i < chosen.length; i++) {
            assertThat(bytes.getDouble(Double.BYTES * i)).isEqualTo(frame.number(chosen[i], 5));
            Json level = items(kind, "levels").get(levels.get(i));
            assertThat(((JsonText) level).value()).isEqualTo(frame.text(chosen[i], 6));
        }
    }

    private static Json named(Json map, String name) {
        return items(map, "columns").stream()
                .filter(it -> ((JsonText) at(it, "name")).value().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static ByteBuffer bytes(Json column) {
        return ByteBuffer.wrap(Base64.getDecoder().decode(((JsonText) at(column, "values")).value()))
                .order(ByteOrder.LITTLE_ENDIAN);
    }

    @Test
    void whatJsonHasNoWordForIsTold() {
        assertThat(Values.of(Double.NaN)).isInstanceOf(JsonNull.class);
        assertThat(Values.of(Double.POSITIVE_INFINITY)).isInstanceOf(JsonNull.class);
        assertThat(((JsonText) Values.of("a\ud800b\ud83d\ude00\udc00")).value())
                .isEqualTo("a\ufffdb\ud83d\ude00\ufffd");
    }

    /// No text can end the script that holds it.
    @Test
    void thePageHoldsNoMarkupOfTexts() {
        String page = Page.of("a <b> & c", Values.of("</script><!--<script>"));
        assertThat(page).contains("<title>a &lt;b&gt; &amp; c</title>", "\"\\u003c/script>\\u003c!--\\u003cscript>\"");
        assertThat(page.split("<script", -1)).hasSize(8);
    }
}
