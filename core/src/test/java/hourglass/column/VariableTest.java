package hourglass.column;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import hourglass.problem.ProblemException;
import hourglass.table.Frame;
import hourglass.table.FrameBuilder;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class VariableTest {
    private static final Kind.Calendar CALENDAR = new Kind.Calendar("", true, 18_262, List.of(Period.values()));

    private static Variable whole(Kind kind) {
        return new Variable(new Column("c", kind), Variable.Part.WHOLE);
    }

    private static Variable part(Variable.Part part) {
        return new Variable(new Column("c", CALENDAR), part);
    }

    private static String text(Variable variable, float number) {
        FrameBuilder builder = Frame.builder(List.of("c"));
        variable.addTo(builder, number);
        return builder.endRow().build().text(0, 0);
    }

    private static long at(String moment) {
        return LocalDateTime.parse(moment).toInstant(ZoneOffset.UTC).toEpochMilli();
    }

    /// As a person reads them: levels by the nearest, 0 and 1 as the probability, moments as such.
    @Test
    void numbersBecomeWhatAPersonReads() {
        assertThat(text(whole(new Kind.Real(1_000_000)), 0.5f)).isEqualTo("1000000.5");
        assertThat(text(whole(new Kind.Skewed(2)), 0)).isEqualTo("0");
        assertThat(text(whole(new Kind.Count()), 3)).isEqualTo("3");
        assertThat(text(whole(new Kind.YesNo()), 0.25f)).isEqualTo("0.25");
        assertThat(text(whole(new Kind.YesNo("no", "yes")), 0.49f)).isEqualTo("no");
        assertThat(text(whole(new Kind.YesNo("no", "yes")), 0.5f)).isEqualTo("yes");
        Variable city = whole(new Kind.Category(List.of("Bern", "Basel")));
        assertThat(text(city, 1)).isEqualTo("Basel");
        assertThat(text(city, 2)).isEqualTo("(other)");
        assertThat(text(city, 9)).isEqualTo("(other)");
        Variable size = whole(new Kind.Ordinal(List.of("S", "M", "L")));
        assertThat(text(size, 1.4f)).isEqualTo("M");
        assertThat(text(size, -7)).isEqualTo("S");
        assertThat(text(size, 70)).isEqualTo("L");
        assertThat(text(part(Variable.Part.POSITION), 1.5f)).isEqualTo("2020-01-02 12:00");
        assertThat(text(part(Variable.Part.DAY), (float) (Math.PI / 2))).isEqualTo("06:00");
        assertThat(text(part(Variable.Part.WEEK), (float) (2 * Math.PI * 3.5 / 7)))
                .isEqualTo("Thursday");
        assertThat(text(part(Variable.Part.YEAR), 0.001f)).isEqualTo("day 1");
    }

    @Test
    void namesAndLevels() {
        assertThat(part(Variable.Part.WEEK).name()).isEqualTo("c, day of the week");
        assertThat(part(Variable.Part.POSITION).name()).isEqualTo("c");
        assertThat(whole(new Kind.Category(List.of("a", "b"))).levels()).isEqualTo(3);
        assertThat(whole(new Kind.YesNo("n", "y")).levels()).isEqualTo(2);
        assertThat(whole(new Kind.YesNo("n", "y")).level(1)).isEqualTo("y");
        assertThat(whole(new Kind.Real()).levels()).isZero();
        assertThatThrownBy(() -> whole(new Kind.Real()).level(0)).isInstanceOf(IllegalStateException.class);
        assertThat(whole(new Kind.Real()).isSingle()).isTrue();
        assertThat(whole(new Kind.Real(5)).isSingle()).isFalse();
        assertThat(whole(new Kind.YesNo()).isText()).isFalse();
        assertThat(whole(new Kind.YesNo("n", "y")).isText()).isTrue();
    }

    /// There and back: within a second of a day, which single precision has room for.
    @ParameterizedTest
    @ValueSource(strings = {"2020-01-06T00:00", "2024-02-29T23:59:58", "1969-12-31T18:30", "1900-03-01T12:00"})
    void momentsComeBack(String text) {
        long moment = at(text);
        for (Period period : Period.values()) {
            double angle = period.angle(moment);
            assertThat(angle).isBetween(0.0, 2 * Math.PI);
            Variable circle = part(Variable.Part.of(period));
            long since = (long) circle.decoded(angle);
            assertThat(period.angle(moment - since)).as(period.description()).isLessThan(1e-6);
            assertThat(circle.decoded(angle + 4 * Math.PI)).isCloseTo((double) since, within(1.0));
            assertThat(circle.decoded(angle - 2 * Math.PI)).isCloseTo((double) since, within(1.0));
        }
        Variable position = part(Variable.Part.POSITION);
        assertThat((long) position.decoded(position.ofMoment(moment, CALENDAR))).isEqualTo(moment);
    }

    /// Mondays at midnight begin a week.
    @Test
    void aWeekBeginsOnMonday() {
        assertThat(Period.WEEK.angle(at("2024-01-01T00:00"))).isZero();
        assertThat(Period.WEEK.angle(at("1969-12-29T00:00"))).isZero();
        assertThat(Period.WEEK.angle(at("2024-01-04T12:00"))).isCloseTo(Math.PI, within(1e-12));
        assertThat(Period.DAY.angle(at("1969-12-31T06:00"))).isCloseTo(Math.PI / 2, within(1e-12));
    }

    /// asinh, also where squares are too large or too small for a double, and its inverse.
    @ParameterizedTest
    @ValueSource(doubles = {0, 1e-300, 1e-9, 0.3, 1, 17, 1e8, 1e12, 1e200, -0.3, -1e12, -1e200})
    void skewedNumbersComeBack(double value) {
        Variable variable = whole(new Kind.Skewed(2));
        Schema schema = new Schema(List.of(variable.column()));
        Frame frame = Frame.builder(List.of("c")).number(value).endRow().build();
        float number = schema.read(frame, ColumnMatch.of(schema, frame.names(), "x"))
                .rows()
                .get(0, 0);
        double expected = Math.abs(value) > 1e100
                ? Math.signum(value) * Math.log(Math.abs(value))
                : Math.signum(value) * Math.log(Math.abs(value) / 2 + Math.hypot(1, value / 2));
        assertThat((double) number).isCloseTo(expected, within(1e-6 * (1 + Math.abs(expected))));
        if (Math.abs(value) < 1e13) {
            assertThat(variable.decoded(number)).isCloseTo(value, within(1e-5 * Math.abs(value) + 1e-12));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "d.M.uuuu         | 31.12.2023          | 2023-12-31T00:00",
                "M/d/uuuu h:mm a  | 12/31/2023 1:05 PM  | 2023-12-31T13:05",
                "d-MMM-uuuu       | 5-mar-2021          | 2021-03-05T00:00",
                "uuuuMMdd         | 20240229            | 2024-02-29T00:00",
                "H:mm             | 23:59               | 1970-01-01T23:59"
            })
    void formatsAreRead(String format, String text, String moment) {
        assertThat(MomentFormat.of(format).parse(" " + text + " ")).hasValue(at(moment));
        assertThat(MomentFormat.of(format).parse("x" + text)).isEmpty();
        assertThat(MomentFormat.of(format).parse(MomentFormat.of(format).format(at(moment))))
                .hasValue(at(moment));
    }

    /// Whatever Java makes of them: a padded letter is an exception of another kind there.
    @ParameterizedTest
    @ValueSource(strings = {"penalize", "pASSS", "uuuu-bb", "uuuu]"})
    void formatsThatMeanNothingAreRefused(String format) {
        assertThatThrownBy(() -> new Kind.Calendar(format, true, 0, List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("Exception");
    }

    /// A zone would be read and forgotten. Models that were trained with one stay readable.
    @ParameterizedTest
    @ValueSource(strings = {"uuuu-MM-dd VV", "uuuu-MM-dd'T'HH:mmx"})
    void schemasWithTimeZonesAreRefused(String format) {
        Schema schema = new Schema(List.of(new Column("when", new Kind.Calendar(format, true, 0, List.of()))));
        assertThatThrownBy(() -> SchemaJson.read(SchemaJson.text(schema), "schema"))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("dates and times have no such part: " + format);
    }

    /// Nothing is guessed about a date that is none, and days and months are told apart where a text does.
    @Test
    void formatsAreFound() {
        assertThat(MomentFormat.of("uuuuMMdd").parse("20230229")).isEmpty();
        assertThat(MomentFormat.fitting(List.of("1/2/2023", "3/4/2023"))).containsExactly("d/M/uuuu", "M/d/uuuu");
        assertThat(MomentFormat.fitting(List.of("1/2/2023", "3/14/2023"))).containsExactly("M/d/uuuu");
        assertThat(MomentFormat.fitting(List.of("1/2/2023", "soon"))).isEmpty();
        assertThat(MomentFormat.fitting(List.of())).isEmpty();
        assertThat(MomentFormat.ofWhole(20_240_229)).isPresent();
        assertThat(MomentFormat.ofWhole(20_230_229)).isEmpty();
        assertThat(MomentFormat.ofWhole(20_240_229.5)).isEmpty();
        assertThat(MomentFormat.ofWhole(20_241_301)).isEmpty();
        assertThatThrownBy(() -> new Kind.Calendar("nonsense{", true, 0, List.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void kindsThatCannotBeAreRefused() {
        assertThatThrownBy(() -> new Kind.Skewed(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Kind.Skewed(Double.NaN)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Kind.Real(Double.POSITIVE_INFINITY)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Kind.YesNo("a", "a")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Kind.Category(List.of("a", "a"))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Kind.Category(List.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Kind.Ordinal(List.of("a"))).isInstanceOf(IllegalArgumentException.class);
    }

    /// A line about each column, for a person.
    @Test
    void columnsAreSummedUpInALine() {
        FrameBuilder builder = Frame.builder(List.of("age", "city", "day", "flag"));
        for (int row = 0; row < 12; row++) {
            builder.number(20 + row).text(row < 7 ? "Bern" : row < 11 ? "Basel" : "Chur");
            builder.moment(86_400_000L * 30 * row);
            if (row == 5) {
                builder.missing("NA");
            } else {
                builder.text(row % 2 == 0 ? "no" : "yes");
            }
            builder.endRow();
        }
        Frame frame = builder.build();
        Schema schema = new Schema(List.of(
                new Column("age", new Kind.Real()),
                new Column("city", new Kind.Category(List.of("Bern", "Basel"))),
                new Column("day", new Kind.Calendar("", true, 0, List.of(Period.WEEK))),
                new Column("flag", new Kind.YesNo("no", "yes"))));
        assertThat(summary(schema, frame, 0)).isEqualTo("real, 20 to 31");
        assertThat(summary(schema, frame, 1)).isEqualTo("category of 2: Bern 7, Basel 4; 1 rare pooled");
        assertThat(summary(schema, frame, 2)).isEqualTo("date, 1970-01-01 to 1970-11-27 (day of the week)");
        assertThat(summary(schema, frame, 3)).isEqualTo("yes/no: no, yes (no 6, yes 5); 1 missing");
    }

    private static String summary(Schema schema, Frame frame, int column) {
        return TableProfile.of(frame).summary(schema.columns().get(column));
    }
}
