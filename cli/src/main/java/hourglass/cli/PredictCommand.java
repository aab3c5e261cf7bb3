package hourglass.cli;

import hourglass.matrix.Matrix;
import hourglass.model.Model;
import hourglass.model.Outcome;
import hourglass.problem.Problem;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
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
    Use load(Path file) {
        Model model = ModelFiles.load(file);
        Outcome outcome = ModelFiles.outcome(model, file);
        if (outcome instanceof Outcome.Classes) {
            refuseLabel(outcome);
            return classes(model, outcome, !output.toString().endsWith(".npy"));
        }
        Optional<String> label = Optional.ofNullable(data.label);
        boolean isLabel = label.filter(outcome.column()::equals).isPresent();
        List<String> columns = isLabel ? List.of("predicted_" + outcome.column()) : model.predictionColumns();
        return new Use(
                model.columns(), columns, label, (writer, rows, labels) -> writer.write(model.predict(rows), labels));
    }

    /// Probabilities, and the most probable class if there is room for texts.
    private static Use classes(Model model, Outcome outcome, boolean named) {
        return new Use(
                model.columns(),
                model.predictionColumns(),
                named ? Optional.of(outcome.column()) : Optional.empty(),
                (writer, rows, labels) -> {
                    Matrix probabilities = model.predict(rows);
                    writer.write(probabilities, named ? model.classes(probabilities) : List.of());
                });
    }

    /// A file of rows has one column of texts.
    private void refuseLabel(Outcome outcome) {
        if (data.label != null) {
            throw Problem.usage("--label has no place here: the predicted class is written as the one column of texts")
                    .remedy("--drop " + data.label)
                    .remedy("pairing the output with " + file + " row by row; its column is \"" + outcome.column()
                            + "\"")
                    .exception();
        }
    }
}
