package hourglass.train;

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
import org.jspecify.annotations.Nullable;

/// Gives units of a [KeepsLargest] code that no row chooses something to do: the "neuron resampling" of Bricken et al.
/// 2023, "Towards monosemanticity", appendix.
///
/// Some training rows are looked at. A unit that none of them chooses is dead. Each dead unit gets one of the rows,
/// drawn with a probability proportional to the square of the row's loss: its vector in the encoder becomes the
/// direction of that row's input to the layer; where the decoder goes back to the same space, its vector there becomes
/// the same direction; both as long as those of living units are on average; the optimiser forgets the moments of both.
///
/// Two things differ from there. Directions are taken from the mean input, since columns need not be centred. And the
/// vectors in the encoder are not a fifth as long as others but as long: where the k largest are chosen, short ones
/// are never among them (measured, 16 of 512 for 10,000 images of MNIST: 434 dead units without revivals, 423 with a
/// fifth, none at full length).
///
/// All that holds of a code between the rows and their reconstructions. Between other layers, [DeepStart] does less.
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
        double[] losses = new double[Math.min(rows, DECODED)];
        double[] strengths = new double[losses.length];
        Matrix inputs = look(dense, order, rows, lives, losses, strengths);
        List<Integer> dead = new ArrayList<>();
        for (int unit = 0; unit < units; unit++) {
            if (!lives[unit]) {
                dead.add(unit);
            }
        }
        if (dead.isEmpty() || dead.size() == units) {
            return 0;
        }
        double[] mean = means(inputs);
        double[] sums = cumulativeSquares(losses);
        UnitWeights weights = new UnitWeights(parameters, optimizer);
        int decoder = decoderOf(topK);
        if (!readsRows(dense) || !writesRows(topK)) {
            // An atom has length 1 and cannot begin at 0: it stays.
            int free = decoder >= 0 && hasAtoms(decoder) ? -1 : decoder;
            return new DeepStart(weights, dense, free, lives, inputs, mean, strengths)
                    .revive(dead, key, unit -> row(sums, chance(key, unit)));
        }
        double encoderLength = weights.meanLength(dense, lives, true, inputs.columns());
        double decoderLength = decoder < 0 ? 0 : weights.meanLength(decoder, lives, false, inputs.columns());
        int revived = 0;
        for (int unit : dead) {
            double[] direction = direction(inputs, row(sums, chance(key, unit)), mean);
            if (direction != null) {
                weights.turn(dense, unit, direction, encoderLength, true);
                // So that the unit is 0 for the mean row.
                weights.setBias(dense, unit, -encoderLength * product(direction, mean));
                if (decoder >= 0) {
                    weights.turn(decoder, unit, direction, decoderLength, false);
                }
                revived++;
            }
        }
        return revived;
    }

    /// The permutation used the first numbers under the key.
    private double chance(long key, int unit) {
        return Noise.uniform(key, (long) examples.rows() + unit);
    }

    /// Whether units read what the network reads.
    private boolean readsRows(int dense) {
        return architecture().layers().subList(0, dense).stream().allMatch(Corrupt.class::isInstance);
    }

    /// Whether one layer makes reconstructions of the code.
    private boolean writesRows(int topK) {
        List<Layer> behind = architecture()
                .layers()
                .subList(topK + 1, architecture().layers().size());
        return behind.stream()
                        .filter(it -> !(it instanceof Corrupt) && !(it instanceof Matryoshka))
                        .count()
                == 1;
    }

    private boolean hasAtoms(int layer) {
        return architecture().layers().get(layer) instanceof Dense dense
                && dense.weights() instanceof Weights.Dictionary;
    }

    /// Takes rows through the network, tile by tile.
    ///
    /// @param lives set to true for units that some row chooses, whichever thread sees it
    /// @param losses of the first rows, overwritten
    /// @param strengths mean of the kept numbers of the same rows, overwritten
    /// @return what the dense layer reads
    private Matrix look(int dense, int[] order, int rows, boolean[] lives, double[] losses, double[] strengths) {
        int height = Math.min(rows, Inference.rowsAtOnce(architecture()));
        Inference[] inferences = new Inference[team.workers()];
        for (int worker = 0; worker < inferences.length; worker++) {
            inferences[worker] = new Inference(architecture(), parameters, height, kernels[worker]);
        }
        Matrix x = Split.select(examples.inputs(), Arrays.copyOf(order, rows));
        Matrix y = Split.select(examples.targets(), Arrays.copyOf(order, losses.length));
        Matrix weight = parameters.weight(dense);
        Matrix inputs = Matrix.zeros(rows, parameters.usesTransposed(dense) ? weight.columns() : weight.rows());
        team.run((rows + height - 1) / height, (tile, worker) -> {
            Inference inference = inferences[worker];
            int from = tile * height;
            int to = Math.min(rows, from + height);
            Matrix read = inference.forward(x.rows(from, to), 0, dense);
            inputs.rows(from, to).copyFrom(read);
            Matrix code = inference.forward(read, dense, dense + 2);
            for (int i = 0; i < code.rows(); i++) {
                for (int unit = 0; unit < lives.length; unit++) {
                    if (code.get(i, unit) != 0) {
                        lives[unit] = true;
                    }
                }
            }
            if (to <= losses.length) {
                for (int i = 0; i < code.rows(); i++) {
                    strengths[from + i] = strength(code, i);
                }
                Matrix eta = inference.forward(
                        code, dense + 2, architecture().layers().size());
                architecture().objective().lossPerRow(eta, y.rows(from, to), losses, from);
            }
        });
        return inputs;
    }

    private static double strength(Matrix code, int row) {
        double sum = 0;
        int count = 0;
        for (int unit = 0; unit < code.columns(); unit++) {
            sum += code.get(row, unit);
            count += code.get(row, unit) == 0 ? 0 : 1;
        }
        return count == 0 ? 0 : sum / count;
    }

    private static double[] means(Matrix rows) {
        double[] means = new double[rows.columns()];
        for (int row = 0; row < rows.rows(); row++) {
            for (int j = 0; j < means.length; j++) {
                means[j] += rows.get(row, j) / (double) rows.rows();
            }
        }
        return means;
    }

    /// Σ over rows 0 … i of the square of the loss, measured from the smallest, since losses may lack a constant.
    private static double[] cumulativeSquares(double[] losses) {
        double smallest = Double.POSITIVE_INFINITY;
        for (double loss : losses) {
            smallest = Math.min(smallest, loss);
        }
        double[] sums = new double[losses.length];
        double sum = 0;
        for (int i = 0; i < sums.length; i++) {
            sum += (losses[i] - smallest) * (losses[i] - smallest);
            sums[i] = sum;
        }
        return sums;
    }

    /// The first row whose sum exceeds the share u of the whole.
    private static int row(double[] sums, double u) {
        double wanted = u * sums[sums.length - 1];
        int row = 0;
        while (row < sums.length - 1 && sums[row] <= wanted) {
            row++;
        }
        return row;
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

    /// From the mean towards a row, of length 1; null if it is the mean.
    static double @Nullable [] direction(Matrix inputs, int row, double[] mean) {
        double[] direction = new double[mean.length];
        double square = 0;
        for (int j = 0; j < mean.length; j++) {
            direction[j] = inputs.get(row, j) - mean[j];
            square += direction[j] * direction[j];
        }
        if (square == 0) {
            return null;
        }
        for (int j = 0; j < mean.length; j++) {
            direction[j] /= Math.sqrt(square);
        }
        return direction;
    }

    static double product(double[] a, double[] b) {
        double sum = 0;
        for (int j = 0; j < a.length; j++) {
            sum += a[j] * b[j];
        }
        return sum;
    }
}
