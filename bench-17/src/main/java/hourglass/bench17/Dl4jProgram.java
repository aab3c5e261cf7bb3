package hourglass.bench17;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/// A whole program on DL4J: reads a table, trains by its `fit`, a batch at a time, writes the model.
final class Dl4jProgram {
    private static final int BATCH = 256;
    private static final int EPOCHS = 10;
    private static final double RATE = 3e-3;

    private Dl4jProgram() {}

    /// Reads, trains and writes.
    ///
    /// @param arguments the table, the file to write
    public static void main(String[] arguments) throws IOException {
        float[][] rows = Table.read(Path.of(arguments[0])).rows();
        int held = rows.length / 10;
        INDArray unseen = Nd4j.create(Arrays.copyOfRange(rows, 0, held));
        MultiLayerNetwork network = new MultiLayerNetwork(configuration(rows[0].length));
        network.init();
        List<float[]> seen = Arrays.asList(Arrays.copyOfRange(rows, held, rows.length));
        Random random = new Random(1);
        for (int epoch = 0; epoch < EPOCHS; epoch++) {
            // Its own way, to shuffle a DataSet and cut it into batches, takes longer.
            Collections.shuffle(seen, random);
            for (int first = 0; first < seen.size(); first += BATCH) {
                List<float[]> some = seen.subList(first, Math.min(first + BATCH, seen.size()));
                INDArray batch = Nd4j.create(some.toArray(new float[0][]));
                network.fit(batch, batch);
            }
        }
        INDArray difference = network.output(unseen).sub(unseen);
        System.out.println("@error " + difference.mul(difference).meanNumber().doubleValue());
        network.save(new File(arguments[1]));
        System.out.println("@description " + Dl4jTraining.description() + "; elu, Adam");
        System.exit(0);
    }

    private static MultiLayerConfiguration configuration(int columns) {
        return new NeuralNetConfiguration.Builder()
                .seed(1)
                .weightInit(WeightInit.XAVIER)
                .updater(new Adam(RATE))
                .list()
                .layer(dense(32, Activation.ELU))
                .layer(dense(3, Activation.IDENTITY))
                .layer(dense(32, Activation.ELU))
                .layer(new OutputLayer.Builder(LossFunction.MSE)
                        .nIn(32)
                        .nOut(columns)
                        .activation(Activation.IDENTITY)
                        .build())
                .setInputType(InputType.feedForward(columns))
                .build();
    }

    private static DenseLayer dense(int outputs, Activation activation) {
        return new DenseLayer.Builder().nOut(outputs).activation(activation).build();
    }
}
