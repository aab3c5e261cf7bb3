package hourglass.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hourglass.judge.CellJudge;
import hourglass.matrix.Matrix;
import hourglass.objective.StudentT;
import hourglass.random.Noise;
import hourglass.table.Frame;
import java.util.List;
import org.junit.jupiter.api.Test;

/// A user who recomputes a score from what `reconstruct --expected` writes and `inspect` shows finds it.
final class ScoreByHandTest {
    @Test
    void aScoreIsTheSumThatTheDocumentsSay() {
        long key = Noise.key(3, Noise.Purpose.OBSERVATION, 0, 0);
        Matrix rows = Matrix.zeros(300, 3);
        for (int row = 0; row < 300; row++) {
            double common = Noise.gaussian(key, 4L * row);
            for (int j = 0; j < 3; j++) {
                rows.set(row, j, (float) (10 * j + (j + 1) * (common + 0.3 * Noise.gaussian(key, 4L * row + j + 1))));
            }
        }
        Frame frame = Frame.of(List.of("a", "b", "c"), rows);
        Model model = Model.train(frame, Wishes.none().withEpochs(5));
        double[] scores = model.score(frame);
        Matrix expected = model.expected(rows);
        float[] scales = model.columns().scaling().scales();
        float[] offsets = model.columns().scaling().offsets();
        for (int row = 0; row < rows.rows(); row++) {
            double byHand = 0;
            for (int j = 0; j < 3; j++) {
                CellJudge cell = model.calibration().cells().get(j);
                double fromOthers = (rows.get(row, j) - expected.get(row, j)) / scales[j];
                double alone =
                        (rows.get(row, j) - offsets[j]) / scales[j] - cell.eta().getFirst();
                byHand += part(nats((StudentT) cell.given(), fromOthers)) + part(nats((StudentT) cell.alone(), alone));
            }
            assertThat(scores[row]).isCloseTo(byHand, within(1e-3));
        }
    }

    private static double part(double nats) {
        return Math.log(0.99 + 0.01 * Math.exp(nats));
    }

    private static double nats(StudentT density, double r) {
        double degrees = density.degreesOfFreedom();
        double scale = density.scale();
        return (degrees + 1) / 2 * Math.log(1 + r * r / (degrees * scale * scale));
    }
}
