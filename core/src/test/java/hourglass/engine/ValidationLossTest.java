package hourglass.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hourglass.matrix.Kernels;
import hourglass.matrix.Matrix;
import hourglass.network.Parameters;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ValidationLossTest {
    /// Without corruption, for any number of threads, with the parameters as they are at the time.
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void isTheMeanOfTheTwinsLoss(int workers) {
        double[] alone = meanLosses(1);
        double[] losses = meanLosses(workers);
        assertThat(losses).isEqualTo(alone);
        assertThat(losses[0]).isNotEqualTo(losses[1]);
    }

    /// More than one tile of even the smallest network.
    private static Matrix manyRows(Matrix few) {
        Matrix many = Matrix.zeros(2500, few.columns());
        for (int row = 0; row < many.rows(); row++) {
            int from = row % few.rows();
            many.rows(row, row + 1).copyFrom(few.rows(from, from + 1));
        }
        return many;
    }

    private static double[] meanLosses(int workers) {
        NetworkCase network = NetworkCase.all().get(200);
        Trial trial = Trial.of(network);
        Parameters parameters = trial.parameters();
        Matrix rows = manyRows(trial.x());
        double[] losses = new double[2];
        try (Team team = Team.of(workers)) {
            Kernels[] kernels = new Kernels[workers];
            Arrays.setAll(kernels, i -> Kernels.plain());
            ValidationLoss validation = new ValidationLoss(trial.architecture(), parameters, rows, rows, team, kernels);
            for (int i = 0; i < 2; i++) {
                losses[i] = validation.meanLoss();
                double expected = new ReferenceNetwork(trial.architecture())
                                .use(trial.numbers(), ReferenceNetwork.doubles(rows))
                                .loss()
                        / rows.rows();
                assertThat(losses[i]).isCloseTo(expected, within(1e-5 * (1 + Math.abs(expected))));
                parameters.block()[0] += 0.5f;
            }
        }
        return losses;
    }
}
