package hourglass.train;

import java.util.List;

/// Where the work of a [TrainingRun] is done, if not by threads of this machine: on workers that hold the training
/// rows. The run keeps all decisions: orders, rates, validation, stopping, the best weights.
public sealed interface Elsewhere {
    /// Each step a batch whose gradient is computed in shards and added here: the bits of a run on one machine.
    record InShards(Shards shards) implements Elsewhere {}

    /// Several steps at a time on rows of each worker's own, averaged.
    record InRounds(Rounds rounds, Workers workers) implements Elsewhere {}

    /// Computes the gradients of a batch.
    interface Shards {
        /// The gradients of all shards of a batch in their order, as [ShardWorker]s compute them.
        ///
        /// @param block the parameters. Not modified.
        List<ShardGradient> gradients(Batch batch, float[] block);
    }

    /// Takes the steps of a round.
    interface Workers {
        /// What each worker comes to, in their order, as [RoundWorker]s do it.
        ///
        /// @param from where all of them start. Not modified.
        List<LocalState> run(Round round, LocalState from);
    }
}
