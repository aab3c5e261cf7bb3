package hourglass.model;

import hourglass.matrix.Matrix;
import hourglass.matrix.Rows;
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
    private static final int MOST_NUMBERS = 1 << 24;

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
        Rows inputs = pairs.inputs().rows();
        Rows targets = pairs.targets().rows();
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
        Rows training = inputs.select(split.training());
        Scaling input = scaling(advice.input(), pairs.inputs(), training, bytes);
        Rows scaled = ScaledRows.of(training, input);
        Rows validation = ScaledRows.of(inputs.select(split.validation()), input);
        if (pairs.areSame() && advice.input() == advice.target()) {
            return new Prepared(pairs, split, input, input, Examples.of(scaled), Examples.of(validation));
        }
        Rows trainingTargets = targets.select(split.training());
        Scaling target = scaling(advice.target(), pairs.targets(), trainingTargets, bytes);
        return new Prepared(
                pairs,
                split,
                input,
                target,
                new Examples(scaled, ScaledRows.of(trainingTargets, target)),
                new Examples(validation, ScaledRows.of(targets.select(split.validation()), target)));
    }

    private static Scaling scaling(ScalingKind kind, Table table, Rows training, boolean bytes) {
        return kind == ScalingKind.COLUMNS
                ? TableScaling.fit(table.schema().variables(), training)
                : Scaling.fit(kind, training, bytes);
    }

    private static Prepared ofTable(Pairs pairs, Advice advice) {
        Rows rows = pairs.inputs().rows();
        Split split = Split.of(rows.rows(), advice.recipe().training());
        Rows training = rows.select(split.training());
        Scaling scaling = TableScaling.fit(pairs.inputs().schema().variables(), training);
        Rows scaled = ScaledRows.of(training, scaling);
        Rows validation = ScaledRows.of(rows.select(split.validation()), scaling);
        return new Prepared(
                pairs,
                split,
                scaling,
                scaling,
                new Examples(scaled, scaled, true),
                new Examples(validation, validation, true));
    }

    /// These rows as far as they are to stand in memory: all if they do already, otherwise at most so many to learn
    /// from
    /// and to judge by as have 2²⁴ numbers, spread evenly over all.
    public Prepared inMemory() {
        return isInMemory()
                ? this
                : new Prepared(pairs, split, input, target, inMemory(training), inMemory(validation));
    }

    /// Whether all of these rows stand in memory.
    public boolean isInMemory() {
        return training.inputs() instanceof Matrix && training.targets() instanceof Matrix;
    }

    private static Examples inMemory(Examples examples) {
        int widest = Math.max(examples.inputs().columns(), examples.targets().columns());
        int most = Math.max(1, MOST_NUMBERS / widest);
        Matrix inputs = examples.inputs().thinned(most);
        return new Examples(
                inputs, examples.arePairs() ? examples.targets().thinned(most) : inputs, examples.mayBeUnobserved());
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
