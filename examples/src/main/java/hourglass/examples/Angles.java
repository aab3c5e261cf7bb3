package hourglass.examples;

import hourglass.data.DataFile;
import hourglass.matrix.Matrix;
import hourglass.model.Model;
import hourglass.model.ScalingKind;
import hourglass.model.Wishes;
import hourglass.objective.Gaussian;
import hourglass.objective.Objective;
import hourglass.table.Frame;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/// An autoencoder adapted to a new kind of input by one class, [Circular]. Arguments: rows of angles to learn from,
/// rows
/// to judge, model to write.
final class Angles {
    private Angles() {}

    public static void main(String[] files) {
        Frame learned = DataFile.read(Path.of(files[0]));
        Matrix judged = DataFile.read(Path.of(files[1])).toMatrix();
        Path file = Path.of(files[2]);
        Model.train(learned, wishes(new Circular())).save(file);
        // A model file names its likelihood but cannot bring code: the class is handed over.
        Model circular = Model.load(file, List.of(Circular.class));
        Model straight = Model.train(learned, wishes(new Gaussian()));
        System.out.printf(
                Locale.ROOT,
                "mean error on unseen rows: %.4f radians with von Mises, %.4f with the normal distribution%n",
                error(circular, judged),
                error(straight, judged));
    }

    /// Angles as they are, a code of three numbers for them, the rest chosen from the data.
    static Wishes wishes(Objective objective) {
        return Wishes.none().withCode(3).withObjective(objective).withScaling(ScalingKind.NONE);
    }

    /// The mean distance on the circle between angles and their reconstructions, at most π.
    static double error(Model model, Matrix angles) {
        Matrix reconstructed = model.reconstruct(angles);
        double sum = 0;
        for (int row = 0; row < angles.rows(); row++) {
            for (int j = 0; j < angles.columns(); j++) {
                double difference = (double) reconstructed.get(row, j) - angles.get(row, j);
                sum += Math.abs(Math.IEEEremainder(difference, 2 * Math.PI));
            }
        }
        return sum / angles.rows() / angles.columns();
    }
}
