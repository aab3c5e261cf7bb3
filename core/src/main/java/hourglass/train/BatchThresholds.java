package hourglass.train;

import hourglass.engine.Inference;
import hourglass.engine.Team;
import hourglass.matrix.Kernels;
import hourglass.matrix.Matrix;
import hourglass.network.Architecture;
import hourglass.network.BatchTopK;
import hourglass.network.Layer;
import hourglass.network.Parameters;
import hourglass.random.Noise;
import java.util.Arrays;
import java.util.List;

/// Finds the threshold that a [BatchTopK] layer has in use: the mean, over batches of training rows, of the smallest
/// number it keeps.
///
/// A function of (seed, epoch, layer, parameters, rows).
///
/// @param batch rows of a batch in training
/// @param kernels for each worker of the team
record BatchThresholds(
        Recipe recipe, Parameters parameters, Examples examples, int batch, Team team, Kernels... kernels) {
    private static final int MOST_ROWS = 8192;

    /// After an epoch, before it is judged.
    ///
    /// @param epoch from 1
    void afterEpoch(int epoch) {
        List<Layer> layers = recipe.architecture().layers();
        for (int i = 0; i < layers.size(); i++) {
            if (layers.get(i) instanceof BatchTopK top) {
                find(i, top, Noise.key(recipe.training().seed(), Noise.Purpose.NESTING, epoch, i));
            }
        }
    }

    private void find(int layer, BatchTopK top, long key) {
        Architecture architecture = recipe.architecture();
        int[] order = Noise.permutation(key, examples.rows());
        int batches = Math.max(1, Math.min(order.length, MOST_ROWS) / batch);
        Matrix before = Matrix.zeros(batch, architecture.outputOf(layer).size());
        int height = Math.min(batch, Inference.rowsAtOnce(architecture));
        Inference[] inferences = new Inference[team.workers()];
        for (int worker = 0; worker < inferences.length; worker++) {
            inferences[worker] = new Inference(architecture, parameters, height, kernels[worker]);
        }
        double sum = 0;
        int found = 0;
        for (int i = 0; i < batches; i++) {
            Matrix rows = Split.select(examples.inputs(), Arrays.copyOfRange(order, i * batch, (i + 1) * batch));
            team.run((batch + height - 1) / height, (tile, worker) -> {
                int from = tile * height;
                int to = Math.min(batch, from + height);
                before.rows(from, to).copyFrom(inferences[worker].forward(rows.rows(from, to), 0, layer));
            });
            float smallest = top.smallestKept(before);
            if (Float.isFinite(smallest)) {
                sum += smallest;
                found++;
            }
        }
        if (found > 0) {
            int place = top.thresholdIn(parameters, layer);
            // What is kept in training is kept in use: the limit itself is not.
            parameters.block()[place] = Math.nextDown((float) (sum / found));
        }
    }
}
