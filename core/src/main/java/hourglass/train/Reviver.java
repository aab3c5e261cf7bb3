package hourglass.train;

import hourglass.engine.Inference;
import hourglass.engine.Team;
import hourglass.matrix.Kernels;
import hourglass.matrix.Matrix;
import hourglass.network.Architecture;
import hourglass.network.Dense;
import hourglass.network.Layer;
import hourglass.network.Parameters;
import hourglass.network.TopK;
import hourglass.network.Weights;
import hourglass.optimize.OptimizerState;
import hourglass.random.Noise;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Gives units of a [TopK] code that no row chooses something to do: the "neuron resampling" of Bricken et al. 2023,
/// "Towards monosemanticity", appendix.
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
            if (layers.get(i) instanceof TopK topK
                    && topK.reviveEvery() > 0
                    && epoch % topK.reviveEvery() == 0
                    && epoch <= LAST * recipe.training().epochs()) {
                revived += revive(i, topK.k(), Noise.key(recipe.training().seed(), Noise.Purpose.REVIVAL, epoch, i));
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
        Matrix inputs = look(dense, order, rows, lives, losses);
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
        int decoder = decoderOf(topK, inputs.columns());
        double encoderLength = meanLength(dense, lives, true, inputs.columns());
        double decoderLength = decoder < 0 ? 0 : meanLength(decoder, lives, false, inputs.columns());
        int revived = 0;
        for (int unit : dead) {
            // The permutation used the first numbers under the key.
            double u = Noise.uniform(key, (long) examples.rows() + unit);
            double[] direction = direction(inputs, row(sums, u), mean);
            if (direction != null) {
                seed(dense, unit, direction, encoderLength, true);
                seedBias(dense, unit, direction, encoderLength, mean);
                if (decoder >= 0) {
                    seed(decoder, unit, direction, decoderLength, false);
                }
                revived++;
            }
        }
        return revived;
    }

    /// Takes rows through the network, tile by tile.
    ///
    /// @param lives set to true for units that some row chooses, whichever thread sees it
    /// @param losses of the first rows, overwritten
    /// @return what the dense layer reads
    private Matrix look(int dense, int[] order, int rows, boolean[] lives, double[] losses) {
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
                Matrix eta = inference.forward(
                        code, dense + 2, architecture().layers().size());
                architecture().objective().lossPerRow(eta, y.rows(from, to), losses, from);
            }
        });
        return inputs;
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

    /// The dense layer that reads the code, if it brings the code back to the given number of columns with weights of
    /// its own; −1 otherwise.
    private int decoderOf(int topK, int columns) {
        for (int i = topK + 1; i < architecture().layers().size(); i++) {
            if (architecture().layers().get(i) instanceof Dense dense) {
                return dense.weights() instanceof Weights.Own && dense.units() == columns ? i : -1;
            }
        }
        return -1;
    }

    private static double @Nullable [] direction(Matrix inputs, int row, double[] mean) {
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

    /// Where in the block of parameters the weight between a unit and the j-th number of the other side stands.
    ///
    /// @param intoUnit whether the unit is one of the layer's own, otherwise one of its inputs
    private int place(int layer, int unit, int j, boolean intoUnit) {
        Parameters.Tensor tensor = parameters.tensors().get(parameters.weightOf(layer));
        boolean unitIsRow = intoUnit == parameters.usesTransposed(layer);
        return tensor.offset() + (unitIsRow ? unit * tensor.columns() + j : j * tensor.columns() + unit);
    }

    private double meanLength(int layer, boolean[] lives, boolean intoUnit, int columns) {
        double sum = 0;
        int count = 0;
        for (int unit = 0; unit < lives.length; unit++) {
            double square = 0;
            for (int j = 0; lives[unit] && j < columns; j++) {
                double weight = parameters.block()[place(layer, unit, j, intoUnit)];
                square += weight * weight;
            }
            sum += Math.sqrt(square);
            count += lives[unit] ? 1 : 0;
        }
        return sum / count;
    }

    private void seed(int layer, int unit, double[] direction, double length, boolean intoUnit) {
        for (int j = 0; j < direction.length; j++) {
            set(place(layer, unit, j, intoUnit), length * direction[j]);
        }
    }

    /// So that the unit is 0 for the mean row.
    private void seedBias(int layer, int unit, double[] direction, double length, double[] mean) {
        if (parameters.biasOf(layer) >= 0) {
            double sum = 0;
            for (int j = 0; j < mean.length; j++) {
                sum += length * direction[j] * mean[j];
            }
            set(parameters.tensors().get(parameters.biasOf(layer)).offset() + unit, -sum);
        }
    }

    private void set(int place, double value) {
        parameters.block()[place] = (float) value;
        for (float[] moments : optimizer.slots()) {
            moments[place] = 0;
        }
    }
}
