package hourglass.cli;

import hourglass.activation.Activation;
import hourglass.network.Architecture;
import hourglass.network.Corrupt;
import hourglass.network.Corruption;
import hourglass.network.Dense;
import hourglass.network.GaussianLatent;
import hourglass.network.Layer;
import hourglass.network.Parameters;
import hourglass.network.Penalize;
import hourglass.network.Penalty;
import hourglass.network.TopK;
import hourglass.network.Weights;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// A network in one line.
final class NetworkWords {
    private NetworkWords() {}

    /// Such as `64-128-(16)-128-64, elu, linear code, 20,000 parameters`, or `4-32-3, elu, 259 parameters` without a
    /// code.
    static String of(Architecture architecture) {
        List<String> widths = new ArrayList<>();
        widths.add(String.valueOf(architecture.features()));
        // Each once: most hold for every hidden layer.
        Set<String> notes = new LinkedHashSet<>();
        if (architecture.isAutoencoder()) {
            addAll(architecture.encoder(), " code", widths, notes);
            widths.set(widths.size() - 1, "(" + architecture.codeSize() + ")");
            architecture.decoder().forEach(layer -> addToDecoder(layer, widths, notes));
        } else {
            // How the last layer ends is said by the likelihood.
            addAll(architecture.layers(), "", widths, notes);
            if (widths.size() == 2) {
                notes.add("a single layer");
            }
        }
        notes.add(Numbers.grouped(Parameters.count(architecture)) + " parameters");
        return String.join("-", widths) + ", " + String.join(", ", notes);
    }

    /// @param role what the last dense layer is, empty for one whose activation is not worth a word
    private static void addAll(List<Layer> layers, String role, List<String> widths, Set<String> notes) {
        long dense = layers.stream().filter(Dense.class::isInstance).count();
        for (Layer layer : layers) {
            switch (layer) {
                case Dense it -> {
                    widths.add(String.valueOf(it.units()));
                    dense--;
                    if (dense > 0 || !role.isEmpty()) {
                        notes.add(name(it.activation()) + (dense == 0 ? role : ""));
                    }
                }
                case Corrupt it -> notes.add(name(it.corruption()));
                case GaussianLatent it -> notes.add("variational, weight " + it.weight());
                case Penalize it -> notes.add(name(it.penalty()));
                case TopK it -> notes.add("the " + it.k() + " largest of the code");
            }
        }
    }

    /// The decoder's activations are those of the encoder, or not worth a word.
    private static void addToDecoder(Layer layer, List<String> widths, Set<String> notes) {
        if (layer instanceof Dense dense) {
            widths.add(String.valueOf(dense.units()));
            if (dense.weights() instanceof Weights.Mirrored) {
                notes.add("tied weights");
            }
        }
    }

    /// As `--activation` takes it: `leaky_relu`.
    private static String name(Activation activation) {
        return activation
                .getClass()
                .getSimpleName()
                .replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_")
                .toLowerCase(Locale.ROOT);
    }

    private static String name(Corruption corruption) {
        return switch (corruption) {
            case Corruption.Gaussian it -> "gaussian noise " + it.standardDeviation();
            case Corruption.Masking it -> "masking noise " + it.fraction();
            case Corruption.Dropout it -> "dropout " + it.fraction();
            case Corruption.SaltAndPepper it -> "salt-and-pepper noise " + it.fraction();
            case Corruption.Swap it -> "swap noise " + it.fraction();
        };
    }

    private static String name(Penalty penalty) {
        return switch (penalty) {
            case Penalty.L1 it -> "L1 penalty " + it.weight();
            case Penalty.L2 it -> "L2 penalty " + it.weight();
            case Penalty.KullbackLeibler it -> "Kullback-Leibler penalty " + it.weight() + " towards " + it.target();
            case Penalty.Contractive it -> "contractive penalty " + it.weight();
        };
    }
}
