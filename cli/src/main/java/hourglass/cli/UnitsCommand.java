package hourglass.cli;

import hourglass.data.row.OutputColumn;
import hourglass.data.row.RowWriter;
import hourglass.json.Json;
import hourglass.json.JsonArray;
import hourglass.json.JsonObject;
import hourglass.model.Model;
import hourglass.problem.Counted;
import hourglass.problem.Problem;
import hourglass.report.Units;
import hourglass.report.Units.Unit;
import hourglass.table.Frame;
import hourglass.table.FrameBuilder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "units",
        description = "Tell of each unit of a code how often it is at work, the rows where it is most, and which other"
                + " units mean nearly the same; of a dictionary, how much of the rows it leaves unexplained.",
        footer = {
            "",
            "Rows count from 1, units from 0, as code0 in what encode writes. -o writes a line for each unit; --json has all."
        })
final class UnitsCommand extends ConsoleCommand {
    /// Lines of a table that a person reads.
    private static final int SHOWN = 12;

    @Parameters(index = "0", paramLabel = "MODEL", description = "A trained model.")
    Path modelFile = Path.of("");

    @Parameters(
            index = "1",
            paramLabel = "FILE",
            description = "Rows: a file, a folder, or a pattern in quotes; - for standard input.")
    Path file = Path.of("-");

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Write a line for each unit: .csv, .jsonl, .parquet.")
    @Nullable
    String outputFile;

    @Option(names = "--json", description = "One JSON object instead, with all units.")
    boolean json;

    @Option(
            names = "--top",
            paramLabel = "N",
            description = "How many rows for each unit (default: ${DEFAULT-VALUE}).",
            defaultValue = "8")
    int top;

    @Option(
            names = "--neighbours",
            paramLabel = "N",
            description = "How many other units for each (default: ${DEFAULT-VALUE}).",
            defaultValue = "3")
    int neighbours;

    @Mixin
    DataOptions data = new DataOptions();

    UnitsCommand(Console console) {
        super(console);
    }

    @Override
    public void run() {
        requireNotNegative("--top", top);
        requireNotNegative("--neighbours", neighbours);
        Output output = new Output();
        if (outputFile != null) {
            output.setPath(outputFile);
            if (output.isArray() || output.isPictures()) {
                throw Problem.usage("units are written as a table: they have texts")
                        .at("-o " + outputFile)
                        .expected("a name that ends in .csv, .jsonl or .parquet")
                        .exception();
            }
            output.check(List.of(modelFile, file));
        }
        Model model = ModelFiles.autoencoder(modelFile);
        Units units = look(model);
        List<Unit> found = units.units(neighbours);
        if (outputFile != null) {
            write(output, found);
        }
        if (json) {
            console.print(json(units, found).compact());
        } else {
            print(units, found);
        }
    }

    private static void requireNotNegative(String option, int value) {
        if (value < 0) {
            throw Problem.usage("the number is out of range")
                    .at(option)
                    .expected("0 or more")
                    .found(String.valueOf(value))
                    .exception();
        }
    }

    private Units look(Model model) {
        Units units = new Units(model, top);
        try (ModelInput input = ModelInput.open(console, model, file, data, List.of(), false)) {
            for (Frame frame = input.next(); frame.rows() > 0; frame = input.next()) {
                units.add(Numeric.of(model, frame, input.match()));
            }
            input.notes().forEach(console::note);
            if (input.rejected() > 0) {
                console.say(Counted.of(input.rejected(), "row") + " set aside");
            }
        }
        if (units.rows() == 0) {
            throw Problem.badData("there are no rows to look at")
                    .at(file.toString())
                    .exception();
        }
        return units;
    }

    private void write(Output output, List<Unit> units) {
        List<OutputColumn> columns = List.of(
                OutputColumn.number("unit"),
                OutputColumn.number("frequency"),
                OutputColumn.number("mean"),
                OutputColumn.single("largest"),
                OutputColumn.text("rows"),
                OutputColumn.text("neighbours"));
        FrameBuilder builder =
                Frame.builder(columns.stream().map(OutputColumn::name).toList());
        for (Unit unit : units) {
            builder.number(unit.unit());
            builder.number(unit.frequency());
            builder.number(unit.mean());
            builder.number(unit.largest());
            builder.text(rows(unit, top));
            builder.text(neighbours(unit, neighbours));
            builder.endRow();
        }
        try (RowWriter writer = output.create(console, columns)) {
            writer.write(builder.build());
            writer.commit();
        }
        console.say(Counted.of(units.size(), "unit") + " written to " + outputFile);
    }

    /// Such as `17:3.2 4:2.9`: rows from 1, each with the unit's number.
    private static String rows(Unit unit, int most) {
        return unit.top().stream()
                .limit(most)
                .map(it -> (it.row() + 1) + ":" + Numbers.significant(it.value()))
                .collect(Collectors.joining(" "));
    }

    private static String neighbours(Unit unit, int most) {
        return unit.neighbours().stream()
                .limit(most)
                .map(it -> it.unit() + ":" + Numbers.significant(it.cosine()))
                .collect(Collectors.joining(" "));
    }

    private void print(Units units, List<Unit> found) {
        long dead = found.stream().filter(Unit::isDead).count();
        console.print("rows         " + Numbers.grouped(units.rows()));
        units.unexplained()
                .ifPresent(it -> console.print("unexplained  " + Numbers.percent(it) + " of the variance (FVU "
                        + Numbers.significant(it) + ")"));
        console.print("active       " + Numbers.significant(units.activePerRow()) + " of "
                + Numbers.grouped(found.size()) + " units in a row, on average (L0)");
        console.print("dead         " + (dead == 0 ? "none" : Counted.of(dead, "unit") + ", 0 in every row"));
        console.print("");
        Grid grid = new Grid(">>>><<");
        grid.add(List.of("unit", "at work in", "mean", "largest", "in rows", "nearest units, cosine"));
        found.stream()
                .filter(it -> !it.isDead())
                .sorted(Comparator.comparingDouble(it -> -it.frequency()))
                .limit(SHOWN)
                .forEach(it -> grid.add(List.of(
                        String.valueOf(it.unit()),
                        Numbers.percent(it.frequency()),
                        Numbers.significant(it.mean()),
                        Numbers.significant(it.largest()),
                        it.top().stream()
                                .limit(4)
                                .map(row -> String.valueOf(row.row() + 1))
                                .collect(Collectors.joining(" ")),
                        neighbours(it, 2))));
        grid.lines().forEach(console::print);
        if (found.size() - dead > SHOWN) {
            console.print("  the " + SHOWN + " at work most often; -o FILE writes all");
        }
    }

    private static JsonObject json(Units units, List<Unit> found) {
        List<Json> all = new ArrayList<>();
        for (Unit unit : found) {
            List<Json> rows = new ArrayList<>();
            unit.top()
                    .forEach(it -> rows.add(JsonObject.builder()
                            .put("row", Json.of(it.row() + 1))
                            .put("value", Json.of(it.value()))
                            .build()));
            List<Json> near = new ArrayList<>();
            unit.neighbours()
                    .forEach(it -> near.add(JsonObject.builder()
                            .put("unit", Json.of((long) it.unit()))
                            .put("cosine", Json.of(it.cosine()))
                            .build()));
            all.add(JsonObject.builder()
                    .put("unit", Json.of((long) unit.unit()))
                    .put("frequency", Json.of(unit.frequency()))
                    .put("mean", Json.of(unit.mean()))
                    .put("largest", Json.of(unit.largest()))
                    .put("rows", new JsonArray(rows))
                    .put("neighbours", new JsonArray(near))
                    .build());
        }
        JsonObject.Builder object = JsonObject.builder().put("rows", Json.of(units.rows()));
        units.unexplained().ifPresent(it -> object.put("unexplained", Json.of(it)));
        return object.put("active", Json.of(units.activePerRow()))
                .put("dead", Json.of(found.stream().filter(Unit::isDead).count()))
                .put("units", new JsonArray(all))
                .build();
    }
}
