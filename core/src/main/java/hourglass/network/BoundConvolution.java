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

/// Y = f(unfolded(X) · W + b), a row for each position: see [BoundDense] for z and the gradients.
record BoundConvolution(
        Activation activation,
        int channels,
        Sliding sliding,
        List<ParameterUse> parameters,
        Tiled x,
        Tiled z,
        Tiled output,
        @Nullable Tiled dx,
        Tiled outputGradient)
        implements BoundLayer {

    static BoundConvolution of(Convolution layer, Binding binding) {
        ParameterUse weight = binding.parameter(Dense.WEIGHT).orElseThrow();
        Unfolding unfolding = layer.unfolding(binding.shape());
        int numbers = unfolding.positions() * layer.channels();
        Tiled y = binding.buffer(numbers);
        return new BoundConvolution(
                layer.activation(),
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
        forward(rows, z.all().rows(0, rows.rows()), y, kernels);
        return y;
    }

    @Override
    public void forward(int tile, Kernels kernels, Shard shard) {
        forward(x.tiles()[tile], z.tiles()[tile], output.tiles()[tile], kernels);
    }

    private void forward(Matrix images, Matrix before, Matrix y, Kernels kernels) {
        Matrix affine = Sliding.byPosition(before, channels);
        boolean hasBias = parameters.size() > 1;
        if (hasBias) {
            Matrix bias = parameters.get(1).matrix();
            affine.fillRows(bias.array(), bias.offset());
        }
        sliding.gather(images, weight(), isTransposed(), hasBias, affine, kernels);
        BoundDense.activate(activation, affine, Sliding.byPosition(y, channels));
    }

    @Override
    public void backward(int tile, Kernels kernels, Shard shard) {
        Matrix delta = Sliding.byPosition(outputGradient.tiles()[tile], channels);
        BoundDense.activateBack(
                activation,
                Sliding.byPosition(z.tiles()[tile], channels),
                Sliding.byPosition(output.tiles()[tile], channels),
                delta);
        if (dx != null) {
            dx.tiles()[tile].fill(0f);
            sliding.scatter(delta, weight(), !isTransposed(), dx.tiles()[tile], kernels);
        }
    }

    @Override
    public void addGradient(int parameter, GradientTile tile, Kernels kernels, Shard shard) {
        Matrix delta = Sliding.byPosition(outputGradient.all(), channels);
        if (parameter == 1) {
            Sliding.addColumnSums(delta, tile);
        } else {
            sliding.addGradient(x.all(), delta, isTransposed(), tile, kernels);
        }
    }
}
