package hourglass.cli;

import hourglass.column.Variable;
import hourglass.data.PictureOutput;
import hourglass.data.row.OutputColumn;
import hourglass.data.row.RowWriter;
import hourglass.matrix.Matrix;
import hourglass.model.Model;
import hourglass.problem.Counted;
import hourglass.problem.Problem;
import hourglass.table.Frame;
import hourglass.table.FrameBuilder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "walk",
        description = {
            "Write the rows that a model sees on a way through its code: on the straight line from the code of one row to"
                    + " that of another (--to), or where one unit of the code goes from its least to its greatest value"
                    + " in FILE (--unit) and the others stay.",
            "Pictures: -o FILE.png for all side by side, -o FOLDER/ for one each."
        })
final class WalkCommand extends ConsoleCommand {
    private static final int MOST_STEPS = 10_000;

    @Parameters(index = "0", paramLabel = "MODEL", description = "A trained model.")
    Path modelFile = Path.of("");

    @Parameters(index = "1", paramLabel = "FILE", description = "Rows; held in memory.")
    Path file = Path.of("-");

    @Option(
            names = "--from",
            paramLabel = "ROW",
            defaultValue = "1",
            description = "The row to begin at, from 1 (default: ${DEFAULT-VALUE}).")
    int from;

    @Option(names = "--to", paramLabel = "ROW", description = "The row to end at (default: the last).")
    @Nullable
    Integer to;

    @Option(names = "--unit", paramLabel = "N", description = "The unit of the code to change, from 0.")
    @Nullable
    Integer unit;

    @Option(
            names = "--steps",
            paramLabel = "N",
            defaultValue = "9",
            description = "How many rows to write, both ends included (default: ${DEFAULT-VALUE}).")
    int steps;

    @Mixin
    Output output = new Output();

    @Mixin
    DataOptions data = new DataOptions();

    WalkCommand(Console console) {
        super(console);
    }

    @Override
    public void run() {
        output.checkPictures(List.of(modelFile, file));
        if (to != null && unit != null) {
            throw Problem.usage("a way leads to another row or along a unit of the code")
                    .expected("--to ROW or --unit N")
                    .found("both")
                    .exception();
        }
        requireWithin("--steps", steps, 2, MOST_STEPS);
        Model model = ModelFiles.ofRows(modelFile);
        if (!output.isArray()) {
            data.takeLabelOf(model, file);
        }
        try (ModelInput rows = ModelInput.open(console, model, file, data, List.of(), false)) {
            Frame frame = rows.rest();
            Matrix numbers = Numeric.of(model, frame, rows.match());
            Matrix means = model.decode(way(model.encode(numbers)));
            rows.notes().forEach(console::note);
            if (output.isPictures()) {
                writePictures(
                        means,
                        RowPictures.of(
                                model, rows.reader().valueType(), rows.reader().rowsAreFiles(), output.path));
            } else {
                writeRows(model, means);
            }
        }
        if (!output.isStandardOutput()) {
            console.say(Counted.of(steps, "row") + " written to " + output.path);
        }
    }

    /// The codes of the way (steps × code size).
    private Matrix way(Matrix codes) {
        requireWithin("--from", from, 1, codes.rows());
        int size = codes.columns();
        Matrix start = codes.rows(from - 1, from);
        Matrix way = Matrix.zeros(steps, size);
        float low = 0;
        float high = 0;
        if (unit != null) {
            requireWithin("--unit", unit, 0, size - 1);
            low = Float.POSITIVE_INFINITY;
            high = Float.NEGATIVE_INFINITY;
            for (int row = 0; row < codes.rows(); row++) {
                low = Math.min(low, codes.get(row, unit));
                high = Math.max(high, codes.get(row, unit));
            }
        }
        int end = to == null ? codes.rows() : to;
        requireWithin("--to", end, 1, codes.rows());
        for (int step = 0; step < steps; step++) {
            float share = (float) step / (steps - 1);
            for (int j = 0; j < size; j++) {
                float here = start.get(0, j);
                if (unit == null) {
                    here = (1 - share) * here + share * codes.get(end - 1, j);
                } else if (j == unit) {
                    here = (1 - share) * low + share * high;
                }
                way.set(step, j, here);
            }
        }
        return way;
    }

    private void writePictures(Matrix means, RowPictures pictures) {
        try (PictureOutput written = pictures.create(output)) {
            if (output.isFolder()) {
                for (int step = 0; step < steps; step++) {
                    pictures.write(written, RowPictures.name(step + 1L), means, step);
                }
            } else {
                pictures.writeStrip(written, means);
            }
            written.commit();
        }
    }

    private void writeRows(Model model, Matrix means) {
        List<Variable> variables = model.columns().schema().variables();
        List<OutputColumn> columns = new ArrayList<>(Stream.of(OutputColumn.number("step"))
                .filter(it -> !output.isArray())
                .toList());
        variables.forEach(it -> columns.add(ReconstructCommand.column(it)));
        FrameBuilder builder =
                Frame.builder(columns.stream().map(OutputColumn::name).toList());
        for (int step = 0; step < steps; step++) {
            if (!output.isArray()) {
                builder.number(step + 1.0);
            }
            for (int j = 0; j < variables.size(); j++) {
                variables.get(j).addTo(builder, means.get(step, j));
            }
            builder.endRow();
        }
        try (RowWriter writer = output.create(console, columns)) {
            writer.write(builder.build());
            writer.commit();
        }
    }

    private static void requireWithin(String option, int value, int least, int most) {
        if (value < least || value > most) {
            throw Problem.usage("the number is out of range")
                    .at(option)
                    .expected(least + " to " + most)
                    .found(String.valueOf(value))
                    .exception();
        }
    }
}
