package hourglass.report;

import hourglass.model.Model;
import hourglass.train.EpochResult;
import java.util.List;

/// What the rules look at.
///
/// @param history of the run, empty where nobody kept it
/// @param bestEpoch whose weights were kept, from 1
record Facts(Evaluation evaluation, Model model, List<EpochResult> history, int bestEpoch) {
    Facts {
        history = List.copyOf(history);
    }
}
