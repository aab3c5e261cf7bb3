package hourglass.engine;

import hourglass.activation.Activation;
import hourglass.activation.ReferenceActivation;
import hourglass.matrix.Shape;
import hourglass.network.Convolution;
import hourglass.network.Dense;
import hourglass.network.Layer;
import hourglass.network.LayerNormalization;
import hourglass.network.Padding;
import hourglass.network.Parameters;
import hourglass.network.Pooling;
import hourglass.network.Reshape;
import hourglass.network.Residual;
import hourglass.network.TransposedConvolution;
import hourglass.network.Upsample;
import java.util.function.Function;

/// The twin of layers that work on images, from their definitions, a number of the output at a time.
record ReferenceImages(double[] parameters, Function<String, Parameters.Tensor> tensors) {
    static boolean knows(Layer layer) {
        return hasWeights(layer)
                || layer instanceof Reshape
                || layer instanceof Pooling
                || layer instanceof Upsample
                || layer instanceof Residual;
    }

    static boolean hasWeights(Layer layer) {
        return layer instanceof Convolution || layer instanceof TransposedConvolution;
    }

    /// @param name of the layer's own tensors
    /// @param owner of its weights
    double[][] apply(Layer layer, Shape input, double[][] x, String name, String owner) {
        double[][] y = new double[x.length][];
        for (int row = 0; row < x.length; row++) {
            y[row] = switch (layer) {
                case Reshape it -> x[row];
                case Convolution it -> convolve(it, (Shape.Image) input, x[row], name);
                case TransposedConvolution it -> transposed(it, (Shape.Image) input, x[row], name, owner);
                case Pooling it -> pool(it, (Shape.Image) input, x[row]);
                case Upsample it -> upsample(it, (Shape.Image) input, x[row]);
                case Residual it -> residual(it, input, x[row], name);
                default -> throw new IllegalArgumentException(layer.toString());
            };
        }
        return y;
    }

    private double bias(boolean has, String name, int channel) {
        return has ? parameters[tensors.apply(name + ".bias").offset() + channel] : 0;
    }

    private static int before(int length, int positions, int size, int stride, Padding padding) {
        return padding == Padding.VALID ? 0 : Math.max(0, (positions - 1) * stride + size - length) / 2;
    }

    private static double[] activated(Activation activation, double[] z, int channels) {
        double[] y = new double[z.length];
        for (int pixel = 0; pixel < z.length / channels; pixel++) {
            double[] own = new double[channels];
            System.arraycopy(z, pixel * channels, own, 0, channels);
            System.arraycopy(ReferenceActivation.of(activation, own), 0, y, pixel * channels, channels);
        }
        return y;
    }

    private double[] convolve(Convolution layer, Shape.Image in, double[] x, String name) {
        int size = layer.size();
        int stride = layer.stride();
        boolean same = layer.padding() == Padding.SAME;
        int lines = same ? (in.height() + stride - 1) / stride : (in.height() - size) / stride + 1;
        int places = same ? (in.width() + stride - 1) / stride : (in.width() - size) / stride + 1;
        int top = before(in.height(), lines, size, stride, layer.padding());
        int left = before(in.width(), places, size, stride, layer.padding());
        int weight = tensors.apply(name + ".weight").offset();
        double[] z = new double[lines * places * layer.channels()];
        for (int i = 0; i < lines; i++) {
            for (int j = 0; j < places; j++) {
                for (int c = 0; c < layer.channels(); c++) {
                    double sum = bias(layer.bias(), name, c);
                    for (int k = 0; k < size; k++) {
                        for (int l = 0; l < size; l++) {
                            int y = i * stride + k - top;
                            int at = j * stride + l - left;
                            if (y < 0 || y >= in.height() || at < 0 || at >= in.width()) {
                                continue;
                            }
                            for (int d = 0; d < in.channels(); d++) {
                                sum += x[(y * in.width() + at) * in.channels() + d]
                                        * parameters[
                                                weight + ((k * size + l) * in.channels() + d) * layer.channels() + c];
                            }
                        }
                    }
                    z[(i * places + j) * layer.channels() + c] = sum;
                }
            }
        }
        return activated(layer.activation(), z, layer.channels());
    }

    private double[] transposed(TransposedConvolution layer, Shape.Image in, double[] x, String name, String owner) {
        int size = layer.size();
        int stride = layer.stride();
        boolean same = layer.padding() == Padding.SAME;
        int height = same ? in.height() * stride : (in.height() - 1) * stride + size;
        int width = same ? in.width() * stride : (in.width() - 1) * stride + size;
        int top = before(height, in.height(), size, stride, layer.padding());
        int left = before(width, in.width(), size, stride, layer.padding());
        int channels = layer.channels();
        int units = size * size * channels;
        int weight = tensors.apply(owner + ".weight").offset();
        boolean own = owner.equals(name);
        double[] z = new double[height * width * channels];
        for (int at = 0; at < z.length; at++) {
            z[at] = bias(layer.bias(), name, at % channels);
        }
        for (int i = 0; i < in.height(); i++) {
            for (int j = 0; j < in.width(); j++) {
                for (int d = 0; d < in.channels(); d++) {
                    for (int unit = 0; unit < units; unit++) {
                        int y = i * stride + unit / (size * channels) - top;
                        int at = j * stride + unit / channels % size - left;
                        if (y < 0 || y >= height || at < 0 || at >= width) {
                            continue;
                        }
                        // Mirrored, it is stored as the convolution has it, (units × inputs).
                        double w = parameters[weight + (own ? d * units + unit : unit * in.channels() + d)];
                        z[(y * width + at) * channels + unit % channels] +=
                                w * x[(i * in.width() + j) * in.channels() + d];
                    }
                }
            }
        }
        return activated(layer.activation(), z, channels);
    }

    private static double[] pool(Pooling layer, Shape.Image in, double[] x) {
        int size = layer.size();
        int height = in.height() / size;
        int width = in.width() / size;
        double[] y = new double[height * width * in.channels()];
        for (int at = 0; at < y.length; at++) {
            int c = at % in.channels();
            int i = at / in.channels() / width;
            int j = at / in.channels() % width;
            double sum = 0;
            double largest = Double.NEGATIVE_INFINITY;
            for (int k = 0; k < size * size; k++) {
                double value = x[((i * size + k / size) * in.width() + j * size + k % size) * in.channels() + c];
                sum += value;
                largest = Math.max(largest, value);
            }
            y[at] = layer.kind() == Pooling.Kind.MEAN ? sum / (size * size) : largest;
        }
        return y;
    }

    private static double[] upsample(Upsample layer, Shape.Image in, double[] x) {
        int width = in.width() * layer.factor();
        double[] y = new double[x.length * layer.factor() * layer.factor()];
        for (int at = 0; at < y.length; at++) {
            int c = at % in.channels();
            int i = at / in.channels() / width / layer.factor();
            int j = at / in.channels() % width / layer.factor();
            y[at] = x[(i * in.width() + j) * in.channels() + c];
        }
        return y;
    }

    private double[] residual(Residual block, Shape input, double[] x, String name) {
        double[] y = x;
        Shape shape = input;
        for (int i = 0; i < block.layers().size(); i++) {
            Layer layer = block.layers().get(i);
            String inner = name + "." + i;
            y = switch (layer) {
                case LayerNormalization it -> normalized(y, it.epsilon(), inner);
                case Dense it -> dense(it, y, inner);
                default -> apply(layer, shape, new double[][] {y}, inner, inner)[0];
            };
            shape = layer.output(shape);
        }
        double[] sum = new double[x.length];
        for (int j = 0; j < x.length; j++) {
            sum[j] = x[j] + y[j];
        }
        return sum;
    }

    private double[] dense(Dense layer, double[] x, String name) {
        int weight = tensors.apply(name + ".weight").offset();
        double[] z = new double[layer.units()];
        for (int unit = 0; unit < z.length; unit++) {
            z[unit] = bias(layer.bias(), name, unit);
            for (int k = 0; k < x.length; k++) {
                z[unit] += x[k] * parameters[weight + k * z.length + unit];
            }
        }
        return ReferenceActivation.of(layer.activation(), z);
    }

    private double[] normalized(double[] x, double epsilon, String name) {
        return ReferenceNetwork.normalize(parameters, new double[][] {x}, epsilon, name, tensors)[0];
    }
}
