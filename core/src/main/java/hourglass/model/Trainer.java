package hourglass.model;

import hourglass.matrix.Kernels;
import hourglass.regression.Solver;
import hourglass.train.TrainingRun;
import java.util.Optional;

/// Trains with all processors.
final class Trainer {
    private Trainer() {}

    static Model train(Pairs pairs, Wishes wishes) {
        Advice advice = Advisor.advise(pairs, wishes);
        Prepared prepared = Prepared.of(pairs, advice);
        Optional<Solver> solver = Advisor.solver(advice.recipe(), wishes);
        if (solver.isPresent()) {
            return Fitted.of(prepared, advice.recipe(), solver.get()).model("");
        }
        try (TrainingRun run = TrainingRun.start(
                advice.recipe(),
                prepared.training(),
                prepared.validation(),
                Kernels.fastest().kernels(),
                threads())) {
            while (run.advance()) {}
            return Model.of(prepared, run, "", Optional.empty());
        }
    }

    static int threads() {
        return Runtime.getRuntime().availableProcessors();
    }
}
