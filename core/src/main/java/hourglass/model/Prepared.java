package hourglass.model;

import hourglass.matrix.Matrix;
import hourglass.regression.Solver;
import hourglass.table.ValueType;
import hourglass.train.DomainCheck;
import hourglass.train.Examples;
import hourglass.train.Split;
import hourglass.train.Training;
import java.util.Optional;

/// Rows ready for training: split as the recipe says, scaled by what the training rows alone show.
///
/// @param pairs what was prepared
/// @param split which rows of the pairs went where
public record Prepared(
        Pairs pairs, Split split, Scaling input, Scaling target, Examples training, Examples validation) {

    /// Prepares rows that are their own targets.
    public static Prepared of(Table rows, Advice advice) {
        return of(Pairs.of(rows), advice);
    }

    /// Prepares pairs.
    ///
    /// @throws hourglass.problem.ProblemException if nothing scales the targets and the objective cannot explain one
    public static Prepared of(Pairs pairs, Advice advice) {
        if (advice.input() == ScalingKind.COLUMNS && pairs.areSame()) {
            return ofTable(pairs, advice);
        }
        Matrix inputs = pairs.inputs().rows();
        Matrix targets = pairs.targets().rows();
        if (advice.target() == ScalingKind.NONE) {
            // Here, in terms of the file: training knows only shuffled rows without names.
            DomainCheck.check(
                    advice.recipe().architecture().objective(),
                    targets,
                    false,
                    "data row",
                    pairs.targets().columns());
        }
        Training settings = advice.recipe().training();
        Split split = pairs.inputs()
                .windows()
                .map(it -> it.split(settings.validation(), settings.seed()))
                .or(() -> pairs.inputs().patches().map(it -> it.split(settings.validation(), settings.seed())))
                .orElseGet(() -> Split.of(inputs.rows(), settings));
        boolean bytes = pairs.inputs().valueType() == ValueType.UNSIGNED_BYTE;
        Matrix training = Split.select(inputs, split.training());
        Matrix validation = Split.select(inputs, split.validation());
        Scaling input = scaling(advice.input(), pairs.inputs(), training, bytes);
        input.apply(training);
        input.apply(validation);
        if (pairs.areSame() && advice.input() == advice.target()) {
            return new Prepared(pairs, split, input, input, Examples.of(training), Examples.of(validation));
        }
        Matrix trainingTargets = Split.select(targets, split.training());
        Matrix validationTargets = Split.select(targets, split.validation());
        Scaling target = scaling(advice.target(), pairs.targets(), trainingTargets, bytes);
        target.apply(trainingTargets);
        target.apply(validationTargets);
        return new Prepared(
                pairs,
                split,
                input,
                target,
                new Examples(training, trainingTargets),
                new Examples(validation, validationTargets));
    }

    private static Scaling scaling(ScalingKind kind, Table table, Matrix training, boolean bytes) {
        return kind == ScalingKind.COLUMNS
                ? TableScaling.fit(table.schema().variables(), training)
                : Scaling.fit(kind, training, bytes);
    }

    private static Prepared ofTable(Pairs pairs, Advice advice) {
        Matrix rows = pairs.inputs().rows();
        Split split = Split.of(rows.rows(), advice.recipe().training());
        Matrix training = Split.select(rows, split.training());
        Matrix validation = Split.select(rows, split.validation());
        Scaling scaling = TableScaling.fit(pairs.inputs().schema().variables(), training);
        scaling.apply(training);
        scaling.apply(validation);
        return new Prepared(
                pairs,
                split,
                scaling,
                scaling,
                new Examples(training, training, true),
                new Examples(validation, validation, true));
    }

    /// What a model trained on these rows is for.
    ///
    /// @param solver what fits it, if it is a single layer
    Task task(Optional<Solver> solver) {
        return pairs.outcome()
                .<Task>map(outcome -> new Task.Predict(outcome, target, solver))
                .orElseGet(() -> new Task.Reproduce(target));
    }
}
