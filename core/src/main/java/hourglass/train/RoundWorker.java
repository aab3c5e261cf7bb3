package hourglass.train;

import hourglass.engine.NotFiniteException;
import hourglass.engine.StepKey;
import hourglass.engine.StepResult;
import hourglass.engine.Team;
import hourglass.engine.TrainingStep;
import hourglass.matrix.Kernels;
import hourglass.network.Parameters;
import hourglass.optimize.OptimizerState;
import hourglass.random.Noise;

/// Takes the steps of one worker in a [Round]. Serves one thread at a time.
public final class RoundWorker {
    private final Training training;
    private final Rounds rounds;
    private final int batch;
    private final Parameters parameters;
    private final OptimizerState optimizer;
    private final TrainingStep step;

    /// @param batch the most rows of a batch, see [TrainingRun#batch()]
    /// @param pairs whether targets differ from inputs
    public RoundWorker(Recipe recipe, Rounds rounds, int batch, boolean pairs, Kernels kernels) {
        this.training = recipe.training();
        this.rounds = rounds;
        this.batch = rounds.batch(batch);
        this.parameters = Parameters.zeros(recipe.architecture());
        this.optimizer = new OptimizerState(training.optimizer(), parameters.block().length);
        this.step = new TrainingStep(
                recipe.architecture(),
                parameters,
                optimizer,
                training.clipping(),
                training.weightDecay(),
                batch,
                pairs,
                Team.of(1),
                new Kernels[] {kernels.fork()});
    }

    /// Takes the steps of a round. A worker with fewer rows than others may have none for the last step of an epoch.
    ///
    /// @param rows of this worker, in rising order
    /// @param worker its number, from 0
    /// @param from where the round starts. Not modified.
    public LocalState run(Examples rows, int worker, Round round, LocalState from) {
        float[] block = parameters.block();
        System.arraycopy(from.block(), 0, block, 0, block.length);
        for (int i = 0; i < optimizer.slots().size(); i++) {
            System.arraycopy(from.moments(), i * block.length, optimizer.slots().get(i), 0, block.length);
        }
        optimizer.restoreSteps(round.firstStep());
        int[] order = Noise.permutation(
                Noise.key(training.seed(), Noise.Purpose.ORDER, round.epoch(), worker + 1L), rows.rows());
        double loss = 0;
        double penalty = 0;
        try {
            for (int i = 0; i < round.rates().length; i++) {
                int first = (round.firstInEpoch() + i) * batch;
                int last = Math.min(rows.rows(), first + batch);
                if (first >= last) {
                    break;
                }
                // Noise of workers must differ where their steps do not.
                StepKey key = new StepKey(
                        training.seed(), (round.firstStep() + i) * rounds.workers() + worker, round.firstStep() + i);
                StepResult result = step.run(rows.inputs(), rows.targets(), order, first, last, key, round.rates()[i]);
                loss += result.loss();
                penalty += result.penalty();
            }
        } catch (NotFiniteException e) {
            // An answer, not a failure: to try again elsewhere would give the same.
            return new LocalState(block.clone(), from.moments().clone(), Double.NaN, Double.NaN);
        }
        float[] moments = new float[from.moments().length];
        for (int i = 0; i < optimizer.slots().size(); i++) {
            System.arraycopy(optimizer.slots().get(i), 0, moments, i * block.length, block.length);
        }
        return new LocalState(block.clone(), moments, loss, penalty);
    }
}
