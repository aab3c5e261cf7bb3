package hourglass.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import hourglass.loss.SparseCategoricalCrossentropy;
import hourglass.matrix.Matrix;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ClassIndicesTest extends LikelihoodContract {
    private static final int CLASSES = 4;
    private static final ClassIndices INDICES =
            new ClassIndices(CLASSES, new SparseCategoricalCrossentropy(false, OptionalInt.of(-1), -1));

    @Override
    protected Objective objective() {
        return INDICES;
    }

    @Override
    protected void fillRow(Random random, Matrix x, int row) {
        for (int j = 0; j < x.columns(); j++) {
            x.set(row, j, random.nextInt(CLASSES + 1) - 1);
        }
    }

    @Override
    protected float[] outside() {
        return new float[] {-2, 4, 0.5f};
    }

    @Override
    protected int[] parametersOf(int column, int columns) {
        return IntStream.range(column * CLASSES, (column + 1) * CLASSES).toArray();
    }

    /// One column of labels is [Categorical] with one-hot rows.
    @Test
    void oneColumnIsTheCategoricalLikelihood() {
        Random random = new Random(5);
        Matrix eta = Matrix.zeros(30, CLASSES);
        Matrix labels = Matrix.zeros(30, 1);
        Matrix hot = Matrix.zeros(30, CLASSES);
        for (int row = 0; row < 30; row++) {
            labels.set(row, 0, random.nextInt(CLASSES));
            hot.set(row, (int) labels.get(row, 0), 1);
            for (int j = 0; j < CLASSES; j++) {
                eta.set(row, j, (float) (3 * random.nextGaussian()));
            }
        }
        Matrix gradient = Matrix.zeros(30, CLASSES);
        Matrix expected = Matrix.zeros(30, CLASSES);
        double loss = new ClassIndices(CLASSES).loss(eta, labels, 0.1f, gradient);
        assertThat(loss).isCloseTo(new Categorical().loss(eta, hot, 0.1f, expected), within(1e-6));
        for (int i = 0; i < expected.array().length; i++) {
            assertThat(gradient.array()[i]).isCloseTo(expected.array()[i], within(1e-7f));
        }
    }

    @Test
    void reconstructionsAreTheMostProbableClasses() {
        Matrix eta = Matrix.of(1, 8, 0, 3, 1, 2, 5, 5, 5, 5.1f);
        Matrix mean = Matrix.zeros(1, 2);
        INDICES.mean(eta, mean);
        assertThat(mean.array()).containsExactly(1, 3);
        Matrix probabilities = Matrix.zeros(1, 8);
        INDICES.probabilities(eta, probabilities);
        assertThat(probabilities.get(0, 0)
                        + probabilities.get(0, 1)
                        + probabilities.get(0, 2)
                        + probabilities.get(0, 3))
                .isCloseTo(1, within(1e-6f));
        assertThat(probabilities.get(0, 1) / probabilities.get(0, 2)).isCloseTo((float) Math.exp(2), within(1e-5f));
    }

    @Test
    void ignoredNumbersHaveNeitherLossNorGradient() {
        Matrix gradient = Matrix.zeros(1, 8);
        gradient.fill(7);
        double loss = INDICES.loss(Matrix.zeros(1, 8), Matrix.of(1, 2, -1, 0), 1, gradient);
        assertThat(loss).isCloseTo(StrictMath.log(4), within(1e-9));
        assertThat(gradient.array()).containsExactly(0, 0, 0, 0, -.75f, .25f, .25f, .25f);
    }

    @Test
    void whatCannotBeIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new ClassIndices(1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ClassIndices(3, new SparseCategoricalCrossentropy(false, OptionalInt.empty(), 0)))
                .withMessageContaining("axis");
    }
}
