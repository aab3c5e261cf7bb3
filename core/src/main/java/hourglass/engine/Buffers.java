package hourglass.engine;

import hourglass.network.Architecture;
import hourglass.network.Corrupt;
import hourglass.network.Dense;
import hourglass.network.GaussianLatent;
import hourglass.network.Layer;
import hourglass.network.Parameters;
import hourglass.network.Penalize;
import hourglass.network.TopK;
import java.util.List;

/// The memory of a training step: input, target, and for each layer output and gradient, for up to a number of rows.
///
/// Layers that leave numbers as they are share the buffers of the layer before them.
final class Buffers {
    final float[] input;
    final float[] target;
    /// Output of each layer.
    final float[][] y;
    /// Output before the activation, where it must be kept; otherwise the output.
    final float[][] z;
    /// Gradient of the loss in the output of each layer.
    final float[][] dy;
    /// Columns of the output of each layer.
    final int[] columns;

    Buffers(Architecture architecture, Parameters parameters, int rows, boolean separateTarget) {
        List<Layer> layers = architecture.layers();
        input = new float[Math.multiplyExact(rows, architecture.features())];
        target = separateTarget ? new float[Math.multiplyExact(rows, architecture.targetColumns())] : input;
        y = new float[layers.size()][];
        z = new float[layers.size()][];
        dy = new float[layers.size()][];
        columns = new int[layers.size()];
        int inputs = architecture.features();
        for (int i = 0; i < y.length; i++) {
            Layer layer = layers.get(i);
            columns[i] = layer.outputs(inputs);
            int size = isWithinSparse(layers, parameters, i) ? 0 : Math.multiplyExact(rows, columns[i]);
            switch (layer) {
                case Dense dense -> {
                    y[i] = new float[size];
                    z[i] = dense.activation().needsInput() ? new float[size] : y[i];
                    dy[i] = new float[size];
                }
                case Corrupt corrupt -> separate(i, size);
                case TopK topK -> separate(i, size);
                case GaussianLatent latent -> separate(i, size);
                case Penalize penalize -> {
                    y[i] = i == 0 ? input : y[i - 1];
                    z[i] = y[i];
                    // A penalty on the raw input has a gradient that nobody reads.
                    dy[i] = i == 0 ? new float[size] : dy[i - 1];
                }
            }
            inputs = columns[i];
        }
    }

    private void separate(int layer, int size) {
        y[layer] = new float[size];
        z[layer] = y[layer];
        dy[layer] = new float[size];
    }

    /// Outputs of the first two layers of a sparse three are never written out in full.
    private static boolean isWithinSparse(List<Layer> layers, Parameters parameters, int layer) {
        return BoundSparse.fits(layers, parameters, layer)
                || (layer > 0 && BoundSparse.fits(layers, parameters, layer - 1));
    }
}
