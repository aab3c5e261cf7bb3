package hourglass.cli;

import hourglass.column.Column;
import hourglass.column.ColumnMatch;
import hourglass.column.Kind;
import hourglass.column.Schema;
import hourglass.column.SchemaJson;
import hourglass.column.TableProfile;
import hourglass.data.DataFile;
import hourglass.data.Overflow;
import hourglass.data.row.RowReader;
import hourglass.model.OutcomeKind;
import hourglass.model.Pairs;
import hourglass.model.Table;
import hourglass.model.ValueKind;
import hourglass.problem.Counted;
import hourglass.problem.Problem;
import hourglass.problem.ProblemException;
import hourglass.series.Window;
import hourglass.series.Windows;
import hourglass.table.Frame;
import hourglass.table.Frames;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The rows to learn from: read, their columns taken for something, and all of that said.
///
/// @param given a schema to take the place of what the columns look like
/// @param alike whether numbers are to be taken alike where there is nothing else
/// @param overflow where rows go that are too large for memory
record TrainingInput(Console console, DataOptions data, Optional<Path> given, boolean alike, Overflow overflow) {
    /// A series alone in its file has a column of numbers, one of dates, and perhaps one that counts the rows.
    private static final int FEW = 3;

    Table read(Path file) {
        return table(file, frame(file, List.of()));
    }

    /// Rows with a column to predict from the others.
    Pairs toPredict(Path file, String column, Optional<OutcomeKind> kind) {
        Frames frame = frame(file, List.of(column));
        List<String> others =
                frame.names().stream().filter(name -> !name.equals(column)).toList();
        Frames inputs = frame.only(others);
        Table table = given.isEmpty() && inputs.isNumbers() ? Table.of(inputs, true) : table(file, inputs);
        return Pairs.toPredict(frame, column, kind, table);
    }

    /// The windows of a series.
    Table series(Path file, int length, SeriesOptions options) {
        Frame frame = inMemory(frame(file, List.of()), file, "a series");
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
        return given.map(SchemaJson::read).orElseGet(() -> Schema.of(frame(file, List.of())));
    }

    /// Rows as they stand, and what was noted while reading them.
    Frames frame(Path file, List<String> last) {
        List<String> left = new ArrayList<>(data.drop);
        if (data.label != null) {
            left.add(data.label);
        }
        RowsProgress progress = new RowsProgress(console, "row");
        try (RowReader reader = data.open(file)) {
            Input.select(reader, file, data.keep, left, last);
            Frames frame = DataFile.read(
                    reader, file.toString(), rows -> progress.done(rows, RowsProgress.share(reader, rows)), overflow);
            progress.end();
            reader.notes().forEach(console::note);
            if (reader.rejected() > 0) {
                console.say(Counted.of(reader.rejected(), "row") + " set aside");
            }
            return frame;
        } finally {
            progress.end();
        }
    }

    /// Says it if rows went to the disk.
    static void tellOverflow(Console console, Pairs pairs, Overflow overflow) {
        if (overflow.tables() > 0) {
            int rows = pairs.inputs().rows().rows();
            int columns = pairs.inputs().schema().columns().size();
            console.print("on disk     " + Counted.of(rows, "row") + " x " + Counted.of(columns, "column")
                    + ", too many for the memory: " + Numbers.bytes(overflow.bytes())
                    + " beside the model, in private files that go with the process");
        }
    }

    /// Rows that are needed in memory.
    static Frame inMemory(Frames frames, Path file, String what) {
        if (frames instanceof Frame frame) {
            return frame;
        }
        throw Problem.badData(what + " must fit in memory, and these rows do not")
                .at(file.toString())
                .found(Counted.of(frames.rows(), "row") + " x " + Counted.of(frames.columns(), "column"))
                .remedy("a larger --memory, and java -Xmx… with more of it")
                .remedy("--keep fewer columns")
                .exception();
    }

    /// What the columns of rows are taken for.
    Table table(Path file, Frames frame) {
        if (given.isPresent()) {
            Schema schema = SchemaJson.read(given.get());
            ColumnMatch match = ColumnMatch.of(schema, frame.names(), file.toString());
            match.notes().forEach(console::note);
            return told(frame, schema, TableProfile.of(frame));
        }
        boolean numbers = frame.isNumbers();
        if (alike && !numbers) {
            requireNumbers(file, frame);
        }
        if (numbers) {
            Table asTheyStand = Table.ofNumbers(frame);
            if (alike || ValueKind.isPicture(asTheyStand)) {
                if (frame.columns() <= FEW) {
                    noteSeries(Schema.of(frame));
                }
                return asTheyStand;
            }
        }
        TableProfile profile = TableProfile.of(frame);
        Schema schema = profile.schema();
        noteSeries(schema);
        return told(frame, schema, profile);
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
    private static void requireNumbers(Path file, Frames frame) {
        for (Frame part : frame.parts()) {
            for (int column = 0; column < part.columns(); column++) {
                for (int row = 0; row < part.rows(); row++) {
                    if (!Double.isFinite(part.number(row, column))) {
                        throw notANumber(file, part, row, column);
                    }
                }
            }
        }
    }

    private static ProblemException notANumber(Path file, Frame part, int row, int column) {
        String found = part.text(row, column);
        return Problem.badData("a cell is no finite number, and columns taken alike need one everywhere")
                .at(file + ", " + part.place(row) + ", column \"" + part.names().get(column) + "\"")
                .expected("a finite number")
                .found(found.isEmpty() ? "nothing" : "\"" + found + "\"")
                .remedy("leave out --likelihood, --loss, --scale, --tied, --recipe: each column then gets a"
                        + " likelihood of its own, and may have holes")
                .exception();
    }

    /// Says what the columns were taken for, what was missing, and what could not be.
    private Table told(Frames frame, Schema schema, TableProfile profile) {
        SchemaLines.of(schema, profile).forEach(console::print);
        if (!profile.missing().isEmpty()) {
            List<String> counts = new ArrayList<>();
            profile.missing()
                    .forEach((token, count) -> counts.add(
                            Numbers.grouped(count) + " " + (token.isEmpty() ? "empty" : "\"" + token + "\"")));
            console.print("missing     " + String.join(", ", counts));
        }
        OutsideLines outside = new OutsideLines(schema);
        Table table = Table.of(frame, schema, outside::add);
        outside.lines().forEach(console::note);
        return table;
    }
}
