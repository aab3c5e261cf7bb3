package hourglass.engine;

import hourglass.random.Noise;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// The layers that let few numbers of a code pass, plainly and in double precision.
final class ReferenceSelection {
    private ReferenceSelection() {}

    static double[][] keepLargest(double[][] z, int k) {
        double[][] kept = new double[z.length][];
        for (int row = 0; row < z.length; row++) {
            kept[row] = z[row].clone();
            double[] values = z[row];
            List<Integer> order =
                    new ArrayList<>(IntStream.range(0, values.length).boxed().toList());
            order.sort(Comparator.comparingDouble(j -> -values[j]));
            for (int j : order.subList(k, order.size())) {
                kept[row][j] = 0;
            }
        }
        return kept;
    }

    /// How far the numbers kept are from those that are not: where they change places, slopes jump.
    static double kinkDistance(double[][] z, int k) {
        double smallest = Double.POSITIVE_INFINITY;
        for (double[] row : z) {
            double[] sorted = row.clone();
            Arrays.sort(sorted);
            int last = sorted.length - k;
            if (last > 0 && sorted[last] != 0) {
                smallest = Math.min(smallest, sorted[last] - sorted[last - 1]);
            }
        }
        return smallest;
    }

    /// The k · rows largest positive numbers of all.
    static double[][] keepLargestOfBatch(double[][] z, int k) {
        double[] sorted = Arrays.stream(z)
                .flatMapToDouble(Arrays::stream)
                .filter(value -> value > 0)
                .sorted()
                .toArray();
        double smallest = sorted[Math.max(0, sorted.length - k * z.length)];
        return Arrays.stream(z)
                .map(row -> Arrays.stream(row)
                        .map(value -> value >= smallest ? value : 0)
                        .toArray())
                .toArray(double[][]::new);
    }

    static double[][] jump(double[][] z, double[] parameters, int thresholds) {
        return Arrays.stream(z)
                .map(row -> IntStream.range(0, row.length)
                        .mapToDouble(j -> row[j] > Math.max(0, parameters[thresholds + j]) ? row[j] : 0)
                        .toArray())
                .toArray(double[][]::new);
    }

    /// How far the nearest number is from its threshold.
    static double jumpDistance(double[][] z, double[] parameters, int thresholds) {
        return Arrays.stream(z)
                .flatMapToDouble(row -> IntStream.range(0, row.length)
                        .mapToDouble(j -> Math.abs(row[j] - Math.max(0, parameters[thresholds + j])))
                        // A rectified zero stays one.
                        .filter(distance -> distance > 0))
                .min()
                .orElse(Double.POSITIVE_INFINITY);
    }

    static long kept(double[][] z) {
        return Arrays.stream(z)
                .flatMapToDouble(Arrays::stream)
                .filter(value -> value != 0)
                .count();
    }

    static double[][] cut(double[][] z, List<Integer> sizes, int layer, StepKey key) {
        int choices = sizes.size() + 1;
        int first = Noise.below(Noise.key(key.seed(), Noise.Purpose.NESTING, key.step(), layer), 0, choices);
        double[][] y = new double[z.length][];
        for (int row = 0; row < z.length; row++) {
            int choice = (first + row) % choices;
            int size = choice == sizes.size() ? z[row].length : sizes.get(choice);
            y[row] = Arrays.copyOf(Arrays.copyOf(z[row], size), z[row].length);
        }
        return y;
    }
}
