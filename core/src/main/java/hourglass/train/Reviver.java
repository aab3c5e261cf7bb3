package hourglass.train;

import hourglass.activation.Activation;
import hourglass.engine.Inference;
import hourglass.engine.Team;
import hourglass.matrix.Kernels;
import hourglass.matrix.Matrix;
import hourglass.network.Architecture;
import hourglass.network.Corrupt;
import hourglass.network.Dense;
import hourglass.network.KeepsLargest;
import hourglass.network.Layer;
import hourglass.network.Matryoshka;
import hourglass.network.Parameters;
import hourglass.network.Weights;
import hourglass.optimize.OptimizerState;
import hourglass.random.Noise;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Gives units of a [KeepsLargest] code that no row chooses something to do, after the "neuron resampling" of Bricken
/// et
/// al. 2023, "Towards monosemanticity", appendix.
///
/// Some training rows are looked at. A unit that none of them chooses is dead. Dead units get rows, drawn with
/// probabilities proportional to the square of the row's loss; where the code lies between the rows and their
/// reconstructions, a unit begins as [DirectStart] says, between other layers as [DeepStart] says.
///
/// All of it is a function of (seed, epoch, layer, parameters, rows).
///
/// @param kernels for each worker of the team
record Reviver(
        Recipe recipe,
        Parameters parameters,
        OptimizerState optimizer,
        Examples examples,
        Team team,
        Kernels... kernels) {
    /// How often a unit of average use is chosen by the rows looked at: so often that hardly one that lives seems dead.
    private static final int USES = 32;

    private static final int FEWEST_ROWS = 1024;
    private static final int MOST_ROWS = 8192;
    /// Of the rows looked at, those that are decoded, whose losses are known. A multiple of the height of a tile.
    private static final int DECODED = 1024;

    /// Of the epochs: what is revived later has no time left to learn.
    private static final double LAST = 0.75;

    private Architecture architecture() {
        return recipe.architecture();
    }

    /// Revives what is dead after an epoch, if it is due.
    ///
    /// @param epoch from 1
    /// @return how many units got a new start
    int afterEpoch(int epoch) {
        int revived = 0;
        List<Layer> layers = architecture().layers();
        for (int i = 0; i < layers.size(); i++) {
            if (layers.get(i) instanceof KeepsLargest layer
                    && layer.reviveEvery() > 0
                    && epoch % layer.reviveEvery() == 0
                    && epoch <= LAST * recipe.training().epochs()) {
                revived += revive(i, layer.k(), Noise.key(recipe.training().seed(), Noise.Purpose.REVIVAL, epoch, i));
            }
        }
        return revived;
    }

    private int revive(int topK, int kept, long key) {
        int dense = topK - 1;
        int[] order = Noise.permutation(key, examples.rows());
        int units = architecture().layers().get(dense) instanceof Dense layer ? layer.units() : 0;
        int rows = Math.min(order.length, Math.clamp((long) USES * units / kept, FEWEST_ROWS, MOST_ROWS));
        boolean[] lives = new boolean[units];
        SeenRows seen = look(dense, kept, order, rows, lives);
        List<Integer> dead = new ArrayList<>();
        for (int unit = 0; unit < units; unit++) {
            if (!lives[unit]) {
                dead.add(unit);
            }
        }
        if (dead.isEmpty() || dead.size() == units) {
            return 0;
        }
        UnitWeights weights = new UnitWeights(parameters, optimizer);
        // The permutation used the first numbers under the key.
        int[] drawn = seen.drawn(key, examples.rows());
        Optional<Dense> behind = reconstruction(topK);
        int decoder = decoderOf(topK);
        if (!readsRows(dense) || behind.isEmpty()) {
            // An atom has length 1 and cannot begin at 0: it stays.
            int free = decoder >= 0 && hasAtoms(decoder) ? -1 : decoder;
            return new DeepStart(weights, dense, free, lives, seen).revive(dead, key, drawn);
        }
        Activation activation = ((Dense) architecture().layers().get(dense)).activation();
        return new DirectStart(
                        weights,
                        dense,
                        activation,
                        decoder,
                        lives,
                        seen,
                        architecture().objective())
                .revive(dead, drawn);
    }

    /// Whether units read what the network reads.
    private boolean readsRows(int dense) {
        return architecture().layers().subList(0, dense).stream().allMatch(Corrupt.class::isInstance);
    }

    /// The dense layer that alone makes η of the code, if one does.
    private Optional<Dense> reconstruction(int topK) {
        List<Layer> behind = architecture()
                .layers()
                .subList(topK + 1, architecture().layers().size())
                .stream()
                .filter(it -> !(it instanceof Corrupt) && !(it instanceof Matryoshka))
                .toList();
        return behind.size() == 1 && behind.getFirst() instanceof Dense dense ? Optional.of(dense) : Optional.empty();
    }

    private boolean hasAtoms(int layer) {
        return architecture().layers().get(layer) instanceof Dense dense
                && dense.weights() instanceof Weights.Dictionary;
    }

    /// Takes rows through the network, tile by tile.
    ///
    /// @param lives set to true for units that some row chooses, whichever thread sees it
    private SeenRows look(int dense, int kept, int[] order, int rows, boolean[] lives) {
        int height = Math.min(rows, Inference.rowsAtOnce(architecture()));
        Inference[] inferences = new Inference[team.workers()];
        for (int worker = 0; worker < inferences.length; worker++) {
            inferences[worker] = new Inference(architecture(), parameters, height, kernels[worker]);
        }
        Matrix x = Split.select(examples.inputs(), Arrays.copyOf(order, rows));
        Matrix y = Split.select(examples.targets(), Arrays.copyOf(order, Math.min(rows, DECODED)));
        Matrix weight = parameters.weight(dense);
        int width = parameters.usesTransposed(dense) ? weight.columns() : weight.rows();
        SeenRows seen = SeenRows.none(rows, width, y, architecture().objective().parameters(y.columns()));
        team.run((rows + height - 1) / height, (tile, worker) -> {
            Inference inference = inferences[worker];
            int from = tile * height;
            int to = Math.min(rows, from + height);
            Matrix read = inference.forward(x.rows(from, to), 0, dense);
            seen.inputs().rows(from, to).copyFrom(read);
            Matrix code = inference.forward(read, dense, dense + 2);
            for (int i = 0; i < code.rows(); i++) {
                for (int unit = 0; unit < lives.length; unit++) {
                    if (code.get(i, unit) != 0) {
                        lives[unit] = true;
                    }
                }
            }
            if (to <= seen.decoded()) {
                for (int i = 0; i < code.rows(); i++) {
                    seen.keep(from + i, code, i, kept);
                }
                Matrix eta = inference.forward(
                        code, dense + 2, architecture().layers().size());
                seen.eta().rows(from, to).copyFrom(eta);
                architecture().objective().lossPerRow(eta, y.rows(from, to), seen.losses(), from);
            }
        });
        seen.findMean();
        return seen;
    }

    /// The dense layer that reads the code, if its weights are its own; −1 otherwise.
    private int decoderOf(int topK) {
        for (int i = topK + 1; i < architecture().layers().size(); i++) {
            if (architecture().layers().get(i) instanceof Dense dense) {
                return dense.weights() instanceof Weights.Mirrored ? -1 : i;
            }
        }
        return -1;
    }
}
