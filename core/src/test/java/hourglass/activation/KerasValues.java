package hourglass.activation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/// Compares activations with values that Keras gives.
final class KerasValues {
    static final float[] Z = {-5, -2, -1, -0.5f, 0, 0.5f, 1, 2, 5};
    static final float NONE = Float.POSITIVE_INFINITY;

    static void check(Activation activation, double... expected) {
        check(activation, Z, expected);
    }

    static void check(Activation activation, float[] z, double... expected) {
        float[] y = new float[z.length];
        activation.forward(z, y, 0, z.length);
        assertThat(expected).hasSameSizeAs(y);
        for (int j = 0; j < y.length; j++) {
            // Half a unit in the last of the digits given, and the rounding of a float.
            double tolerance = 1e-8 + 1.2e-7 * Math.abs(expected[j]);
            assertThat((double) y[j]).as("%s(%s)", activation, z[j]).isCloseTo(expected[j], within(tolerance));
        }
    }

    private KerasValues() {}
}
