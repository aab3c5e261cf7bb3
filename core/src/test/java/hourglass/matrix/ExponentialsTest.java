package hourglass.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class ExponentialsTest {
    private static final double RELATIVE = 3e-9;
    /// From here on a `float` overflows, or has fewer digits than usual.
    private static final double END_OF_FLOATS = 88;

    private static final double RELATIVE_BEYOND = 3e-8;

    @Test
    void expOnADenseGrid() {
        for (int i = -100_000; i <= 109_900; i++) {
            double x = i / 1000.0 + 1e-4;
            check("exp", x, Exponentials.exp(x), StrictMath.exp(x));
        }
    }

    @Test
    void expm1OnADenseGridAndNearZero() {
        for (int i = -19_999; i <= 19_999; i++) {
            double x = i / 1000.0 + 1e-4;
            check("expm1", x, Exponentials.boundedExpm1(x), StrictMath.expm1(x));
        }
        for (double x = 1; x > 1e-300; x /= 3) {
            check("expm1", x, Exponentials.boundedExpm1(x), StrictMath.expm1(x));
            check("expm1", -x, Exponentials.boundedExpm1(-x), StrictMath.expm1(-x));
        }
        assertThat(Exponentials.boundedExpm1(0)).isZero();
    }

    @Test
    void sigmoidAndSoftplusOnADenseGrid() {
        for (int i = -109_000; i <= 109_000; i++) {
            double x = i / 1000.0 + 1e-4;
            check("sigmoid", x, Exponentials.sigmoid(x), 1 / (1 + StrictMath.exp(-x)));
            double softplus = x > 0 ? x + StrictMath.log1p(StrictMath.exp(-x)) : StrictMath.log1p(StrictMath.exp(x));
            check("softplus", x, Exponentials.softplus(x), softplus);
        }
    }

    private static void check(String function, double x, double actual, double expected) {
        double relative = Math.abs(x) <= END_OF_FLOATS ? RELATIVE : RELATIVE_BEYOND;
        if (!(Math.abs(actual - expected) <= relative * Math.abs(expected))) {
            assertThat(actual).as("%s(%s)", function, x).isEqualTo(expected);
        }
    }

    @Test
    void knownValues() {
        Percentage close = Percentage.withPercentage(1e-6);
        assertThat(Exponentials.exp(50)).isCloseTo(5.184705528587072e21, close);
        assertThat(Exponentials.exp(-50)).isCloseTo(1.9287498479639178e-22, close);
        assertThat(Exponentials.exp(88)).isCloseTo(1.6516362549940018e38, close);
        assertThat(Exponentials.exp(-88)).isCloseTo(6.054601895401186e-39, close);
        assertThat(Exponentials.sigmoid(-50)).isCloseTo(1.928749847963918e-22, close);
        assertThat(Exponentials.sigmoid(50)).isEqualTo(1);
        assertThat(Exponentials.softplus(0)).isCloseTo(0.6931471805599453, close);
        assertThat(Exponentials.softplus(-50)).isCloseTo(1.9287498479639178e-22, close);
    }

    @Test
    void endsOfTheRange() {
        assertThat((float) Exponentials.exp(88.72)).isFinite();
        assertThat((float) Exponentials.exp(88.8)).isEqualTo(Float.POSITIVE_INFINITY);
        assertThat((float) Exponentials.exp(1e30)).isEqualTo(Float.POSITIVE_INFINITY);
        assertThat((float) Exponentials.exp(Double.POSITIVE_INFINITY)).isEqualTo(Float.POSITIVE_INFINITY);
        assertThat((float) Exponentials.exp(-110)).isZero();
        assertThat((float) Exponentials.exp(Double.NEGATIVE_INFINITY)).isZero();
        assertThat((float) Exponentials.boundedExpm1(Double.NEGATIVE_INFINITY)).isEqualTo(-1);
        assertThat(Exponentials.boundedExpm1(100)).isEqualTo(Exponentials.boundedExpm1(20));
        assertThat((float) Exponentials.sigmoid(-1e4))
                .as("not a denormal number")
                .isZero();
        assertThat(Exponentials.sigmoid(1e4)).isEqualTo(1);
        assertThat(Exponentials.softplus(1e4)).isEqualTo(1e4);
        assertThat(Exponentials.softplus(-1e4)).isCloseTo(0, within(1e-40));
    }

    @Test
    void notANumberStaysNotANumber() {
        assertThat(Exponentials.exp(Double.NaN)).isNaN();
        assertThat(Exponentials.boundedExpm1(Double.NaN)).isNaN();
        assertThat(Exponentials.sigmoid(Double.NaN)).isNaN();
        assertThat(Exponentials.softplus(Double.NaN)).isNaN();
    }
}
