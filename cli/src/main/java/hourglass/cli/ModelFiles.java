package hourglass.cli;

import hourglass.model.Model;
import hourglass.model.Outcome;
import hourglass.model.Task;
import hourglass.problem.Problem;
import hourglass.problem.ProblemException;
import java.nio.file.Path;

/// Models as commands take them, with what to do about the wrong kind of file.
final class ModelFiles {
    private ModelFiles() {}

    static Model load(Path file) {
        try {
            return Model.load(file);
        } catch (ProblemException e) {
            String found = e.problem().found();
            if (found != null && found.startsWith("hourglass-checkpoint")) {
                throw e.problem().remedy("hourglass resume " + file).exception(e);
            }
            throw e;
        }
    }

    static Model autoencoder(Path file) {
        Model model = load(file);
        if (model.task() instanceof Task.Predict) {
            throw Problem.badData(
                            "the model is no autoencoder: it " + model.task().description())
                    .at(file.toString())
                    .remedy("hourglass predict " + file + " FILE")
                    .exception();
        }
        return model;
    }

    /// An autoencoder of rows that stand for themselves.
    static Model ofRows(Path file) {
        Model model = autoencoder(file);
        if (model.columns().window().isPresent()) {
            throw Problem.badData("the model is one of a series, whose windows are no rows of a file")
                    .at(file.toString())
                    .remedy("hourglass score " + file + " FILE")
                    .exception();
        }
        return model;
    }

    /// What a model predicts.
    static Outcome outcome(Model model, Path file) {
        return switch (model.task()) {
            case Task.Predict it -> it.outcome();
            case Task.Reproduce it ->
                throw Problem.badData("the model predicts no column: it " + it.description())
                        .at(file.toString())
                        .remedy("hourglass train FILE --predict COLUMN, to make one")
                        .exception();
        };
    }
}
