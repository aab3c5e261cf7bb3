package hourglass.train;

import java.util.OptionalDouble;

/// What an epoch came to: a function of recipe and data, the same on every machine and number of threads.
///
/// @param epoch from 1
/// @param loss the objective's loss per row, averaged over the epoch while the weights moved, with corruption
/// @param penalty the penalties per row, likewise
/// @param validation the loss per validation row after the epoch, without corruption; empty without such rows
/// @param validationPenalty the penalties per validation row, likewise; empty also in runs of earlier versions
/// @param rate the learning rate of the last step
public record EpochResult(
        int epoch,
        double loss,
        double penalty,
        OptionalDouble validation,
        OptionalDouble validationPenalty,
        double rate) {
    /// What early stopping, schedules and the choice of the best epoch go by: what is minimised, loss and penalties, of
    /// the
    /// validation rows where there are some. Without the penalties a run whose penalty is at work would seem to get
    /// worse from its first epoch on.
    public double watched() {
        return validation.isPresent() ? validation.getAsDouble() + validationPenalty.orElse(0) : loss + penalty;
    }
}
