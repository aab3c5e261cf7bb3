package hourglass.cli;

import hourglass.column.Column;
import hourglass.column.ColumnMatch;
import hourglass.column.Kind;
import hourglass.column.Outside;
import hourglass.column.Schema;
import hourglass.column.SchemaJson;
import hourglass.data.DataFile;
import hourglass.data.row.RowReader;
import hourglass.model.OutcomeKind;
import hourglass.model.Pairs;
import hourglass.model.Table;
import hourglass.model.ValueKind;
import hourglass.problem.Counted;
import hourglass.problem.Problem;
import hourglass.series.Window;
import hourglass.series.Windows;
import hourglass.table.Frame;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The rows to learn from: read, their columns taken for something, and all of that said.
///
/// @param given a schema to take the place of what the columns look like
/// @param alike whether numbers are to be taken alike where there is nothing else
record TrainingInput(Console console, DataOptions data, Optional<Path> given, boolean alike) {
    /// A series alone in its file has a column of numbers, one of dates, and perhaps one that counts the rows.
    private static final int FEW = 3;

    Table read(Path file) {
        return table(file, frame(file, List.of()));
    }

    /// Rows with a column to predict from the others.
    Pairs toPredict(Path file, String column, Optional<OutcomeKind> kind) {
        Frame frame = frame(file, List.of(column));
        List<String> others =
                frame.names().stream().filter(name -> !name.equals(column)).toList();
        Frame inputs = frame.only(others);
        Table table = given.isEmpty() && inputs.isNumbers() ? Table.of(inputs, true) : table(file, inputs);
        return Pairs.toPredict(frame, column, kind, table);
    }

    /// The windows of a series.
    Table series(Path file, int length, SeriesOptions options) {
        Frame frame = frame(file, List.of());
        Window window = Window.of(frame, length, options.by, options.orderColumn());
        Windows all = Windows.of(frame, window);
        Table table = Table.of(frame, window);
        SeriesLines.of(window, all, frame).forEach(console::print);
        int[] places = window.match(frame.names(), file.toString()).places();
        SeriesLines.notes(all, table.rows().rows(), frame, places).forEach(console::note);
        return table;
    }

    /// What the columns look like.
    Schema schema(Path file) {
        return given.map(TrainingInput::readSchema).orElseGet(() -> Schema.of(frame(file, List.of())));
    }

    /// Rows as they stand, and what was noted while reading them.
    Frame frame(Path file, List<String> last) {
        List<String> left = new ArrayList<>(data.drop);
        if (data.label != null) {
            left.add(data.label);
        }
        RowsProgress progress = new RowsProgress(console, "row");
        try (RowReader reader = data.open(file)) {
            Input.select(reader, file, data.keep, left, last);
            Frame frame = DataFile.read(
                    reader, file.toString(), rows -> progress.done(rows, RowsProgress.share(reader, rows)));
            reader.notes().forEach(console::note);
            if (reader.rejected() > 0) {
                console.say(Counted.of(reader.rejected(), "row") + " set aside");
            }
            return frame;
        } finally {
            progress.end();
        }
    }

    private static Schema readSchema(Path path) {
        try {
            return SchemaJson.read(Files.readString(path), path.toString());
        } catch (IOException e) {
            throw Problem.of(Problem.Kind.MISSING_INPUT, "the schema cannot be read")
                    .at(path.toString())
                    .exception(e);
        }
    }

    /// What the columns of rows are taken for.
    Table table(Path file, Frame frame) {
        if (given.isPresent()) {
            Schema schema = readSchema(given.get());
            ColumnMatch match = ColumnMatch.of(schema, frame.names(), file.toString());
            match.notes().forEach(console::note);
            return told(frame, Table.of(frame, schema));
        }
        Table table = Table.of(frame, alike);
        if (alike && !frame.isNumbers()) {
            requireNumbers(file, frame);
        }
        boolean areAlike = frame.isNumbers() && (alike || ValueKind.isPicture(table));
        if (!areAlike) {
            noteSeries(table.schema());
            return told(frame, table);
        }
        if (frame.columns() <= FEW) {
            noteSeries(Schema.of(frame));
        }
        return table;
    }

    /// A column of numbers alone has nothing to be judged by but the rows before and after.
    private void noteSeries(Schema schema) {
        List<Column> read = schema.columns().stream()
                .filter(column -> !(column.kind() instanceof Kind.SetAside || column.kind() instanceof Kind.Constant))
                .toList();
        long dates = read.stream()
                .filter(column -> column.kind() instanceof Kind.Calendar)
                .count();
        boolean number = read.stream()
                .anyMatch(column -> column.kind() instanceof Kind.Real
                        || column.kind() instanceof Kind.Skewed
                        || column.kind() instanceof Kind.Count);
        if (number && read.size() == dates + 1 && dates <= 1) {
            console.say(
                    "note: one column of numbers" + (dates == 0 ? "" : " beside dates")
                            + ": if the rows follow each other, --window 48 judges each by the stretches of 48 rows that hold it");
        }
    }

    /// Columns taken alike must be numbers without holes.
    private static void requireNumbers(Path file, Frame frame) {
        for (int column = 0; column < frame.columns(); column++) {
            for (int row = 0; row < frame.rows(); row++) {
                if (!Double.isFinite(frame.number(row, column))) {
                    String found = frame.text(row, column);
                    throw Problem.badData("a cell is no finite number, and columns taken alike need one everywhere")
                            .at(file + ", " + frame.place(row) + ", column \""
                                    + frame.names().get(column) + "\"")
                            .expected("a finite number")
                            .found(found.isEmpty() ? "nothing" : "\"" + found + "\"")
                            .remedy("leave out --likelihood, --loss, --scale, --tied, --recipe: each column then gets a"
                                    + " likelihood of its own, and may have holes")
                            .exception();
                }
            }
        }
    }

    /// Says what the columns were taken for, what was missing, and what could not be.
    private Table told(Frame frame, Table table) {
        SchemaLines.of(table.schema(), frame).forEach(console::print);
        Map<String, Integer> missing = new TreeMap<>();
        for (int row = 0; row < frame.rows(); row++) {
            for (int column = 0; column < frame.columns(); column++) {
                if (frame.isMissing(row, column)) {
                    missing.merge(frame.token(row, column), 1, Integer::sum);
                }
            }
        }
        if (!missing.isEmpty()) {
            List<String> counts = new ArrayList<>();
            missing.forEach((token, count) ->
                    counts.add(Numbers.grouped(count) + " " + (token.isEmpty() ? "empty" : "\"" + token + "\"")));
            console.print("missing     " + String.join(", ", counts));
        }
        tellOutside(frame, table.schema());
        return table;
    }

    private void tellOutside(Frame frame, Schema schema) {
        List<Outside> outside = schema.read(frame, ColumnMatch.of(schema, frame.names(), "rows"))
                .outside();
        Map<Integer, List<Outside>> byColumn = new TreeMap<>();
        outside.forEach(it ->
                byColumn.computeIfAbsent(it.column(), key -> new ArrayList<>()).add(it));
        byColumn.forEach((column, cells) -> console.note(Numbers.grouped(cells.size()) + " of column \""
                + schema.columns().get(column).name() + "\" cannot be what the column is ("
                + schema.columns().get(column).kind().description() + "), such as \""
                + cells.getFirst().value() + "\" in "
                + frame.place(cells.getFirst().row()) + ": not learned from"));
    }
}
