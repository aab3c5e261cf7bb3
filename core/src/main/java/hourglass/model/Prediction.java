package hourglass.model;

import hourglass.matrix.Matrix;
import hourglass.problem.Problem;
import java.util.ArrayList;
import java.util.List;

/// What the means of a network that predicts a column say in the units of the file.
final class Prediction {
    private final Task.Predict task;

    Prediction(Task.Predict task) {
        this.task = task;
    }

    /// Names for the columns of predictions.
    List<String> names() {
        return task.outcome() instanceof Outcome.Classes classes
                ? classes.names().stream().map(name -> "probability_" + name).toList()
                : List.of(task.outcome().column());
    }

    /// @param means overwritten
    Matrix of(Matrix means) {
        if (task.outcome() instanceof Outcome.Classes classes && classes.names().size() == 2) {
            Matrix both = Matrix.zeros(means.rows(), 2);
            for (int row = 0; row < means.rows(); row++) {
                both.set(row, 0, 1 - means.get(row, 0));
                both.set(row, 1, means.get(row, 0));
            }
            return both;
        }
        task.target().invert(means);
        return means;
    }

    /// The most probable class of each row of predictions, the first of equals.
    List<String> classes(Matrix predictions) {
        if (!(task.outcome() instanceof Outcome.Classes classes)) {
            throw Problem.usage("the outcome is " + task.outcome().description() + ", not classes")
                    .exception();
        }
        List<String> names = new ArrayList<>();
        for (int row = 0; row < predictions.rows(); row++) {
            int best = 0;
            for (int k = 1; k < predictions.columns(); k++) {
                best = predictions.get(row, k) > predictions.get(row, best) ? k : best;
            }
            names.add(classes.names().get(best));
        }
        return names;
    }
}
