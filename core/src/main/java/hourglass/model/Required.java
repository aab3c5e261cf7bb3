package hourglass.model;

import hourglass.problem.Problem;
import hourglass.problem.ProblemException;
import java.util.Optional;

/// What a method of a model needs of it, or an error that says what the model is instead.
final class Required {
    private Required() {}

    static Task.Reproduce autoencoder(Task task) {
        return switch (task) {
            case Task.Reproduce it -> it;
            case Task.Predict it -> throw unfit(it, "codes, reconstructions and scores");
        };
    }

    static Prediction predictor(Task task) {
        return switch (task) {
            case Task.Predict it -> new Prediction(it);
            case Task.Reproduce it -> throw unfit(it, "predictions");
        };
    }

    private static ProblemException unfit(Task task, String wanted) {
        return Problem.badData("the model " + task.description() + " and has no " + wanted)
                .exception();
    }

    /// A distribution of codes.
    static void variational(Model model) {
        if (!model.isVariational()) {
            throw Problem.usage("the model is not variational: it has no distribution of codes to draw from")
                    .exception();
        }
    }

    /// Judges of single columns.
    static RowJudge judge(Optional<RowJudge> judge) {
        return judge.orElseThrow(
                () -> Problem.usage("the model judges rows as a whole").exception());
    }
}
