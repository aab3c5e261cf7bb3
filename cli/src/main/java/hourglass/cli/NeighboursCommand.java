package hourglass.cli;

import hourglass.data.row.OutputColumn;
import hourglass.data.row.RowWriter;
import hourglass.map.Nearest;
import hourglass.matrix.Kernels;
import hourglass.matrix.Matrix;
import hourglass.model.MapSpace;
import hourglass.model.Model;
import hourglass.problem.Counted;
import hourglass.problem.Problem;
import hourglass.table.Frame;
import hourglass.table.FrameBuilder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "neighbours",
        description =
                "Write which rows of a file are nearest to each of its rows, to one of them, or to rows of another"
                        + " file.",
        footer = {"", "Rows count from 1. --id and --label pass on columns of the neighbour."})
final class NeighboursCommand extends ConsoleCommand {
    @Parameters(index = "0", paramLabel = "MODEL", description = "A trained model.")
    Path modelFile = Path.of("");

    @Parameters(
            index = "1",
            paramLabel = "FILE",
            description =
                    "Rows to find neighbours among: a file, a folder, or a pattern in quotes; - for standard input.")
    Path file = Path.of("-");

    @Option(names = "--of", paramLabel = "ROW", description = "Only the neighbours of this row.")
    @Nullable
    Integer of;

    @Option(names = "--of-file", paramLabel = "FILE", description = "The neighbours of the rows of this file instead.")
    @Nullable
    Path query;

    @Option(
            names = "-k",
            paramLabel = "N",
            description = "How many for each row (default: ${DEFAULT-VALUE}).",
            defaultValue = "10")
    int count;

    @Option(
            names = "--space",
            paramLabel = "WORD",
            description = "Where distances are measured: code (default) or columns (scaled as the network reads them).",
            defaultValue = "code")
    MapSpace space = MapSpace.CODE;

    @Option(names = "--id", split = ",", paramLabel = "COLUMN", description = "Pass these columns on to the output.")
    List<String> ids = List.of();

    @Option(names = "--quiet", description = "Say nothing but errors.")
    boolean quiet;

    @Mixin
    Output output = new Output();

    @Mixin
    DataOptions data = new DataOptions();

    NeighboursCommand(Console console) {
        super(console);
    }

    /// Rows, and where they lie.
    private record Located(Frame rows, Matrix points) {
        boolean areFiles() {
            return !rows.files().isEmpty();
        }
    }

    @Override
    public void run() {
        check();
        Model model = ModelFiles.ofRows(modelFile);
        if (!output.isArray()) {
            data.takeLabelOf(model, file);
        }
        Located all = read(model, file, passedOn());
        int rows = all.points().rows();
        if (rows == 0) {
            throw Problem.badData("there are no rows to find neighbours among")
                    .at(file.toString())
                    .exception();
        }
        if (of != null && of > rows) {
            throw outOfRange("--of", "1 to " + rows, of);
        }
        Optional<Located> asked = Optional.ofNullable(query).map(it -> read(model, it, List.of()));
        Frame found = found(all, asked);
        try (RowWriter writer = output.create(console, columns(all, asked))) {
            writer.write(found);
            writer.commit();
        }
        if (!output.isStandardOutput() && !quiet) {
            console.say(Counted.of(found.rows(), "neighbour") + " written to " + output.path);
        }
    }

    private void check() {
        List<Path> inputs = new ArrayList<>(List.of(modelFile, file));
        Optional.ofNullable(query).ifPresent(inputs::add);
        output.check(inputs);
        if (count < 1) {
            throw outOfRange("-k", "1 or more", count);
        }
        if (of != null && of < 1) {
            throw outOfRange("--of", "1 or more", of);
        }
        if (of != null && query != null) {
            throw Problem.usage("neighbours are those of one row or of a file")
                    .expected("--of ROW or --of-file FILE")
                    .found("both")
                    .exception();
        }
    }

    private static RuntimeException outOfRange(String option, String expected, int found) {
        return Problem.usage("the number is out of range")
                .at(option)
                .expected(expected)
                .found(String.valueOf(found))
                .exception();
    }

    private Located read(Model model, Path path, List<String> passedOn) {
        Console said = quiet ? console.silent() : console;
        try (ModelInput input = ModelInput.open(said, model, path, data, passedOn, false)) {
            Frame rows = input.rest();
            Matrix points = space.of(model, Numeric.of(model, rows, input.match()));
            input.notes().forEach(said::note);
            if (input.rejected() > 0) {
                said.say(Counted.of(input.rejected(), "row") + " set aside");
            }
            return new Located(rows, points);
        }
    }

    private List<String> passedOn() {
        List<String> names = new ArrayList<>(ids);
        if (data.label != null && !names.contains(data.label)) {
            names.add(data.label);
        }
        return names;
    }

    private List<OutputColumn> columns(Located all, Optional<Located> asked) {
        List<OutputColumn> columns = new ArrayList<>();
        if (asked.orElse(all).areFiles() && !output.isArray()) {
            columns.add(OutputColumn.text("file"));
        }
        columns.add(OutputColumn.number("row"));
        columns.add(OutputColumn.number("rank"));
        columns.add(OutputColumn.number("neighbour"));
        columns.add(OutputColumn.single("distance"));
        if (all.areFiles() && !output.isArray()) {
            columns.add(OutputColumn.text("neighbour_file"));
        }
        passedOn().forEach(name -> columns.add(OutputColumn.text(name)));
        return columns;
    }

    private Frame found(Located all, Optional<Located> asked) {
        Located queries = asked.orElse(all);
        int first = of == null ? 0 : of - 1;
        int end = of == null ? queries.points().rows() : of;
        int[][] rows = new int[end - first][];
        float[][] distances = new float[end - first][];
        Nearest nearest = new Nearest(all.points(), Kernels.fastest().kernels());
        // A row is its own nearest, but for equal ones before it: one more is asked for, and the row itself left out.
        int more = asked.isPresent() ? 0 : 1;
        nearest.of(
                queries.points().rows(first, end),
                (int) Math.min((long) count + more, Integer.MAX_VALUE),
                (row, found, squared) -> {
                    rows[row] = found;
                    distances[row] = squared;
                });
        FrameBuilder builder = Frame.builder(
                columns(all, asked).stream().map(OutputColumn::name).toList());
        for (int i = 0; i < rows.length; i++) {
            int rank = 0;
            for (int at = 0; at < rows[i].length && rank < count; at++) {
                if (asked.isPresent() || rows[i][at] != first + i) {
                    rank++;
                    add(builder, all, queries, first + i, rank, rows[i][at], distances[i][at]);
                }
            }
        }
        return builder.build();
    }

    private void add(
            FrameBuilder builder, Located all, Located queries, int row, int rank, int neighbour, float squared) {
        if (queries.areFiles() && !output.isArray()) {
            builder.text(queries.rows().files().get(row));
        }
        builder.number((double) queries.rows().rowNumber(row));
        builder.number(rank);
        builder.number((double) all.rows().rowNumber(neighbour));
        builder.number((float) Math.sqrt(squared));
        if (all.areFiles() && !output.isArray()) {
            builder.text(all.rows().files().get(neighbour));
        }
        for (String name : passedOn()) {
            builder.cell(all.rows(), neighbour, all.rows().indexOf(name));
        }
        builder.endRow();
    }
}
