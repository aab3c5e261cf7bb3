package hourglass.network;

import hourglass.bound.Binding;
import hourglass.bound.BoundLayer;
import hourglass.bound.Shard;
import hourglass.bound.Tiled;
import hourglass.matrix.Kernels;
import hourglass.matrix.Matrix;
import hourglass.matrix.Shape;
import org.jspecify.annotations.Nullable;

/// The largest number or the mean of squares, channel by channel.
record BoundPooling(
        Pooling.Kind kind,
        int size,
        Shape.Image image,
        Tiled x,
        Tiled output,
        @Nullable Tiled dx,
        Tiled outputGradient) implements BoundLayer {

    static BoundPooling of(Pooling layer, Binding binding) {
        int numbers = layer.output(binding.shape()).size();
        return new BoundPooling(
                layer.kind(),
                layer.size(),
                Convolution.image("pooling", binding.shape()),
                binding.input(),
                binding.buffer(numbers),
                binding.inputGradient(),
                binding.trainingBuffer(numbers));
    }

    /// Work with a square of a channel.
    private interface Square {
        /// @param corner offset of its first number within an image
        /// @param place of the number that it becomes
        void accept(int corner, int place);
    }

    private void forEachSquare(Square square) {
        int channels = image.channels();
        int place = 0;
        for (int line = 0; line + size <= image.height(); line += size) {
            for (int column = 0; column + size <= image.width(); column += size) {
                for (int channel = 0; channel < channels; channel++) {
                    square.accept((line * image.width() + column) * channels + channel, place++);
                }
            }
        }
    }

    @Override
    public Matrix use(Matrix rows, Kernels kernels) {
        Matrix y = output.all().rows(0, rows.rows());
        pool(rows, y);
        return y;
    }

    @Override
    public void forward(int tile, Kernels kernels, Shard shard) {
        pool(x.tiles()[tile], output.tiles()[tile]);
    }

    private void pool(Matrix from, Matrix to) {
        for (int row = 0; row < from.rows(); row++) {
            int start = from.rowOffset(row);
            int out = to.rowOffset(row);
            forEachSquare((corner, place) -> to.array()[out + place] = switch (kind) {
                case LARGEST -> from.array()[largest(from.array(), start + corner)];
                case MEAN -> mean(from.array(), start + corner);
            });
        }
    }

    private int largest(float[] numbers, int corner) {
        int largest = corner;
        for (int k = 0; k < size; k++) {
            for (int l = 0; l < size; l++) {
                int at = at(corner, k, l);
                largest = numbers[at] > numbers[largest] ? at : largest;
            }
        }
        return largest;
    }

    private float mean(float[] numbers, int corner) {
        float sum = 0;
        for (int k = 0; k < size; k++) {
            for (int l = 0; l < size; l++) {
                sum += numbers[at(corner, k, l)];
            }
        }
        return sum / (size * size);
    }

    private int at(int corner, int line, int place) {
        return corner + (line * image.width() + place) * image.channels();
    }

    @Override
    public void backward(int tile, Kernels kernels, Shard shard) {
        if (dx == null) {
            return;
        }
        Matrix from = x.tiles()[tile];
        Matrix in = dx.tiles()[tile];
        Matrix out = outputGradient.tiles()[tile];
        in.fill(0f);
        for (int row = 0; row < in.rows(); row++) {
            int start = from.rowOffset(row);
            int inStart = in.rowOffset(row);
            int outStart = out.rowOffset(row);
            forEachSquare((corner, place) -> {
                float gradient = out.array()[outStart + place];
                switch (kind) {
                    case LARGEST -> in.array()[inStart + largest(from.array(), start + corner) - start] += gradient;
                    case MEAN -> spread(gradient / (size * size), in.array(), inStart + corner);
                }
            });
        }
    }

    private void spread(float gradient, float[] numbers, int corner) {
        for (int k = 0; k < size; k++) {
            for (int l = 0; l < size; l++) {
                numbers[at(corner, k, l)] += gradient;
            }
        }
    }
}
