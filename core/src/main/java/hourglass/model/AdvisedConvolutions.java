package hourglass.model;

import hourglass.activation.Activation;
import hourglass.activation.Linear;
import hourglass.activation.Relu;
import hourglass.matrix.Shape;
import hourglass.network.Architecture;
import hourglass.network.Convolution;
import hourglass.network.Corrupt;
import hourglass.network.Dense;
import hourglass.network.GaussianLatent;
import hourglass.network.Layer;
import hourglass.network.Reshape;
import hourglass.network.Residual;
import hourglass.network.TransposedConvolution;
import hourglass.objective.Objective;
import hourglass.problem.Problem;
import java.util.ArrayList;
import java.util.List;

/// The layers that suit pictures, as wished: convolutions that halve the sides down to a code, or, where noise is to be
/// removed and nobody asks for a code, residual blocks at half the size, without a bottleneck. The constants were
/// chosen
/// by measurement: docs/decisions/018.
final class AdvisedConvolutions {
    /// Rows of a step: their images on the way forward fill memory.
    static final int LARGEST_BATCH = 32;

    /// Multiply-adds on the way forward that training takes, at most: ten minutes or so of two processors.
    private static final double WORK = 1.2e13;

    private static final int FEWEST_EPOCHS = 3;
    private static final int MOST_EPOCHS = 300;

    private static final int SIZE = 4;
    private static final int STRIDE = 2;
    private static final int FIRST_CHANNELS = 32;
    private static final int MOST_CHANNELS = 128;
    /// Sides are halved while they are longer.
    private static final int SMALLEST_SIDE = 4;

    private static final int BLOCK_SIZE = 3;
    private static final int CHANNELS_OF_DENOISER = 64;
    /// Of the encoder, and as many of the decoder.
    private static final int BLOCKS_OF_DENOISER = 1;

    private AdvisedConvolutions() {}

    static int epochs(int rows, Architecture architecture) {
        double work = (double) rows * architecture.multiplyAdds();
        return (int) Math.clamp(WORK / work, FEWEST_EPOCHS, MOST_EPOCHS);
    }

    /// Whether noise is removed without a bottleneck.
    static boolean denoises(boolean noise, Wishes wishes) {
        return noise
                && wishes.code().isEmpty()
                && wishes.variational().isEmpty()
                && wishes.sparsity().isEmpty();
    }

    /// @param rows pictures to learn from
    /// @param shape of a row: height, width, perhaps channels
    /// @param noise whether inputs are noisier than targets
    static Architecture of(int rows, List<Integer> shape, boolean noise, Objective objective, int code, Wishes wishes) {
        check(shape, objective, wishes);
        Shape.Image image = new Shape.Image(shape.get(0), shape.get(1), shape.size() > 2 ? shape.get(2) : 1);
        List<Layer> encoder = new ArrayList<>();
        wishes.corruption().ifPresent(corruption -> encoder.add(new Corrupt(corruption)));
        encoder.add(new Reshape(image.height(), image.width(), image.channels()));
        boolean denoises = denoises(noise, wishes);
        // Rectified ones learn few pictures by heart; at full size, every pixel is an example.
        boolean few = rows < image.size() && !denoises;
        Activation activation = wishes.activation().orElse(few ? new Linear() : new Relu());
        List<Layer> decoder =
                denoises ? denoiser(image, activation, encoder) : bottleneck(image, activation, encoder, code, wishes);
        return new Architecture(image.size(), encoder, decoder, objective);
    }

    private static void check(List<Integer> shape, Objective objective, Wishes wishes) {
        if (shape.size() < 2) {
            throw Problem.usage("convolutions are for pictures: rows of height x width")
                    .at("`conv`")
                    .found("rows of " + shape.getFirst() + " columns")
                    .remedy("pictures as files, IDX, or a .npy array of three dimensions or more")
                    .exception();
        }
        if (wishes.tied()
                || wishes.hidden().isPresent()
                || wishes.dropout().isPresent()
                || wishes.matryoshka().isPresent()) {
            throw Problem.usage("convolutions come in a form of their own")
                    .at("`conv`")
                    .found(
                            wishes.tied()
                                    ? "`tied`"
                                    : wishes.hidden().isPresent()
                                            ? "`hidden`"
                                            : wishes.dropout().isPresent() ? "`dropout`" : "`matryoshka`")
                    .remedy("leave it out, or write the layers down as a recipe")
                    .exception();
        }
        int size = shape.stream().reduce(1, Math::multiplyExact);
        if (objective.parameters(size) != size) {
            throw Problem.usage(objective.name() + " has several numbers for each pixel, convolutions give one")
                    .at("`conv`")
                    .exception();
        }
    }

    private static List<Layer> bottleneck(
            Shape.Image image, Activation activation, List<Layer> encoder, int code, Wishes wishes) {
        List<Shape.Image> images = new ArrayList<>(List.of(image));
        int channels = FIRST_CHANNELS;
        while (Math.min(images.getLast().height(), images.getLast().width()) > SMALLEST_SIDE) {
            Layer layer = new Convolution(channels, SIZE, STRIDE, activation);
            encoder.add(layer);
            images.add((Shape.Image) layer.output(images.getLast()));
            channels = Math.min(MOST_CHANNELS, 2 * channels);
        }
        if (wishes.variational().isPresent()) {
            encoder.add(new Dense(2 * code, new Linear()));
            encoder.add(new GaussianLatent((float) wishes.variational().getAsDouble()));
        } else {
            encoder.add(new Dense(code, AdvisedLayers.codeActivation(wishes, activation)));
        }
        wishes.sparsity().ifPresent(encoder::add);
        Shape.Image smallest = images.getLast();
        List<Layer> decoder = new ArrayList<>();
        boolean halved = images.size() > 1;
        decoder.add(new Dense(smallest.size(), halved ? activation : new Linear()));
        if (halved) {
            decoder.add(new Reshape(smallest.height(), smallest.width(), smallest.channels()));
        }
        for (int i = images.size() - 2; i >= 0; i--) {
            Shape.Image wanted = images.get(i);
            decoder.add(new TransposedConvolution(wanted.channels(), SIZE, STRIDE, i == 0 ? new Linear() : activation)
                    .croppedTo(images.get(i + 1), wanted.height(), wanted.width()));
        }
        return decoder;
    }

    private static List<Layer> denoiser(Shape.Image image, Activation activation, List<Layer> encoder) {
        Layer first = new Convolution(CHANNELS_OF_DENOISER, SIZE, STRIDE, activation);
        encoder.add(first);
        List<Layer> decoder = new ArrayList<>();
        for (int i = 0; i < BLOCKS_OF_DENOISER; i++) {
            encoder.add(block(activation));
            decoder.add(block(activation));
        }
        decoder.add(new TransposedConvolution(image.channels(), SIZE, STRIDE, new Linear())
                .croppedTo((Shape.Image) first.output(image), image.height(), image.width()));
        return decoder;
    }

    private static Layer block(Activation activation) {
        return new Residual(List.of(
                new Convolution(CHANNELS_OF_DENOISER, BLOCK_SIZE, 1, activation),
                new Convolution(CHANNELS_OF_DENOISER, BLOCK_SIZE, 1, new Linear())));
    }
}
