package hourglass.optimize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Each optimiser against a loop in double precision, written from the formulas of its documentation.
class OptimizerTest {
    private static final int N = 50;
    private static final int STEPS = 100;

    static List<Optimizer> all() {
        return List.of(
                new Optimizer.Sgd(),
                new Optimizer.Sgd(0.05, 0.9, false),
                new Optimizer.Sgd(0.05, 0.9, true),
                new Optimizer.Adam(),
                new Optimizer.Adam(0.01, 0.8, 0.95, 1e-3, 0),
                new Optimizer.Adam(0.01, 0.9, 0.999, 1e-8, 0.3),
                new Optimizer.RmsProp(),
                new Optimizer.RmsProp(0.01, 0.8, 1e-2));
    }

    /// θ, u, v, w: what a step of the loop in double precision reads and writes.
    private static final class Twin {
        final double[] theta = new double[N];
        final double[] first = new double[N];
        final double[] second = new double[N];

        void step(Optimizer optimizer, double[] g, int t, double rate, boolean isWeight) {
            for (int i = 0; i < N; i++) {
                switch (optimizer) {
                    case Optimizer.Sgd it -> {
                        first[i] = it.momentum() * first[i] + g[i];
                        theta[i] -= rate * (it.nesterov() ? g[i] + it.momentum() * first[i] : first[i]);
                    }
                    case Optimizer.Adam it -> {
                        first[i] = it.beta1() * first[i] + (1 - it.beta1()) * g[i];
                        second[i] = it.beta2() * second[i] + (1 - it.beta2()) * g[i] * g[i];
                        double mean = first[i] / (1 - Math.pow(it.beta1(), t));
                        double square = second[i] / (1 - Math.pow(it.beta2(), t));
                        double decay = isWeight ? rate * it.decay() * theta[i] : 0;
                        theta[i] -= rate * mean / (Math.sqrt(square) + it.epsilon()) + decay;
                    }
                    case Optimizer.RmsProp it -> {
                        second[i] = it.rho() * second[i] + (1 - it.rho()) * g[i] * g[i];
                        theta[i] -= rate * g[i] / (Math.sqrt(second[i]) + it.epsilon());
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void aHundredStepsAgreeWithTheFormulas(Optimizer optimizer) {
        for (boolean isWeight : new boolean[] {true, false}) {
            Random random = new Random(31);
            Twin twin = new Twin();
            float[] theta = new float[N];
            double[] path = new double[N];
            for (int i = 0; i < N; i++) {
                theta[i] = (float) random.nextGaussian();
                twin.theta[i] = theta[i];
            }
            OptimizerState state = new OptimizerState(optimizer, N);
            for (int t = 1; t <= STEPS; t++) {
                float[] g = new float[N];
                double[] exact = new double[N];
                for (int i = 0; i < N; i++) {
                    g[i] = (float) ((random.nextGaussian() + 0.3) * Math.pow(10, i % 5 - 3));
                    exact[i] = g[i];
                }
                // As under a schedule: the rate changes from step to step.
                double rate = optimizer.rate() * (1 + t % 3);
                state.beginStep();
                // Ranges may be updated one after the other, in any order.
                state.update(theta, g, N / 2, N, rate, isWeight);
                state.update(theta, g, 0, N / 2, rate, isWeight);
                double[] before = twin.theta.clone();
                twin.step(optimizer, exact, t, rate, isWeight);
                for (int i = 0; i < N; i++) {
                    path[i] += Math.abs(twin.theta[i] - before[i]);
                    assertThat((double) g[i]).isEqualTo(exact[i]);
                }
            }
            assertThat(state.steps()).isEqualTo(STEPS);
            for (int i = 0; i < N; i++) {
                assertThat((double) theta[i])
                        .as("%s, number %d", optimizer, i)
                        .isCloseTo(twin.theta[i], within(1e-5 * (Math.abs(twin.theta[i]) + path[i])));
                assertThat(path[i]).isGreaterThan(1e-7);
            }
        }
    }

    /// Without a gradient only the decay moves a weight: θ (1 − η λ).
    @Test
    void adamDecaysWeightsOnly() {
        Optimizer.Adam adam = new Optimizer.Adam(0.1, 0.9, 0.999, 1e-8, 0.5);
        OptimizerState state = new OptimizerState(adam, 2);
        float[] theta = {2, 2};
        state.beginStep();
        state.update(theta, new float[2], 0, 1, 0.1, true);
        state.update(theta, new float[2], 1, 2, 0.1, false);
        assertThat(theta[0]).isCloseTo(1.9f, within(1e-6f));
        assertThat(theta[1]).isEqualTo(2);
    }

    /// By hand: momentum ½, rate 1, g = 1, 1: u = 1, 3⁄2; plain 1 + 3⁄2, Nesterov (1 + ½) + (1 + ¾).
    @Test
    void nesterovLooksAhead() {
        for (boolean nesterov : new boolean[] {false, true}) {
            OptimizerState state = new OptimizerState(new Optimizer.Sgd(1, 0.5, nesterov), 1);
            float[] theta = {0};
            for (int t = 0; t < 2; t++) {
                state.beginStep();
                state.update(theta, new float[] {1}, 0, 1, 1, true);
            }
            assertThat(theta[0]).isEqualTo(nesterov ? -3.25f : -2.5f);
        }
    }

    /// The first step of Adam is the rate, whatever the size of the gradient.
    @Test
    void theFirstStepOfAdamIsTheRate() {
        OptimizerState state = new OptimizerState(new Optimizer.Adam(), 3);
        float[] theta = new float[3];
        state.beginStep();
        state.update(theta, new float[] {1e-3f, -7, 1e3f}, 0, 3, 1e-3, true);
        assertThat(theta[0]).isCloseTo(-1e-3f, within(1e-7f));
        assertThat(theta[1]).isCloseTo(1e-3f, within(1e-8f));
        assertThat(theta[2]).isCloseTo(-1e-3f, within(1e-8f));
    }

    @ParameterizedTest
    @MethodSource("all")
    void neitherTinyMomentsNorTheRateTimesThemBecomeDenormal(Optimizer optimizer) {
        for (float first : new float[] {1e-6f, -1e-6f, 1e-12f, 1e-20f}) {
            OptimizerState state = new OptimizerState(optimizer, 1);
            float[] theta = {1};
            for (int t = 0; t < 2500; t++) {
                state.beginStep();
                state.update(theta, new float[] {t == 0 ? first : 0}, 0, 1, optimizer.rate(), false);
                for (float[] slot : state.slots()) {
                    assertThat(slot[0] == 0 || optimizer.rate() * Math.abs(slot[0]) >= Float.MIN_NORMAL)
                            .as("%s at step %d", slot[0], t)
                            .isTrue();
                }
            }
            if (optimizer instanceof Optimizer.Sgd || optimizer instanceof Optimizer.RmsProp) {
                // Rounding may hold them a few steps of the grid above zero.
                assertThat(state.slots()).allMatch(slot -> Math.abs(slot[0]) < 1e-31);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void continuesFromSavedMomentsWithTheSameBits(Optimizer optimizer) {
        float[] g = {0.3f, -1, 0.01f};
        float[] theta = {1, 2, 3};
        OptimizerState state = new OptimizerState(optimizer, 3);
        for (int t = 0; t < 5; t++) {
            state.beginStep();
            state.update(theta, g, 0, 3, 0.01, true);
        }
        OptimizerState restored = new OptimizerState(optimizer, 3);
        restored.restoreSteps(state.steps());
        for (int slot = 0; slot < state.slots().size(); slot++) {
            System.arraycopy(state.slots().get(slot), 0, restored.slots().get(slot), 0, 3);
        }
        OptimizerState whole = state.copy();
        float[] copy = theta.clone();
        float[] other = theta.clone();
        state.beginStep();
        state.update(theta, g, 0, 3, 0.01, true);
        restored.beginStep();
        restored.update(copy, g, 0, 3, 0.01, true);
        assertThat(copy).isEqualTo(theta);
        whole.beginStep();
        whole.update(other, g, 0, 3, 0.01, true);
        assertThat(other).isEqualTo(theta);
        assertThat(whole.steps()).isEqualTo(6);
    }

    @ParameterizedTest
    @MethodSource("all")
    void anotherRateChangesNothingElse(Optimizer optimizer) {
        assertThat(optimizer.withRate(0.7).rate()).isEqualTo(0.7);
        assertThat(optimizer.withRate(0.7).withRate(optimizer.rate())).isEqualTo(optimizer);
    }

    @Test
    void settingsOutOfRangeAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Optimizer.Adam(0))
                .withMessage("the learning rate must be above 0 and finite, got 0.0");
        assertThatIllegalArgumentException().isThrownBy(() -> new Optimizer.Adam(Double.NaN));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Optimizer.Adam(1, 1, 0.9, 1e-8, 0))
                .withMessage("beta1 must be at least 0 and below 1, got 1.0");
        assertThatIllegalArgumentException().isThrownBy(() -> new Optimizer.Adam(1, 0.9, -0.1, 1e-8, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new Optimizer.Adam(1, 0.9, 0.9, 0, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new Optimizer.Adam(1, 0.9, 0.9, 1e-8, -1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Optimizer.Sgd(1, 0, true))
                .withMessage("nesterov needs a momentum above 0");
        assertThatIllegalArgumentException().isThrownBy(() -> new Optimizer.Sgd(-1, 0, false));
        assertThatIllegalArgumentException().isThrownBy(() -> new Optimizer.RmsProp(1, 2, 1e-7));
        assertThatIllegalArgumentException().isThrownBy(() -> new Optimizer.RmsProp(1, 0.9, 0));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Clipping.Norm(0))
                .withMessage("the limit on gradients must be above 0 and finite, got 0.0");
        assertThatIllegalArgumentException().isThrownBy(() -> new Clipping.Value(Double.POSITIVE_INFINITY));
    }
}
