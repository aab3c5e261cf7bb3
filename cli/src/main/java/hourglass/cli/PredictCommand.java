package hourglass.cli;

import hourglass.data.row.RowWriter;
import hourglass.matrix.Matrix;
import hourglass.pipeline.Outcome;
import hourglass.pipeline.Predictor;
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
        Predictor predictor = Predictor.load(file);
        if (predictor.outcome() instanceof Outcome.Classes) {
            refuseLabel(predictor);
            return new Classes(predictor, !output.toString().endsWith(".npy"));
        }
        return new Numbers(predictor, Optional.ofNullable(data.label));
    }

    /// A file of rows has one column of texts.
    private void refuseLabel(Predictor predictor) {
        if (data.label != null) {
            throw Problem.usage("--label has no place here: the predicted class is written as the one column of texts")
                    .remedy("--drop " + data.label)
                    .remedy("pairing the output with " + file + " row by row; its column is \""
                            + predictor.outcome().column() + "\"")
                    .exception();
        }
    }

    /// Probabilities, and the most probable class if there is room for texts.
    private record Classes(Predictor predictor, boolean named) implements Use {
        @Override
        public List<String> inputs() {
            return predictor.columns();
        }

        @Override
        public List<String> outputs() {
            return predictor.predictionColumns();
        }

        @Override
        public Optional<String> label() {
            return named ? Optional.of(predictor.outcome().column()) : Optional.empty();
        }

        @Override
        public void write(RowWriter writer, Matrix rows, List<String> labels) {
            Matrix probabilities = predictor.predict(rows);
            writer.write(probabilities, named ? predictor.classes(probabilities) : List.of());
        }
    }

    /// Numbers or counts.
    private record Numbers(Predictor predictor, Optional<String> label) implements Use {
        @Override
        public List<String> inputs() {
            return predictor.columns();
        }

        @Override
        public List<String> outputs() {
            return label.filter(predictor.outcome().column()::equals).isPresent()
                    ? List.of("predicted_" + predictor.outcome().column())
                    : predictor.predictionColumns();
        }

        @Override
        public void write(RowWriter writer, Matrix rows, List<String> labels) {
            writer.write(predictor.predict(rows), labels);
        }
    }
}
