package hourglass.data.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import hourglass.data.row.ReadOptions;
import hourglass.data.table.QueryRows.Column;
import hourglass.data.table.SqlType.Kind;
import hourglass.problem.Problem;
import hourglass.problem.ProblemException;
import hourglass.table.Frame;
import hourglass.table.ValueType;
import java.lang.reflect.Proxy;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What the values of a result become, whatever database they are from, and what becomes of its failures.
class QueryRowsTest {
    /// A result of one row, whose values are what a driver would give.
    private static final class Source implements QueryRows.Source {
        private final List<Column> columns = new ArrayList<>();
        private final List<@Nullable Object> values = new ArrayList<>();
        private Exception failure = new IllegalStateException("none");
        private boolean failing;
        private boolean failsToClose;
        private boolean closed;
        private int row;
        private boolean wasNull;

        Source with(Kind kind, @Nullable Object value) {
            columns.add(new Column("c" + columns.size(), kind, ""));
            values.add(value);
            return this;
        }

        Source failing(Exception with) {
            failing = true;
            failure = with;
            return this;
        }

        private @Nullable Object answer(String method, Object[] arguments) throws Exception {
            return switch (method) {
                case "next" -> {
                    if (failing) {
                        throw failure;
                    }
                    yield ++row == 1;
                }
                case "wasNull" -> wasNull;
                case "getDouble" -> ((Number) value(arguments, 0.0)).doubleValue();
                case "getLong" -> ((Number) value(arguments, 0L)).longValue();
                case "getString" -> values.get((int) arguments[0] - 1);
                case "close" -> {
                    if (failsToClose) {
                        throw new SQLException("the connection is gone");
                    }
                    yield null;
                }
                default -> throw new UnsupportedOperationException(method);
            };
        }

        private Object value(Object[] arguments, Object ofNull) {
            Object value = values.get((int) arguments[0] - 1);
            wasNull = value == null;
            return value == null ? ofNull : value;
        }

        @Override
        public String name() {
            return "jdbc:test";
        }

        @Override
        public List<Column> columns() {
            return columns;
        }

        @Override
        public ResultSet start(int[] chosen) {
            return (ResultSet) Proxy.newProxyInstance(
                    ResultSet.class.getClassLoader(),
                    new Class<?>[] {ResultSet.class},
                    (proxy, method, arguments) -> answer(method.getName(), arguments));
        }

        @Override
        public int place(int[] chosen, int i) {
            return chosen[i] + 1;
        }

        @Override
        public long moment(ResultSet result, int place) throws SQLException {
            return result.getLong(place);
        }

        @Override
        public ProblemException explain(Exception why) {
            return Problem.badData("rows cannot be read")
                    .found(String.valueOf(why.getMessage()))
                    .exception(why);
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    private static Frame read(Source source, ReadOptions options) {
        try (QueryRows rows = new QueryRows(source, options)) {
            return rows.read(10);
        }
    }

    @Test
    void numbersAreNumbersAndWholeOnesKeepTheirDigits() {
        Source source = new Source()
                .with(Kind.NUMBER, -0.5)
                .with(Kind.NUMBER, 0)
                .with(Kind.NUMBER, null)
                .with(Kind.WHOLE, 1L << 53)
                .with(Kind.WHOLE, (1L << 53) + 1)
                .with(Kind.WHOLE, Long.MIN_VALUE)
                .with(Kind.WHOLE, 0)
                .with(Kind.WHOLE, null)
                .with(Kind.DIGITS, "7")
                .with(Kind.DIGITS, "x7");
        Frame rows = read(source, ReadOptions.none());
        assertThat(rows.number(0, 0)).isEqualTo(-0.5);
        assertThat(rows.number(0, 1)).isZero();
        assertThat(rows.isMissing(0, 2)).isTrue();
        assertThat(rows.number(0, 3)).isEqualTo(0x1p53);
        assertThat(rows.text(0, 4)).isEqualTo("9007199254740993");
        assertThat(rows.isText(0, 4)).isTrue();
        assertThat(rows.text(0, 5)).isEqualTo("-9223372036854775808");
        assertThat(rows.isText(0, 5)).isTrue();
        assertThat(rows.number(0, 6)).isZero();
        assertThat(rows.isMissing(0, 7)).isTrue();
        assertThat(rows.number(0, 8)).isEqualTo(7);
        assertThat(rows.text(0, 9)).isEqualTo("x7");
    }

    @ParameterizedTest
    @CsvSource({"t, true", "1, true", "TRUE, true", "f, false", "0, false"})
    void truthsAreTexts(String value, String text) {
        Frame rows = read(new Source().with(Kind.TRUTH, value), ReadOptions.none());
        assertThat(rows.isText(0, 0)).isTrue();
        assertThat(rows.text(0, 0)).isEqualTo(text);
    }

    @Test
    void momentsBeyondReasonAreTexts() {
        long day = 86_400_000L;
        Source source = new Source()
                .with(Kind.MOMENT, day)
                .with(Kind.MOMENT, 0)
                .with(Kind.MOMENT, null)
                .with(Kind.MOMENT, 4000 * 366 * day)
                .with(Kind.MOMENT, 4001 * 366 * day);
        Frame rows = read(source, ReadOptions.none());
        assertThat(rows.moment(0, 0)).isEqualTo(day);
        assertThat(rows.moment(0, 1)).isZero();
        assertThat(rows.isMissing(0, 2)).isTrue();
        assertThat(rows.isMoment(0, 3)).isTrue();
        assertThat(rows.isText(0, 4)).isTrue();
        assertThat(rows.text(0, 4)).startsWith("5979-");
    }

    @Test
    void numbersMayStandForNothing() {
        Source source =
                new Source().with(Kind.NUMBER, -999).with(Kind.WHOLE, -999).with(Kind.NUMBER, 999);
        Frame rows = read(source, ReadOptions.none().withMissing(List.of("-999")));
        assertThat(rows.isMissing(0, 0)).isTrue();
        assertThat(rows.token(0, 0)).isEqualTo("-999");
        assertThat(rows.isMissing(0, 1)).isTrue();
        assertThat(rows.number(0, 2)).isEqualTo(999);
    }

    @Test
    void aDatabaseSaysLittleOfItsRows() {
        try (QueryRows rows =
                new QueryRows(new Source().with(Kind.NUMBER, 1).with(Kind.NUMBER, 2), ReadOptions.none())) {
            assertThat(rows.rowCount()).isEmpty();
            assertThat(rows.valueType()).isEqualTo(ValueType.REAL);
            assertThat(rows.rejected()).isZero();
            assertThat(rows.notes()).isEmpty();
            assertThat(rows.columns()).isEqualTo(List.of("c0", "c1"));
            rows.select(List.of("c1"));
            assertThat(rows.read(10).number(0, 0)).isEqualTo(2);
            assertThat(rows.read(10).rows()).isZero();
            assertThatThrownBy(() -> rows.select(List.of("c0"))).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void failuresOfDriversAreExplainedAndEverythingIsClosed() {
        for (Exception failure :
                Arrays.asList(new SQLException("no more rows"), new IllegalArgumentException("no more rows"))) {
            Source source = new Source().with(Kind.NUMBER, 1).failing(failure);
            source.failsToClose = true;
            ProblemException problem =
                    catchThrowableOfType(ProblemException.class, () -> read(source, ReadOptions.none()));
            assertThat(problem.problem().found()).isEqualTo("no more rows");
            assertThat(problem.problem().summary()).isEqualTo("rows cannot be read");
            assertThat(problem.getSuppressed()).isEmpty();
            assertThat(source.closed).isTrue();
        }
    }

    @Test
    void aProblemStaysTheProblemItIs() {
        ProblemException cause = Problem.badData("lists differ").exception();
        Source source = new Source().with(Kind.NUMBER, 1).failing(cause);
        assertThatThrownBy(() -> read(source, ReadOptions.none())).isSameAs(cause);
    }
}
