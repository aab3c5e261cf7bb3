package hourglass.cli;

import static org.assertj.core.api.Assertions.assertThat;

import hourglass.data.Dataset;
import hourglass.matrix.Kernels;
import hourglass.pipeline.Advice;
import hourglass.pipeline.Advisor;
import hourglass.pipeline.Prepared;
import hourglass.pipeline.Wishes;
import hourglass.report.Evaluation;
import hourglass.train.TrainingRun;
import org.junit.jupiter.api.Test;

/// What the project is for: on digits it has not seen, sixteen numbers of an autoencoder say more than sixteen
/// principal
/// components, with everything left to the defaults.
class DigitsQualityTest {
    @Test
    void theDefaultsBeatPrincipalComponentsOnUnseenDigits() {
        Dataset digits = Commands.digits();
        Advice advice = Advisor.advise(digits, Wishes.none().withCode(16));
        Prepared prepared = Prepared.of(digits, advice);
        try (TrainingRun run =
                TrainingRun.start(advice.recipe(), prepared.training(), prepared.validation(), Kernels.plain(), 2)) {
            while (run.advance()) {}
            Evaluation evaluation = Evaluation.of(run.model(), prepared, Kernels.plain());
            double error = evaluation.autoencoder().meanSquaredError();
            assertThat(evaluation.held()).isTrue();
            assertThat(evaluation.rows()).isEqualTo(180);
            assertThat(evaluation.deadUnits()).isZero();
            assertThat(error).isLessThan(0.0075);
            assertThat(error).isLessThan(0.75 * evaluation.principalComponents().meanSquaredError());
        }
    }
}
