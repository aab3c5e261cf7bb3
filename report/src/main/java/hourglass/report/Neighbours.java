package hourglass.report;

import hourglass.column.Variable;
import hourglass.matrix.Matrix;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// What the nearest rows say of a hole.
final class Neighbours {
    private Neighbours() {}

    /// Guesses for hidden cells; elsewhere unspecified.
    ///
    /// @param left scaled rows with what is known of each
    static Matrix guesses(Matrix left, List<Variable> variables, boolean[][] hidden, int neighbours) {
        double[] ranges = ranges(left);
        Matrix guesses = Matrix.zeros(left.rows(), left.columns());
        IntStream.range(0, left.rows()).parallel().forEach(row -> {
            double[] distances = IntStream.range(0, left.rows())
                    .mapToDouble(other ->
                            other == row ? Double.POSITIVE_INFINITY : distance(left, row, other, variables, ranges))
                    .toArray();
            int[] nearest = IntStream.range(0, left.rows())
                    .boxed()
                    .sorted((a, b) -> Double.compare(distances[a], distances[b]))
                    .mapToInt(Integer::intValue)
                    .toArray();
            for (int j = 0; j < left.columns(); j++) {
                if (hidden[row][j]) {
                    guesses.set(row, j, guess(left, nearest, j, variables.get(j), neighbours));
                }
            }
        });
        return guesses;
    }

    private static double[] ranges(Matrix left) {
        double[] ranges = new double[left.columns()];
        for (int j = 0; j < ranges.length; j++) {
            double low = Double.POSITIVE_INFINITY;
            double high = Double.NEGATIVE_INFINITY;
            for (int row = 0; row < left.rows(); row++) {
                float value = left.get(row, j);
                if (!Float.isNaN(value)) {
                    low = Math.min(low, value);
                    high = Math.max(high, value);
                }
            }
            ranges[j] = high > low ? high - low : 1;
        }
        return ranges;
    }

    private static double distance(Matrix left, int row, int other, List<Variable> variables, double[] ranges) {
        double sum = 0;
        int known = 0;
        for (int j = 0; j < ranges.length; j++) {
            float a = left.get(row, j);
            float b = left.get(other, j);
            if (!Float.isNaN(a) && !Float.isNaN(b)) {
                known++;
                sum += HiddenCells.isNumber(variables.get(j)) ? Math.abs(a - b) / ranges[j] : a == b ? 0 : 1;
            }
        }
        return known == 0 ? Double.MAX_VALUE : sum / known;
    }

    private static float guess(Matrix left, int[] nearest, int j, Variable variable, int neighbours) {
        double sum = 0;
        int count = 0;
        Map<Float, Integer> votes = new HashMap<>();
        for (int at = 0; at < nearest.length - 1 && count < neighbours; at++) {
            float value = left.get(nearest[at], j);
            if (!Float.isNaN(value)) {
                count++;
                sum += value;
                votes.merge(value, 1, Integer::sum);
            }
        }
        if (count == 0) {
            return middle(left, j, variable);
        }
        return HiddenCells.isNumber(variable) ? (float) (sum / count) : commonest(votes);
    }

    /// The mean of a column, or the commonest of its values.
    static float middle(Matrix left, int j, Variable variable) {
        double sum = 0;
        int count = 0;
        Map<Float, Integer> votes = new HashMap<>();
        for (int row = 0; row < left.rows(); row++) {
            float value = left.get(row, j);
            if (!Float.isNaN(value)) {
                count++;
                sum += value;
                if (!HiddenCells.isNumber(variable)) {
                    votes.merge(value, 1, Integer::sum);
                }
            }
        }
        return count == 0 ? 0 : HiddenCells.isNumber(variable) ? (float) (sum / count) : commonest(votes);
    }

    private static float commonest(Map<Float, Integer> votes) {
        return votes.entrySet().stream()
                .max((a, b) -> a.getValue().equals(b.getValue())
                        ? Float.compare(b.getKey(), a.getKey())
                        : Integer.compare(a.getValue(), b.getValue()))
                .orElseThrow()
                .getKey();
    }
}
