package hourglass.spark;

import hourglass.model.Wish;
import hourglass.model.Wishes;
import hourglass.problem.Problem;
import java.io.Serializable;
import java.util.List;
import org.apache.spark.ml.param.BooleanParam;
import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.LongParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamValidators;
import org.apache.spark.ml.param.Params;

/// The parameters of [HourglassAutoencoder] beside columns.
final class TrainingParams implements Serializable {
    private static final long serialVersionUID = 1L;

    static final String AUTO = "auto";
    static final String SHARDS = "shards";
    static final String ROUNDS = "rounds";
    static final String DRIVER = "driver";

    final IntParam code;
    final Param<String> hidden;
    final Param<String> activation;
    final Param<String> likelihood;
    final Param<String> loss;
    final Param<String> scaling;
    final BooleanParam tied;
    final Param<String> corruption;
    final Param<String> sparsity;
    final Param<String> matryoshka;
    final DoubleParam dropout;
    final DoubleParam variational;
    final DoubleParam decay;
    final IntParam epochs;
    final IntParam batch;
    final Param<String> optimizer;
    final DoubleParam rate;
    final LongParam seed;
    final Param<String> training;
    final IntParam partitions;
    final IntParam workers;
    final IntParam roundSteps;
    final DoubleParam roundRate;
    final DoubleParam roundMomentum;
    final Param<String> checkpointDir;
    final IntParam checkpointInterval;

    /// @param owner whose defaults are set too
    TrainingParams(Params owner) {
        code = new IntParam(owner, "code", "numbers in the code", ParamValidators.gtEq(1));
        hidden = new Param<>(owner, "hidden", "units of the encoder's hidden layers, such as 512,256; 0 for none");
        activation = new Param<>(owner, "activation", "of the hidden layers");
        likelihood = new Param<>(owner, "likelihood", "of the input, for columns of numbers taken alike");
        loss = new Param<>(owner, "loss", "in the place of a likelihood");
        scaling = new Param<>(owner, "scaling", "of columns of numbers taken alike");
        tied = new BooleanParam(owner, "tied", "the decoder uses the encoder's weights, transposed");
        corruption = new Param<>(owner, "corruption", "noise on the input while training, such as masking:0.1");
        sparsity = new Param<>(owner, "sparsity", "what regularises the code, such as topk:32");
        matryoshka = new Param<>(owner, "matryoshka", "sizes of codes within the code, such as 64,256");
        dropout = new DoubleParam(
                owner,
                "dropout",
                "share of the outputs of each hidden layer dropped while training",
                ParamValidators.inRange(0, 1, true, false));
        variational = new DoubleParam(owner, "variational", "β of a variational autoencoder", ParamValidators.gt(0));
        decay = new DoubleParam(owner, "decay", "λ of a penalty on squared weights", ParamValidators.gtEq(0));
        epochs = new IntParam(owner, "epochs", "passes over the rows, at most", ParamValidators.gtEq(1));
        batch = new IntParam(owner, "batch", "rows of a step", ParamValidators.gtEq(1));
        optimizer = new Param<>(owner, "optimizer", "such as adam, adamw:0.01, sgd:0.9");
        rate = new DoubleParam(owner, "rate", "learning rate", ParamValidators.gt(0));
        seed = new LongParam(owner, "seed", "of everything random (default 1)");
        training = new Param<>(
                owner,
                "training",
                "who computes: auto, shards, rounds or driver",
                ParamValidators.inArray(List.of(AUTO, SHARDS, ROUNDS, DRIVER)));
        partitions = new IntParam(
                owner,
                "partitions",
                "partitions of rows and gradients, without influence on the model; 0 for Spark's default parallelism",
                ParamValidators.gtEq(0));
        workers = new IntParam(
                owner, "workers", "of rounds (default 8), whatever the cluster has", ParamValidators.gtEq(1));
        roundSteps = new IntParam(owner, "roundSteps", "steps of each worker in a round", ParamValidators.gtEq(1));
        roundRate =
                new DoubleParam(owner, "roundRate", "how far a round moves towards the average", ParamValidators.gt(0));
        roundMomentum = new DoubleParam(
                owner, "roundMomentum", "momentum of that movement", ParamValidators.inRange(0, 1, true, false));
        checkpointDir = new Param<>(
                owner,
                "checkpointDir",
                "folder of the cluster's file system for a checkpoint, from which an equal fit goes on; empty for none");
        checkpointInterval =
                new IntParam(owner, "checkpointInterval", "epochs between checkpoints", ParamValidators.gtEq(1));
        owner.setDefault(training, AUTO);
        owner.setDefault(partitions, 0);
        owner.setDefault(workers, 8);
        owner.setDefault(roundSteps, 25);
        owner.setDefault(roundRate, 1.0);
        owner.setDefault(roundMomentum, 0.5);
        owner.setDefault(checkpointDir, "");
        owner.setDefault(checkpointInterval, 1);
    }

    /// What is set, of what there is to wish for; the rest is chosen from the data.
    Wishes wishes(HourglassAutoencoder stage) {
        if (stage.isSet(likelihood) && stage.isSet(loss)) {
            throw Problem.usage("`likelihood` and `loss` both say what is trained on")
                    .remedy("one of them")
                    .exception();
        }
        Wishes wishes = Wishes.none();
        for (Wish wish : Wish.all()) {
            if (stage.hasParam(wish.name())) {
                Param<Object> param = stage.getParam(wish.name());
                if (stage.isSet(param)) {
                    wishes = wish.addedTo(wishes, String.valueOf(stage.getOrDefault(param)));
                }
            }
        }
        return wishes;
    }
}
