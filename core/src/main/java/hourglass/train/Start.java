package hourglass.train;

import hourglass.activation.Exponential;
import hourglass.matrix.Matrix;
import hourglass.matrix.Rows;
import hourglass.network.Architecture;
import hourglass.network.Parameters;
import hourglass.objective.Objective;

/// What a run starts from: random weights, and where the output is a rate e^η, biases that say the mean of each column.
/// With 0 instead every column would be expected to count 1, and of thousands of columns that mostly count 0 the biases
/// would have to come down by small steps, all at the same rate, for most of the training.
final class Start {
    /// As if there were one more row with half a count: what was never counted is rare, not impossible.
    private static final double HALF = 0.5;

    private static final int ROWS_AT_ONCE = 1024;

    private Start() {}

    static Checkpoint of(Recipe recipe, Examples training) {
        Architecture architecture = recipe.architecture();
        Parameters parameters =
                Parameters.initial(architecture, recipe.training().seed());
        Objective objective = architecture.objective();
        int columns = training.targets().columns();
        Matrix bias = parameters.bias(architecture.layers().size() - 1);
        if (bias != null && objective.output() instanceof Exponential && objective.parameters(columns) == columns) {
            objective.link(means(training.targets()), bias);
        }
        return Checkpoint.of(recipe, parameters);
    }

    /// The mean of what was observed of each column, as one row.
    private static Matrix means(Rows targets) {
        double[] sums = new double[targets.columns()];
        int[] observed = new int[sums.length];
        for (int from = 0; from < targets.rows(); from += ROWS_AT_ONCE) {
            Matrix some = targets.rows(from, Math.min(targets.rows(), from + ROWS_AT_ONCE));
            for (int row = 0; row < some.rows(); row++) {
                for (int j = 0; j < sums.length; j++) {
                    float value = some.get(row, j);
                    if (!Float.isNaN(value)) {
                        sums[j] += value;
                        observed[j]++;
                    }
                }
            }
        }
        Matrix means = Matrix.zeros(1, sums.length);
        for (int j = 0; j < sums.length; j++) {
            means.set(0, j, (float) ((sums[j] + HALF) / (observed[j] + 1)));
        }
        return means;
    }
}
