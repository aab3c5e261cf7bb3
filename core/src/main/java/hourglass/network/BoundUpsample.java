package hourglass.network;

import hourglass.bound.Binding;
import hourglass.bound.BoundLayer;
import hourglass.bound.Shard;
import hourglass.bound.Tiled;
import hourglass.matrix.Kernels;
import hourglass.matrix.Matrix;
import hourglass.matrix.Shape;
import org.jspecify.annotations.Nullable;

/// Pixels repeated; their gradients summed.
record BoundUpsample(
        int factor,
        Shape.Image image,
        Tiled x,
        Tiled output,
        @Nullable Tiled dx,
        Tiled outputGradient) implements BoundLayer {

    static BoundUpsample of(Upsample layer, Binding binding) {
        int numbers = layer.output(binding.shape()).size();
        return new BoundUpsample(
                layer.factor(),
                Convolution.image("upsampling", binding.shape()),
                binding.input(),
                binding.buffer(numbers),
                binding.inputGradient(),
                binding.trainingBuffer(numbers));
    }

    @Override
    public Matrix use(Matrix rows, Kernels kernels) {
        Matrix y = output.all().rows(0, rows.rows());
        repeat(rows, y);
        return y;
    }

    @Override
    public void forward(int tile, Kernels kernels, Shard shard) {
        repeat(x.tiles()[tile], output.tiles()[tile]);
    }

    private void repeat(Matrix from, Matrix to) {
        int channels = image.channels();
        int line = image.width() * channels * factor;
        for (int row = 0; row < from.rows(); row++) {
            int in = from.rowOffset(row);
            int out = to.rowOffset(row);
            for (int i = 0; i < image.height(); i++, out += factor * line) {
                for (int j = 0; j < image.width(); j++, in += channels) {
                    for (int k = 0; k < factor; k++) {
                        System.arraycopy(from.array(), in, to.array(), out + (j * factor + k) * channels, channels);
                    }
                }
                for (int k = 1; k < factor; k++) {
                    System.arraycopy(to.array(), out, to.array(), out + k * line, line);
                }
            }
        }
    }

    @Override
    public void backward(int tile, Kernels kernels, Shard shard) {
        if (dx == null) {
            return;
        }
        int channels = image.channels();
        int line = image.width() * channels * factor;
        Matrix to = dx.tiles()[tile];
        Matrix from = outputGradient.tiles()[tile];
        to.fill(0f);
        for (int row = 0; row < to.rows(); row++) {
            for (int i = 0; i < image.height() * factor; i++) {
                int in = to.rowOffset(row) + i / factor * image.width() * channels;
                int out = from.rowOffset(row) + i * line;
                for (int j = 0; j < image.width() * factor; j++) {
                    for (int c = 0; c < channels; c++) {
                        to.array()[in + j / factor * channels + c] += from.array()[out + j * channels + c];
                    }
                }
            }
        }
    }
}
