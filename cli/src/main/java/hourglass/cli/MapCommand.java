package hourglass.cli;

import hourglass.column.ColumnMatch;
import hourglass.data.row.OutputColumn;
import hourglass.matrix.Kernels;
import hourglass.matrix.Matrix;
import hourglass.model.MapSpace;
import hourglass.model.MappedModel;
import hourglass.model.Model;
import hourglass.model.RowMap;
import hourglass.problem.Counted;
import hourglass.problem.Problem;
import hourglass.report.MapMaker;
import hourglass.table.Frame;
import hourglass.train.Split;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "map",
        description =
                "Write two numbers for each row, its place on a map where rows that are alike are near each other.",
        footer = {
            "",
            "A model saved with its map places other rows on it:",
            "  hourglass data digits",
            "  hourglass train digits.csv.gz --label column64 --epochs 5",
            "  hourglass map digits.hourglass digits.csv.gz -o map.csv --save mapped.hourglass",
            "  hourglass map mapped.hourglass digits.csv.gz -o places.csv"
        })
final class MapCommand extends RowsCommand {
    /// What a map keeps.
    enum By {
        NEIGHBOURS,
        PCA,
        CODE
    }

    @Option(
            names = "--by",
            paramLabel = "WORD",
            description = {
                "neighbours (default): rows near each other stay so;",
                "pca: the plane of the two leading principal components;",
                "code: the code itself, of a model with a code of two numbers."
            })
    @Nullable
    By by;

    @Option(
            names = "--space",
            paramLabel = "WORD",
            description = "Where distances are measured: columns (scaled as the network reads them; default) or code.")
    @Nullable
    MapSpace space;

    @Option(
            names = "--save",
            paramLabel = "FILE",
            description = "Save the model with the map, to place other rows on it. The file holds numbers made of the"
                    + " rows.")
    @Nullable
    Path save;

    private Optional<MappedModel> mapped = Optional.empty();

    MapCommand(Console console) {
        super(console);
    }

    @Override
    Model load(Path path) {
        Optional.ofNullable(save).ifPresent(this::checkSave);
        Model model = ModelFiles.ofRows(path);
        if (by == By.CODE) {
            requirePlane(model);
        } else if (by == null && space == null && save == null) {
            mapped = MappedModel.find(path, model);
        }
        if (!output.isArray()) {
            data.takeLabelOf(model, file);
        }
        return model;
    }

    private void requirePlane(Model model) {
        if (model.codeColumns().size() != 2) {
            throw Problem.usage("the code is no plane")
                    .at("--by code")
                    .expected("a code of 2 numbers")
                    .found(Counted.of(model.codeColumns().size(), "number"))
                    .remedy("--by neighbours")
                    .remedy("hourglass train FILE --code 2")
                    .exception();
        }
        if (save != null || space != null) {
            throw Problem.usage("the code is the map: the model itself places other rows")
                    .at(save != null ? "--save" : "--space")
                    .remedy("--by code alone")
                    .exception();
        }
    }

    @Override
    List<OutputColumn> columns(Model model) {
        return List.of(OutputColumn.single("x"), OutputColumn.single("y"));
    }

    @Override
    Frame first(Model model, ModelInput rows) {
        if (mapped.isPresent()) {
            return rows.next();
        }
        Frame all = rows.rest();
        Matrix numbers = Numeric.of(model, all, rows.match());
        if (by == By.CODE) {
            judge(model, numbers, model.encode(numbers), all);
        } else {
            MappedModel made = new MappedModel(model, made(model, numbers));
            mapped = Optional.of(made);
            judge(model, numbers, made.place(numbers), all);
            Optional.ofNullable(save).ifPresent(path -> save(made, path));
        }
        return all;
    }

    private RowMap made(Model model, Matrix numbers) {
        MapSpace where = Optional.ofNullable(space).orElse(by == By.PCA ? MapSpace.CODE : MapSpace.COLUMNS);
        int[] chosen = MapMaker.chosen(numbers.rows());
        if (chosen.length < numbers.rows()) {
            say("map made of " + Numbers.grouped(chosen.length) + " rows, drawn from " + Numbers.grouped(numbers.rows())
                    + "; the others are placed on it");
        }
        Matrix rows = where.of(model, Split.select(numbers, chosen));
        Kernels kernels = Kernels.fastest().kernels();
        if (by == By.PCA) {
            return MapMaker.plane(where, rows, kernels);
        }
        StepProgress progress = new StepProgress(quiet ? console.silent() : console, "layout", MapMaker.STEPS);
        return MapMaker.neighbours(where, rows, kernels, progress::taken);
    }

    private void judge(Model model, Matrix numbers, Matrix places, Frame rows) {
        if (!quiet && rows.rows() > 2) {
            new MapLines(model, numbers, places, Optional.ofNullable(data.label).map(rows::indexOf), rows)
                    .lines()
                    .forEach(this::say);
        }
    }

    private void save(MappedModel made, Path path) {
        made.save(path);
        say(path + ": the model with its map");
    }

    /// Before the work, not after it.
    private void checkSave(Path path) {
        Path whole = path.toAbsolutePath().normalize();
        if (Stream.of(file, output.path)
                .anyMatch(it -> whole.equals(it.toAbsolutePath().normalize()))) {
            throw Problem.usage("the model with its map would take the place of rows")
                    .at(path.toString())
                    .remedy("--save with another name")
                    .exception();
        }
        Destination.check(path, List.of(file));
        RunOptions.checkReplaceable(path);
    }

    @Override
    Cells apply(Model model, Frame rows, ColumnMatch match) {
        Matrix numbers = Numeric.of(model, rows, match);
        Matrix places = mapped.map(it -> it.place(numbers)).orElseGet(() -> model.encode(numbers));
        return (builder, row) -> {
            builder.number(places.get(row, 0));
            builder.number(places.get(row, 1));
        };
    }
}
