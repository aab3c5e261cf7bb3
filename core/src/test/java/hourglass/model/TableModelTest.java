package hourglass.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import hourglass.column.ColumnMatch;
import hourglass.column.Kind;
import hourglass.column.Schema;
import hourglass.judge.Calibration;
import hourglass.judge.Decision;
import hourglass.matrix.Matrix;
import hourglass.problem.ProblemException;
import hourglass.random.Noise;
import hourglass.table.Frame;
import hourglass.table.FrameBuilder;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A frame with a column of every kind, all but one driven by one hidden number z, from training to verdicts.
class TableModelTest {
    private static final List<String> NAMES = List.of(
            "order_id", "level", "amount", "visits", "member", "city", "size", "opened", "currency", "remark", "noise");
    private static final List<String> CITIES = List.of("Basel", "Bern", "Chur", "Genf");
    private static final int ROWS = 700;
    private static final long DAY = 86_400_000L;

    private static Frame ordinary;
    private static Model model;

    @TempDir
    Path folder;

    /// A value of a row that is not as it should be.
    private record Planted(int row, String column, Object value) {}

    private static Frame frame(int first, int rows, Planted... planted) {
        FrameBuilder builder = Frame.builder(NAMES);
        for (int i = 0; i < rows; i++) {
            long key = Noise.key(17, Noise.Purpose.OBSERVATION, first + i, 0);
            double z = 2 * Noise.uniform(key, 0) - 1;
            for (int j = 0; j < NAMES.size(); j++) {
                Object value = ordinary(NAMES.get(j), first + i, z, key);
                for (Planted it : planted) {
                    value = it.row() == i && it.column().equals(NAMES.get(j)) ? it.value() : value;
                }
                add(builder, value);
            }
            builder.endRow();
        }
        return builder.build();
    }

    private static Object ordinary(String column, int row, double z, long key) {
        boolean hole = Noise.uniform(key, 20) < 0.1;
        return switch (column) {
            case "order_id" -> "o" + row;
            case "level" -> 20 + 5 * z + 0.5 * Noise.gaussian(key, 1);
            case "amount" -> hole ? "" : Math.exp(5 + 2 * z + 0.2 * Noise.gaussian(key, 2));
            case "visits" -> Math.floor(Math.exp(2.2 * (z + 1)) * -Math.log(1 - Noise.uniform(key, 3)) * 0.4);
            case "member" -> z + 0.1 * Noise.gaussian(key, 4) > 0 ? "yes" : "no";
            case "city" -> CITIES.get((int) Math.clamp(2 * (z + 1) + 0.1 * Noise.gaussian(key, 5), 0, 3));
            case "size" -> hole ? "" : "size" + Math.clamp(Math.round(2 + 2 * z), 0, 4);
            case "opened" -> {
                long day = 18_262 + (long) (400 * (z + 1));
                yield day * DAY + 3_600_000L * (12 + Math.round(Noise.gaussian(key, 6)));
            }
            case "currency" -> "CHF";
            case "remark" -> "customer " + row + " wrote";
            default -> Noise.gaussian(key, 7);
        };
    }

    private static void add(FrameBuilder builder, Object value) {
        switch (value) {
            case Long moment -> builder.moment(moment);
            case Double number -> builder.number(number);
            case String text -> addText(builder, text);
            default -> throw new AssertionError(value);
        }
    }

    private static void addText(FrameBuilder builder, String text) {
        if (text.isEmpty()) {
            builder.missing("NA");
        } else {
            builder.text(text);
        }
    }

    @BeforeAll
    static void trained() {
        ordinary = frame(0, ROWS);
        model = Model.train(ordinary);
    }

    private static double score(Planted... planted) {
        return model.score(frame(5000, 1, planted))[0];
    }

    private static double scoreWith(String column, Object value) {
        return score(new Planted(0, column, value));
    }

    @Test
    void eachColumnIsOfTheKindItWasMadeAs() {
        Map<String, Class<? extends Kind>> kinds = Map.of(
                "order_id",
                Kind.SetAside.class,
                "level",
                Kind.Real.class,
                "amount",
                Kind.Skewed.class,
                "visits",
                Kind.Count.class,
                "member",
                Kind.YesNo.class,
                "city",
                Kind.Category.class,
                "size",
                Kind.Category.class,
                "opened",
                Kind.Calendar.class,
                "currency",
                Kind.Constant.class,
                "remark",
                Kind.SetAside.class);
        Schema schema = model.columns().schema();
        kinds.forEach((name, kind) -> assertThat(
                        schema.columns().get(schema.indexOf(name)).kind())
                .as(name)
                .isInstanceOf(kind));
        assertThat(model.columns().names())
                .containsExactly(
                        "level",
                        "amount",
                        "visits",
                        "member",
                        "city",
                        "size",
                        "opened",
                        "opened, time of day",
                        "opened, day of the week",
                        "opened, day of the year",
                        "noise");
        assertThat(model.givesReasons()).isTrue();
        assertThat(model.readsHoles()).isTrue();
    }

    /// Every row counts where few are kept back, and what each column is worth is known.
    @Test
    void allRowsCalibrate() {
        Calibration calibration = model.calibration();
        assertThat(calibration.reference().count()).isEqualTo(ROWS);
        assertThat(calibration.cells()).hasSize(model.columns().count());
        for (String column : List.of("level", "amount", "visits", "member", "city", "size", "opened")) {
            var cell = calibration.cells().get(model.columns().names().indexOf(column));
            assertThat(cell.lossGiven()).as(column).isLessThan(cell.lossAlone() - 0.1);
        }
        var noise = calibration.cells().getLast();
        assertThat(noise.lossGiven()).isCloseTo(noise.lossAlone(), within(0.1));
    }

    @Test
    void savedAndLoadedItJudgesTheSame() {
        Frame judged = frame(900, 200, new Planted(3, "city", "Oslo"), new Planted(8, "level", 70.0));
        Path file = folder.resolve("m.hourglass");
        model.withDecision(new Decision.FalseDiscoveries(0.2)).save(file);
        Model loaded = Model.load(file);
        ColumnMatch match = model.match(judged);
        assertThat(loaded.columns().schema()).isEqualTo(model.columns().schema());
        assertThat(loaded.calibration().decision()).isEqualTo(new Decision.FalseDiscoveries(0.2));
        assertThat(loaded.calibration().cells()).isEqualTo(model.calibration().cells());
        assertThat(loaded.calibration().reference())
                .isEqualTo(model.calibration().reference());
        assertThat(loaded.score(judged)).isEqualTo(model.score(judged));
        assertThat(loaded.scoreByColumn(judged, match)).isEqualTo(model.scoreByColumn(judged, match));
        assertThat(loaded.reasons(judged, match)).isEqualTo(model.reasons(judged, match));
        List<Verdict> verdicts = loaded.judge(judged);
        assertThat(verdicts).isEqualTo(model.judge(judged, new Decision.FalseDiscoveries(0.2)));
        assertThat(verdicts).filteredOn(Verdict::flagged).isNotEmpty();
    }

    @Test
    void aScoreIsTheSumOfItsColumns() {
        Frame judged = frame(900, 300, new Planted(3, "currency", "EUR"), new Planted(4, "visits", -3.0));
        double[] scores = model.score(judged);
        double[] parts = model.scoreByColumn(judged, model.match(judged));
        for (int row = 0; row < scores.length; row++) {
            double sum = 0;
            for (int j = 0; j < NAMES.size(); j++) {
                double part = parts[row * NAMES.size() + j];
                assertThat(part).isNotNegative();
                boolean unread =
                        judged.isMissing(row, j) || j == 0 || NAMES.get(j).equals("remark");
                assertThat(unread && part != 0).as(NAMES.get(j)).isFalse();
                sum += part;
            }
            assertThat(scores[row]).isEqualTo(sum);
        }
    }

    @Test
    void columnsAreFoundByName() {
        Frame judged = frame(900, 50);
        List<String> reversed = NAMES.reversed();
        assertThat(model.score(judged.only(reversed))).isEqualTo(model.score(judged));
        List<String> needed = NAMES.stream()
                .filter(it -> !it.equals("order_id") && !it.equals("remark"))
                .toList();
        assertThat(model.score(judged.only(needed))).isEqualTo(model.score(judged));
        assertThatThrownBy(() -> model.score(judged.only(NAMES.subList(0, 5)))).isInstanceOf(ProblemException.class);
    }

    /// The column that was spoiled, and no other, is named first.
    @ParameterizedTest
    @CsvSource({
        "level, 35.5",
        "amount, 40000",
        "visits, 3000",
        "city, Oslo",
        "currency, EUR",
        "noise, 9",
        "level, broken",
        "member, perhaps",
        "visits, -1",
        "visits, 2.5",
        "opened, 2031-01-01",
        "noise, Infinity"
    })
    void theReasonIsTheColumnThatWasSpoiled(String column, String text) {
        Object value = column.equals("opened")
                ? (Object) (LocalDate.parse(text).toEpochDay() * DAY + 12 * 3_600_000L)
                : text.matches("[-0-9.]+|Infinity") ? (Object) Double.valueOf(text) : text;
        int named = 0;
        for (int row = 0; row < 20; row++) {
            Frame judged = frame(2000 + row, 1, new Planted(0, column, value));
            List<Reason> reasons = model.reasons(judged, model.match(judged)).getFirst();
            assertThat(reasons).hasSizeBetween(1, 3);
            Reason first = reasons.getFirst();
            if (first.column().equals(column)) {
                named++;
                assertThat(first.nats()).isPositive();
                assertThat(first.observed()).isNotEmpty();
                assertThat(first.expected()).isNotEmpty();
            }
        }
        assertThat(named).isGreaterThanOrEqualTo(column.equals("city") ? 15 : 19);
    }

    @Test
    void reasonsAreSaidInTheWordsOfTheFile() {
        Frame judged = frame(2000, 1, new Planted(0, "currency", "EUR"));
        assertThat(model.reasons(judged, model.match(judged))
                        .getFirst()
                        .getFirst()
                        .text())
                .isEqualTo("currency EUR, expected CHF");
        Frame strange = frame(2000, 1, new Planted(0, "level", 90.0));
        Reason level = model.reasons(strange, model.match(strange)).getFirst().getFirst();
        assertThat(level.observed()).isEqualTo("90");
        String[] ends = level.expected().split(" to ", -1);
        assertThat(Double.parseDouble(ends[0])).isBetween(13.0, 26.0);
        assertThat(Double.parseDouble(ends[1])).isBetween(Double.parseDouble(ends[0]), 27.0);
        Verdict verdict = model.judge(strange).getFirst();
        assertThat(verdict.flagged()).isTrue();
        assertThat(verdict.row()).isEqualTo(1);
        assertThat(verdict.pValue())
                .isEqualTo(1.0 / (1 + model.calibration().reference().count()));
    }

    /// Where columns contradict each other, though each value alone is ordinary.
    @Test
    void aBrokenPatternIsStrange() {
        int stranger = 0;
        for (int row = 3000; row < 3100; row++) {
            Frame sound = frame(row, 1);
            double level = sound.number(0, 1);
            Frame broken = frame(row, 1, new Planted(0, "level", level > 20 ? level - 5 : level + 5));
            stranger += model.score(broken)[0] > model.score(sound)[0] ? 1 : 0;
        }
        assertThat(stranger).isGreaterThan(95);
    }

    /// What was never seen is strange; what is missing is not.
    @Test
    void unseenLevelsAndConstantsThatMoveAreStrange() {
        double before = score();
        double highest = model.calibration().reference().highest();
        assertThat(scoreWith("city", "Oslo")).isGreaterThan(before);
        assertThat(scoreWith("currency", "EUR")).isGreaterThan(highest);
        assertThat(scoreWith("currency", "")).isEqualTo(before);
        assertThat(scoreWith("remark", "anything")).isEqualTo(before);
        assertThat(scoreWith("order_id", 7.0)).isEqualTo(before);
        assertThat(scoreWith("level", "broken")).isGreaterThan(highest);
        assertThat(scoreWith("member", "maybe")).isGreaterThan(highest);
        assertThat(scoreWith("opened", "yesterday")).isGreaterThan(highest);
    }

    /// Times ten as far as numbers go and beyond, each way: never a lower score, never a score that is no number. The
    /// furthest are stranger than all that is ordinary.
    @ParameterizedTest
    @CsvSource({"level, 1", "level, -1", "amount, 1", "amount, -1", "visits, 1", "visits, -1", "noise, 1", "noise, -1"})
    void furtherOutIsNeverLess(String column, int sign) {
        double before = 0;
        for (double size = column.equals("amount") && sign > 0 ? 1e6 : 1000; size < 1e307; size *= 10) {
            double score = scoreWith(column, sign * size);
            assertThat(score).as("%s at %s", column, sign * size).isFinite().isGreaterThanOrEqualTo(before);
            before = score;
        }
        double infinite = scoreWith(column, sign * Double.POSITIVE_INFINITY);
        assertThat(infinite).isFinite().isGreaterThanOrEqualTo(before);
        assertThat(before)
                .isGreaterThan(Arrays.stream(model.score(ordinary)).max().orElseThrow());
    }

    /// What cannot be at all goes on growing with the distance too.
    @ParameterizedTest
    @ValueSource(strings = {"currency", "member"})
    void furtherOutsideIsNeverLess(String column) {
        double before = 0;
        for (double size = 10; size < 1e307; size *= 10) {
            double score = scoreWith(column, size);
            assertThat(score).isFinite().isGreaterThanOrEqualTo(before);
            before = score;
        }
        assertThat(scoreWith(column, Double.NEGATIVE_INFINITY)).isFinite().isGreaterThanOrEqualTo(before);
    }

    @Test
    void extremesRankFirst() {
        Frame judged = frame(
                6000,
                500,
                new Planted(10, "level", 1e30),
                new Planted(20, "noise", -1e38),
                new Planted(30, "visits", 1e9),
                new Planted(40, "amount", -1e6),
                new Planted(50, "level", Double.NEGATIVE_INFINITY));
        double[] scores = model.score(judged);
        assertThat(IntStream.range(0, 500)
                        .boxed()
                        .sorted((a, b) -> Double.compare(scores[b], scores[a]))
                        .limit(5))
                .containsExactlyInAnyOrder(10, 20, 30, 40, 50);
        assertThat(model.judge(judged))
                .filteredOn(Verdict::flagged)
                .extracting(Verdict::row)
                .contains(11L, 21L, 31L, 41L, 51L);
    }

    @Test
    void holesAreFilledAndNothingElse() {
        Frame holed = frame(
                900,
                300,
                IntStream.range(0, 300)
                        .mapToObj(row -> new Planted(row, NAMES.get(1 + row % 8), ""))
                        .toArray(Planted[]::new));
        Frame sound = frame(900, 300);
        Frame filled = model.impute(holed);
        assertThat(filled.names()).isEqualTo(NAMES);
        int right = 0;
        for (int row = 0; row < 300; row++) {
            for (int j = 0; j < NAMES.size(); j++) {
                assertThat(filled.isMissing(row, j))
                        .as("row %s, %s", row, NAMES.get(j))
                        .isFalse();
                if (!holed.isMissing(row, j)) {
                    assertThat(filled.text(row, j)).isEqualTo(holed.text(row, j));
                }
            }
            int hole = 1 + row % 8;
            right += switch (NAMES.get(hole)) {
                case "level" -> Math.abs(filled.number(row, hole) - sound.number(row, hole)) < 3 ? 1 : 0;
                case "amount" ->
                    sound.isMissing(row, hole)
                                    || Math.abs(Math.log(filled.number(row, hole) / sound.number(row, hole))) < 1.2
                            ? 1
                            : 0;
                case "opened" -> Math.abs(filled.moment(row, hole) - sound.moment(row, hole)) < 200 * DAY ? 1 : 0;
                case "visits" -> filled.number(row, hole) >= 0 ? 1 : 0;
                case "size" -> filled.text(row, hole).startsWith("size") ? 1 : 0;
                default -> filled.text(row, hole).equals(sound.text(row, hole)) ? 1 : 0;
            };
        }
        assertThat(right).isGreaterThan(270);
        assertThat(model.impute(sound.only(NAMES.reversed())).names()).isEqualTo(NAMES.reversed());
    }

    /// In the units of the file, the same whatever stands in the cell itself.
    @Test
    void whatACellIsExpectedToBeDoesNotDependOnIt() {
        Frame judged = frame(900, 100);
        Matrix rows = model.columns().schema().read(judged, model.match(judged)).rows();
        Matrix expected = model.expected(rows);
        Matrix changed = rows.copy();
        changed.columns(0, 1).fill(1000);
        double error = 0;
        for (int row = 0; row < 100; row++) {
            error += Math.abs(expected.get(row, 0) - rows.get(row, 0)) / 100;
        }
        assertThat(error).as("level").isLessThan(1.5);
        assertThat(model.expected(changed).columns(0, 1).copy().array())
                .isEqualTo(expected.columns(0, 1).copy().array());
        changed.columns(0, 1).fill(Float.NaN);
        assertThat(model.expected(changed).columns(0, 1).copy().array())
                .isEqualTo(expected.columns(0, 1).copy().array());
    }
}
