package hourglass.spark;

import hourglass.train.Elsewhere;
import hourglass.train.LocalState;
import hourglass.train.Round;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;

/// The workers of rounds: a partition each, whose rows stay where they are; a job for each round.
final class SparkWorkers implements Elsewhere.Workers, AutoCloseable {
    private final JavaSparkContext context;
    private final JavaRDD<NumberedRows> rows;
    private final Broadcast<Work> work;
    private final int workers;
    private final String kernels;

    /// @param kernels of the driver
    SparkWorkers(JavaSparkContext context, TrainingRows rows, Broadcast<Work> work, int workers, String kernels) {
        this.context = context;
        this.rows = rows.grouped(new Assignment.Workers(workers), workers);
        this.work = work;
        this.workers = workers;
        this.kernels = kernels;
    }

    @Override
    public List<LocalState> run(Round round, LocalState from) {
        Broadcast<float[]> parameters = context.broadcast(from.block());
        Broadcast<float[]> moments = context.broadcast(from.moments());
        Broadcast<Work> shared = work;
        long number = round.number();
        int epoch = round.epoch();
        int firstInEpoch = round.firstInEpoch();
        long firstStep = round.firstStep();
        double[] rates = round.rates();
        List<Answer>[] answers = rows.mapPartitions(some -> {
                    List<Answer> own = new ArrayList<>();
                    while (some.hasNext()) {
                        own.add(shared.value()
                                .round(
                                        some.next(),
                                        new Round(number, epoch, firstInEpoch, firstStep, rates),
                                        new LocalState(parameters.value(), moments.value(), 0, 0)));
                    }
                    return own.iterator();
                })
                .collectPartitions(IntStream.range(0, workers).toArray());
        parameters.destroy();
        moments.destroy();
        return Answer.inOrder(answers, 0, workers, kernels).stream()
                .map(it -> new LocalState(it.block(), it.moments(), it.loss(), it.penalty()))
                .toList();
    }

    @Override
    public void close() {
        rows.unpersist(false);
    }
}
