package hourglass.train;

import hourglass.optimize.Clipping;
import hourglass.optimize.Optimizer;
import hourglass.optimize.Schedule;
import java.util.Optional;

/// How an architecture is trained. With the data, it determines every bit of the result. The `with…` methods give these
/// settings with one of them changed.
///
/// @param epochs passes over the training rows, at most
/// @param batch rows of a step; the last step of an epoch may have fewer
/// @param optimizer with the base learning rate
/// @param schedule how the rate changes
/// @param clipping limit on gradients
/// @param weightDecay λ of a penalty ½ λ ‖W‖² on all weight matrices (not biases), part of the gradient; the decoupled
///     kind is a setting of Adam
/// @param earlyStopping empty to train all epochs; needs validation rows
/// @param validation the share of rows set aside to judge by, drawn at random by the seed; 0 for none
/// @param seed of everything random
public record Training(
        int epochs,
        int batch,
        Optimizer optimizer,
        Schedule schedule,
        Clipping clipping,
        double weightDecay,
        Optional<EarlyStopping> earlyStopping,
        double validation,
        long seed) {
    public Training {
        require(epochs >= 1, "there must be at least 1 epoch, got " + epochs);
        require(batch >= 1, "a batch must have at least 1 row, got " + batch);
        require(
                weightDecay >= 0 && !Double.isInfinite(weightDecay),
                "weight decay must be at least 0, got " + weightDecay);
        require(validation >= 0 && validation < 1, "validation must be at least 0 and below 1, got " + validation);
    }

    /// A constant rate, no clipping, no decay, all epochs on all rows, seed 1: nothing but the algorithm, to which the
    /// `with…` methods add.
    public static Training plain(int epochs, int batch, Optimizer optimizer) {
        return new Training(
                epochs, batch, optimizer, new Schedule.Constant(), new Clipping.None(), 0, Optional.empty(), 0, 1);
    }

    /// Settings that serve most tables; the advisor of models refines batch and epochs by the number of rows.
    public static Training defaults() {
        return new Training(
                200,
                128,
                new Optimizer.Adam(),
                new Schedule.Cosine(0.01),
                new Clipping.Norm(5),
                0,
                Optional.of(new EarlyStopping()),
                0.1,
                1);
    }

    public Training withEpochs(int newEpochs) {
        return new Training(
                newEpochs, batch, optimizer, schedule, clipping, weightDecay, earlyStopping, validation, seed);
    }

    public Training withBatch(int newBatch) {
        return new Training(
                epochs, newBatch, optimizer, schedule, clipping, weightDecay, earlyStopping, validation, seed);
    }

    public Training withOptimizer(Optimizer newOptimizer) {
        return new Training(
                epochs, batch, newOptimizer, schedule, clipping, weightDecay, earlyStopping, validation, seed);
    }

    public Training withSchedule(Schedule newSchedule) {
        return new Training(
                epochs, batch, optimizer, newSchedule, clipping, weightDecay, earlyStopping, validation, seed);
    }

    public Training withClipping(Clipping newClipping) {
        return new Training(
                epochs, batch, optimizer, schedule, newClipping, weightDecay, earlyStopping, validation, seed);
    }

    public Training withWeightDecay(double newWeightDecay) {
        return new Training(
                epochs, batch, optimizer, schedule, clipping, newWeightDecay, earlyStopping, validation, seed);
    }

    /// These settings, stopping early.
    public Training withEarlyStopping(EarlyStopping newEarlyStopping) {
        return with(Optional.of(newEarlyStopping));
    }

    /// These settings, training all epochs.
    public Training withoutEarlyStopping() {
        return with(Optional.empty());
    }

    private Training with(Optional<EarlyStopping> newEarlyStopping) {
        return new Training(
                epochs, batch, optimizer, schedule, clipping, weightDecay, newEarlyStopping, validation, seed);
    }

    public Training withValidation(double newValidation) {
        return new Training(
                epochs, batch, optimizer, schedule, clipping, weightDecay, earlyStopping, newValidation, seed);
    }

    public Training withSeed(long newSeed) {
        return new Training(
                epochs, batch, optimizer, schedule, clipping, weightDecay, earlyStopping, validation, newSeed);
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new IllegalArgumentException(message);
        }
    }
}
