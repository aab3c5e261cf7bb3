package hourglass.column;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import hourglass.problem.ProblemException;
import hourglass.table.Frame;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SchemaTest {
    private static final Schema SCHEMA = new Schema(List.of(
            new Column("order", new Kind.SetAside(Kind.Reason.IDENTIFIER)),
            new Column("northing", new Kind.Real(5_000_000)),
            new Column("amount", new Kind.Skewed(2)),
            new Column("visits", new Kind.Count()),
            new Column("member", new Kind.YesNo("no", "yes")),
            new Column("city", new Kind.Category(List.of("Bern", "Basel"))),
            new Column("size", new Kind.Ordinal(List.of("S", "M", "L"))),
            new Column("opened", new Kind.Calendar("", true, 18_262, List.of(Period.DAY, Period.WEEK))),
            new Column("unit", new Kind.Constant("14.5"))));

    private static Encoded read(Frame frame) {
        return SCHEMA.read(frame, ColumnMatch.of(SCHEMA, frame.names(), "frame"));
    }

    private static Frame row(
            double northing,
            double amount,
            double visits,
            String member,
            String city,
            String size,
            long opened,
            double unit) {
        return Frame.builder(SCHEMA.names())
                .text("o1")
                .number(northing)
                .number(amount)
                .number(visits)
                .text(member)
                .text(city)
                .text(size)
                .moment(opened)
                .number(unit)
                .endRow()
                .build();
    }

    @Test
    void eachCellBecomesItsNumbers() {
        // 2020-01-02 06:00, a Thursday
        long opened = 18_263L * 86_400_000 + 6 * 3_600_000;
        Encoded encoded = read(row(5_000_000.25, 20, 3, "yes", "Basel", "L", opened, 14.5));
        assertThat(encoded.outside()).isEmpty();
        float[] row = encoded.rows().rows(0, 1).copy().array();
        assertThat(row).hasSize(SCHEMA.variables().size()).hasSize(9);
        assertThat(row[0]).isEqualTo(0.25f);
        assertThat(row[1]).isCloseTo((float) Math.log(10 + Math.sqrt(101)), within(1e-6f));
        assertThat(row[2]).isEqualTo(3);
        assertThat(row[3]).isEqualTo(1);
        assertThat(row[4]).isEqualTo(1);
        assertThat(row[5]).isEqualTo(2);
        assertThat(row[6]).isEqualTo(1.25f);
        assertThat(row[7]).isCloseTo((float) (Math.PI / 2), within(1e-6f));
        assertThat(row[8]).isCloseTo((float) (2 * Math.PI * 3.25 / 7), within(1e-6f));
        assertThat(SCHEMA.variables().get(1).decoded(row[1])).isCloseTo(20, within(1e-5));
        assertThat(SCHEMA.variables().get(0).decoded(row[0])).isEqualTo(5_000_000.25);
        assertThat(SCHEMA.variables().get(6).decoded(row[6])).isEqualTo((double) opened);
    }

    @Test
    void whatCannotBeIsOutsideAndFurtherIsNeverLess() {
        Encoded encoded = read(row(Double.POSITIVE_INFINITY, -3, -2, "maybe", "Genf", "XL", 0, 15));
        assertThat(encoded.outside())
                .extracting(it -> SCHEMA.columns().get(it.column()).name())
                .containsExactly("northing", "visits", "member", "size", "unit");
        assertThat(encoded.rows().get(0, 1)).isNegative();
        assertThat(encoded.rows().get(0, 4))
                .as("an unseen level is the last one")
                .isEqualTo(2);
        assertThat(read(row(0, 0, -200, "no", "Bern", "S", 0, 14.5))
                        .outside()
                        .getFirst()
                        .excess())
                .isGreaterThan(encoded.outside().get(1).excess());
    }

    /// A text has no distance from numbers; an infinite number has the largest.
    @Test
    void textsAndInfiniteNumbersAmongNumbers() {
        for (String name : List.of("northing", "amount", "visits")) {
            Schema one = new Schema(List.of(SCHEMA.columns().get(SCHEMA.indexOf(name))));
            Frame frame = Frame.builder(List.of(name))
                    .text("broken")
                    .endRow()
                    .number(Double.POSITIVE_INFINITY)
                    .endRow()
                    .number(Double.NEGATIVE_INFINITY)
                    .endRow()
                    .missing("NA")
                    .endRow()
                    .moment(0)
                    .endRow()
                    .number(1e300)
                    .endRow()
                    .build();
            Encoded encoded = one.read(frame, ColumnMatch.of(one, frame.names(), "x"));
            assertThat(encoded.outside())
                    .as(name)
                    .containsExactly(
                            new Outside(0, 0, 0, "broken"),
                            new Outside(1, 0, Double.MAX_VALUE, "Infinity"),
                            new Outside(2, 0, Double.MAX_VALUE, "-Infinity"),
                            new Outside(4, 0, 0, "1970-01-01"));
            for (int row = 0; row < 5; row++) {
                assertThat(encoded.rows().get(row, 0)).isNaN();
            }
            assertThat(encoded.rows().get(5, 0)).isFinite().isGreaterThan(100);
        }
    }

    /// Every kind of column may have holes, and none of them is outside.
    @Test
    void missingIsNotANumberAndNotOutside() {
        var builder = Frame.builder(SCHEMA.names());
        SCHEMA.names().forEach(name -> builder.missing("?"));
        Encoded encoded = read(builder.endRow().build());
        assertThat(encoded.outside()).isEmpty();
        for (int j = 0; j < SCHEMA.variables().size(); j++) {
            assertThat(encoded.rows().get(0, j)).isNaN();
        }
    }

    @Test
    void columnsAreReadByNameAndThoseSetAsideNotAtAll() {
        Frame frame = row(5_000_001, 20, 3, "yes", "Basel", "L", 0, 14.5);
        List<String> others = SCHEMA.names().reversed().stream()
                .filter(name -> !name.equals("order"))
                .toList();
        assertThat(read(frame.only(others)).rows().array())
                .isEqualTo(read(frame).rows().array());
        assertThat(SCHEMA.namesRead()).doesNotContain("order").hasSize(8).contains("unit");
        assertThat(SCHEMA.with("visits", new Kind.SetAside()).variables()).hasSize(8);
    }

    @Test
    void aSchemaIsReadAsItWasWritten() {
        assertThat(SchemaJson.read(SchemaJson.text(SCHEMA), "schema.json")).isEqualTo(SCHEMA);
        Schema numbers = Schema.ofNumbers(List.of("a", "b"));
        assertThat(SchemaJson.read("{\"numbers\": [\"a\", \"b\"]}", "x")).isEqualTo(numbers);
        assertThat(SchemaJson.read(
                        "{\"columns\": [{\"name\": \"a\", \"kind\": \"real\"}, {\"name\": \"b\", \"kind\": \"real\"}]}",
                        "x"))
                .isEqualTo(numbers);
    }

    @Test
    void faultsOfASchemaAreNamed() {
        assertThatThrownBy(
                        () -> SchemaJson.read("{\"columns\": [{\"name\": \"a\", \"kind\": \"rael\"}]}", "schema.json"))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("real");
        assertThatThrownBy(() -> SchemaJson.read(
                        "{\"columns\": [{\"name\": \"a\", \"kind\": \"real\"}, {\"name\": \"a\", \"kind\": \"real\"}]}",
                        "schema.json"))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("two columns are called");
    }
}
