package hourglass.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hourglass.problem.ProblemException;
import hourglass.random.Noise;
import hourglass.table.Frame;
import hourglass.table.FrameBuilder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// One row by the names of its columns is judged as the same row of a frame.
class NamedRowTest {
    private static final List<String> NAMES = List.of("amount", "city", "opened", "member", "remark");
    private static final List<String> CITIES = List.of("Basel", "Bern", "Chur");
    private static final int ROWS = 300;

    private static Model model;

    @TempDir
    Path folder;

    /// A hole in every tenth cell of the first two columns.
    private static Map<String, Object> row(int row) {
        long key = Noise.key(5, Noise.Purpose.OBSERVATION, row, 0);
        double z = Noise.uniform(key, 0);
        Map<String, Object> cells = new HashMap<>();
        cells.put("amount", Noise.uniform(key, 1) < 0.1 ? null : 100 * z + Noise.gaussian(key, 2));
        cells.put("city", Noise.uniform(key, 3) < 0.1 ? null : CITIES.get((int) (3 * z)));
        cells.put("opened", LocalDate.of(2024, 1, 1).plusDays((long) (300 * z)));
        cells.put("member", z > 0.5);
        cells.put("remark", "customer " + row + " wrote this text");
        return cells;
    }

    @SafeVarargs
    private static Frame frame(Map<String, Object>... rows) {
        FrameBuilder builder = Frame.builder(NAMES);
        for (Map<String, Object> row : rows) {
            for (String name : NAMES) {
                switch (row.get(name)) {
                    case null -> builder.missing("NA");
                    case Double number -> builder.number(number);
                    case LocalDate date ->
                        builder.moment(
                                date.atStartOfDay().toInstant(ZoneOffset.UTC).toEpochMilli());
                    case Object text -> builder.text(text.toString());
                }
            }
            builder.endRow();
        }
        return builder.build();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object>[] rows(int first, int count) {
        return IntStream.range(first, first + count).mapToObj(NamedRowTest::row).toArray(Map[]::new);
    }

    @BeforeAll
    static void trained() {
        model = Model.train(frame(rows(0, ROWS)));
    }

    private static Verdict ofFrame(Map<String, Object> row) {
        return model.judge(frame(row)).getFirst();
    }

    private static Map<String, Object> with(String name, @Nullable Object value) {
        Map<String, Object> row = row(1000);
        row.put(name, value);
        return row;
    }

    @Test
    void judgesAsInAFrame() {
        for (Map<String, Object> row : rows(500, 40)) {
            assertThat(model.judge(row)).isEqualTo(ofFrame(row));
        }
        Map<String, Object> far = with("amount", 5000.0);
        Map<String, Object> unknown = with("city", "Ulan Bator");
        for (Map<String, Object> odd : List.of(far, unknown, with("member", "perhaps"), with("amount", "much"))) {
            assertThat(model.judge(odd)).isEqualTo(ofFrame(odd));
        }
        assertThat(model.judge(far).flagged()).isTrue();
        assertThat(model.judge(far).reasons().getFirst().column()).isEqualTo("amount");
        assertThat(model.judge(unknown).score())
                .isGreaterThan(model.judge(row(1000)).score() + 1);
    }

    @Test
    void whatIsNotKnownMayBeNullOrNaNOrEmpty() {
        Verdict expected = ofFrame(with("amount", null));
        assertThat(model.judge(with("amount", null))).isEqualTo(expected);
        assertThat(model.judge(with("amount", Double.NaN))).isEqualTo(expected);
        assertThat(model.judge(with("amount", ""))).isEqualTo(expected);
    }

    @Test
    void momentsOfEveryTypeAreOne() {
        LocalDateTime midnight = LocalDate.of(2024, 5, 6).atStartOfDay();
        Verdict expected = ofFrame(with("opened", midnight.toLocalDate()));
        assertThat(model.judge(with("opened", midnight))).isEqualTo(expected);
        assertThat(model.judge(with("opened", midnight.toInstant(ZoneOffset.UTC))))
                .isEqualTo(expected);
        assertThat(model.judge(with("opened", LocalDateTime.MAX)).flagged()).isTrue();
        assertThat(model.judge(with("opened", LocalDateTime.MIN)).flagged()).isTrue();
    }

    @Test
    void namesAreThoseOfTheModel() {
        assertThatThrownBy(() -> model.judge(with("amuont", 3)))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("unknown column \"amuont\": did you mean \"amount\"?");
        Map<String, Object> lacking = row(1);
        lacking.remove("city");
        assertThatThrownBy(() -> model.judge(lacking))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("the rows lack 1 column of the model: \"city\"");
        Map<String, Object> withoutText = row(1000);
        withoutText.remove("remark");
        assertThat(model.judge(withoutText)).isEqualTo(model.judge(row(1000)));
        assertThatThrownBy(() -> model.judge(with("city", List.of("Bern"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"city\"");
    }

    @Test
    void columnsTakenAlikeHaveNoHoles() {
        Model alike = Model.train(
                Table.of(List.of("x", "y"), Tables.real(60, 2).rows()),
                Wishes.none().withScaling(ScalingKind.STANDARDIZE));
        assertThat(alike.readsHoles()).isFalse();
        assertThat(alike.judge(Map.of("y", 3, "x", 1.5)).score())
                .isEqualTo(alike.score(Table.of(List.of("x", "y"), new float[] {1.5f, 3}))[0]);
        assertThatThrownBy(() -> alike.judge(Map.of("x", 1, "y", Double.NaN)))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("a cell is no finite number")
                .hasMessageContaining("the row, column \"y\"");
    }

    @Test
    void eightThreadsAnswerAsOne() throws Exception {
        Map<String, Object>[] rows = rows(2000, 200);
        List<Verdict> expected = Arrays.stream(rows).map(model::judge).toList();
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            List<Future<List<Verdict>>> answers = new ArrayList<>();
            for (int thread = 0; thread < 8; thread++) {
                answers.add(threads.submit(
                        () -> Arrays.stream(rows).map(model::judge).toList()));
            }
            for (Future<List<Verdict>> answer : answers) {
                assertThat(answer.get()).isEqualTo(expected);
            }
        }
    }

    @Test
    void aStreamHoldsTheSameModel() throws IOException {
        Path file = folder.resolve("model.hourglass");
        model.save(file);
        byte[] bytes = Files.readAllBytes(file);
        Model loaded = Model.load(new ByteArrayInputStream(bytes));
        assertThat(loaded.judge(row(7))).isEqualTo(model.judge(row(7)));
        loaded.save(folder.resolve("again.hourglass"));
        assertThat(folder.resolve("again.hourglass")).hasBinaryContent(bytes);
        byte[] longer = Arrays.copyOf(bytes, bytes.length + 1);
        assertThatThrownBy(() -> Model.load(new ByteArrayInputStream(longer)))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("extra bytes")
                .hasMessageContaining("the stream");
    }
}
