package hourglass.series;

import hourglass.column.Column;
import hourglass.column.ColumnMatch;
import hourglass.column.Kind;
import hourglass.column.Schema;
import hourglass.json.NearMiss;
import hourglass.problem.Problem;
import hourglass.table.Frame;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// How a series is cut: so many rows in a row, one after the other by `order`, of one group of `by`, are one example.
/// All that it takes to cut another file the same way.
///
/// @param length rows of a window
/// @param measures the columns of numbers that a window holds
/// @param by columns whose values tell several series of one file apart
/// @param order the column that the rows go by, of dates or numbers; empty for the order they stand in
public record Window(int length, List<Measure> measures, List<String> by, Optional<Column> order) {
    /// Numbers that differ by less than this part of their size lose digits in single precision.
    private static final double OFFSET = 1e3;

    public Window {
        measures = List.copyOf(measures);
        by = List.copyOf(by);
        if (length < 2) {
            throw Problem.usage("the length of windows is out of range")
                    .at("`window`")
                    .expected("2 rows or more")
                    .found(String.valueOf(length))
                    .exception();
        }
        if (measures.isEmpty()) {
            throw new IllegalArgumentException("a window needs a column");
        }
    }

    /// Windows of the columns of a frame that hold numbers and are not the same everywhere, in the order of its first
    /// column of dates.
    public static Window of(Frame rows, int length) {
        return of(rows, length, List.of(), Optional.empty());
    }

    /// Windows of the columns of a frame that hold numbers and are not the same everywhere.
    ///
    /// @param by columns that tell series apart
    /// @param order the column that rows go by; the first of dates if empty, and their own order if there is none
    /// @throws hourglass.problem.ProblemException if there is no such column, or nothing to learn from
    public static Window of(Frame rows, int length, List<String> by, Optional<String> order) {
        Stream.concat(by.stream(), order.stream())
                .filter(name -> rows.indexOf(name) < 0)
                .findFirst()
                .ifPresent(name -> {
                    throw NearMiss.unknown("column", name, rows.names()).exception();
                });
        Schema schema = Schema.of(rows);
        Optional<Column> ordered = order.map(name -> orderBy(schema, name))
                .or(() -> schema.columns().stream()
                        .filter(column -> column.kind() instanceof Kind.Calendar && !by.contains(column.name()))
                        .findFirst());
        List<Measure> measures = new ArrayList<>();
        for (Column column : schema.columns()) {
            boolean taken = by.contains(column.name())
                    || ordered.filter(it -> it.name().equals(column.name())).isPresent();
            if (!taken && isMeasure(column)) {
                origin(rows, rows.indexOf(column.name()), column.kind())
                        .ifPresent(origin -> measures.add(new Measure(column.name(), origin)));
            }
        }
        if (measures.isEmpty()) {
            throw Problem.badData("a series needs a column of numbers that differ")
                    .found(NearMiss.shown(rows.names(), 5))
                    .exception();
        }
        return new Window(length, measures, by, ordered);
    }

    private static Column orderBy(Schema schema, String name) {
        Column column = schema.columns().get(schema.indexOf(name));
        return column.kind() instanceof Kind.Calendar ? column : new Column(name, new Kind.Real());
    }

    private static boolean isMeasure(Column column) {
        boolean aside = column.kind() instanceof Kind.SetAside it && it.reason() != Kind.Reason.IDENTIFIER;
        return !(aside || column.kind() instanceof Kind.Calendar || column.kind() instanceof Kind.Constant);
    }

    /// What to take off numbers; empty if they are none, or all the same. A few texts among many numbers are holes.
    private static Optional<Double> origin(Frame rows, int column, Kind kind) {
        boolean ofNumbers = kind instanceof Kind.Real || kind instanceof Kind.Skewed || kind instanceof Kind.Count;
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        for (int row = 0; row < rows.rows(); row++) {
            double number = rows.number(row, column);
            if (Double.isFinite(number)) {
                least = Math.min(least, number);
                most = Math.max(most, number);
            } else if (!ofNumbers && !rows.isMissing(row, column) && !rows.isNumber(row, column)) {
                return Optional.empty();
            }
        }
        if (!(least < most)) {
            return Optional.empty();
        }
        double middle = Math.rint(least / 2 + most / 2);
        return Optional.of(Math.abs(middle) > OFFSET * (most - least) ? middle : 0.0);
    }

    /// How much a window says of one of its rows: most of that in its middle, falling in a line to 1 at both ends. All
    /// of a window is strange if a part of it is, so that windows that only touch a row tell of its neighbours.
    ///
    /// @param place of the row in the window, from 0
    public int weight(int place) {
        return Math.min(place + 1, length - place);
    }

    /// The columns that are read, each once: measures, then those of `by` and `order`.
    public List<String> names() {
        return Stream.of(
                        measures.stream().map(Measure::name),
                        by.stream(),
                        order.stream().map(Column::name))
                .flatMap(it -> it)
                .distinct()
                .toList();
    }

    /// Names for the numbers of a window, the oldest row first: `value-47`, …, `value-0`.
    public List<String> variables() {
        List<String> names = new ArrayList<>();
        for (int back = length - 1; back >= 0; back--) {
            for (Measure measure : measures) {
                names.add(measure.name() + "-" + back);
            }
        }
        return names;
    }

    /// Where [#names()] stand in other rows.
    ///
    /// @param origin what to call the rows in errors
    /// @throws hourglass.problem.ProblemException if columns are missing
    public ColumnMatch match(List<String> columns, String origin) {
        return ColumnMatch.of(Schema.ofNumbers(names()), columns, origin);
    }
}
