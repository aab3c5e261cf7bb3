package hourglass.examples;

import static org.assertj.core.api.Assertions.assertThat;

import hourglass.inference.Network;
import org.junit.jupiter.api.Test;

/// sup |f − f̂| falls below each ε as the hidden layer grows. Measured: 0.85, 0.031 and 0.017 on the interval for 8, 32
/// and 128 units, 0.72, 0.11 and 0.054 on the square.
class UniversalApproximationTest {
    @Test
    void widerLayersComeCloserToTheFunctionOfAnInterval() {
        assertWidthsReach(UniversalApproximation.INTERVAL);
    }

    @Test
    void widerLayersComeCloserToACurveInThePlane() {
        assertWidthsReach(UniversalApproximation.CURVE);
    }

    @Test
    void widerLayersComeCloserToTheFunctionOfASquare() {
        assertWidthsReach(UniversalApproximation.SQUARE);
    }

    /// The narrowest layer misses the largest tolerance; each wider one keeps the next smaller.
    private static void assertWidthsReach(UniversalApproximation.Task task) {
        double before = Double.POSITIVE_INFINITY;
        for (int i = 0; i < UniversalApproximation.WIDTHS.size(); i++) {
            int width = UniversalApproximation.WIDTHS.get(i);
            Network network = UniversalApproximation.fit(task, width);
            double error = UniversalApproximation.largestError(task, network);
            if (i == 0) {
                assertThat(error).isGreaterThan(task.tolerances().getFirst());
            } else {
                assertThat(error)
                        .as("%d units", width)
                        .isLessThanOrEqualTo(task.tolerances().get(i));
            }
            assertThat(error).isLessThan(before);
            before = error;
        }
    }
}
