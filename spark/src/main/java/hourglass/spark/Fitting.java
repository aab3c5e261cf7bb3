package hourglass.spark;

import hourglass.inference.Network;
import hourglass.judge.Calibration;
import hourglass.matrix.Kernels;
import hourglass.model.Advice;
import hourglass.model.Advisor;
import hourglass.model.Card;
import hourglass.model.Columns;
import hourglass.model.Model;
import hourglass.model.Prepared;
import hourglass.model.Table;
import hourglass.model.Task;
import hourglass.model.Wishes;
import hourglass.network.Parameters;
import hourglass.problem.Counted;
import hourglass.problem.Problem;
import hourglass.train.Elsewhere;
import hourglass.train.EpochReport;
import hourglass.train.Recipe;
import hourglass.train.Rounds;
import hourglass.train.ShardWorker;
import hourglass.train.TrainingRun;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/// One fit: rows in canonical order, all decisions on the driver, gradients or rounds by tasks, the model calibrated as
/// on
/// one machine.
final class Fitting {
    /// Multiply-adds of an epoch, about a second of one core, below which jobs would take longer than they save.
    private static final double WORTH_JOBS = 1e10;

    private final HourglassAutoencoder stage;
    private final Dataset<Row> dataset;
    private final JavaSparkContext context;
    private final InputColumns columns;
    private final int partitions;
    private final Kernels kernels;

    Fitting(HourglassAutoencoder stage, Dataset<?> dataset) {
        this.stage = stage;
        this.dataset = dataset.toDF();
        this.context = JavaSparkContext.fromSparkContext(dataset.sparkSession().sparkContext());
        this.columns = columns();
        int asked = (int) stage.$(stage.partitions());
        this.partitions = asked > 0 ? asked : context.defaultParallelism();
        this.kernels = Kernels.fastest().kernels();
    }

    private InputColumns columns() {
        StructType schema = dataset.schema();
        if (stage.isSet(stage.inputCols())) {
            return InputColumns.of(schema, stage.$(stage.inputCols()));
        }
        String column = stage.$(stage.featuresCol());
        int place = InputColumns.vectorPlace(schema, column);
        List<Row> first = dataset.filter(dataset.col(column).isNotNull()).takeAsList(1);
        if (first.isEmpty()) {
            throw noRows();
        }
        int size = InputColumns.numbers(first.getFirst().get(place)).length;
        return InputColumns.ofVector(schema, column, size);
    }

    private static RuntimeException noRows() {
        return Problem.badData("there are no rows to train on").exception();
    }

    Model model() {
        try (CanonicalRows rows =
                CanonicalRows.of(dataset.javaRDD(), columns, stage.$(stage.handleInvalid()), partitions, stage.log())) {
            if (rows.frame().rows() == 0) {
                throw noRows();
            }
            Wishes wishes = stage.wishes();
            Table table = Table.of(rows.frame(), Advisor.takesColumnsAlike(wishes));
            Advice advice = Advisor.advise(table, wishes);
            Prepared prepared = Prepared.of(table, advice);
            return trained(rows, prepared, advice.recipe());
        }
    }

    private Model trained(CanonicalRows rows, Prepared prepared, Recipe recipe) {
        int training = prepared.training().rows();
        int batch = Math.min(recipe.training().batch(), training);
        int height = ShardWorker.shardRows(recipe.architecture(), batch);
        String word = stage.$(stage.training());
        if (word.equals(TrainingParams.AUTO)) {
            boolean isSmall = 3.0 * training * recipe.architecture().multiplyAdds() < WORTH_JOBS;
            word = isSmall ? TrainingParams.DRIVER : batch > height ? TrainingParams.SHARDS : TrainingParams.ROUNDS;
        }
        boolean inShards = word.equals(TrainingParams.SHARDS);
        boolean onDriver = word.equals(TrainingParams.DRIVER);
        Checkpoints checkpoints = Checkpoints.of(stage, rows, context, !inShards && !onDriver);
        if (onDriver) {
            stage.log().info("training on the driver alone");
            return finished(checkpoints, prepared, recipe, Optional.empty());
        }
        boolean pairs = prepared.training().arePairs();
        Rounds rounds = workers(training);
        ModelBytes untrained = ModelBytes.of(untrained(prepared, recipe));
        Broadcast<ModelBytes> encoder = context.broadcast(untrained);
        Broadcast<Work> work = context.broadcast(new Work(untrained, batch, pairs, rounds));
        try (TrainingRows trainingRows = TrainingRows.of(rows, encoder, pairs, columns)) {
            if (inShards) {
                stage.log()
                        .info(
                                "training in shards: {} a step, {} at once at most",
                                Counted.of(batch, "row"),
                                Counted.of((batch + height - 1) / height, "task"));
                Assignment.Shards shards =
                        new Assignment.Shards(recipe.training().seed(), 0, training, batch, height);
                try (SparkShards source =
                        new SparkShards(context, trainingRows, work, shards, partitions, kernels.description())) {
                    return finished(checkpoints, prepared, recipe, Optional.of(new Elsewhere.InShards(source)));
                }
            }
            stage.log()
                    .info(
                            "training in rounds: {}, {} each",
                            Counted.of(rounds.workers(), "worker"),
                            Counted.of(rounds.steps(), "step"));
            try (SparkWorkers workers =
                    new SparkWorkers(context, trainingRows, work, rounds.workers(), kernels.description())) {
                return finished(checkpoints, prepared, recipe, Optional.of(new Elsewhere.InRounds(rounds, workers)));
            }
        } finally {
            encoder.destroy();
            work.destroy();
        }
    }

    /// As asked for, but with a row for each worker.
    private Rounds workers(int training) {
        Rounds asked = stage.rounds();
        if (asked.workers() > training) {
            stage.log().warn("{} for as many rows instead of {}", Counted.of(training, "worker"), asked.workers());
            return new Rounds(training, asked.steps(), asked.rate(), asked.momentum());
        }
        return asked;
    }

    /// All that a worker needs to know, as a model with weights of 0.
    private Model untrained(Prepared prepared, Recipe recipe) {
        Network network = new Network(recipe.architecture(), Parameters.zeros(recipe.architecture()), kernels);
        Table rows = prepared.pairs().inputs();
        Card card = new Card(
                "",
                prepared.training().rows(),
                prepared.validation().rows(),
                0,
                0,
                OptionalDouble.empty(),
                0,
                Optional.empty(),
                rows.shape(),
                false);
        return new Model(
                recipe,
                new Columns(rows.schema(), prepared.input()),
                network,
                new Task.Reproduce(prepared.target()),
                Calibration.defaults(),
                card);
    }

    private Model finished(Checkpoints checkpoints, Prepared prepared, Recipe recipe, Optional<Elsewhere> elsewhere) {
        int threads = Runtime.getRuntime().availableProcessors();
        try (TrainingRun run = checkpoints.run(recipe, prepared, kernels, threads, elsewhere)) {
            while (run.advance()) {
                if (run.epochEnded()) {
                    EpochReport report = run.report();
                    stage.log().info("{}", report);
                    checkpoints.save(run, kernels);
                }
            }
            return Model.of(prepared, run, "", Optional.empty());
        }
    }
}
