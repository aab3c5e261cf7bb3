package hourglass.regression;

import hourglass.matrix.Matrix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// The objective of a single layer, in double precision:
///
/// F(W, b) = 1/n Σᵢ l(Wᵀ xᵢ + b, yᵢ) + ½ λ ‖W‖²
///
/// with gradient 1/n Σᵢ [xᵢ; 1] δᵢᵀ + λ W, δ = ∂l/∂η, and Hessian 1/n Σᵢ [xᵢ; 1][xᵢ; 1]ᵀ ⊗ Vᵢ + λ I on the weights,
/// V = ∂²l/∂η². It is convex, because every Vᵢ is positive semidefinite; with λ > 0 it has one optimum, up to a number
/// added to all biases of a softmax.
///
/// θ is laid out as the parameters of a network: W (features × outputs) by rows, then b. Sums are cut into parts that
/// depend on the number of rows only and are added in order: the same bits for any number of threads.
final class OneLayer {
    private static final int SMALLEST_PART = 256;
    private static final int MOST_PARTS = 64;
    /// Rows whose second derivatives are kept at a time.
    private static final int CURVATURE_ROWS = 1024;

    private static final int BLOCK_INPUTS = 16;

    private final Matrix inputs;
    private final Matrix targets;
    private final OutputLoss loss;
    private final double penalty;
    private final int outputs;
    private final int weights;
    private final int partRows;
    private final int parts;

    /// @param inputs (rows × features)
    /// @param targets (rows × outputs)
    /// @param penalty λ
    OneLayer(Matrix inputs, Matrix targets, OutputLoss loss, double penalty) {
        this.inputs = inputs;
        this.targets = targets;
        this.loss = loss;
        this.penalty = penalty;
        this.outputs = targets.columns();
        this.weights = Math.multiplyExact(inputs.columns(), outputs);
        this.partRows = Math.max(SMALLEST_PART, (inputs.rows() + MOST_PARTS - 1) / MOST_PARTS);
        this.parts = (inputs.rows() + partRows - 1) / partRows;
    }

    /// How many numbers F depends on.
    int size() {
        return weights + outputs;
    }

    /// F(θ); overwrites the gradient with ∇F(θ).
    double value(double[] at, double[] gradient) {
        double[] losses = new double[parts];
        double[][] gradients = new double[parts][];
        IntStream.range(0, parts).parallel().forEach(part -> {
            gradients[part] = new double[size()];
            losses[part] = addPart(at, part, gradients[part]);
        });
        double sum = 0;
        Arrays.fill(gradient, 0);
        for (int part = 0; part < parts; part++) {
            sum += losses[part];
            for (int i = 0; i < gradient.length; i++) {
                gradient[i] += gradients[part][i];
            }
        }
        int rows = inputs.rows();
        double squares = 0;
        for (int i = 0; i < gradient.length; i++) {
            gradient[i] /= rows;
            if (i < weights) {
                gradient[i] += penalty * at[i];
                squares += at[i] * at[i];
            }
        }
        return sum / rows + 0.5 * penalty * squares;
    }

    private double addPart(double[] at, int part, double[] gradient) {
        double[] eta = new double[outputs];
        double[] y = new double[outputs];
        double[] delta = new double[outputs];
        double sum = 0;
        int end = Math.min(inputs.rows(), (part + 1) * partRows);
        for (int row = part * partRows; row < end; row++) {
            output(at, row, eta, y);
            sum += loss.loss(eta, y, delta);
            int x = inputs.rowOffset(row);
            for (int j = 0; j <= inputs.columns(); j++) {
                double xj = j == inputs.columns() ? 1 : inputs.array()[x + j];
                if (xj != 0) {
                    for (int k = 0; k < outputs; k++) {
                        gradient[j * outputs + k] += xj * delta[k];
                    }
                }
            }
        }
        return sum;
    }

    /// η = Wᵀ x + b of a row, and its target.
    private void output(double[] at, int row, double[] eta, double[] y) {
        System.arraycopy(at, weights, eta, 0, outputs);
        int x = inputs.rowOffset(row);
        for (int j = 0; j < inputs.columns(); j++) {
            double xj = inputs.array()[x + j];
            if (xj != 0) {
                for (int k = 0; k < outputs; k++) {
                    eta[k] += xj * at[j * outputs + k];
                }
            }
        }
        for (int k = 0; k < outputs; k++) {
            y[k] = targets.get(row, k);
        }
    }

    /// Overwrites the Hessian ∇²F(θ), row-major and symmetric, size × size.
    void hessian(double[] at, double[] hessian) {
        Arrays.fill(hessian, 0);
        int rows = inputs.rows();
        int each = loss.isCoupled() ? outputs * outputs : outputs;
        int kept = Math.min(rows, CURVATURE_ROWS);
        double[] curvature = new double[Math.multiplyExact(kept, each)];
        double[][] extended = new double[kept][inputs.columns() + 1];
        double[] eta = new double[outputs];
        double[] y = new double[outputs];
        List<Block> blocks = blocks();
        for (int first = 0; first < rows; first += CURVATURE_ROWS) {
            int count = Math.min(rows - first, CURVATURE_ROWS);
            for (int i = 0; i < count; i++) {
                output(at, first + i, eta, y);
                loss.curvature(eta, y, curvature, i * each);
                extend(first + i, extended[i]);
            }
            // Each block has places of its own in the Hessian and adds the examples in order.
            blocks.parallelStream().forEach(block -> addBlock(hessian, block, extended, count, curvature, each));
        }
        int n = size();
        for (int i = 0; i < hessian.length; i++) {
            hessian[i] /= rows;
        }
        for (int i = 0; i < weights; i++) {
            hessian[i * n + i] += penalty;
        }
    }

    /// A pair of outputs and some inputs: Σᵢ Vₖₘ xⱼ xₗ for l ≤ j, and what equals it by symmetry.
    private record Block(int k, int m, int firstInput, int endInput) {}

    private List<Block> blocks() {
        List<Block> blocks = new ArrayList<>();
        for (int k = 0; k < outputs; k++) {
            for (int m = k; m < (loss.isCoupled() ? outputs : k + 1); m++) {
                for (int j = 0; j <= inputs.columns(); j += BLOCK_INPUTS) {
                    blocks.add(new Block(k, m, j, Math.min(inputs.columns() + 1, j + BLOCK_INPUTS)));
                }
            }
        }
        return blocks;
    }

    /// [x; 1] of a row.
    private void extend(int row, double[] extended) {
        int x = inputs.rowOffset(row);
        for (int j = 0; j < inputs.columns(); j++) {
            extended[j] = inputs.array()[x + j];
        }
        extended[inputs.columns()] = 1;
    }

    private void addBlock(double[] hessian, Block block, double[][] x, int count, double[] curvature, int each) {
        int place = loss.isCoupled() ? block.k() * outputs + block.m() : block.k();
        double[][] sums = new double[block.endInput() - block.firstInput()][];
        for (int j = 0; j < sums.length; j++) {
            sums[j] = new double[block.firstInput() + j + 1];
        }
        for (int i = 0; i < count; i++) {
            double v = curvature[i * each + place];
            double[] row = x[i];
            for (int j = 0; j < sums.length; j++) {
                addScaled(sums[j], row, v * row[block.firstInput() + j]);
            }
        }
        int n = size();
        for (int j = 0; j < sums.length; j++) {
            int input = block.firstInput() + j;
            int jk = input * outputs + block.k();
            int jm = input * outputs + block.m();
            for (int l = 0; l <= input; l++) {
                int lk = l * outputs + block.k();
                int lm = l * outputs + block.m();
                double sum = hessian[jk * n + lm] + sums[j][l];
                hessian[jk * n + lm] = sum;
                hessian[lm * n + jk] = sum;
                hessian[jm * n + lk] = sum;
                hessian[lk * n + jm] = sum;
            }
        }
    }

    /// Over one offset, so that it is vectorised (docs/decisions/006).
    private static void addScaled(double[] to, double[] x, double scale) {
        for (int l = 0; l < to.length; l++) {
            to[l] += scale * x[l];
        }
    }

    /// Moves θ within a set on which F is constant apart from its penalty, to where θ has the least norm: a softmax
    /// does not change when a number is added to all weights of an input, or to all biases, so the mean over the
    /// outputs is taken off.
    void centre(double[] at) {
        if (!loss.isCoupled()) {
            return;
        }
        for (int start = 0; start < at.length; start += outputs) {
            double mean = 0;
            for (int k = 0; k < outputs; k++) {
                mean += at[start + k] / outputs;
            }
            for (int k = 0; k < outputs; k++) {
                at[start + k] -= mean;
            }
        }
    }

    /// Gives a Hessian curvature in directions in which F is flat. A gradient at a centred θ has no component along
    /// them, so the step that solves with this Hessian is the step of least norm.
    void addCurvatureOfFlatDirections(double[] hessian) {
        if (!loss.isCoupled()) {
            return;
        }
        int n = size();
        for (int start = 0; start < n; start += outputs) {
            for (int k = 0; k < outputs; k++) {
                for (int m = 0; m < outputs; m++) {
                    hessian[(start + k) * n + start + m] += 1.0 / outputs;
                }
            }
        }
    }
}
