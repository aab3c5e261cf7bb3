package hourglass.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hourglass.activation.Linear;
import hourglass.inference.Network;
import hourglass.judge.Calibration;
import hourglass.matrix.Kernels;
import hourglass.matrix.Matrix;
import hourglass.model.Card;
import hourglass.model.Columns;
import hourglass.model.Model;
import hourglass.model.Pairs;
import hourglass.model.Prepared;
import hourglass.model.Scaling;
import hourglass.model.ScalingKind;
import hourglass.model.Table;
import hourglass.model.Task;
import hourglass.network.Architecture;
import hourglass.network.Corrupt;
import hourglass.network.Corruption;
import hourglass.network.Dense;
import hourglass.network.Parameters;
import hourglass.objective.Gaussian;
import hourglass.report.Evaluation.Reconstruction;
import hourglass.train.Examples;
import hourglass.train.Recipe;
import hourglass.train.Split;
import hourglass.train.Training;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class EvaluationTest {
    private static final Kernels KERNELS = Kernels.plain();

    /// Two columns, one code unit.
    private static final Architecture ARCHITECTURE = new Architecture(
            2, List.of(new Dense(1, new Linear())), List.of(new Dense(2, new Linear())), new Gaussian());

    private static final Recipe RECIPE = new Recipe(ARCHITECTURE, Training.defaults());

    private static final Scaling NONE = Scaling.fit(ScalingKind.NONE, Matrix.of(1, 2, 0, 0), false);

    /// x → code → x̂ with the given numbers: two encoder weights and a bias, two decoder weights and two biases.
    private static Model autoencoder(float... numbers) {
        return new Model(
                RECIPE,
                new Columns(List.of("a", "b"), NONE),
                new Network(ARCHITECTURE, Parameters.zeros(ARCHITECTURE).over(numbers), KERNELS),
                new Task.Reproduce(NONE),
                Calibration.defaults(),
                new Card("", 3, 2, 1, 1, OptionalDouble.empty(), 0, Optional.empty(), List.of(2), false));
    }

    private static Prepared prepared(Matrix training, Matrix validation) {
        Pairs pairs = Pairs.of(Table.of(List.of("a", "b"), Matrix.of(1, 2, 0, 0)));
        return new Prepared(
                pairs, new Split(new int[0], new int[0]), NONE, NONE, Examples.of(training), Examples.of(validation));
    }

    /// Training rows (0, 1), (2, 1), (4, 1) lie on a line through the mean (2, 1). Judged by (1, 1) and (5, 3): the
    /// mean
    /// is off by (1, 0) and (3, 2), the line by (0, 0) and (0, 2), an autoencoder that passes on the first column by
    /// (0, 1) and (0, 3).
    @Test
    void threeCandidatesByHand() {
        Prepared prepared = prepared(Matrix.of(3, 2, 0, 1, 2, 1, 4, 1), Matrix.of(2, 2, 1, 1, 5, 3));
        Evaluation evaluation = Evaluation.of(autoencoder(1, 0, 0, 1, 0, 0, 0), prepared, KERNELS);
        assertThat(evaluation.rows()).isEqualTo(2);
        assertThat(evaluation.held()).isTrue();
        assertThat(evaluation.deadUnits()).isZero();
        assertCandidate(evaluation.candidates().getFirst(), (1 + 9 + 4) / 2.0 / 2, 14 / 4.0, 0);
        assertCandidate(evaluation.candidates().get(1), 4 / 2.0 / 2, 4 / 4.0, 1 - 4 / 14.0);
        assertCandidate(evaluation.model(), (1 + 9) / 2.0 / 2, 10 / 4.0, 1 - 10 / 14.0);
        assertThat(evaluation.candidates().get(1).name()).isEqualTo("PCA, 1 component");
    }

    private static void assertCandidate(Evaluation.Candidate candidate, double loss, double error, double explained) {
        Reconstruction actual = (Reconstruction) candidate;
        assertThat(actual.loss().getAsDouble()).as(actual.name()).isCloseTo(loss, within(1e-6));
        assertThat(actual.meanSquaredError()).as(actual.name()).isCloseTo(error, within(1e-6));
        assertThat(actual.explainedVariance()).as(actual.name()).isCloseTo(explained, within(1e-6));
    }

    @Test
    void withoutRowsHeldBackTheTrainingRowsAreJudged() {
        Prepared prepared = prepared(Matrix.of(3, 2, 0, 1, 2, 1, 4, 1), Matrix.zeros(0, 2));
        Evaluation evaluation = Evaluation.of(autoencoder(1, 0, 0, 1, 0, 0, 1), prepared, KERNELS);
        assertThat(evaluation.held()).isFalse();
        assertThat(evaluation.rows()).isEqualTo(3);
        assertThat(((Reconstruction) evaluation.model()).meanSquaredError()).isZero();
    }

    @Test
    void aUnitThatNeverChangesIsDeadUnlessOneRowIsAll() {
        Model constant = autoencoder(0, 0, 5, 1, 1, 0, 0);
        Matrix training = Matrix.of(3, 2, 0, 1, 2, 1, 4, 1);
        assertThat(Evaluation.of(constant, prepared(training, Matrix.of(2, 2, 1, 1, 5, 3)), KERNELS)
                        .deadUnits())
                .isEqualTo(1);
        assertThat(Evaluation.of(constant, prepared(training, Matrix.of(1, 2, 1, 1)), KERNELS)
                        .deadUnits())
                .isZero();
    }

    /// Noisy (1, 1) and (5, 3) for clean (1, 0) and (4, 0) are off by (0, 1) and (1, 3); passing on the first column
    /// leaves (0, 0) and (1, 0).
    @Test
    void noiseOfPairsIsThatOfTheInputs() {
        Examples judged = new Examples(Matrix.of(2, 2, 1, 1, 5, 3), Matrix.of(2, 2, 1, 0, 4, 0));
        Prepared prepared = prepared(Matrix.of(3, 2, 0, 1, 2, 1, 4, 1), Matrix.zeros(0, 2));
        Denoising noise =
                Denoising.of(autoencoder(1, 0, 0, 1, 0, 0, 0), prepared, judged).orElseThrow();
        assertThat(noise.before()).isCloseTo(11 / 4.0, within(1e-6));
        assertThat(noise.after()).isCloseTo(1 / 4.0, within(1e-6));
        assertThat(noise.removed()).isCloseTo(10 / 11.0, within(1e-6));
    }

    /// Where everything is masked, (1, 1) and (5, 3) become zeros; an autoencoder that says 2 throughout is then off by
    /// 1, 1, 3 and 1.
    @Test
    void rowsAreMadeNoisyByTheCorruptionAtTheInput() {
        Prepared prepared = prepared(Matrix.of(3, 2, 0, 1, 2, 1, 4, 1), Matrix.of(2, 2, 1, 1, 5, 3));
        Denoising noise = Evaluation.of(corrupted(new Corruption.Masking(1)), prepared, KERNELS)
                .denoising()
                .orElseThrow();
        assertThat(noise.before()).isCloseTo((1 + 1 + 25 + 9) / 4.0, within(1e-6));
        assertThat(noise.after()).isCloseTo((1 + 1 + 9 + 1) / 4.0, within(1e-6));
        assertThat(Evaluation.of(corrupted(new Corruption.Dropout(0.5f)), prepared, KERNELS)
                        .denoising())
                .isEmpty();
        assertThat(Evaluation.of(autoencoder(0, 0, 0, 0, 0, 2, 2), prepared, KERNELS)
                        .denoising())
                .isEmpty();
    }

    private static Model corrupted(Corruption corruption) {
        Model plain = autoencoder(0, 0, 0, 0, 0, 2, 2);
        Architecture noisy = new Architecture(
                2,
                List.of(new Corrupt(corruption), new Dense(1, new Linear())),
                ARCHITECTURE.decoder(),
                new Gaussian());
        Network network = new Network(noisy, Parameters.zeros(noisy).over(new float[] {0, 0, 0, 0, 0, 2, 2}), KERNELS);
        return new Model(
                new Recipe(noisy, Training.defaults()),
                plain.columns(),
                network,
                plain.task(),
                plain.calibration(),
                plain.card());
    }
}
