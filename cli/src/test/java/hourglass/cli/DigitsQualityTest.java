package hourglass.cli;

import static org.assertj.core.api.Assertions.assertThat;

import hourglass.matrix.Kernels;
import hourglass.model.Advice;
import hourglass.model.Advisor;
import hourglass.model.Model;
import hourglass.model.Prepared;
import hourglass.model.Table;
import hourglass.model.Wishes;
import hourglass.report.Evaluation;
import hourglass.train.TrainingRun;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What the project is for: on digits it has not seen, sixteen numbers of an autoencoder say more than sixteen
/// principal
/// components, with everything left to the defaults.
class DigitsQualityTest {
    /// Squared error per pixel, beside 0.01116 of PCA; the bar is a twentieth above.
    private static final double MEASURED = 0.00495;

    @Test
    void theDefaultsBeatPrincipalComponentsOnUnseenDigits() {
        Table digits = Commands.digits();
        Advice advice = Advisor.advise(digits, Wishes.none().withCode(16));
        Prepared prepared = Prepared.of(digits, advice);
        try (TrainingRun run =
                TrainingRun.start(advice.recipe(), prepared.training(), prepared.validation(), Kernels.plain(), 2)) {
            while (run.advance()) {}
            Evaluation evaluation =
                    Evaluation.of(Model.of(prepared, run, "", Optional.empty()), prepared, Kernels.plain());
            double error = squaredError(evaluation.model());
            assertThat(evaluation.held()).isTrue();
            assertThat(evaluation.rows()).isEqualTo(180);
            assertThat(evaluation.deadUnits()).isZero();
            assertThat(error).isLessThan(1.05 * MEASURED);
            assertThat(error)
                    .isLessThan(1.05
                            * MEASURED
                            / 0.01116
                            * squaredError(evaluation.candidates().get(1)));
        }
    }

    private static double squaredError(Evaluation.Candidate candidate) {
        return ((Evaluation.Reconstruction) candidate).meanSquaredError();
    }
}
