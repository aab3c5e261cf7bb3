package hourglass.onnx;

import hourglass.activation.Softmax;
import hourglass.json.Words;
import hourglass.model.Model;
import hourglass.objective.Categorical;
import hourglass.objective.ClassIndices;
import hourglass.objective.LossObjective;
import hourglass.objective.Mixed;
import hourglass.objective.Objective;
import java.util.Optional;
import java.util.stream.Stream;

/// What ONNX cannot be made to say, by name.
final class Sayable {
    private Sayable() {}

    /// Why what an objective means by η cannot be told; empty if it can.
    static Optional<String> objection(Objective objective) {
        if (objective instanceof Mixed mixed) {
            return mixed.columns().stream()
                    .flatMap(it -> objectionToColumn(it).stream())
                    .findFirst();
        }
        boolean known = Densities.knows(objective)
                || objective instanceof Categorical
                || objective instanceof ClassIndices
                || objective instanceof LossObjective;
        return known
                ? Optional.empty()
                : Optional.of("the objective " + objective.name() + " is none of Hourglass's own");
    }

    private static Optional<String> objectionToColumn(Objective column) {
        return Densities.knows(column) || column instanceof ClassIndices
                ? Optional.empty()
                : Optional.of("the likelihood " + column.name() + " of a column has no form in ONNX here");
    }

    /// Why the scores of an autoencoder cannot be told; empty if they can.
    static Optional<String> objectionToScore(Model model) {
        Objective objective = model.recipe().architecture().objective();
        boolean judged = !model.calibration().cells().isEmpty();
        Optional<String> objection = objection(objective);
        if (objection.isPresent()) {
            return objection;
        }
        if (judged) {
            return model.calibration().cells().stream()
                    .flatMap(it -> Stream.of(it.given(), it.alone()))
                    .flatMap(it -> objectionToColumn(it).stream())
                    .findFirst();
        }
        if (objective instanceof Mixed && model.calibration().isCalibrated()) {
            return Optional.of("scores of mixed columns that are not judged one by one have no form in ONNX here");
        }
        if (model.readsHoles() && objective instanceof LossObjective it && comparesCells(it)) {
            return Optional.of(it.loss().name() + " with output "
                    + Words.name(it.output().getClass()) + " compares the observed cells of a row with one another");
        }
        return Optional.empty();
    }

    private static boolean comparesCells(LossObjective objective) {
        return !LossTerms.isElementwise(objective.loss()) || objective.output() instanceof Softmax;
    }
}
