package hourglass.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hourglass.activation.Elu;
import hourglass.activation.Linear;
import hourglass.inference.Network;
import hourglass.matrix.Kernels;
import hourglass.matrix.Matrix;
import hourglass.network.Architecture;
import hourglass.network.Dense;
import hourglass.network.Encode;
import hourglass.network.Encoding;
import hourglass.network.Parameters;
import hourglass.objective.Bernoulli;
import hourglass.objective.ClassIndices;
import hourglass.objective.Gaussian;
import hourglass.objective.Likelihood;
import hourglass.objective.Mixed;
import hourglass.objective.NegativeBinomial;
import hourglass.objective.StudentT;
import hourglass.objective.VonMises;
import hourglass.random.Noise;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A network of random weights over real, real, count, yes or no, one of three, and the two circles of one date.
final class SurpriseTest {
    private static final int ROWS = 60;
    private static final int WIDTH = 7;
    private static final float READ_UP_TO = 4;

    private static final List<Integer> COLUMNS = List.of(0, 1, 2, 3, 4, 5, 5);

    private static final Mixed OBJECTIVE = new Mixed(List.of(
            new StudentT(4, 0.5f),
            new StudentT(4, 0.5f),
            new NegativeBinomial(0.5f),
            new Bernoulli(),
            new ClassIndices(3),
            new VonMises(),
            new VonMises()));

    private static final List<CellJudge> CELLS = List.of(
            new CellJudge(new StudentT(4, 0.3f), new StudentT(4, 1), List.of(0.1), 0, 0),
            new CellJudge(new StudentT(64, 0.02f), new StudentT(8, 1), List.of(-0.1), 0, 0),
            new CellJudge(new NegativeBinomial(0.5f), new NegativeBinomial(2), List.of(Math.log(3)), 0, 0),
            new CellJudge(new Bernoulli(), new Bernoulli(), List.of(-0.5), 0, 0),
            new CellJudge(new ClassIndices(3), new ClassIndices(3), List.of(-0.5, -1.5, -2.0), 0, 0),
            new CellJudge(new VonMises(), new VonMises(), List.of(0.5, 0.2), 0, 0),
            new CellJudge(new VonMises(), new VonMises(), List.of(-0.5, 0.7), 0, 0));

    private static final Surprise SURPRISE = new Surprise(network(), inFull(CELLS), COLUMNS);

    private static List<CellSurprise> inFull(List<CellJudge> cells) {
        return new Calibration(cells, Decision.defaults(), new Reference()).surprises(new double[cells.size()]);
    }

    private static Network network() {
        Architecture architecture = new Architecture(
                WIDTH,
                List.of(
                        new Encode(List.of(
                                new Encoding.Real(-READ_UP_TO, READ_UP_TO),
                                new Encoding.Real(-READ_UP_TO, READ_UP_TO),
                                new Encoding.Logarithm(1, 1, READ_UP_TO),
                                new Encoding.YesNo(),
                                new Encoding.OneHot(3),
                                new Encoding.Circle(),
                                new Encoding.Circle())),
                        new Dense(8, new Elu()),
                        new Dense(4, new Linear())),
                List.of(new Dense(8, new Elu()), new Dense(OBJECTIVE.parameters(WIDTH), new Linear())),
                OBJECTIVE);
        return new Network(architecture, Parameters.initial(architecture, 3), Kernels.plain());
    }

    private static Matrix rows() {
        long key = Noise.key(4, Noise.Purpose.OBSERVATION, 0, 0);
        Matrix rows = Matrix.zeros(ROWS, WIDTH);
        for (int row = 0; row < ROWS; row++) {
            int at = WIDTH * row;
            rows.set(row, 0, (float) Noise.gaussian(key, at));
            rows.set(row, 1, (float) Noise.gaussian(key, at + 1));
            rows.set(row, 2, Noise.below(key, at + 2, 9));
            rows.set(row, 3, Noise.below(key, at + 3, 2));
            rows.set(row, 4, Noise.below(key, at + 4, 3));
            rows.set(row, 5, (float) (6 * Noise.uniform(key, at + 5)));
            rows.set(row, 6, (float) (6 * Noise.uniform(key, at + 6)));
        }
        return rows;
    }

    /// Other values of every cell of a column, which the network would see if it could.
    private static Matrix changed(int j) {
        Matrix other = rows();
        for (int row = 0; row < ROWS; row++) {
            float value = other.get(row, j);
            other.set(row, j, j == 3 ? 1 - value : j == 4 ? (value + 1) % 3 : value + 1);
        }
        return other;
    }

    private static double[] ofRows(Matrix rows) {
        double[] cells = SURPRISE.ofCells(rows);
        return IntStream.range(0, rows.rows())
                .mapToDouble(row -> IntStream.range(0, WIDTH)
                        .mapToDouble(j -> cells[row * WIDTH + j])
                        .sum())
                .toArray();
    }

    /// Bit by bit, for the cell and for the others of its column; cells of other columns are expected from it.
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6})
    void aCellIsExpectedWithoutItself(int j) {
        Matrix before = SURPRISE.expected(rows());
        Matrix after = SURPRISE.expected(changed(j));
        int moved = 0;
        for (int other = 0; other < WIDTH; other++) {
            float[] own = SURPRISE.of(before, other).copy().array();
            float[] then = SURPRISE.of(after, other).copy().array();
            if (COLUMNS.get(other).equals(COLUMNS.get(j))) {
                assertThat(then).as("variable " + other).isEqualTo(own);
            } else {
                moved += Arrays.equals(then, own) ? 0 : 1;
            }
        }
        assertThat(moved).isEqualTo(j >= 5 ? WIDTH - 2 : WIDTH - 1);
    }

    /// Nor is a cell's part of the score anything but its own deviances from what is expected: of one Gaussian-like
    /// cell by hand, of all as calibration has them.
    @Test
    void aCellsNatsAreItsTwoDeviances() {
        Matrix rows = rows();
        Matrix expected = SURPRISE.expected(rows);
        double[] cells = SURPRISE.ofCells(rows);
        for (int row = 0; row < ROWS; row++) {
            double given = (rows.get(row, 0) - expected.get(row, 0)) / 0.3;
            double alone = rows.get(row, 0) - 0.1;
            assertThat(cells[row * WIDTH])
                    .isCloseTo(2.5 * Math.log1p(given * given / 4) + 2.5 * Math.log1p(alone * alone / 4), within(1e-5));
            assertThat(cells[row * WIDTH + 3])
                    .isCloseTo(
                            softplus((1 - 2 * rows.get(row, 3)) * expected.get(row, 3))
                                    + softplus((1 - 2 * rows.get(row, 3)) * -0.5),
                            within(1e-5));
        }
        double[] sums = ofRows(rows);
        double[] calibrated = Calibrator.scores(CELLS, expected, rows);
        for (int row = 0; row < ROWS; row++) {
            assertThat(sums[row]).isCloseTo(calibrated[row], within(1e-9 * calibrated[row]));
        }
    }

    private static double softplus(double x) {
        return Math.log1p(Math.exp(x));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6})
    void whatIsMissingIsNotStrange(int j) {
        Matrix rows = rows();
        rows.columns(j, j + 1).fill(Float.NaN);
        double[] cells = SURPRISE.ofCells(rows);
        for (int row = 0; row < ROWS; row++) {
            for (int k = 0; k < WIDTH; k++) {
                double nats = cells[row * WIDTH + k];
                if (k == j) {
                    assertThat(nats).isZero();
                } else {
                    assertThat(nats).isFinite().isNotNegative();
                }
            }
        }
        rows.fill(Float.NaN);
        assertThat(SURPRISE.ofCells(rows)).containsOnly(0);
    }

    /// From where a network reads no further: times ten up to the largest number there is, each way.
    @Test
    void furtherOutIsNeverLess() {
        for (int j = 0; j < 3; j++) {
            for (int sign : j == 2 ? new int[] {1} : new int[] {1, -1}) {
                double[] before = new double[ROWS];
                for (double size = j == 2 ? 1000 : 5; size < 3.4e38; size *= 10) {
                    Matrix rows = rows();
                    rows.columns(j, j + 1).fill((float) Math.rint(sign * size));
                    double[] scores = ofRows(rows);
                    for (int row = 0; row < ROWS; row++) {
                        assertThat(scores[row])
                                .as("variable %s at %s", j, sign * size)
                                .isFinite()
                                .isGreaterThanOrEqualTo(before[row]);
                    }
                    before = scores;
                }
            }
        }
    }

    /// Near the middle too, for the cell itself: its nats grow with the distance from both middles.
    @Test
    void aCellsOwnNatsGrowWithItsDistance() {
        for (int sign : new int[] {1, -1}) {
            double[] before = new double[ROWS];
            for (double size = 3; size < 1e30; size *= 1.5) {
                Matrix rows = rows();
                rows.columns(1, 2).fill((float) (sign * size));
                double[] cells = SURPRISE.ofCells(rows);
                for (int row = 0; row < ROWS; row++) {
                    assertThat(cells[row * WIDTH + 1]).isGreaterThan(before[row]);
                    before[row] = cells[row * WIDTH + 1];
                }
            }
        }
    }

    /// Any combination of extremes, holes and ordinary numbers.
    @Test
    void scoresAreFiniteAndNeverBelowZero() {
        float[] extremes = {0, 1, -1, 3e38f, -3e38f, 1e-38f, Float.MIN_VALUE, 1e18f, -1e18f, Float.NaN};
        long key = Noise.key(8, Noise.Purpose.OBSERVATION, 0, 0);
        Matrix rows = Matrix.zeros(2000, WIDTH);
        for (int row = 0; row < rows.rows(); row++) {
            for (int j = 0; j < WIDTH; j++) {
                float value = extremes[Noise.below(key, (long) row * WIDTH + j, extremes.length)];
                boolean any = j < 2 || Float.isNaN(value) || (j == 2 && value == Math.rint(value) && value >= 0);
                rows.set(row, j, any ? value : j == 2 ? 7 : row % 2);
            }
        }
        for (double nats : SURPRISE.ofCells(rows)) {
            assertThat(nats).isFinite().isNotNegative();
        }
    }

    /// More rows than fit one pass through a network are judged as each would be alone.
    @Test
    void rowsAreJudgedAlone() {
        Matrix many = Matrix.zeros(2 * Network.SLICE + 7, WIDTH);
        for (int row = 0; row < many.rows(); row++) {
            many.rows(row, row + 1).copyFrom(rows().rows(row % ROWS, row % ROWS + 1));
        }
        double[] of60 = SURPRISE.ofCells(rows());
        double[] ofMany = SURPRISE.ofCells(many);
        for (int i = 0; i < ofMany.length; i++) {
            assertThat(ofMany[i]).isCloseTo(of60[i % of60.length], within(1e-5 + 1e-5 * of60[i % of60.length]));
        }
    }

    /// Columns far from one another go together, those of one date always, and each cell once.
    @Test
    void groupsHideEachVariableOnce() {
        assertThat(Groups.of(List.of(0, 2, 2, 5))).containsExactly(List.of(0), List.of(1, 2), List.of(3));
        List<List<Integer>> many = Groups.of(IntStream.range(0, 100).boxed().toList());
        assertThat(many).hasSize(Groups.MOST);
        assertThat(many.stream().flatMap(List::stream))
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, 100).boxed().toList());
        for (List<Integer> members : many) {
            assertThat(members.size()).isBetween(100 / Groups.MOST, 100 / Groups.MOST + 1);
            for (int i = 1; i < members.size(); i++) {
                assertThat(members.get(i) - members.get(i - 1)).isEqualTo(Groups.MOST);
            }
        }
    }

    /// A network that cannot do without a column sees whole rows, and not how far out they lie.
    @Test
    void aNetworkThatSeesWholeRowsDoesNotFollowThem() {
        Architecture architecture = new Architecture(
                3, List.of(new Dense(2, new Linear())), List.of(new Dense(3, new Linear())), new Gaussian());
        Network network = new Network(architecture, Parameters.initial(architecture, 5), Kernels.plain());
        Likelihood real = new StudentT(4, 0.5f);
        Surprise surprise = new Surprise(
                network,
                inFull(Collections.nCopies(3, new CellJudge(real, real, List.of(0.0), 0, 0))),
                List.of(0, 1, 2));
        double[] before = surprise.ofCells(Matrix.of(1, 3, 20, 0.5f, -0.5f));
        for (double size = 25; size < 3.4e38; size *= 10) {
            double[] cells = surprise.ofCells(Matrix.of(1, 3, (float) size, 0.5f, -0.5f));
            assertThat(cells[0]).isFinite().isGreaterThan(before[0]);
            assertThat(cells[1]).as("another cell").isEqualTo(before[1]);
            assertThat(cells[2]).as("another cell").isEqualTo(before[2]);
            before = cells;
        }
        Matrix row = Matrix.of(1, 3, 0.5f, -1, 2);
        double[] deviances = surprise.ofCells(row);
        Matrix reconstruction = network.means(row);
        for (int j = 0; j < 3; j++) {
            assertThat(deviances[j])
                    .isCloseTo(
                            real.loss(reconstruction.columns(j, j + 1), row.columns(j, j + 1), 1, Matrix.zeros(1, 1))
                                    + real.loss(Matrix.zeros(1, 1), row.columns(j, j + 1), 1, Matrix.zeros(1, 1)),
                            within(1e-5));
        }
    }
}
