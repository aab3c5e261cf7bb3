package hourglass.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import hourglass.matrix.Matrix;
import java.util.Arrays;

/// How near numbers of ONNX Runtime are to ours: by less than 1e-5 of their size, or of the root mean square of their
/// output where they are smaller than that, since a sum of single-precision products keeps no more digits.
final class Agreement {
    private static final double LARGEST = 1e-5;

    private Agreement() {}

    static void assertAgree(String what, Object found, Matrix expected) {
        double[] numbers = new double[expected.rows() * expected.columns()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = expected.get(i / expected.columns(), i % expected.columns());
        }
        assertAgree(what, found, numbers);
    }

    static void assertAgree(String what, Object found, double... expected) {
        double[] numbers = flat(found);
        assertThat(numbers).as(what).hasSameSizeAs(expected);
        double size = Math.sqrt(Arrays.stream(expected)
                .filter(it -> Math.abs(it) < 1e30)
                .map(it -> it * it)
                .average()
                .orElse(1));
        for (int i = 0; i < numbers.length; i++) {
            double difference = numbers[i] == expected[i] || (Double.isNaN(numbers[i]) && Double.isNaN(expected[i]))
                    ? 0
                    : Math.abs(numbers[i] - expected[i]) / Math.max(Math.max(Math.abs(expected[i]), size), 1e-30);
            assertThat(difference)
                    .as("%s, number %d: %s, expected %s", what, i, numbers[i], expected[i])
                    .isLessThanOrEqualTo(LARGEST);
        }
    }

    private static double[] flat(Object found) {
        return switch (found) {
            case float[][] it ->
                Arrays.stream(it)
                        .flatMapToDouble(row -> {
                            double[] numbers = new double[row.length];
                            Arrays.setAll(numbers, j -> row[j]);
                            return Arrays.stream(numbers);
                        })
                        .toArray();
            case double[][] it ->
                Arrays.stream(it).flatMapToDouble(Arrays::stream).toArray();
            default -> throw new AssertionError("no numbers: " + found);
        };
    }
}
