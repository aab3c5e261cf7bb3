package hourglass.cli;

import hourglass.column.ColumnMatch;
import hourglass.data.row.OutputColumn;
import hourglass.data.row.RowWriter;
import hourglass.model.Model;
import hourglass.problem.Counted;
import hourglass.table.Frame;
import hourglass.table.FrameBuilder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// A command that turns rows into other rows by a model, some at a time: memory does not grow with the file.
abstract class RowsCommand extends ConsoleCommand {
    @Parameters(index = "0", paramLabel = "MODEL", description = "A trained model.")
    Path modelFile = Path.of("");

    @Parameters(
            index = "1",
            paramLabel = "FILE",
            description = "Rows: a file, a folder, or a pattern in quotes; - for standard input.")
    Path file = Path.of("-");

    @Option(
            names = "--id",
            split = ",",
            paramLabel = "COLUMN",
            description = "Pass these columns on to the output, to tell rows by.")
    List<String> ids = List.of();

    @Option(names = "--quiet", description = "Say nothing but errors.")
    boolean quiet;

    @Mixin
    Output output = new Output();

    @Mixin
    DataOptions data = new DataOptions();

    RowsCommand(Console console) {
        super(console);
    }

    /// Loads the model.
    abstract Model load(Path modelFile);

    /// What is written for a model.
    abstract List<OutputColumn> columns(Model model);

    /// Adds what is written for one row, a cell for each of [#columns].
    interface Cells {
        void add(FrameBuilder builder, int row);
    }

    /// What becomes of some rows.
    abstract Cells apply(Model model, Frame rows, ColumnMatch match);

    /// The first rows to be turned; all of them, if they must be looked at as a whole.
    Frame first(Model model, ModelInput rows) {
        return rows.next();
    }

    /// Whether all columns of the file are read.
    boolean needsEverything() {
        return false;
    }

    /// A column of the file that is passed on unasked, if it is there.
    Optional<String> ownLabel(Model model) {
        return Optional.empty();
    }

    void say(String text) {
        if (!quiet) {
            console.say(text);
        }
    }

    /// Columns passed on, label last as ever.
    List<String> passedOn() {
        List<String> names = new ArrayList<>(ids);
        if (data.label != null && !names.contains(data.label)) {
            names.add(data.label);
        }
        return names;
    }

    @Override
    public void run() {
        output.check(List.of(modelFile, file));
        Model model = load(modelFile);
        long written = 0;
        long rejected;
        try (ModelInput rows = ModelInput.open(
                        quiet ? console.silent() : console,
                        model,
                        file,
                        data,
                        passedOn(),
                        ownLabel(model),
                        needsEverything());
                RowWriter writer = output.create(console, allColumns(model, rows))) {
            for (Frame next = first(model, rows); next.rows() > 0; next = rows.next()) {
                writer.write(converted(model, next, rows));
                written += next.rows();
            }
            if (rows.passedOn().size() > passedOn().size()) {
                say("column \"" + rows.passedOn().getLast()
                        + "\", which the model was told to set aside, is passed on");
            }
            writer.commit();
            rejected = rows.rejected();
            rows.notes().forEach((quiet ? console.silent() : console)::note);
        }
        if (!output.isStandardOutput()) {
            say(Counted.of(written, "row") + " written to " + output.path
                    + (rejected == 0 ? "" : ", " + Numbers.grouped(rejected) + " set aside"));
        } else if (rejected > 0) {
            say(Counted.of(rejected, "row") + " set aside");
        }
    }

    /// Whether the output begins with the file that each row is, where each is one: not beside pixels, and where there
    /// is room for texts.
    boolean namesFiles(ModelInput rows) {
        return rows.reader().rowsAreFiles() && !output.isArray();
    }

    private List<OutputColumn> allColumns(Model model, ModelInput rows) {
        List<OutputColumn> all = new ArrayList<>();
        if (namesFiles(rows)) {
            all.add(OutputColumn.text("file"));
        }
        all.addAll(columns(model));
        rows.passedOn().forEach(name -> all.add(OutputColumn.text(name)));
        return all;
    }

    private Frame converted(Model model, Frame rows, ModelInput input) {
        Cells cells = apply(model, rows, input.match());
        boolean files = namesFiles(input);
        FrameBuilder builder = Frame.builder(
                allColumns(model, input).stream().map(OutputColumn::name).toList());
        List<Integer> places = input.passedOn().stream().map(rows::indexOf).toList();
        for (int row = 0; row < rows.rows(); row++) {
            if (files) {
                builder.text(rows.files().get(row));
            }
            cells.add(builder, row);
            for (int place : places) {
                builder.cell(rows, row, place);
            }
            builder.endRow();
        }
        return builder.build();
    }
}
