package hourglass.examples;

import hourglass.activation.Linear;
import hourglass.activation.Tanh;
import hourglass.data.DataFile;
import hourglass.inference.Variational;
import hourglass.matrix.Kernels;
import hourglass.matrix.Matrix;
import hourglass.network.Architecture;
import hourglass.network.Dense;
import hourglass.network.GaussianLatent;
import hourglass.network.Parameters;
import hourglass.objective.Bernoulli;
import hourglass.optimize.Optimizer;
import hourglass.optimize.Schedule;
import hourglass.random.Noise;
import hourglass.train.Checkpoint;
import hourglass.train.EpochResult;
import hourglass.train.Examples;
import hourglass.train.Recipe;
import hourglass.train.Training;
import hourglass.train.TrainingRun;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// How likely a variational autoencoder finds unseen pictures: −log p(x) in nats per picture, the network of Burda,
/// Grosse and Salakhutdinov 2016 ("Importance weighted autoencoders", section 5.1, one stochastic layer).
///
/// Pictures are binarised dynamically: each pixel is drawn anew in every epoch, 1 with a probability equal to its
/// intensity. Unseen pictures are drawn once.
///
/// Arguments: pictures to learn from, pictures to judge by (files of images, such as MNIST's); epochs (200); samples
/// for the estimate (5000).
final class VariationalLikelihood {
    private static final int HIDDEN = 200;
    private static final int CODE = 50;
    private static final int BATCH = 100;
    private static final int REPORT_EVERY = 10;

    private VariationalLikelihood() {}

    public static void main(String[] arguments) {
        Matrix learned = intensities(DataFile.read(Path.of(arguments[0])).toMatrix());
        Matrix judged = intensities(DataFile.read(Path.of(arguments[1])).toMatrix());
        int epochs = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 200;
        int samples = arguments.length > 3 ? Integer.parseInt(arguments[3]) : 5000;
        Variational model = train(learned, HIDDEN, CODE, epochs);
        Matrix unseen = binarised(judged, 0);
        System.out.printf(
                Locale.ROOT,
                "%d unseen pictures, nats per picture: bound %.2f, estimate with %d samples %.2f%n",
                unseen.rows(),
                mean(model.negativeLogLikelihood(unseen, 1, 1)),
                samples,
                mean(model.negativeLogLikelihood(unseen, samples, 1)));
    }

    /// Pixels divided by the largest of them.
    static Matrix intensities(Matrix pixels) {
        Matrix scaled = pixels.copy();
        float largest = 0;
        for (float pixel : scaled.array()) {
            largest = Math.max(largest, pixel);
        }
        for (int i = 0; i < scaled.array().length; i++) {
            scaled.array()[i] /= largest;
        }
        return scaled;
    }

    /// Pixels drawn as 0 or 1; each draw has numbers of its own.
    static Matrix binarised(Matrix intensities, int draw) {
        Matrix binary = Matrix.zeros(intensities.rows(), intensities.columns());
        for (int row = 0; row < binary.rows(); row++) {
            long key = Noise.key(1, Noise.Purpose.SAMPLING, draw, row);
            for (int j = 0; j < binary.columns(); j++) {
                binary.set(row, j, Noise.uniform(key, j) < intensities.get(row, j) ? 1 : 0);
            }
        }
        return binary;
    }

    /// Two layers of tanh each way; Adam with a rate that falls from 2e-3 along a cosine.
    static Variational train(Matrix intensities, int hidden, int code, int epochs) {
        Architecture architecture = new Architecture(
                intensities.columns(),
                List.of(
                        new Dense(hidden, new Tanh()),
                        new Dense(hidden, new Tanh()),
                        new Dense(2 * code, new Linear()),
                        new GaussianLatent(1)),
                List.of(
                        new Dense(hidden, new Tanh()),
                        new Dense(hidden, new Tanh()),
                        new Dense(intensities.columns(), new Linear())),
                new Bernoulli());
        Training training =
                Training.plain(epochs, BATCH, new Optimizer.Adam(2e-3)).withSchedule(new Schedule.Cosine(0.01));
        Recipe recipe = new Recipe(architecture, training);
        Kernels kernels = Kernels.fastest().kernels();
        Examples none = Examples.of(Matrix.zeros(0, intensities.columns()));
        Checkpoint state = Checkpoint.of(recipe, Parameters.initial(architecture, training.seed()));
        int threads = Runtime.getRuntime().availableProcessors();
        Examples rows = Examples.of(binarised(intensities, 1));
        for (int epoch = 1; epoch <= epochs; epoch++) {
            try (TrainingRun run = TrainingRun.resume(state, rows, none, kernels, threads)) {
                while (run.advance() && !run.epochEnded()) {}
                state = run.checkpoint();
                if (epoch % REPORT_EVERY == 0) {
                    EpochResult result = run.report().result();
                    System.out.printf(
                            Locale.ROOT,
                            "  epoch %d: negative evidence lower bound %.2f%n",
                            epoch,
                            result.loss() + result.penalty());
                }
            }
            rows = Examples.of(binarised(intensities, 1 + epoch));
        }
        try (TrainingRun run = TrainingRun.resume(state, rows, none, kernels, threads)) {
            return Variational.of(run.network());
        }
    }

    static double mean(double[] values) {
        return Arrays.stream(values).average().orElseThrow();
    }
}
