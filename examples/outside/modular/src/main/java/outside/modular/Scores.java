package outside.modular;

import hourglass.matrix.Kernels;
import hourglass.model.Model;
import hourglass.model.Table;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// Trains on rows of 48 numbers, scores others, and prints which product it used and what came out: the same lines
/// however it is started.
final class Scores {
    private static final int COLUMNS = 48;

    public static void main(String[] arguments) {
        List<String> names = IntStream.range(0, COLUMNS).mapToObj(i -> "x" + i).toList();
        Model model = Model.train(Table.of(names, rows(600, 0)));
        double[] scores = model.score(Table.of(names, rows(200, 5000)));
        System.out.println("product: " + Kernels.fastest().kernels().description());
        System.out.println("scores: " + Integer.toHexString(Arrays.hashCode(scores)) + ", highest "
                + Arrays.stream(scores).max().orElseThrow());
    }

    private static float[][] rows(int count, int from) {
        float[][] rows = new float[count][COLUMNS];
        for (int i = 0; i < count; i++) {
            for (int j = 0; j < COLUMNS; j++) {
                double phase = 0.37 * (from + i);
                rows[i][j] = (float) (Math.sin(phase + j) + 0.3 * Math.sin(2.1 * (from + i) * (1 + j % 3)));
            }
        }
        return rows;
    }
}
