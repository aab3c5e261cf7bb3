package hourglass.spark;

import hourglass.model.Model;
import hourglass.model.Wishes;
import hourglass.train.Rounds;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.param.BooleanParam;
import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.LongParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.DefaultParamsWritable;
import org.apache.spark.ml.util.Identifiable;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.StructType;

/// Trains an autoencoder on the rows of a DataFrame, by Spark itself. What is not set is chosen from the data.
///
/// ```java
/// HourglassModel model = new HourglassAutoencoder().setInputCols("age", "city", "amount").fit(rows);
/// model.transform(rows).filter("flagged").show();
/// ```
///
/// Rows are known by their content, in whatever order and partitions they come: they are sorted by a hash of it.
/// `training`
/// says who computes:
///
/// | word | |
/// | --- | --- |
/// | `shards` | gradients of the shards of a batch (1,024 rows) by tasks, added in their order: the bytes of the model
/// that one machine would train, whatever the partitions; a batch of one shard has nothing to share |
/// | `rounds` | steps on rows of each worker's own, then averages ([Rounds]); the bytes depend on `workers`, not on the
/// cluster |
/// | `driver` | the driver alone |
/// | `auto` | the default: `driver` where an epoch is small (10¹⁰ multiply-adds, a second), else `shards` for batches
/// of several, `rounds` for others |
///
/// The driver reads all rows once to decide and to calibrate and holds their numbers: docs/spark.md has the formula.
public final class HourglassAutoencoder extends Estimator<HourglassModel>
        implements HourglassParams<HourglassAutoencoder>, DefaultParamsWritable {
    private static final long serialVersionUID = 1L;

    private final String uid;
    private final ColumnParams columnParams;
    private final TrainingParams trainingParams;

    public HourglassAutoencoder() {
        this(Identifiable.randomUID("hourglass"));
    }

    /// @param uid what Spark knows the stage by
    public HourglassAutoencoder(String uid) {
        this.uid = uid;
        this.columnParams = new ColumnParams(this);
        this.trainingParams = new TrainingParams(this);
    }

    @Override
    public String uid() {
        return uid;
    }

    @Override
    public ColumnParams columnParams() {
        return columnParams;
    }

    @Override
    public HourglassAutoencoder self() {
        return this;
    }

    @Override
    public HourglassAutoencoder copy(ParamMap extra) {
        return copyValues(new HourglassAutoencoder(uid), extra);
    }

    @Override
    public StructType transformSchema(StructType schema) {
        if (isSet(inputCols())) {
            InputColumns.of(schema, $(inputCols()));
        } else {
            InputColumns.vectorPlace(schema, $(featuresCol()));
        }
        wishes();
        return OutputColumns.of(this).addedTo(schema, Metadata.empty());
    }

    @Override
    public HourglassModel fit(Dataset<?> dataset) {
        transformSchema(dataset.schema());
        Model model = new Fitting(this, dataset).model();
        return copyValues(new HourglassModel(uid, ModelBytes.of(model)), ParamMap.empty())
                .setParent(this);
    }

    /// What is asked for, in the words that the command line reads.
    ///
    /// @throws hourglass.problem.ProblemException if a word means nothing
    Wishes wishes() {
        return trainingParams.wishes(this);
    }

    Rounds rounds() {
        return new Rounds(
                (int) $(workers()), (int) $(roundSteps()), (double) $(roundRate()), (double) $(roundMomentum()));
    }

    /// Reads a saved stage; what Spark calls for stages of pipelines.
    public static MLReader<HourglassAutoencoder> read() {
        return new DefaultParamsReader<>();
    }

    /// Reads a saved stage.
    public static HourglassAutoencoder load(String path) {
        return read().load(path);
    }

    /// Numbers in the code.
    public IntParam code() {
        return trainingParams.code;
    }

    /// Units of the encoder's hidden layers, such as 512,256; 0 for none.
    public Param<String> hidden() {
        return trainingParams.hidden;
    }

    /// Of the hidden layers.
    public Param<String> activation() {
        return trainingParams.activation;
    }

    /// Of the input, for columns of numbers taken alike.
    public Param<String> likelihood() {
        return trainingParams.likelihood;
    }

    /// In the place of a likelihood.
    public Param<String> loss() {
        return trainingParams.loss;
    }

    /// Of columns of numbers taken alike.
    public Param<String> scaling() {
        return trainingParams.scaling;
    }

    /// The decoder uses the encoder's weights, transposed.
    public BooleanParam tied() {
        return trainingParams.tied;
    }

    /// Noise on the input while training, such as `masking:0.1`.
    public Param<String> corruption() {
        return trainingParams.corruption;
    }

    /// What regularises the code, such as `topk:32`.
    public Param<String> sparsity() {
        return trainingParams.sparsity;
    }

    /// Sizes of codes within the code, such as 64,256.
    public Param<String> matryoshka() {
        return trainingParams.matryoshka;
    }

    /// Share of the outputs of each hidden layer dropped while training.
    public DoubleParam dropout() {
        return trainingParams.dropout;
    }

    /// β of a variational autoencoder.
    public DoubleParam variational() {
        return trainingParams.variational;
    }

    /// λ of a penalty on squared weights.
    public DoubleParam decay() {
        return trainingParams.decay;
    }

    /// Passes over the rows, at most.
    public IntParam epochs() {
        return trainingParams.epochs;
    }

    /// Rows of a step.
    public IntParam batch() {
        return trainingParams.batch;
    }

    /// Such as `adam`, `adamw:0.01`, `sgd:0.9`.
    public Param<String> optimizer() {
        return trainingParams.optimizer;
    }

    /// Learning rate.
    public DoubleParam rate() {
        return trainingParams.rate;
    }

    /// Of everything random (default 1).
    public LongParam seed() {
        return trainingParams.seed;
    }

    /// Who computes: `auto`, `shards`, `rounds` or `driver`.
    public Param<String> training() {
        return trainingParams.training;
    }

    /// Partitions of rows and gradients, without influence on the model; 0 for Spark's default parallelism.
    public IntParam partitions() {
        return trainingParams.partitions;
    }

    /// Of rounds (default 8), whatever the cluster has.
    public IntParam workers() {
        return trainingParams.workers;
    }

    /// Steps of each worker in a round.
    public IntParam roundSteps() {
        return trainingParams.roundSteps;
    }

    /// How far a round moves towards the average.
    public DoubleParam roundRate() {
        return trainingParams.roundRate;
    }

    /// Momentum of that movement (default 0.5).
    public DoubleParam roundMomentum() {
        return trainingParams.roundMomentum;
    }

    /// Folder of the cluster's file system for a checkpoint, from which an equal fit goes on; empty for none.
    public Param<String> checkpointDir() {
        return trainingParams.checkpointDir;
    }

    /// Epochs between checkpoints.
    public IntParam checkpointInterval() {
        return trainingParams.checkpointInterval;
    }

    public HourglassAutoencoder setCode(int value) {
        set(code(), value);
        return this;
    }

    public HourglassAutoencoder setHidden(String value) {
        set(hidden(), value);
        return this;
    }

    public HourglassAutoencoder setActivation(String value) {
        set(activation(), value);
        return this;
    }

    public HourglassAutoencoder setLikelihood(String value) {
        set(likelihood(), value);
        return this;
    }

    public HourglassAutoencoder setLoss(String value) {
        set(loss(), value);
        return this;
    }

    public HourglassAutoencoder setScaling(String value) {
        set(scaling(), value);
        return this;
    }

    public HourglassAutoencoder setTied(boolean value) {
        set(tied(), value);
        return this;
    }

    public HourglassAutoencoder setCorruption(String value) {
        set(corruption(), value);
        return this;
    }

    public HourglassAutoencoder setSparsity(String value) {
        set(sparsity(), value);
        return this;
    }

    public HourglassAutoencoder setMatryoshka(String value) {
        set(matryoshka(), value);
        return this;
    }

    public HourglassAutoencoder setDropout(double value) {
        set(dropout(), value);
        return this;
    }

    public HourglassAutoencoder setVariational(double value) {
        set(variational(), value);
        return this;
    }

    public HourglassAutoencoder setDecay(double value) {
        set(decay(), value);
        return this;
    }

    public HourglassAutoencoder setEpochs(int value) {
        set(epochs(), value);
        return this;
    }

    public HourglassAutoencoder setBatch(int value) {
        set(batch(), value);
        return this;
    }

    public HourglassAutoencoder setOptimizer(String value) {
        set(optimizer(), value);
        return this;
    }

    public HourglassAutoencoder setRate(double value) {
        set(rate(), value);
        return this;
    }

    public HourglassAutoencoder setSeed(long value) {
        set(seed(), value);
        return this;
    }

    public HourglassAutoencoder setTraining(String value) {
        set(training(), value);
        return this;
    }

    public HourglassAutoencoder setPartitions(int value) {
        set(partitions(), value);
        return this;
    }

    public HourglassAutoencoder setWorkers(int value) {
        set(workers(), value);
        return this;
    }

    public HourglassAutoencoder setRoundSteps(int value) {
        set(roundSteps(), value);
        return this;
    }

    public HourglassAutoencoder setRoundRate(double value) {
        set(roundRate(), value);
        return this;
    }

    public HourglassAutoencoder setRoundMomentum(double value) {
        set(roundMomentum(), value);
        return this;
    }

    public HourglassAutoencoder setCheckpointDir(String value) {
        set(checkpointDir(), value);
        return this;
    }

    public HourglassAutoencoder setCheckpointInterval(int value) {
        set(checkpointInterval(), value);
        return this;
    }
}
