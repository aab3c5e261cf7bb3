package hourglass.regression;

import hourglass.matrix.Matrix;
import java.util.Arrays;
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
final class OneLayer implements Objective {
    private static final int SMALLEST_PART = 256;
    private static final int MOST_PARTS = 64;
    /// Rows whose second derivatives are kept at a time.
    private static final int CURVATURE_ROWS = 1024;

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

    @Override
    public int size() {
        return weights + outputs;
    }

    @Override
    public double value(double[] at, double[] gradient) {
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

    @Override
    public void hessian(double[] at, double[] hessian) {
        Arrays.fill(hessian, 0);
        int rows = inputs.rows();
        int each = loss.isCoupled() ? outputs * outputs : outputs;
        double[] curvature = new double[Math.multiplyExact(Math.min(rows, CURVATURE_ROWS), each)];
        double[] eta = new double[outputs];
        double[] y = new double[outputs];
        for (int from = 0; from < rows; from += CURVATURE_ROWS) {
            int first = from;
            int end = Math.min(rows, from + CURVATURE_ROWS);
            for (int row = first; row < end; row++) {
                output(at, row, eta, y);
                loss.curvature(eta, y, curvature, (row - first) * each);
            }
            // Each task has rows of the Hessian of its own and adds the examples in order.
            IntStream.rangeClosed(0, inputs.columns())
                    .parallel()
                    .forEach(j -> addLowerRows(hessian, j, first, end, curvature, each));
        }
        int n = size();
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                double value = hessian[i * n + j] / rows + (i == j && i < weights ? penalty : 0);
                hessian[i * n + j] = value;
                hessian[j * n + i] = value;
            }
        }
    }

    /// The rows of the Hessian for input j (the bias counting as the last input), up to its diagonal block.
    private void addLowerRows(double[] hessian, int j, int first, int end, double[] curvature, int each) {
        for (int row = first; row < end; row++) {
            int x = inputs.rowOffset(row);
            double xj = j == inputs.columns() ? 1 : inputs.array()[x + j];
            if (xj == 0) {
                continue;
            }
            int v = (row - first) * each;
            for (int l = 0; l <= j; l++) {
                double product = l == inputs.columns() ? xj : xj * inputs.array()[x + l];
                if (product != 0) {
                    addBlock(hessian, j, l, product, curvature, v);
                }
            }
        }
    }

    private void addBlock(double[] hessian, int j, int l, double product, double[] curvature, int v) {
        for (int k = 0; k < outputs; k++) {
            int start = (j * outputs + k) * size() + l * outputs;
            if (loss.isCoupled()) {
                for (int m = 0; m < outputs; m++) {
                    hessian[start + m] += product * curvature[v + k * outputs + m];
                }
            } else {
                hessian[start + k] += product * curvature[v + k];
            }
        }
    }

    /// A softmax does not change when a number is added to all weights of an input, or to all biases: the mean over the
    /// outputs is taken off.
    @Override
    public void centre(double[] at) {
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

    @Override
    public void addCurvatureOfFlatDirections(double[] hessian) {
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
