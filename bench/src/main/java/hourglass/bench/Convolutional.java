package hourglass.bench;

import hourglass.activation.Linear;
import hourglass.activation.Relu;
import hourglass.network.Architecture;
import hourglass.network.Convolution;
import hourglass.network.Layer;
import hourglass.network.Reshape;
import hourglass.network.Upsample;
import hourglass.objective.Bernoulli;
import java.util.ArrayList;
import java.util.List;

/// Coloured pictures of 64 x 64 through four convolutions, each halving the sides, and back through four behind nearest
/// upsampling, each doubling them: DJL on PyTorch has no transposed convolution. Windows of 4 x 4 with a stride of 2,
/// and of 3 x 3 on the way back, with one line of zeros around: every library places them alike.
final class Convolutional {
    static final int SIDE = 64;
    static final int COLOURS = 3;
    static final int FEATURES = SIDE * SIDE * COLOURS;
    static final int STRIDE = 2;

    private Convolutional() {}

    /// Of the windows of a layer, counted from 1.
    static int size(int[] widths, int layer) {
        return isEncoder(widths, layer) ? 4 : 3;
    }

    static boolean isEncoder(int[] widths, int layer) {
        return layer <= widths.length / 2;
    }

    /// Channels of the input and of every layer's output.
    static int[] channels(int[] widths) {
        int[] channels = widths.clone();
        channels[0] = COLOURS;
        channels[channels.length - 1] = COLOURS;
        return channels;
    }

    /// Rectifiers, but for the code and the output, which are linear; Bernoulli likelihood.
    static Architecture architecture(int[] widths) {
        int[] channels = channels(widths);
        List<Layer> encoder = new ArrayList<>(List.of(new Reshape(SIDE, SIDE, COLOURS)));
        List<Layer> decoder = new ArrayList<>();
        for (int i = 1; i < channels.length; i++) {
            var activation = Workload.isLinear(widths, i) ? new Linear() : new Relu();
            int size = size(widths, i);
            if (isEncoder(widths, i)) {
                encoder.add(new Convolution(channels[i], size, STRIDE, activation));
            } else {
                decoder.add(new Upsample(STRIDE));
                decoder.add(new Convolution(channels[i], size, 1, activation));
            }
        }
        return new Architecture(FEATURES, encoder, decoder, new Bernoulli());
    }

    /// 2 · rows · multiply-adds forward, as many again for the gradient of the weights and, but for the first layer,
    /// for
    /// that of the inputs.
    static double operations(int[] widths, int batch) {
        Architecture architecture = architecture(widths);
        double first = architecture.encoder().get(1).multiplyAdds(architecture.outputOf(1));
        return 2.0 * batch * (3 * architecture.multiplyAdds() - first);
    }

    /// Pictures plane by plane instead of pixel by pixel.
    static float[] planes(float[] rows) {
        float[] planes = new float[rows.length];
        int pixels = SIDE * SIDE;
        for (int i = 0; i < rows.length; i++) {
            int row = i / FEATURES;
            int pixel = i % FEATURES / COLOURS;
            planes[row * FEATURES + i % COLOURS * pixels + pixel] = rows[i];
        }
        return planes;
    }

    /// The weights of a layer, counted from 1, as (outputs × inputs × lines × places).
    static float[] weights(Task task, int layer) {
        int[] channels = channels(task.widths());
        int inputs = channels[layer - 1];
        int outputs = channels[layer];
        int window = window(task.widths(), layer);
        int offset = offset(task.widths(), layer);
        float[] weights = new float[inputs * outputs * window];
        for (int in = 0; in < inputs; in++) {
            for (int out = 0; out < outputs; out++) {
                for (int at = 0; at < window; at++) {
                    weights[(out * inputs + in) * window + at] =
                            task.parameters()[offset + (at * inputs + in) * outputs + out];
                }
            }
        }
        return weights;
    }

    /// The bias of a layer, counted from 1.
    static float[] bias(Task task, int layer) {
        int[] channels = channels(task.widths());
        int from = offset(task.widths(), layer + 1) - channels[layer];
        float[] bias = new float[channels[layer]];
        System.arraycopy(task.parameters(), from, bias, 0, bias.length);
        return bias;
    }

    private static int window(int[] widths, int layer) {
        return size(widths, layer) * size(widths, layer);
    }

    private static int offset(int[] widths, int layer) {
        int[] channels = channels(widths);
        int offset = 0;
        for (int i = 1; i < layer; i++) {
            offset += channels[i - 1] * channels[i] * window(widths, i) + channels[i];
        }
        return offset;
    }
}
