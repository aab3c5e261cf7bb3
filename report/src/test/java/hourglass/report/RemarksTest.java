package hourglass.report;

import static org.assertj.core.api.Assertions.assertThat;

import hourglass.loss.CategoricalCrossentropy;
import hourglass.loss.CosineSimilarity;
import hourglass.loss.KLDivergence;
import hourglass.loss.Loss;
import hourglass.loss.MeanSquaredError;
import hourglass.model.Model;
import hourglass.model.Table;
import hourglass.model.Wishes;
import hourglass.objective.LossObjective;
import java.util.List;
import org.junit.jupiter.api.Test;

/// A model that says no more than the mean does is called that, and no other.
class RemarksTest {
    private static String verdict(double loss, double ofMean, double explained) {
        return Remarks.beside(loss, ofMean, explained).orElse("");
    }

    @Test
    void lossAndSquaredErrorAreComparedWithThoseOfTheMean() {
        assertThat(verdict(5, 10, 0.5)).isEmpty();
        assertThat(verdict(-11, -10, 0.5)).isEmpty();
        assertThat(verdict(10, 10, 0)).startsWith("no better than predicting the mean;");
        assertThat(verdict(12, 10, -0.2)).startsWith("worse than predicting the mean;");
        assertThat(verdict(5, 10, -0.2)).startsWith("worse than predicting the mean in squared error;");
        assertThat(verdict(5, 10, 0)).startsWith("no better than predicting the mean in squared error;");
        assertThat(verdict(-10, -10, 0.5)).startsWith("no better than predicting the mean in loss;");
        assertThat(verdict(-9, -10, 0.5)).startsWith("worse than predicting the mean in loss;");
    }

    @Test
    void sharesAndDirectionsAreNotComparedInSquaredError() {
        assertApplies(new KLDivergence(), true, false);
        assertApplies(new CategoricalCrossentropy(), true, false);
        assertApplies(new CosineSimilarity(), false, false);
        assertApplies(new MeanSquaredError(), true, true);
    }

    /// @param positive whether 30 % explained can be meant
    /// @param negative whether -30 % can
    private static void assertApplies(Loss loss, boolean positive, boolean negative) {
        Table rows = Table.of(List.of("a", "b"), new float[] {0.5f, 0.5f}, new float[] {1, 0}, new float[] {0, 1});
        Model model = Model.train(
                rows, Wishes.none().withObjective(new LossObjective(loss)).withEpochs(1));
        assertThat(Remarks.explainedApplies(model, 0.3)).isEqualTo(positive);
        assertThat(Remarks.explainedApplies(model, -0.3)).isEqualTo(negative);
    }
}
