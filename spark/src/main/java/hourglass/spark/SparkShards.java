package hourglass.spark;

import hourglass.train.Batch;
import hourglass.train.Elsewhere;
import hourglass.train.ShardGradient;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.jspecify.annotations.Nullable;

/// Gradients of batches by a job for each step, on the partitions that hold the shards of the batch. The rows of an
/// epoch
/// are shuffled once, into whole shards.
final class SparkShards implements Elsewhere.Shards, AutoCloseable {
    private final JavaSparkContext context;
    private final TrainingRows rows;
    private final Broadcast<Work> work;
    private final Assignment.Shards ofFirstEpoch;
    private final int partitions;
    private final String kernels;
    private int epoch = -1;
    private @Nullable JavaRDD<NumberedRows> shards;

    /// @param ofFirstEpoch how rows are assigned, but for the epoch
    /// @param kernels of the driver
    SparkShards(
            JavaSparkContext context,
            TrainingRows rows,
            Broadcast<Work> work,
            Assignment.Shards ofFirstEpoch,
            int partitions,
            String kernels) {
        this.context = context;
        this.rows = rows;
        this.work = work;
        this.ofFirstEpoch = ofFirstEpoch;
        this.partitions = partitions;
        this.kernels = kernels;
    }

    @Override
    public List<ShardGradient> gradients(Batch batch, float[] block) {
        int height = ofFirstEpoch.height();
        int first = batch.from() / ofFirstEpoch.batch() * ofFirstEpoch.perBatch();
        int count = (batch.rows() + height - 1) / height;
        int[] concerned = IntStream.range(first, first + count)
                .map(shard -> shard % partitions)
                .distinct()
                .sorted()
                .toArray();
        Broadcast<float[]> parameters = context.broadcast(block);
        Broadcast<Work> shared = work;
        int batchRows = batch.rows();
        long step = batch.step();
        List<Answer>[] answers = shardsOf(batch.epoch())
                .mapPartitions(some -> {
                    List<Answer> own = new ArrayList<>();
                    while (some.hasNext()) {
                        NumberedRows shard = some.next();
                        int place = shard.group() - first;
                        if (place >= 0 && place < count) {
                            own.add(shared.value()
                                    .gradient(shard, parameters.value(), place * height, batchRows, step));
                        }
                    }
                    return own.iterator();
                })
                .collectPartitions(concerned);
        parameters.destroy();
        return Answer.inOrder(answers, first, count, kernels).stream()
                .map(it -> new ShardGradient(it.block(), it.loss(), it.penalty(), it.rows()))
                .toList();
    }

    private JavaRDD<NumberedRows> shardsOf(int wanted) {
        JavaRDD<NumberedRows> known = shards;
        if (known != null && epoch == wanted) {
            return known;
        }
        close();
        JavaRDD<NumberedRows> grouped = rows.grouped(
                new Assignment.Shards(
                        ofFirstEpoch.seed(), wanted, ofFirstEpoch.rows(), ofFirstEpoch.batch(), ofFirstEpoch.height()),
                partitions);
        shards = grouped;
        epoch = wanted;
        return grouped;
    }

    @Override
    public void close() {
        JavaRDD<NumberedRows> known = shards;
        if (known != null) {
            known.unpersist(false);
        }
    }
}
