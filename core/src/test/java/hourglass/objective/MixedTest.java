package hourglass.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import hourglass.activation.Linear;
import hourglass.matrix.Matrix;
import hourglass.network.Architecture;
import hourglass.network.Dense;
import hourglass.problem.ProblemException;
import hourglass.random.Noise;
import hourglass.train.Recipe;
import hourglass.train.RecipeJson;
import hourglass.train.Training;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MixedTest extends LikelihoodContract {
    private static final Mixed MIXED = new Mixed(List.of(
            new Gaussian(),
            new ClassIndices(3),
            new Bernoulli(),
            new Gaussian(),
            new VonMises(),
            new NegativeBinomial(0.5f),
            new StudentTWithScale(6)));

    @Override
    protected Objective objective() {
        return MIXED;
    }

    @Override
    protected void fillRow(Random random, Matrix x, int row) {
        for (int j = 0; j < x.columns(); j++) {
            x.set(row, j, value(MIXED.columns().get(j), random));
        }
    }

    private static float value(Likelihood likelihood, Random random) {
        return switch (likelihood) {
            case ClassIndices it -> random.nextInt(it.classes());
            case Bernoulli it -> random.nextInt(2);
            case NegativeBinomial it -> random.nextInt(6);
            case VonMises it -> (float) (7 * (random.nextFloat() - 0.5));
            default -> (float) random.nextGaussian();
        };
    }

    @Override
    protected float[] outside() {
        return new float[] {};
    }

    @Override
    protected int[] parametersOf(int column, int columns) {
        return places(MIXED, column);
    }

    private static int[] places(Mixed mixed, int column) {
        return IntStream.range(mixed.firstParameter(column), mixed.firstParameter(column + 1))
                .toArray();
    }

    private static Objective of(int[] columns) {
        return columns.length == 0
                ? new Gaussian()
                : new Mixed(IntStream.of(columns).mapToObj(MIXED.columns()::get).toList());
    }

    @Override
    protected Objective objectiveOf(int[] columns) {
        return of(columns);
    }

    @Override
    protected int[] parametersOf(int i, int[] columns) {
        return places((Mixed) of(columns), i);
    }

    /// ½ 2² + log 2 + log 2 for a number, a class and a yes, each with what its own likelihood says.
    @Test
    void workedExample() {
        Mixed mixed = new Mixed(List.of(new Gaussian(), new ClassIndices(2), new Bernoulli()));
        Matrix gradient = Matrix.zeros(1, 4);
        double loss = mixed.loss(Matrix.of(1, 4, 2, 0, 0, 0), Matrix.of(1, 3, 0, 1, 1), 1, gradient);
        assertThat(loss).isCloseTo(2 + 2 * StrictMath.log(2), within(1e-7));
        assertThat(gradient.array()).containsExactly(2, 0.5f, -0.5f, -0.5f);
        assertThat(mixed.constant(Matrix.of(1, 3, 0, 1, 1))).isCloseTo(StrictMath.log(2 * Math.PI) / 2, within(1e-12));
        assertThat(mixed.domain(1).description()).contains("0 to 1");
        assertThat(mixed.needs(0)).isEqualTo(Scale.ANY);
        assertThat(mixed.needs(2)).isEqualTo(Scale.UNIT_INTERVAL);
    }

    /// Every column by itself, rows of which more or less is observed: loss and gradient are those of its own
    /// likelihood on the rows where it is observed. Enough rows and columns for several buffers.
    @ParameterizedTest
    @ValueSource(doubles = {0, 0.05, 0.6, 1})
    void eachColumnIsJudgedByItself(double missing) {
        int rows = 300;
        List<Likelihood> columns =
                IntStream.range(0, 21).mapToObj(j -> MIXED.columns().get(j % 7)).toList();
        Mixed mixed = new Mixed(columns);
        Random random = new Random(3);
        Matrix x = Matrix.zeros(rows, 21);
        Matrix eta = view(rows, mixed.parameters(21));
        for (int row = 0; row < rows; row++) {
            for (int j = 0; j < 21; j++) {
                x.set(row, j, random.nextDouble() < missing ? Float.NaN : value(columns.get(j), random));
            }
            for (int j = 0; j < eta.columns(); j++) {
                eta.set(row, j, (float) random.nextGaussian());
            }
        }
        Matrix gradient = view(rows, eta.columns());
        gradient.fill(Float.NaN);
        double loss = mixed.loss(eta, x, 0.5f, gradient);
        double sum = 0;
        for (int j = 0; j < 21; j++) {
            int[] places = places(mixed, j);
            for (int row = 0; row < rows; row++) {
                Matrix own = eta.rows(row, row + 1).columns(places[0], places[0] + places.length);
                Matrix expected = Matrix.zeros(1, places.length);
                if (!Float.isNaN(x.get(row, j))) {
                    sum += columns.get(j).loss(own, Matrix.of(1, 1, x.get(row, j)), 0.5f, expected);
                }
                for (int k = 0; k < places.length; k++) {
                    assertThat(gradient.get(row, places[k])).isEqualTo(expected.get(0, k));
                }
            }
        }
        assertThat(loss).isCloseTo(sum, within(1e-7 * (1 + Math.abs(sum))));
        assertOutsideUntouched(gradient);
    }

    @Test
    void columnsOfOneKindAreThatKind() {
        Mixed mixed = new Mixed(Collections.nCopies(FEATURES, new Gaussian()));
        Matrix eta = randomEta().columns(0, FEATURES).copy();
        Matrix x = randomX().copy();
        Matrix gradient = Matrix.zeros(ROWS, FEATURES);
        Matrix expected = Matrix.zeros(ROWS, FEATURES);
        assertThat(mixed.loss(eta, x, 1, gradient)).isEqualTo(new Gaussian().loss(eta, x, 1, expected));
        assertThat(gradient.array()).isEqualTo(expected.array());
        x.set(2, 3, Float.NaN);
        assertThat(mixed.loss(eta, x, 1, gradient)).isCloseTo(new Gaussian().loss(eta, x, 1, expected), within(1e-9));
        assertThat(gradient.array()).isEqualTo(expected.array());
    }

    /// Two columns of one likelihood and one η are two draws.
    @Test
    void drawsOfColumnsAreTheirOwn() {
        Mixed mixed = new Mixed(Collections.nCopies(2, new Gaussian()));
        Matrix x = Matrix.zeros(4000, 2);
        mixed.sample(Matrix.zeros(4000, 2), 1, 0, x);
        double product = 0;
        for (int row = 0; row < 4000; row++) {
            product += x.get(row, 0) * x.get(row, 1) / 4000;
        }
        assertThat(product).isCloseTo(0, within(0.08));
    }

    @Test
    void whatCannotBeIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Mixed(List.of()))
                .withMessageContaining("at least 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Mixed(List.of(new NegativeBinomial(1, 10))))
                .withMessageContaining("share something");
        assertThatIllegalArgumentException().isThrownBy(() -> new Mixed(List.of(MIXED)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MIXED.parameters(6))
                .withMessage("mixed has a likelihood for each of 7 columns, got 6");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MIXED.loss(Matrix.zeros(1, 12), Matrix.zeros(1, 6), 1, Matrix.zeros(1, 12)))
                .withMessageContaining("got 6");
    }

    private static Recipe recipe(Objective objective, int columns) {
        Dense output = new Dense(objective.parameters(columns), new Linear());
        return new Recipe(
                new Architecture(columns, List.of(new Dense(2, new Linear())), List.of(output), objective),
                Training.defaults());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 500})
    void comesBackFromJson(int count) {
        Mixed mixed = new Mixed(IntStream.range(0, count)
                .mapToObj(j -> MIXED.columns().get(j % 7))
                .toList());
        Recipe recipe = recipe(mixed, count);
        RecipeJson json = RecipeJson.standard();
        assertThat(json.read(json.compact(recipe), "test")).isEqualTo(recipe);
        assertThat(json.read(json.indented(recipe), "test")).isEqualTo(recipe);
    }

    @Test
    void onlyLikelihoodsAreRead() {
        String text = RecipeJson.standard().compact(recipe(new Mixed(List.of(new Gaussian(), new Bernoulli())), 2));
        assertThat(text).contains("\"columns\":[{\"type\":\"gaussian\"},{\"type\":\"bernoulli\"}]");
        assertThatThrownBy(() -> RecipeJson.standard().read(text.replace("bernoulli", "focal"), "test"))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("columns[1]")
                .hasMessageContaining("focal");
    }

    /// The seed of a column is a function of its place.
    @Test
    void aColumnDrawsWhatItsLikelihoodDraws() {
        Matrix x = Matrix.zeros(5, 7);
        Matrix eta = randomEta().rows(0, 5);
        MIXED.sample(eta, 9, 40, x);
        Matrix alone = Matrix.zeros(5, 1);
        new Gaussian()
                .sample(eta.columns(MIXED.firstParameter(3), MIXED.firstParameter(4)), Noise.bits(9, 3), 40, alone);
        assertThat(x.columns(3, 4).copy().array()).isEqualTo(alone.array());
    }
}
