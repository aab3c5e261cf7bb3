package hourglass.train;

import hourglass.optimize.Schedule;
import java.util.ArrayList;
import java.util.List;

/// Where a run stands, apart from its blocks of numbers: with them, all that resuming needs.
///
/// @param step steps taken
/// @param epochLoss loss summed over the rows of the unfinished epoch
/// @param epochPenalty penalties, likewise
/// @param plateauFactor the factor that reducing on plateau has come to
/// @param plateauBest best loss it has seen
/// @param plateauWait epochs since then
/// @param bestLoss best validation loss
/// @param bestEpoch epoch of the best loss, 0 if none yet
/// @param stoppingBest loss that early stopping compares with
/// @param stoppingWait epochs since it improved
/// @param history results of the finished epochs
record Progress(
        long step,
        double epochLoss,
        double epochPenalty,
        double plateauFactor,
        double plateauBest,
        int plateauWait,
        double bestLoss,
        int bestEpoch,
        double stoppingBest,
        int stoppingWait,
        List<EpochResult> history) {
    Progress {
        history = List.copyOf(history);
        int last = history.isEmpty() ? 0 : history.getLast().epoch();
        if (step < 0 || plateauWait < 0 || stoppingWait < 0 || bestEpoch < 0 || bestEpoch > last) {
            throw new IllegalArgumentException(
                    "steps and waits must be at least 0 and the best epoch one of the finished");
        }
        for (int i = 0; i < history.size(); i++) {
            if (history.get(i).epoch() != i + 1) {
                throw new IllegalArgumentException("the history must have one result for each finished epoch");
            }
        }
    }

    /// Before the first step.
    static Progress start() {
        double none = Double.POSITIVE_INFINITY;
        return new Progress(0, 0, 0, 1, none, 0, none, 0, none, 0, List.of());
    }

    /// What the end of an epoch changes: best epoch, reducing on plateau, early stopping.
    ///
    /// @param counts whether an epoch without improvement counts as one; not while the weight of a penalty still grows
    /// @param watched the validation loss, or the training loss without validation rows
    Progress afterEpoch(Training settings, EpochResult result, double watched, boolean isBest, boolean counts) {
        List<EpochResult> results = new ArrayList<>(history);
        results.add(result);
        boolean plateauImproved = watched < plateauBest;
        int wait = plateauImproved || !counts ? 0 : plateauWait + 1;
        double factor = plateauFactor;
        if (settings.schedule().plateau().isPresent()) {
            Schedule.ReduceOnPlateau plateau = settings.schedule().plateau().get();
            if (wait >= plateau.patience()) {
                factor = Math.max(plateau.smallest(), factor * plateau.factor());
                wait = 0;
            }
        }
        double improvement =
                settings.earlyStopping().map(EarlyStopping::minimumImprovement).orElse(0.0);
        // Not watched < …, which would be false before the first epoch: infinity minus a share of it is not a number.
        boolean stoppingImproved = !(watched >= stoppingBest - improvement * Math.abs(stoppingBest));
        return new Progress(
                step,
                0,
                0,
                factor,
                plateauImproved ? watched : plateauBest,
                wait,
                isBest ? watched : bestLoss,
                isBest ? result.epoch() : bestEpoch,
                stoppingImproved ? watched : stoppingBest,
                stoppingImproved || !counts ? 0 : stoppingWait + 1,
                results);
    }
}
