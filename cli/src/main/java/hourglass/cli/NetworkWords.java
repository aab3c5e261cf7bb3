package hourglass.cli;

import hourglass.json.Words;
import hourglass.matrix.Shape;
import hourglass.network.Architecture;
import hourglass.network.Corrupt;
import hourglass.network.Corruption;
import hourglass.network.Dense;
import hourglass.network.Encode;
import hourglass.network.GaussianLatent;
import hourglass.network.Layer;
import hourglass.network.Parameters;
import hourglass.network.Weights;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// A network in one line.
final class NetworkWords {
    private NetworkWords() {}

    /// Such as `64-128-(16)-128-64, elu, linear code, 20,000 parameters`, or `4-32-3, elu, 259 parameters` without a
    /// code.
    static String of(Architecture architecture) {
        if (architecture.slides()) {
            return ofImages(architecture);
        }
        List<String> widths = new ArrayList<>();
        widths.add(String.valueOf(architecture.features()));
        // Each once: most hold for every hidden layer.
        Set<String> notes = new LinkedHashSet<>();
        if (architecture.isAutoencoder()) {
            addAll(architecture.encoder(), " code", widths, notes);
            widths.set(widths.size() - 1, "(" + architecture.codeSize() + ")");
            // Its activations are those of the encoder, or not worth a word.
            for (Layer layer : architecture.decoder()) {
                if (layer instanceof Dense dense) {
                    widths.add(String.valueOf(dense.units()));
                    if (dense.weights() instanceof Weights.Mirrored) {
                        notes.add("tied weights");
                    }
                } else {
                    notes.add(Words.of((Record) layer));
                }
            }
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

    /// Such as `48 x 48 x 1, convolution 64 (4 x 4, stride 2, relu), (24 x 24 x 64), …`, layer by layer.
    private static String ofImages(Architecture architecture) {
        List<String> words = new ArrayList<>();
        int layer = 0;
        for (Layer it : architecture.layers()) {
            words.add(ImageWords.of(it));
            layer++;
            if (layer == architecture.encoder().size()) {
                words.add("(" + architecture.outputOf(layer) + ")");
            }
        }
        words.add(Numbers.grouped(Parameters.count(architecture)) + " parameters");
        return String.join(", ", words);
    }

    /// @param role what the last dense layer is, empty for one whose activation is not worth a word
    private static void addAll(List<Layer> layers, String role, List<String> widths, Set<String> notes) {
        long dense = layers.stream().filter(Dense.class::isInstance).count();
        for (Layer layer : layers) {
            if (layer instanceof Dense it) {
                widths.add(String.valueOf(it.units()));
                dense--;
                if (dense > 0 || !role.isEmpty()) {
                    notes.add(Words.of((Record) it.activation()) + (dense == 0 ? role : ""));
                }
            } else if (layer instanceof Encode it) {
                widths.add(String.valueOf(
                                it.output(new Shape.Vector(it.columns().size())).size()) + " encoded");
            } else if (layer instanceof Corrupt it && it.corruption() instanceof Corruption.Missing hidden) {
                notes.add("cells hidden at random, " + Numbers.trimmed(hidden.least())
                        + (hidden.least() == hidden.most() ? "" : " to " + Numbers.trimmed(hidden.most()))
                        + " of a row");
            } else {
                notes.add(wordsOf(layer));
            }
        }
    }

    /// A layer that is not dense, in words.
    static String wordsOf(Layer layer) {
        return layer instanceof GaussianLatent latent && latent.warmUp() > 0
                ? Words.of(new GaussianLatent(latent.weight())) + " growing over " + Numbers.grouped(latent.warmUp())
                        + " steps"
                : Words.of((Record) layer);
    }
}
