package hourglass.bench;

import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.core.Linear;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.EasyTrain;
import ai.djl.training.Trainer;
import ai.djl.training.dataset.ArrayDataset;
import ai.djl.training.loss.Loss;
import ai.djl.training.optimizer.Adam;
import ai.djl.training.tracker.Tracker;
import ai.djl.translate.TranslateException;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/// A whole program on DJL: reads a table, trains by its data set and its trainer, writes the model. [Command] tells the
/// arguments and what is printed.
final class DjlProgram {
    private static final int BATCH = 256;
    private static final int EPOCHS = 10;
    private static final float RATE = 3e-3f;

    private DjlProgram() {}

    /// Reads, trains and writes.
    ///
    /// @param arguments threads within and beside operations, or neither for its defaults; then the two files
    public static void main(String[] arguments) throws IOException, TranslateException {
        int files = arguments.length - 2;
        if (files == 2) {
            System.setProperty("ai.djl.pytorch.num_threads", arguments[0]);
            System.setProperty("ai.djl.pytorch.num_interop_threads", arguments[1]);
        }
        float[][] rows = standardised(read(Path.of(arguments[files])));
        int held = rows.length / 10;
        try (Model model = Model.newInstance("F");
                NDManager manager = NDManager.newBaseManager()) {
            model.setBlock(block());
            DefaultTrainingConfig config = new DefaultTrainingConfig(Loss.l2Loss("loss", 1))
                    .optOptimizer(Adam.builder()
                            .optLearningRateTracker(Tracker.fixed(RATE))
                            .build());
            try (Trainer trainer = model.newTrainer(config)) {
                trainer.initialize(new Shape(BATCH, Table.COLUMNS));
                NDArray unseen = manager.create(Arrays.copyOfRange(rows, 0, held));
                NDArray seen = manager.create(Arrays.copyOfRange(rows, held, rows.length));
                EasyTrain.fit(trainer, EPOCHS, dataset(seen, true), dataset(unseen, false));
                NDArray made = trainer.evaluate(new NDList(unseen)).singletonOrThrow();
                System.out.println("@error " + made.sub(unseen).square().mean().getFloat());
            }
            Path out = Path.of(arguments[files + 1]);
            try (var stream = new DataOutputStream(Files.newOutputStream(out))) {
                model.getBlock().saveParameters(stream);
            }
        }
        Engine engine = Engine.getInstance();
        System.out.println("@description DJL " + Engine.getDjlVersion() + ", " + engine.getEngineName() + " "
                + engine.getVersion() + ", " + (files == 2 ? "1 thread" : "defaults") + "; elu, Adam");
    }

    private static SequentialBlock block() {
        return new SequentialBlock()
                .add(Linear.builder().setUnits(32).build())
                .add(Activation.eluBlock(1))
                .add(Linear.builder().setUnits(3).build())
                .add(Linear.builder().setUnits(32).build())
                .add(Activation.eluBlock(1))
                .add(Linear.builder().setUnits(Table.COLUMNS).build());
    }

    private static ArrayDataset dataset(NDArray rows, boolean shuffled) {
        return new ArrayDataset.Builder()
                .setData(rows)
                .optLabels(rows)
                .setSampling(BATCH, shuffled)
                .build();
    }

    private static float[][] read(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file);
        float[][] rows = new float[lines.size() - 1][Table.COLUMNS];
        for (int i = 0; i < rows.length; i++) {
            String[] cells = lines.get(i + 1).split(",", -1);
            for (int j = 0; j < cells.length; j++) {
                rows[i][j] = Float.parseFloat(cells[j]);
            }
        }
        return rows;
    }

    /// In place: mean 0 and variance 1 in every column.
    private static float[][] standardised(float[][] rows) {
        for (int column = 0; column < Table.COLUMNS; column++) {
            double sum = 0;
            double squares = 0;
            for (float[] row : rows) {
                sum += row[column];
                squares += (double) row[column] * row[column];
            }
            double mean = sum / rows.length;
            double deviation = Math.sqrt(squares / rows.length - mean * mean);
            for (float[] row : rows) {
                row[column] = (float) ((row[column] - mean) / deviation);
            }
        }
        return rows;
    }
}
