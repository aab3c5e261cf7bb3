package hourglass.cli;

import hourglass.column.ColumnMatch;
import hourglass.data.row.OutputColumn;
import hourglass.matrix.Matrix;
import hourglass.model.Model;
import hourglass.model.Outcome;
import hourglass.table.Frame;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;

@Command(
        name = "predict",
        description = "Write what a model of train --predict says of each row: class and probabilities, or the number.",
        footer = {"", "The column to predict need not be in FILE. An .npy file takes the probabilities alone."})
final class PredictCommand extends RowsCommand {
    PredictCommand(Console console) {
        super(console);
    }

    @Override
    Model load(Path file) {
        Model model = ModelFiles.load(file);
        ModelFiles.outcome(model, file);
        return model;
    }

    @Override
    List<OutputColumn> columns(Model model) {
        Outcome outcome = ModelFiles.outcome(model, modelFile);
        List<OutputColumn> columns = new ArrayList<>();
        boolean known = passedOn().contains(outcome.column());
        for (String name : model.predictionColumns()) {
            columns.add(OutputColumn.single(known && name.equals(outcome.column()) ? "predicted_" + name : name));
        }
        if (isNamed(outcome)) {
            columns.add(OutputColumn.text(known ? "predicted_" + outcome.column() : outcome.column()));
        }
        return columns;
    }

    /// Whether the most probable class is written: if there is room for texts.
    private boolean isNamed(Outcome outcome) {
        return outcome instanceof Outcome.Classes && !output.isArray();
    }

    @Override
    Cells apply(Model model, Frame rows, ColumnMatch match) {
        Matrix predictions = model.predict(Numeric.of(model, rows, match));
        boolean named = isNamed(ModelFiles.outcome(model, modelFile));
        List<String> classes = named ? model.classes(predictions) : List.of();
        return (builder, row) -> {
            for (int j = 0; j < predictions.columns(); j++) {
                builder.number(predictions.get(row, j));
            }
            if (named) {
                builder.text(classes.get(row));
            }
        };
    }
}
