package hourglass.bench17;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.impl.LossBinaryXENT;

/// Steps of DL4J's `fit`: rectifiers, but for the code and the output, which are linear; sigmoid and binary
/// cross-entropy
/// behind; Adam. It has no cross-entropy of logits; its own clips probabilities, see [#CLIPPING].
final class Dl4jTraining {
    /// By default 1e-5, whose logarithm is -11.5: pixels that are always 0 may fall below it. The least that single
    /// precision can tell from 1 keeps the losses comparable.
    private static final double CLIPPING = 1e-7;

    private final MultiLayerNetwork network;
    private final List<INDArray> batches = new ArrayList<>();

    Dl4jTraining(Task task) {
        if (!task.kind().equals("TRAIN")) {
            throw new IllegalArgumentException("only dense layers are trained here, not " + task.kind());
        }
        int[] widths = task.widths();
        network = network(widths);
        int offset = 0;
        for (int i = 0; i + 1 < widths.length; i++) {
            int weights = widths[i] * widths[i + 1];
            set(i + "_W", task.parameters(), offset, widths[i], widths[i + 1]);
            set(i + "_b", task.parameters(), offset + weights, 1, widths[i + 1]);
            offset += weights + widths[i + 1];
        }
        INDArray rows = Nd4j.create(task.rows(), new long[] {task.rowCount(), widths[0]}, 'c');
        for (int k = 0; k < task.batches(); k++) {
            int first = k * task.batch();
            batches.add(rows.get(NDArrayIndex.interval(first, first + task.batch()), NDArrayIndex.all()));
        }
    }

    private static MultiLayerNetwork network(int[] widths) {
        NeuralNetConfiguration.ListBuilder layers = new NeuralNetConfiguration.Builder()
                .updater(new Adam(1e-3, 0.9, 0.999, 1e-8))
                .list();
        for (int i = 1; i < widths.length - 1; i++) {
            layers.layer(new DenseLayer.Builder()
                    .nIn(widths[i - 1])
                    .nOut(widths[i])
                    .activation(i == widths.length / 2 ? Activation.IDENTITY : Activation.RELU)
                    .build());
        }
        layers.layer(new OutputLayer.Builder(new LossBinaryXENT(CLIPPING))
                .nIn(widths[widths.length - 2])
                .nOut(widths[widths.length - 1])
                .activation(Activation.SIGMOID)
                .build());
        MultiLayerNetwork network = new MultiLayerNetwork(layers.build());
        network.init();
        return network;
    }

    private void set(String name, float[] parameters, int from, int rows, int columns) {
        float[] values = Arrays.copyOfRange(parameters, from, from + rows * columns);
        network.setParam(name, Nd4j.create(values, new long[] {rows, columns}, 'c'));
    }

    /// Takes the k-th step.
    ///
    /// @return its loss before the step, a sum over features, mean over rows
    double step(long k) {
        INDArray batch = batches.get((int) (k % batches.size()));
        network.fit(batch, batch);
        return network.score();
    }

    /// Name, version, settings.
    static String description() throws IOException {
        Properties properties = new Properties();
        String file = "/META-INF/maven/org.deeplearning4j/deeplearning4j-nn/pom.properties";
        try (InputStream in = MultiLayerNetwork.class.getResourceAsStream(file)) {
            properties.load(Objects.requireNonNull(in, file));
        }
        String threads = System.getenv("OMP_NUM_THREADS");
        return "DL4J " + properties.getProperty("version") + ", "
                + (threads == null ? "defaults" : threads + " thread" + (threads.equals("1") ? "" : "s"));
    }
}
