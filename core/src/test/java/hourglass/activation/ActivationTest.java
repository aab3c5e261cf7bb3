package hourglass.activation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What every activation must do.
class ActivationTest {
    private static final int N = 203;
    private static final double STEP = 1e-5;

    static List<Activation> all() {
        return Activations.all();
    }

    @Test
    void everyPermittedActivationIsAmongTheCases() {
        Set<Class<?>> covered = all().stream().map(Object::getClass).collect(Collectors.toSet());
        assertThat(covered).containsExactlyInAnyOrder(Activation.class.getPermittedSubclasses());
    }

    /// Numbers between −5 and 5, away from kinks.
    private static float[] inputs(Activation activation, int seed) {
        Random random = new Random(seed);
        float[] z = new float[N];
        for (int j = 0; j < N; j++) {
            do {
                z[j] = random.nextFloat() * 10 - 5;
            } while (nearKink(activation, z[j]));
        }
        return z;
    }

    private static boolean nearKink(Activation activation, double z) {
        return Arrays.stream(ReferenceActivation.kinks(activation)).anyMatch(kink -> Math.abs(z - kink) < 1e-3);
    }

    private static double[] doubles(float[] numbers) {
        double[] doubles = new double[numbers.length];
        for (int i = 0; i < doubles.length; i++) {
            doubles[i] = numbers[i];
        }
        return doubles;
    }

    @ParameterizedTest
    @MethodSource("all")
    void valuesAgreeWithTheDefinitionInDoublePrecision(Activation activation) {
        float[] z = inputs(activation, 1);
        float[] y = new float[N];
        activation.forward(z, y, 0, N);
        double[] expected = ReferenceActivation.of(activation, doubles(z));
        for (int j = 0; j < N; j++) {
            assertThat((double) y[j])
                    .as("%s(%s)", activation, z[j])
                    .isCloseTo(expected[j], within(3e-7 * Math.abs(expected[j]) + 1e-12));
        }
    }

    /// Σ gᵢ ∂yᵢ/∂zⱼ by central differences of Σ gᵢ yᵢ.
    @ParameterizedTest
    @MethodSource("all")
    void gradientAgreesWithCentralDifferences(Activation activation) {
        float[] z = inputs(activation, 2);
        Random random = new Random(3);
        float[] weights = new float[N];
        for (int j = 0; j < N; j++) {
            weights[j] = (float) random.nextGaussian();
        }
        float[] y = new float[N];
        activation.forward(z, y, 0, N);
        float[] g = weights.clone();
        // Without needsInput, y stands where z stood.
        activation.backward(activation.needsInput() ? z : y, y, g, 0, N);
        double[] at = doubles(z);
        for (int j = 0; j < N; j++) {
            at[j] = z[j] + STEP;
            double above = inner(weights, ReferenceActivation.of(activation, at));
            at[j] = z[j] - STEP;
            double below = inner(weights, ReferenceActivation.of(activation, at));
            at[j] = z[j];
            double expected = (above - below) / (2 * STEP);
            assertThat((double) g[j])
                    .as("derivative of %s at %s", activation, z[j])
                    .isCloseTo(expected, within(2e-6 * Math.max(Math.abs(expected), Math.abs(weights[j])) + 1e-7));
        }
    }

    private static double inner(float[] weights, double[] y) {
        double sum = 0;
        for (int j = 0; j < y.length; j++) {
            sum += weights[j] * y[j];
        }
        return sum;
    }

    @ParameterizedTest
    @MethodSource("all")
    void inPlaceIsTheSameAsOutOfPlace(Activation activation) {
        float[] z = inputs(activation, 4);
        float[] apart = new float[N];
        activation.forward(z.clone(), apart, 0, N);
        activation.forward(z, z, 0, N);
        assertThat(z).isEqualTo(apart);
    }

    @ParameterizedTest
    @MethodSource("all")
    void offsetsAreRespectedAndNothingElseIsTouched(Activation activation) {
        float[] z = inputs(activation, 5);
        float[] y = new float[N];
        activation.forward(z, y, 0, N);
        float[] g = inputs(activation, 6);
        float[] gradient = g.clone();
        activation.backward(z, y, gradient, 0, N);

        float[] zShifted = shifted(z, 7);
        float[] yShifted = shifted(new float[N], 7);
        float[] gShifted = shifted(g, 7);
        float[] zBefore = zShifted.clone();
        activation.forward(zShifted, yShifted, 7, N);
        assertThat(yShifted).isEqualTo(shifted(y, 7));
        assertThat(zShifted).isEqualTo(zBefore);
        activation.backward(zShifted, yShifted, gShifted, 7, N);
        assertThat(gShifted).isEqualTo(shifted(gradient, 7));
        assertThat(yShifted).isEqualTo(shifted(y, 7));
        assertThat(zShifted).isEqualTo(zBefore);
    }

    private static float[] shifted(float[] row, int offset) {
        float[] array = new float[offset + row.length + 5];
        Arrays.fill(array, 777);
        System.arraycopy(row, 0, array, offset, row.length);
        return array;
    }

    @ParameterizedTest
    @MethodSource("all")
    void notANumberPassesThrough(Activation activation) {
        float[] row = {0.7f, Float.NaN, -0.7f};
        activation.forward(row, row, 0, 3);
        assertThat(row[1]).isNaN();
        if (activation.isElementwise()) {
            assertThat(row[0]).isFinite();
            assertThat(row[2]).isFinite();
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void emptyRowsAreAllowed(Activation activation) {
        float[] one = {1};
        activation.forward(one, one, 0, 0);
        activation.backward(one, one, one, 0, 0);
        assertThat(one).containsExactly(1);
    }

    @Test
    void theDerivativeAtAKinkOfReluIsZero() {
        assertThat(derivative(new Relu(), 0)).isZero();
        assertThat(derivative(new Relu(0, 6, 0), 6)).isZero();
        assertThat(derivative(new Relu(0.1f, 6, 1), 1)).isZero();
        assertThat(derivative(new Relu(0.1f, 6, -2), -1)).isZero();
    }

    private static float derivative(Activation activation, float z) {
        float[] input = {z};
        float[] y = {0};
        float[] g = {1};
        activation.forward(input, y, 0, 1);
        activation.backward(input, y, g, 0, 1);
        return g[0];
    }
}
