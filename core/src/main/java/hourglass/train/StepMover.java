package hourglass.train;

import hourglass.engine.StepKey;
import hourglass.engine.StepResult;
import hourglass.engine.TrainingStep;
import java.util.Optional;

/// One step at a time, its gradient computed by threads of this machine or in shards elsewhere.
final class StepMover implements Mover {
    private final TrainingStep trainingStep;
    private final Examples training;
    private final long seed;
    private final int batch;
    private final float[] block;
    private final Optional<Elsewhere.Shards> shards;
    private int[] order = {};
    private int orderEpoch = -1;

    /// @param block the parameters
    StepMover(
            TrainingStep trainingStep,
            Examples training,
            long seed,
            int batch,
            float[] block,
            Optional<Elsewhere.Shards> shards) {
        this.trainingStep = trainingStep;
        this.training = training;
        this.seed = seed;
        this.batch = batch;
        this.block = block;
        this.shards = shards;
    }

    @Override
    public Moved move(long step, int epoch, int inEpoch, Rates rates) {
        int from = inEpoch * batch;
        int to = Math.min(training.rows(), from + batch);
        StepResult result = shards.map(it -> elsewhere(it, new Batch(step, epoch, from, to), rates.at(step)))
                .orElseGet(() -> here(step, epoch, from, to, rates.at(step)));
        return new Moved(1, result.loss(), result.penalty());
    }

    private StepResult here(long step, int epoch, int from, int to, double rate) {
        if (orderEpoch != epoch) {
            order = Batch.order(seed, epoch, training.rows());
            orderEpoch = epoch;
        }
        return trainingStep.run(training.inputs(), training.targets(), order, from, to, new StepKey(seed, step), rate);
    }

    private StepResult elsewhere(Elsewhere.Shards source, Batch rows, double rate) {
        return trainingStep.apply(
                source.gradients(rows, block).stream()
                        .map(ShardGradient::toGradient)
                        .toList(),
                rate);
    }
}
