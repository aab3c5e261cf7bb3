package hourglass.examples;

import hourglass.activation.Linear;
import hourglass.activation.Relu;
import hourglass.data.DataFile;
import hourglass.inference.Network;
import hourglass.matrix.Kernels;
import hourglass.matrix.Matrix;
import hourglass.network.Architecture;
import hourglass.network.Corrupt;
import hourglass.network.Corruption;
import hourglass.network.Dense;
import hourglass.network.Layer;
import hourglass.network.Weights;
import hourglass.objective.Bernoulli;
import hourglass.objective.Categorical;
import hourglass.optimize.Clipping;
import hourglass.optimize.Optimizer;
import hourglass.optimize.Schedule;
import hourglass.train.EarlyStopping;
import hourglass.train.Examples;
import hourglass.train.Recipe;
import hourglass.train.Training;
import hourglass.train.TrainingRun;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What a denoising autoencoder's features are worth: a softmax classifier (multinomial logistic regression) on them,
/// on those of the same autoencoder without noise, and on the raw pixels (Vincent et al. 2010, "Stacked denoising
/// autoencoders", section 6; one layer here, and the features are not tuned afterwards).
///
/// The features are overcomplete or nearly so: without noise they may copy, with noise they must know what goes with
/// what. Arguments: pictures and labels to learn from, pictures and labels to judge by (IDX files such as MNIST's).
final class DenoisingFeatures {
    private static final int UNITS = 1000;
    private static final int EPOCHS = 40;
    /// Of the classifier, which ends by itself when it gets no better.
    private static final int STEPS = 12_000;

    private static final float FRACTION = 0.25f;
    private static final int BATCH = 128;
    private static final double HELD_BACK = 0.1;

    private DenoisingFeatures() {}

    public static void main(String[] files) {
        Matrix learned = VariationalLikelihood.intensities(
                DataFile.read(Path.of(files[0])).toMatrix());
        Matrix labels = DataFile.read(Path.of(files[1])).toMatrix();
        Matrix judged = VariationalLikelihood.intensities(
                DataFile.read(Path.of(files[2])).toMatrix());
        Matrix truth = DataFile.read(Path.of(files[3])).toMatrix();
        report("raw pixels", error(learned, labels, judged, truth));
        for (Optional<Corruption> noise :
                List.of(Optional.<Corruption>empty(), Optional.<Corruption>of(new Corruption.Masking(FRACTION)))) {
            Network autoencoder = train(learned, UNITS, EPOCHS, noise);
            report(
                    noise.isPresent() ? "features of a denoising autoencoder" : "features of a plain autoencoder",
                    error(autoencoder.encode(learned), labels, autoencoder.encode(judged), truth));
        }
    }

    private static void report(String what, double error) {
        System.out.printf(Locale.ROOT, "%-36s %.2f %% of unseen pictures misclassified%n", what, 100 * error);
    }

    /// One layer of rectifiers, tied, with or without noise on the input.
    static Network train(Matrix rows, int units, int epochs, Optional<Corruption> noise) {
        List<Layer> encoder = new ArrayList<>();
        noise.ifPresent(it -> encoder.add(new Corrupt(it)));
        encoder.add(new Dense(units, new Relu()));
        Architecture architecture = new Architecture(
                rows.columns(),
                encoder,
                List.of(new Dense(rows.columns(), new Linear(), new Weights.Mirrored())),
                new Bernoulli());
        try (TrainingRun run = start(architecture, Examples.of(rows), Examples.of(rows.rows(0, 0)), epochs)) {
            while (run.advance()) {}
            return run.network();
        }
    }

    /// The share of rows that a softmax classifier, trained on others, gets wrong.
    static double error(Matrix learned, Matrix labels, Matrix judged, Matrix truth) {
        int classes = 1 + Math.round(largest(labels));
        int held = (int) (HELD_BACK * learned.rows());
        int kept = learned.rows() - held;
        Matrix targets = oneHot(labels, classes);
        Architecture architecture =
                Architecture.feedForward(learned.columns(), List.of(), new Linear(), classes, new Categorical());
        try (TrainingRun run = start(
                architecture,
                new Examples(learned.rows(0, kept), targets.rows(0, kept)),
                new Examples(learned.rows(kept, learned.rows()), targets.rows(kept, learned.rows())),
                Math.max(EPOCHS, STEPS * BATCH / kept))) {
            while (run.advance()) {}
            return misclassified(run.network(), judged, truth);
        }
    }

    private static TrainingRun start(Architecture architecture, Examples training, Examples validation, int epochs) {
        Training settings = Training.plain(epochs, BATCH, new Optimizer.Adam(1e-3))
                .withSchedule(new Schedule.Cosine(0.01))
                .withClipping(new Clipping.Norm(5))
                .withEarlyStopping(new EarlyStopping());
        return TrainingRun.start(
                new Recipe(architecture, settings),
                training,
                validation,
                Kernels.fastest().kernels(),
                Runtime.getRuntime().availableProcessors());
    }

    private static double misclassified(Network network, Matrix rows, Matrix truth) {
        int[] classes = network.classify(rows);
        int wrong = 0;
        for (int row = 0; row < classes.length; row++) {
            wrong += classes[row] == Math.round(truth.get(row, 0)) ? 0 : 1;
        }
        return (double) wrong / classes.length;
    }

    private static float largest(Matrix labels) {
        float largest = 0;
        for (int row = 0; row < labels.rows(); row++) {
            largest = Math.max(largest, labels.get(row, 0));
        }
        return largest;
    }

    private static Matrix oneHot(Matrix labels, int classes) {
        Matrix targets = Matrix.zeros(labels.rows(), classes);
        for (int row = 0; row < labels.rows(); row++) {
            targets.set(row, Math.round(labels.get(row, 0)), 1);
        }
        return targets;
    }
}
