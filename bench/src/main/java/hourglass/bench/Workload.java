package hourglass.bench;

import hourglass.activation.Linear;
import hourglass.activation.Relu;
import hourglass.network.Architecture;
import hourglass.network.Dense;
import hourglass.network.Layer;
import hourglass.network.TopK;
import hourglass.network.Weights;
import hourglass.objective.Bernoulli;
import hourglass.objective.Gaussian;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// A piece of work that every subject does in the same way.
enum Workload {
    A(Kind.TRAIN, 128, 784, 512, 256, 32),
    A1(Kind.TRAIN, 1024, 784, 512, 256, 32),
    B(Kind.TRAIN, 128, 784, 1000, 500, 250, 30),
    B1(Kind.TRAIN, 1024, 784, 1000, 500, 250, 30),
    C(Kind.TRAIN_TOP_K, 256, 768, 24576),
    D(Kind.TRAIN, 256, 30, 16, 8),
    E(Kind.SCORE, 1024, 784, 512, 256, 32),
    E1(Kind.SCORE_ROW, 1, 30, 16, 8),
    F(Kind.COMMAND, 256, 10, 32, 3),
    G(Kind.TRAIN_CONVOLUTION, 64, Convolutional.FEATURES, 32, 64, 128, 256);

    /// What a unit of the work is.
    enum Kind {
        /// A step of training.
        TRAIN("training step"),
        /// The same with a top-k layer after the code, tied weights and a Gaussian likelihood.
        TRAIN_TOP_K("training step"),
        /// A step of a convolutional network: [Convolutional].
        TRAIN_CONVOLUTION("training step"),
        /// The scores of a batch of rows, from one Java array to another.
        SCORE("batch scored"),
        /// The score of one row, from one Java array to another; timed one by one, the median counts.
        SCORE_ROW("row scored"),
        /// A whole command, from its start to the model written: [Command].
        COMMAND("command");

        final String unit;

        boolean isTraining() {
            return this == TRAIN || this == TRAIN_TOP_K || this == TRAIN_CONVOLUTION;
        }

        Kind(String unit) {
            this.unit = unit;
        }
    }

    /// Numbers that a top-k layer keeps.
    static final int KEPT = 32;

    final Kind kind;
    final int batch;

    @SuppressWarnings("ImmutableEnumChecker") // copied before it is handed out
    private final int[] encoder;

    /// @param encoder widths from the input to the code; the decoder is its mirror image
    Workload(Kind kind, int batch, int... encoder) {
        this.kind = kind;
        this.batch = batch;
        this.encoder = encoder;
    }

    static Optional<Workload> named(String name) {
        return Arrays.stream(values())
                .filter(it -> it.name().equals(name.toUpperCase(Locale.ROOT)))
                .findFirst();
    }

    int features() {
        return encoder[0];
    }

    /// Columns of the input and of every layer's output.
    int[] widths() {
        int[] widths = Arrays.copyOf(encoder, 2 * encoder.length - 1);
        for (int i = 0; i < encoder.length; i++) {
            widths[widths.length - 1 - i] = encoder[i];
        }
        return widths;
    }

    String describe() {
        StringBuilder text = new StringBuilder();
        for (int width : widths()) {
            text.append(text.isEmpty() ? "" : "-").append(width);
        }
        text.append(kind == Kind.TRAIN_TOP_K ? ", tied, the " + KEPT + " largest" : "");
        text.append(kind == Kind.TRAIN_CONVOLUTION ? " (convolutions)" : "");
        return text.append(kind == Kind.SCORE_ROW ? ", one row" : ", batch " + batch)
                .toString();
    }

    /// What the work is done with.
    static Architecture architecture(Kind kind, int[] widths) {
        return switch (kind) {
            case TRAIN_TOP_K -> topK(widths);
            case TRAIN_CONVOLUTION -> Convolutional.architecture(widths);
            case TRAIN, SCORE, SCORE_ROW, COMMAND -> architecture(widths);
        };
    }

    /// Rectifiers, but for the code and the output, which are linear; Bernoulli likelihood.
    static Architecture architecture(int[] widths) {
        int code = widths.length / 2;
        List<Layer> layers = new ArrayList<>();
        for (int i = 1; i < widths.length; i++) {
            layers.add(new Dense(widths[i], isLinear(widths, i) ? new Linear() : new Relu()));
        }
        return new Architecture(
                widths[0], layers.subList(0, code), layers.subList(code, layers.size()), new Bernoulli());
    }

    /// One rectified layer and its mirror image, the [#KEPT] largest between them; Gaussian likelihood.
    static Architecture topK(int[] widths) {
        return new Architecture(
                widths[0],
                List.of(new Dense(widths[1], new Relu()), new TopK(KEPT)),
                List.of(new Dense(widths[2], new Linear(), new Weights.Mirrored())),
                new Gaussian());
    }

    /// Whether the layer that makes `widths[i]` has no activation.
    static boolean isLinear(int[] widths, int i) {
        return i == widths.length / 2 || i == widths.length - 1;
    }

    /// Floating-point operations of the matrix products in a unit, as dense layers: 2 · rows · Σ inputs · outputs
    /// forward; for a step
    /// as many again for the gradient of the weights and, but for the first layer, for that of the inputs.
    double operations() {
        if (kind == Kind.TRAIN_CONVOLUTION) {
            return Convolutional.operations(widths(), batch);
        }
        int[] widths = widths();
        double products = 0;
        for (int i = 1; i < widths.length; i++) {
            products += (double) widths[i - 1] * widths[i];
        }
        double first = (double) widths[0] * widths[1];
        return 2.0 * batch * (kind.isTraining() ? 3 * products - first : products);
    }
}
