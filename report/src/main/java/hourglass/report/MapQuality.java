package hourglass.report;

import hourglass.map.Nearest;
import hourglass.map.Smallest;
import hourglass.matrix.Kernels;
import hourglass.matrix.Matrix;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/// How well places on a map keep who is near whom.
///
/// Trustworthiness (Venna and Kaski 2001) is lowered by rows that are neighbours on the map alone, continuity by those
/// that are neighbours among the rows alone. With n rows, the k nearest of each, and r(i, j) the rank of j among the
/// neighbours of i in the other space, the nearest 1:
///
/// 1 − 2 / (n k (2n − 3k − 1)) Σᵢ Σⱼ (r(i, j) − k), j over the k nearest of i in the one space that are not in the
/// other
///
/// Both are 1 at best; places at random have about ½. Of equal distances, none has a worse rank than another.
///
/// @param trustworthiness with k = [#NEIGHBOURS], fewer where there are few rows
/// @param continuity likewise
/// @param agreement the share of rows whose label is the commonest of the [#VOTES] nearest on the map; empty without
///     labels
public record MapQuality(double trustworthiness, double continuity, OptionalDouble agreement) {
    /// k of trustworthiness and continuity.
    public static final int NEIGHBOURS = 12;

    /// Neighbours that vote for a label.
    public static final int VOTES = 5;

    /// Judges a map.
    ///
    /// @param rows where distances between rows are measured
    /// @param places of the rows, in order
    /// @param labels of the rows, or none
    public static MapQuality of(Matrix rows, Matrix places, List<String> labels, Kernels kernels) {
        // The formula is a share only for k < n / 2.
        int k = Math.min(NEIGHBOURS, (rows.rows() - 1) / 2);
        if (k < 1) {
            return new MapQuality(1, 1, OptionalDouble.empty());
        }
        return new MapQuality(
                kept(rows, places, k, kernels),
                kept(places, rows, k, kernels),
                labels.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(agreement(places, labels, kernels)));
    }

    /// 1 less what the neighbours in one space are farther away in another.
    private static double kept(Matrix rows, Matrix places, int k, Kernels kernels) {
        int n = rows.rows();
        int[][] near = new int[n][];
        new Nearest(places, kernels).amongThemselves(k, (row, nearest, squared) -> near[row] = nearest);
        double[] excess = new double[n];
        new Nearest(rows, kernels).distances(rows, (row, squared) -> {
            int[] truly = Smallest.of(squared, k, row);
            float farthest = squared[truly[k - 1]];
            for (int other : near[row]) {
                if (squared[other] > farthest) {
                    excess[row] += rank(squared, row, other) - k;
                }
            }
        });
        return 1
                - 2.0
                        / ((double) n * k * (2.0 * n - 3.0 * k - 1))
                        * Arrays.stream(excess).sum();
    }

    private static int rank(float[] squared, int row, int other) {
        int nearer = 0;
        for (int j = 0; j < squared.length; j++) {
            nearer += squared[j] < squared[other] && j != row ? 1 : 0;
        }
        return nearer + 1;
    }

    /// The share of rows whose label most of their neighbours on the map have; of labels with equal votes, that of the
    /// nearest counts.
    static double agreement(Matrix places, List<String> labels, Kernels kernels) {
        boolean[] agrees = new boolean[places.rows()];
        new Nearest(places, kernels).amongThemselves(VOTES, (row, nearest, squared) -> {
            Map<String, Integer> votes = new HashMap<>();
            Arrays.stream(nearest).forEach(it -> votes.merge(labels.get(it), 1, Integer::sum));
            String elected = labels.get(nearest[0]);
            for (int it : nearest) {
                elected = votes.getOrDefault(labels.get(it), 0) > votes.getOrDefault(elected, 0)
                        ? labels.get(it)
                        : elected;
            }
            agrees[row] = elected.equals(labels.get(row));
        });
        int agreeing = 0;
        for (boolean it : agrees) {
            agreeing += it ? 1 : 0;
        }
        return (double) agreeing / agrees.length;
    }
}
