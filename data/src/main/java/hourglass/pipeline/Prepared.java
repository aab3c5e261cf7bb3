package hourglass.pipeline;

import hourglass.data.Dataset;
import hourglass.data.row.ValueType;
import hourglass.matrix.Matrix;
import hourglass.train.DomainCheck;
import hourglass.train.Examples;
import hourglass.train.Split;

/// Rows ready for training: split by the seed, scaled by what the training rows alone show.
///
/// @param split which rows of the file went where
public record Prepared(Split split, Scaling input, Scaling target, Examples training, Examples validation) {

    /// Prepares rows that are their own targets.
    public static Prepared of(Dataset dataset, Advice advice) {
        return of(dataset, dataset, advice);
    }

    /// Prepares pairs: row i of `targets` is what row i of `inputs` should be turned into. Pass the same dataset twice
    /// for a plain autoencoder.
    ///
    /// @throws hourglass.problem.ProblemException if nothing scales the targets and the likelihood cannot explain one
    public static Prepared of(Dataset inputs, Dataset targets, Advice advice) {
        if (advice.target() == ScalingKind.NONE) {
            // Here, in terms of the file: training knows only shuffled rows without names.
            DomainCheck.check(
                    advice.recipe().architecture().likelihood(), targets.rows(), "data row", targets.columns());
        }
        var settings = advice.recipe().training();
        Split split = Split.of(inputs.rows().rows(), settings.validation(), settings.seed());
        boolean bytes = inputs.valueType() == ValueType.UNSIGNED_BYTE;
        Matrix trainingInputs = Split.select(inputs.rows(), split.training());
        Matrix validationInputs = Split.select(inputs.rows(), split.validation());
        Scaling input = Scaling.fit(advice.input(), trainingInputs, bytes);
        boolean same = inputs.equals(targets) && advice.input() == advice.target();
        if (same) {
            input.apply(trainingInputs);
            input.apply(validationInputs);
            return new Prepared(split, input, input, Examples.of(trainingInputs), Examples.of(validationInputs));
        }
        Matrix trainingTargets = Split.select(targets.rows(), split.training());
        Matrix validationTargets = Split.select(targets.rows(), split.validation());
        Scaling target = Scaling.fit(advice.target(), trainingTargets, bytes);
        input.apply(trainingInputs);
        input.apply(validationInputs);
        target.apply(trainingTargets);
        target.apply(validationTargets);
        return new Prepared(
                split,
                input,
                target,
                new Examples(trainingInputs, trainingTargets),
                new Examples(validationInputs, validationTargets));
    }
}
