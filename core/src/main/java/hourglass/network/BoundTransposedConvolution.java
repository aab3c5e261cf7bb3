package hourglass.network;

import hourglass.activation.Activation;
import hourglass.bound.Binding;
import hourglass.bound.BoundLayer;
import hourglass.bound.GradientTile;
import hourglass.bound.ParameterUse;
import hourglass.bound.Shard;
import hourglass.bound.Tiled;
import hourglass.matrix.Kernels;
import hourglass.matrix.Matrix;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Y = f(folded(X · W) + b), X with a row for each position of the window over Y: see [BoundDense] for z and the
/// gradients.
///
/// @param inputChannels of X
record BoundTransposedConvolution(
        Activation activation,
        int inputChannels,
        int channels,
        Sliding sliding,
        List<ParameterUse> parameters,
        Tiled x,
        Tiled z,
        Tiled output,
        @Nullable Tiled dx,
        Tiled outputGradient)
        implements BoundLayer {

    static BoundTransposedConvolution of(TransposedConvolution layer, Binding binding) {
        ParameterUse weight = binding.parameter(Dense.WEIGHT).orElseThrow();
        Unfolding unfolding = layer.unfolding(binding.shape());
        int numbers = unfolding.image().size();
        Tiled y = binding.buffer(numbers);
        return new BoundTransposedConvolution(
                layer.activation(),
                Convolution.image("a transposed convolution", binding.shape()).channels(),
                layer.channels(),
                new Sliding(unfolding, binding.memory().scratch()),
                binding.parameter(Dense.BIAS).map(bias -> List.of(weight, bias)).orElse(List.of(weight)),
                binding.input(),
                layer.activation().needsInput() ? binding.buffer(numbers) : y,
                y,
                binding.inputGradient(),
                binding.trainingBuffer(numbers));
    }

    private Matrix weight() {
        return parameters.getFirst().matrix();
    }

    private boolean isTransposed() {
        return parameters.getFirst().transposed();
    }

    @Override
    public int positions() {
        return sliding.unfolding().positions();
    }

    @Override
    public Matrix use(Matrix rows, Kernels kernels) {
        Matrix y = output.all().rows(0, rows.rows());
        forward(rows.isContiguous() ? rows : rows.copy(), z.all().rows(0, rows.rows()), y, kernels);
        return y;
    }

    @Override
    public void forward(int tile, Kernels kernels, Shard shard) {
        forward(x.tiles()[tile], z.tiles()[tile], output.tiles()[tile], kernels);
    }

    private void forward(Matrix images, Matrix before, Matrix y, Kernels kernels) {
        Matrix affine = Sliding.byPosition(before, channels);
        if (parameters.size() > 1) {
            Matrix bias = parameters.get(1).matrix();
            affine.fillRows(bias.array(), bias.offset());
        } else {
            affine.fill(0f);
        }
        sliding.scatter(Sliding.byPosition(images, inputChannels), weight(), isTransposed(), before, kernels);
        BoundDense.activate(activation, affine, Sliding.byPosition(y, channels));
    }

    @Override
    public void backward(int tile, Kernels kernels, Shard shard) {
        Matrix delta = outputGradient.tiles()[tile];
        BoundDense.activateBack(
                activation,
                Sliding.byPosition(z.tiles()[tile], channels),
                Sliding.byPosition(output.tiles()[tile], channels),
                Sliding.byPosition(delta, channels));
        if (dx != null) {
            Matrix small = Sliding.byPosition(dx.tiles()[tile], inputChannels);
            sliding.gather(delta, weight(), !isTransposed(), false, small, kernels);
        }
    }

    @Override
    public void addGradient(int parameter, GradientTile tile, Kernels kernels, Shard shard) {
        Matrix delta = outputGradient.all();
        if (parameter == 1) {
            Sliding.addColumnSums(Sliding.byPosition(delta, channels), tile);
        } else {
            Matrix small = Sliding.byPosition(x.all(), inputChannels);
            sliding.addGradient(delta, small, !isTransposed(), tile, kernels);
        }
    }
}
