package hourglass.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import hourglass.activation.Elu;
import hourglass.activation.Gelu;
import hourglass.activation.LeakyRelu;
import hourglass.activation.Linear;
import hourglass.activation.Relu;
import hourglass.activation.Selu;
import hourglass.activation.Sigmoid;
import hourglass.activation.Tanh;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class InitializerTest {
    private static final int INPUTS = 300;
    private static final int UNITS = 700;
    private static final int COUNT = INPUTS * UNITS;

    /// An initializer, its mean, its variance, and the limit of a uniform one.
    record Expected(Initializer initializer, double mean, double variance, double limit) {}

    static List<Expected> all() {
        double none = Double.POSITIVE_INFINITY;
        return List.of(
                new Expected(new Initializer.GlorotUniform(), 0, 2.0 / 1000, Math.sqrt(6.0 / 1000)),
                new Expected(new Initializer.GlorotNormal(), 0, 2.0 / 1000, none),
                new Expected(new Initializer.HeUniform(), 0, 2.0 / 300, Math.sqrt(6.0 / 300)),
                new Expected(new Initializer.HeNormal(), 0, 2.0 / 300, none),
                new Expected(new Initializer.LecunUniform(), 0, 1.0 / 300, Math.sqrt(3.0 / 300)),
                new Expected(new Initializer.LecunNormal(), 0, 1.0 / 300, none),
                new Expected(new Initializer.Uniform(-1, 3), 1, 16.0 / 12, 2),
                new Expected(new Initializer.Normal(5, 0.5f), 5, 0.25, none));
    }

    @Test
    void everyPermittedInitializerIsAmongTheCases() {
        Set<Class<?>> covered =
                all().stream().map(it -> it.initializer().getClass()).collect(Collectors.toSet());
        assertThat(covered).containsExactlyInAnyOrder(Initializer.class.getPermittedSubclasses());
    }

    @ParameterizedTest
    @MethodSource("all")
    void meanVarianceAndLimits(Expected expected) {
        float[] weights = new float[COUNT];
        expected.initializer().fill(weights, 0, COUNT, INPUTS, UNITS, 3, 0);
        double sum = 0;
        double squares = 0;
        double fourth = 0;
        double largest = 0;
        for (float weight : weights) {
            double centred = weight - expected.mean();
            sum += centred;
            squares += centred * centred;
            fourth += Math.pow(centred, 4);
            largest = Math.max(largest, Math.abs(centred));
        }
        double deviation = Math.sqrt(expected.variance());
        assertThat(sum / COUNT).isCloseTo(0, within(5 * deviation / Math.sqrt(COUNT)));
        assertThat(squares / COUNT)
                .isCloseTo(expected.variance(), within(5 * expected.variance() * Math.sqrt(2.0 / COUNT)));
        boolean uniform = expected.limit() < Double.POSITIVE_INFINITY;
        double kurtosis = fourth / COUNT / Math.pow(expected.variance(), 2);
        assertThat(kurtosis).isCloseTo(uniform ? 1.8 : 3, within(0.1));
        if (uniform) {
            assertThat(largest).isBetween(expected.limit() * 0.999, expected.limit() * (1 + 1e-7));
        } else {
            assertThat(largest).isBetween(4 * deviation, 6.5 * deviation);
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void aFunctionOfSeedAndTensorThatKeepsToItsPlace(Expected expected) {
        Initializer initializer = expected.initializer();
        float[] weights = new float[70];
        initializer.fill(weights, 5, 60, 6, 10, 3, 1);
        float[] again = new float[70];
        initializer.fill(again, 5, 60, 6, 10, 3, 1);
        assertThat(again).isEqualTo(weights);
        for (int i = 0; i < 70; i++) {
            assertThat(weights[i] != 0).isEqualTo(i >= 5 && i < 65);
        }
        initializer.fill(again, 5, 60, 6, 10, 4, 1);
        assertThat(again).isNotEqualTo(weights);
        initializer.fill(again, 5, 60, 6, 10, 3, 2);
        assertThat(again).isNotEqualTo(weights);
    }

    @Test
    void theUsualChoiceForAnActivation() {
        assertThat(Initializer.suiting(new Relu())).isEqualTo(new Initializer.HeUniform());
        assertThat(Initializer.suiting(new Elu())).isEqualTo(new Initializer.HeUniform());
        assertThat(Initializer.suiting(new Gelu())).isEqualTo(new Initializer.HeUniform());
        assertThat(Initializer.suiting(new LeakyRelu())).isEqualTo(new Initializer.HeUniform());
        assertThat(Initializer.suiting(new Selu())).isEqualTo(new Initializer.LecunNormal());
        assertThat(Initializer.suiting(new Tanh())).isEqualTo(new Initializer.GlorotUniform());
        assertThat(Initializer.suiting(new Sigmoid())).isEqualTo(new Initializer.GlorotUniform());
        assertThat(new Dense(3, new Linear()))
                .isEqualTo(new Dense(3, new Linear(), new Weights.Own(new Initializer.GlorotUniform()), true));
    }

    @Test
    void settingsOutOfRangeAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Initializer.Uniform(2, 1))
                .withMessage("low must not exceed high, got 2.0 and 1.0");
        assertThatIllegalArgumentException().isThrownBy(() -> new Initializer.Uniform(Float.NaN, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Initializer.Uniform(0, Float.POSITIVE_INFINITY));
        assertThatIllegalArgumentException().isThrownBy(() -> new Initializer.Normal(Float.NaN, 1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Initializer.Normal(0, -1))
                .withMessage("the mean must be finite and the standard deviation at least 0, got 0.0 and -1.0");
    }
}
