package hourglass.bench;

import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.LambdaBlock;
import ai.djl.nn.Parameter;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.GradientCollector;
import ai.djl.training.Trainer;
import ai.djl.training.loss.SigmoidBinaryCrossEntropyLoss;
import ai.djl.training.optimizer.Adam;
import ai.djl.training.tracker.Tracker;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// DJL with PyTorch, by its own trainer, optimiser and loss.
final class Djl implements Subject {
    private final String settings;
    private @Nullable Loaded loaded;

    private record Loaded(Task task, Model model, Trainer trainer, NDArray rows) {}

    /// @param intra threads within an operation, 0 for its default
    /// @param inter threads for operations side by side, 0 for its default
    Djl(int intra, int inter) {
        if (intra > 0) {
            System.setProperty("ai.djl.pytorch.num_threads", Integer.toString(intra));
        }
        if (inter > 0) {
            System.setProperty("ai.djl.pytorch.num_interop_threads", Integer.toString(inter));
        }
        settings =
                intra > 0 ? String.format(Locale.ROOT, "%d within and %d beside operations", intra, inter) : "defaults";
    }

    @Override
    public String description() {
        Engine engine = Engine.getInstance();
        return "DJL " + Engine.getDjlVersion() + ", " + engine.getEngineName() + " " + engine.getVersion() + ", "
                + settings;
    }

    @Override
    public void load(Task task) {
        Loaded before = loaded;
        if (before != null) {
            before.trainer.close();
            before.model.close();
        }
        Model model = Model.newInstance("bench");
        boolean convolves = task.kind() == Workload.Kind.TRAIN_CONVOLUTION;
        model.setBlock(convolves ? convolutions(task) : block(task));
        // Their loss is a mean over rows and features; the weight makes it the sum over features.
        DefaultTrainingConfig config = new DefaultTrainingConfig(
                        new SigmoidBinaryCrossEntropyLoss("loss", task.features(), false))
                .optOptimizer(Adam.builder()
                        .optLearningRateTracker(Tracker.fixed(1e-3f))
                        .optBeta1(0.9f)
                        .optBeta2(0.999f)
                        .optEpsilon(1e-8f)
                        .build());
        Trainer trainer = model.newTrainer(config);
        trainer.initialize(convolves ? pictures(task.batch()) : new Shape(task.batch(), task.features()));
        NDArray rows = convolves
                ? trainer.getManager().create(Convolutional.planes(task.rows()), pictures(task.rowCount()))
                : trainer.getManager().create(task.rows(), new Shape(task.rowCount(), task.features()));
        loaded = new Loaded(task, model, trainer, rows);
    }

    private static Shape pictures(int count) {
        return new Shape(count, Convolutional.COLOURS, Convolutional.SIDE, Convolutional.SIDE);
    }

    private static SequentialBlock convolutions(Task task) {
        SequentialBlock block = new SequentialBlock();
        int[] channels = Convolutional.channels(task.widths());
        Shape once = new Shape(1, 1);
        Shape halving = new Shape(Convolutional.STRIDE, Convolutional.STRIDE);
        for (int i = 1; i < channels.length; i++) {
            int size = Convolutional.size(task.widths(), i);
            boolean encodes = Convolutional.isEncoder(task.widths(), i);
            if (!encodes) {
                block.add(new LambdaBlock(list -> new NDList(upsampled(list.singletonOrThrow()))));
            }
            Conv2d layer = Conv2d.builder()
                    .setKernelShape(new Shape(size, size))
                    .optStride(encodes ? halving : once)
                    .optPadding(once)
                    .setFilters(channels[i])
                    .build();
            List<Parameter> parameters = layer.getDirectParameters().values();
            float[] weights = Convolutional.weights(task, i);
            float[] bias = Convolutional.bias(task, i);
            parameters.get(0).setInitializer((manager, shape, type) -> manager.create(weights, shape));
            parameters.get(1).setInitializer((manager, shape, type) -> manager.create(bias, shape));
            block.add(layer);
            if (!Workload.isLinear(task.widths(), i)) {
                block.add(Activation.reluBlock());
            }
        }
        return block;
    }

    private static NDArray upsampled(NDArray pictures) {
        long[] sides = pictures.getShape().getShape();
        int factor = Convolutional.STRIDE;
        return pictures.reshape(sides[0], sides[1], sides[2], 1, sides[3], 1)
                .broadcast(new Shape(sides[0], sides[1], sides[2], factor, sides[3], factor))
                .reshape(sides[0], sides[1], factor * sides[2], factor * sides[3]);
    }

    private static SequentialBlock block(Task task) {
        SequentialBlock block = new SequentialBlock();
        for (int i = 1; i <= task.layers(); i++) {
            Linear linear = Linear.builder().setUnits(task.widths()[i]).build();
            List<Parameter> parameters = linear.getDirectParameters().values();
            float[] weights = task.transposedWeights(i);
            float[] bias = task.bias(i);
            parameters.get(0).setInitializer((manager, shape, type) -> manager.create(weights, shape));
            parameters.get(1).setInitializer((manager, shape, type) -> manager.create(bias, shape));
            block.add(linear);
            if (!Workload.isLinear(task.widths(), i)) {
                block.add(Activation.reluBlock());
            }
        }
        return block;
    }

    private Loaded loaded() {
        Loaded present = loaded;
        if (present == null) {
            throw new IllegalStateException("nothing loaded");
        }
        return present;
    }

    @Override
    public double train(long first, int count) {
        Loaded it = loaded();
        double last = Double.NaN;
        for (long k = first; k < first + count; k++) {
            int from = it.task.firstRow(k);
            try (NDManager scope = it.trainer.getManager().newSubManager()) {
                NDArray batch = it.rows.get(new NDIndex().addSliceDim(from, from + it.task.batch()));
                batch.attach(scope);
                NDList list = new NDList(batch);
                NDArray loss;
                try (GradientCollector collector = it.trainer.newGradientCollector()) {
                    loss = it.trainer.getLoss().evaluate(list, it.trainer.forward(list));
                    collector.backward(loss);
                }
                it.trainer.step();
                if (k == first + count - 1) {
                    last = loss.getFloat();
                }
            }
        }
        return last;
    }

    @Override
    public double[] score(int first, int count) {
        Loaded it = loaded();
        int features = it.task.features();
        float[] input = Arrays.copyOfRange(it.task.rows(), first * features, (first + count) * features);
        try (NDManager scope = it.trainer.getManager().newSubManager()) {
            NDArray x = scope.create(input, new Shape(count, features));
            NDArray eta = it.trainer.evaluate(new NDList(x)).singletonOrThrow();
            NDArray losses = Activation.softPlus(eta).sub(eta.mul(x)).sum(new int[] {1});
            float[] numbers = losses.toFloatArray();
            double[] scores = new double[count];
            for (int i = 0; i < count; i++) {
                scores[i] = numbers[i];
            }
            return scores;
        }
    }
}
