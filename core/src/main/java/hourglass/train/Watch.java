package hourglass.train;

import hourglass.optimize.Schedule;
import java.util.ArrayList;
import java.util.List;

/// What the end of an epoch changes: best epoch, reducing on plateau, early stopping.
final class Watch {
    private Watch() {}

    /// @param watched the validation loss, or the training loss without validation rows
    static Progress afterEpoch(Progress before, Training settings, EpochResult result, double watched, boolean isBest) {
        List<EpochResult> history = new ArrayList<>(before.history());
        history.add(result);
        boolean plateauImproved = watched < before.plateauBest();
        int plateauWait = plateauImproved ? 0 : before.plateauWait() + 1;
        double factor = before.plateauFactor();
        if (settings.schedule().plateau().isPresent()) {
            Schedule.ReduceOnPlateau plateau = settings.schedule().plateau().get();
            if (plateauWait >= plateau.patience()) {
                factor = Math.max(plateau.smallest(), factor * plateau.factor());
                plateauWait = 0;
            }
        }
        double improvement =
                settings.earlyStopping().map(EarlyStopping::minimumImprovement).orElse(0.0);
        boolean stoppingImproved = !(watched >= before.stoppingBest() - improvement * Math.abs(before.stoppingBest()));
        if (Double.isInfinite(before.stoppingBest())) {
            stoppingImproved = true;
        }
        return new Progress(
                before.step(),
                0,
                0,
                factor,
                plateauImproved ? watched : before.plateauBest(),
                plateauWait,
                isBest ? watched : before.bestLoss(),
                isBest ? result.epoch() : before.bestEpoch(),
                stoppingImproved ? watched : before.stoppingBest(),
                stoppingImproved ? 0 : before.stoppingWait() + 1,
                history);
    }
}
