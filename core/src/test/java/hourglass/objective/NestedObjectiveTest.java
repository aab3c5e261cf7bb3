package hourglass.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hourglass.activation.Activation;
import hourglass.activation.Linear;
import hourglass.loss.Huber;
import hourglass.matrix.Matrix;
import hourglass.network.Architecture;
import hourglass.network.Dense;
import hourglass.problem.ProblemException;
import hourglass.train.Recipe;
import hourglass.train.RecipeJson;
import hourglass.train.Training;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// An objective may be made of others, its own kind among them: it passes on what it need not know, unobserved cells
/// included, and comes back from JSON.
class NestedObjectiveTest extends ObjectiveContract {
    /// Another objective's loss, so many times.
    record Weighted(Objective part, float weight) implements Objective {
        @Override
        public String name() {
            return "weighted";
        }

        @Override
        public int parameters(int columns) {
            return part.parameters(columns);
        }

        @Override
        public Domain domain(int column) {
            return part.domain(column);
        }

        @Override
        public Activation output() {
            return part.output();
        }

        @Override
        public double loss(Matrix eta, Matrix x, float scale, Matrix gradient) {
            return weight * part.loss(eta, x, scale * weight, gradient);
        }

        @Override
        public void lossPerRow(Matrix eta, Matrix x, double[] losses, int from) {
            part.lossPerRow(eta, x, losses, from);
            for (int row = from; row < from + x.rows(); row++) {
                losses[row] *= weight;
            }
        }

        @Override
        public void addLossPerColumn(Matrix eta, Matrix x, double[] losses) {
            double[] unweighted = new double[losses.length];
            part.addLossPerColumn(eta, x, unweighted);
            for (int j = 0; j < losses.length; j++) {
                losses[j] += weight * unweighted[j];
            }
        }
    }

    private static final Objective NESTED = new Weighted(new Weighted(new Poisson(), 0.5f), 3);

    @Override
    protected Objective objective() {
        return NESTED;
    }

    @Override
    protected void fillRow(Random random, Matrix x, int row) {
        for (int j = 0; j < x.columns(); j++) {
            x.set(row, j, random.nextInt(8));
        }
    }

    @Override
    protected float[] outside() {
        return new float[] {-1, 0.5f};
    }

    private static Recipe recipe(Objective objective) {
        return new Recipe(
                new Architecture(
                        2, List.of(new Dense(1, new Linear())), List.of(new Dense(2, new Linear())), objective),
                Training.defaults());
    }

    @Test
    void comesBackFromJson() {
        RecipeJson own = RecipeJson.with(List.of(Weighted.class));
        for (Objective part : List.of(NESTED, new Weighted(new LossObjective(new Huber(0.25)), 2))) {
            String json = own.compact(recipe(part));
            assertThat(own.read(json, "test").architecture().objective()).isEqualTo(part);
        }
    }

    @Test
    void partsThatNobodyHandedOverAreRefused() {
        String text = RecipeJson.with(List.of(Weighted.class)).compact(recipe(NESTED));
        assertThatThrownBy(() -> RecipeJson.standard().read(text, "test"))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("weighted");
        String unknown = text.replace("\"poisson\"", "\"poison\"");
        assertThatThrownBy(() -> RecipeJson.with(List.of(Weighted.class)).read(unknown, "test"))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("part.part")
                .hasMessageContaining("poisson");
    }
}
