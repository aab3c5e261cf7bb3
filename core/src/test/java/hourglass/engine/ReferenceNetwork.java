package hourglass.engine;

import hourglass.activation.Activation;
import hourglass.activation.ReferenceActivation;
import hourglass.activation.TanhShrink;
import hourglass.matrix.Matrix;
import hourglass.network.Architecture;
import hourglass.network.BatchTopK;
import hourglass.network.Corrupt;
import hourglass.network.Corruption;
import hourglass.network.Dense;
import hourglass.network.Encode;
import hourglass.network.Encoding;
import hourglass.network.GaussianLatent;
import hourglass.network.JumpRelu;
import hourglass.network.Layer;
import hourglass.network.LayerNormalization;
import hourglass.network.Matryoshka;
import hourglass.network.Parameters;
import hourglass.network.Penalize;
import hourglass.network.Penalty;
import hourglass.network.TopK;
import hourglass.network.TransposedConvolution;
import hourglass.network.Weights;
import hourglass.objective.Laplace;
import hourglass.objective.ReferenceLikelihood;
import hourglass.random.Noise;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/// The twin of the engine: forward pass, loss, penalties and corruption once more, in double precision, written down
/// from the definitions. Slow and obvious. It shares with the engine nothing but the noise and the names of tensors.
///
/// It has no way back: gradients are difference quotients of its loss.
public final class ReferenceNetwork {
    private static final double SMALLEST_MEAN = 1e-6;

    private final Architecture architecture;
    private final Parameters layout;

    /// What one pass found.
    ///
    /// @param loss the likelihood's loss, summed over rows
    /// @param penalty all penalties, summed over rows
    /// @param kinkDistance how far the nearest number is from a place where a slope jumps
    public record Pass(double loss, double penalty, double[][] code, double[][] eta, double kinkDistance) {
        /// What training makes small.
        double objective() {
            return (loss + penalty) / eta.length;
        }
    }

    public ReferenceNetwork(Architecture architecture) {
        this.architecture = architecture;
        this.layout = Parameters.zeros(architecture);
    }

    /// A pass with corruption, as in training.
    Pass train(double[] parameters, double[][] x, double[][] target, StepKey key) {
        return run(parameters, x, target, key, true);
    }

    /// A pass without corruption, as in use.
    public Pass use(double[] parameters, double[][] x) {
        return run(parameters, x, x, new StepKey(0, 0), false);
    }

    private Pass run(double[] parameters, double[][] x, double[][] target, StepKey key, boolean training) {
        List<Integer> encoderDense = new ArrayList<>();
        int encoderLayers = architecture.encoder().size();
        int decoderDense = 0;
        double penalty = 0;
        double kinkDistance = Double.POSITIVE_INFINITY;
        double[][] values = x;
        double[][] code = x;
        double[][] before = x;
        // z − tanh z ≈ z³/3: it is always near zero, and crosses it so slowly that the kink of |·| there does no harm.
        boolean flatAtZero = false;
        // Before the first dense layer nothing moves with the parameters.
        boolean moves = false;
        for (int i = 0; i < architecture.layers().size(); i++) {
            Layer layer = architecture.layers().get(i);
            if (layer instanceof Corrupt corrupt) {
                values = training ? corrupt(values, corrupt.corruption(), i, key) : values;
                flatAtZero = false;
            } else if (layer instanceof Penalize penalize) {
                penalty += penalize.penalty() instanceof Penalty.Contractive it
                        ? it.weight() * squaredJacobian(parameters, before, i - 1)
                        : penalty(values, penalize.penalty());
                if (moves && !flatAtZero) {
                    kinkDistance = Math.min(kinkDistance, kinkDistance(values, penalize.penalty()));
                }
            } else if (layer instanceof GaussianLatent latent) {
                penalty += latent.weight() * divergence(values);
                values = sample(values, training, i, key);
            } else if (layer instanceof TopK topK) {
                kinkDistance = Math.min(kinkDistance, ReferenceSelection.kinkDistance(values, topK.k()));
                values = ReferenceSelection.keepLargest(values, topK.k());
            } else if (layer instanceof BatchTopK top) {
                values = ReferenceSelection.keepLargestOfBatch(values, top.k());
            } else if (layer instanceof JumpRelu jump) {
                int thresholds = tensor(name(i) + ".threshold").offset();
                kinkDistance = Math.min(kinkDistance, ReferenceSelection.jumpDistance(values, parameters, thresholds));
                values = ReferenceSelection.jump(values, parameters, thresholds);
                penalty += jump.weight() * ReferenceSelection.kept(values);
            } else if (layer instanceof Matryoshka nested) {
                values = training ? ReferenceSelection.cut(values, nested.sizes(), i, key) : values;
            } else if (layer instanceof Encode encode) {
                values = encode(values, encode);
            } else if (ReferenceImages.knows(layer)) {
                int owner = i;
                if (ReferenceImages.hasWeights(layer) && i < encoderLayers) {
                    encoderDense.add(i);
                } else if (ReferenceImages.hasWeights(layer)) {
                    decoderDense++;
                    if (layer instanceof TransposedConvolution it && it.weights() instanceof Weights.Mirrored) {
                        owner = encoderDense.get(encoderDense.size() - decoderDense);
                    }
                }
                values = new ReferenceImages(parameters, this::tensor)
                        .apply(layer, architecture.shapes().get(i), values, name(i), name(owner));
                flatAtZero = false;
                moves = true;
            } else if (layer instanceof LayerNormalization normalization) {
                values = normalize(parameters, values, normalization.epsilon(), name(i), this::tensor);
                flatAtZero = false;
                moves = true;
            } else if (layer instanceof Dense dense) {
                int owner = i;
                if (i < encoderLayers) {
                    encoderDense.add(i);
                } else {
                    decoderDense++;
                    if (dense.weights() instanceof Weights.Mirrored) {
                        owner = encoderDense.get(encoderDense.size() - decoderDense);
                    }
                }
                before = values;
                moves = true;
                double[][] z = affine(parameters, values, dense, name(i), name(owner), layout.usesTransposed(i));
                kinkDistance = Math.min(kinkDistance, kinkDistance(z, dense.activation()));
                flatAtZero = dense.activation() instanceof TanhShrink;
                values = new double[z.length][];
                for (int row = 0; row < z.length; row++) {
                    values[row] = ReferenceActivation.of(dense.activation(), z[row]);
                }
            }
            code = i == encoderLayers - 1 ? values : code;
        }
        double loss = 0;
        for (int row = 0; row < values.length; row++) {
            loss += ReferenceLikelihood.loss(architecture.objective(), values[row], target[row]);
            kinkDistance = Math.min(
                    kinkDistance, ReferenceLikelihood.kinkDistance(architecture.objective(), values[row], target[row]));
            for (int j = 0; architecture.objective() instanceof Laplace && j < target[row].length; j++) {
                kinkDistance = Math.min(kinkDistance, Math.abs(values[row][j] - target[row][j]));
            }
        }
        return new Pass(loss, penalty, code, values, kinkDistance);
    }

    /// Σ over rows of ‖∂h/∂x‖²_F by difference quotients of fourth order.
    private double squaredJacobian(double[] parameters, double[][] x, int layer) {
        Dense dense = (Dense) architecture.layers().get(layer);
        double step = 1e-3;
        double sum = 0;
        for (double[] row : x) {
            for (int i = 0; i < row.length; i++) {
                double[][] moved = new double[4][];
                for (int k = 0; k < 4; k++) {
                    moved[k] = row.clone();
                    moved[k][i] += step * new double[] {-2, -1, 1, 2}[k];
                }
                double[][] z = affine(parameters, moved, dense, name(layer), name(layer), false);
                for (int k = 0; k < 4; k++) {
                    z[k] = ReferenceActivation.of(dense.activation(), z[k]);
                }
                for (int j = 0; j < dense.units(); j++) {
                    double slope = (8 * (z[2][j] - z[1][j]) - (z[3][j] - z[0][j])) / (12 * step);
                    sum += slope * slope;
                }
            }
        }
        return sum;
    }

    private String name(int layer) {
        int encoderLayers = architecture.encoder().size();
        if (encoderLayers == 0) {
            return "layer." + layer;
        }
        return layer < encoderLayers ? "encoder." + layer : "decoder." + (layer - encoderLayers);
    }

    private Parameters.Tensor tensor(String name) {
        return layout.tensors().stream()
                .filter(tensor -> tensor.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /// z = x W + b, or x Wᵀ + b.
    private double[][] affine(
            double[] parameters, double[][] x, Dense dense, String name, String owner, boolean transposed) {
        Parameters.Tensor weight = tensor(owner + ".weight");
        double[][] z = new double[x.length][dense.units()];
        for (int row = 0; row < x.length; row++) {
            for (int unit = 0; unit < dense.units(); unit++) {
                double sum = dense.bias() ? parameters[tensorOffset(name + ".bias") + unit] : 0;
                for (int k = 0; k < x[row].length; k++) {
                    int at = transposed ? unit * weight.columns() + k : k * weight.columns() + unit;
                    sum += x[row][k] * parameters[weight.offset() + at];
                }
                z[row][unit] = sum;
            }
        }
        return z;
    }

    private int tensorOffset(String name) {
        return tensor(name).offset();
    }

    private static double[][] corrupt(double[][] x, Corruption corruption, int layer, StepKey key) {
        double[][] y = new double[x.length][];
        for (int row = 0; row < x.length; row++) {
            long noise =
                    Noise.key(key.seed(), Noise.Purpose.CORRUPTION, key.step(), ((long) layer << Integer.SIZE) + row);
            y[row] = x[row].clone();
            int n = x[row].length;
            for (int j = 0; j < n; j++) {
                double u = Noise.uniform(noise, j);
                switch (corruption) {
                    case Corruption.Gaussian it -> y[row][j] += it.standardDeviation() * Noise.gaussian(noise, j);
                    case Corruption.Masking it -> y[row][j] = u < it.fraction() ? 0 : x[row][j];
                    case Corruption.Dropout it -> y[row][j] = u < it.fraction() ? 0 : x[row][j] / (1 - it.fraction());
                    case Corruption.SaltAndPepper it -> {
                        if (u < it.fraction()) {
                            y[row][j] = u < it.fraction() / 2 ? it.low() : it.high();
                        }
                    }
                    case Corruption.Missing it -> {
                        double share = it.least() + (it.most() - it.least()) * Noise.uniform(noise, n);
                        y[row][j] = u < share ? Double.NaN : x[row][j];
                    }
                    case Corruption.Swap it -> {
                        if (u < it.fraction()) {
                            y[row][j] = x[Noise.below(noise, (long) n + j, x.length)][j];
                        }
                    }
                }
            }
        }
        return y;
    }

    /// Σ over rows of KL(N(μ, diag σ²) ‖ N(0, I)) = Σ ½ (σ² + μ² − 1) − log σ.
    private static double divergence(double[][] x) {
        double sum = 0;
        for (double[] row : x) {
            int k = row.length / 2;
            for (int j = 0; j < k; j++) {
                double deviation = StrictMath.exp(row[k + j] / 2);
                sum += (deviation * deviation + row[j] * row[j] - 1) / 2 - StrictMath.log(deviation);
            }
        }
        return sum;
    }

    private static double[][] sample(double[][] x, boolean training, int layer, StepKey key) {
        double[][] z = new double[x.length][x[0].length / 2];
        for (int row = 0; row < x.length; row++) {
            long noise =
                    Noise.key(key.seed(), Noise.Purpose.SAMPLING, key.step(), ((long) layer << Integer.SIZE) + row);
            for (int j = 0; j < z[row].length; j++) {
                double deviation = StrictMath.exp(x[row][z[row].length + j] / 2);
                z[row][j] = x[row][j] + (training ? deviation * Noise.gaussian(noise, j) : 0);
            }
        }
        return z;
    }

    /// Summed over rows; the Kullback–Leibler penalty, one number for a batch, counts once for each row.
    private static double penalty(double[][] z, Penalty penalty) {
        double sum = 0;
        switch (penalty) {
            case Penalty.L1 it -> {
                for (double[] row : z) {
                    for (double value : row) {
                        sum += it.weight() * Math.abs(value);
                    }
                }
            }
            case Penalty.L2 it -> {
                for (double[] row : z) {
                    for (double value : row) {
                        sum += it.weight() * value * value;
                    }
                }
            }
            case Penalty.Contractive it -> throw new IllegalArgumentException("a function of the weights too");
            case Penalty.KullbackLeibler it -> {
                double rho = it.target();
                for (double mean : means(z)) {
                    double kept = Math.min(1 - SMALLEST_MEAN, Math.max(SMALLEST_MEAN, mean));
                    double divergence =
                            rho * StrictMath.log(rho / kept) + (1 - rho) * StrictMath.log((1 - rho) / (1 - kept));
                    sum += it.weight() * divergence * z.length;
                }
            }
        }
        return sum;
    }

    /// g (x − μ) / √(σ² + ε) + b, by rows.
    static double[][] normalize(
            double[] parameters,
            double[][] x,
            double epsilon,
            String name,
            Function<String, Parameters.Tensor> tensors) {
        double[][] y = new double[x.length][];
        for (int row = 0; row < x.length; row++) {
            double mean = Arrays.stream(x[row]).average().orElseThrow();
            double variance = Arrays.stream(x[row])
                    .map(value -> (value - mean) * (value - mean))
                    .average()
                    .orElseThrow();
            y[row] = new double[x[row].length];
            for (int j = 0; j < y[row].length; j++) {
                double gain = parameters[tensors.apply(name + ".gain").offset() + j];
                double shift = parameters[tensors.apply(name + ".shift").offset() + j];
                y[row][j] = gain * (x[row][j] - mean) / StrictMath.sqrt(variance + epsilon) + shift;
            }
        }
        return y;
    }

    private static double[][] encode(double[][] x, Encode encode) {
        double[][] y = new double[x.length][];
        for (int row = 0; row < x.length; row++) {
            List<Double> numbers = new ArrayList<>();
            for (int j = 0; j < x[row].length; j++) {
                numbers.addAll(encoded(x[row][j], encode.columns().get(j)));
            }
            y[row] = numbers.stream().mapToDouble(it -> it).toArray();
        }
        return y;
    }

    private static List<Double> encoded(double x, Encoding encoding) {
        boolean isMissing = Double.isNaN(x);
        return switch (encoding) {
            case Encoding.Real it ->
                isMissing ? List.of(0.0, 1.0) : List.of(Math.max(it.low(), Math.min(it.high(), x)), 0.0);
            case Encoding.Logarithm it ->
                isMissing
                        ? List.of(0.0, 1.0)
                        : List.of(
                                Math.min(it.high(), (StrictMath.log(1 + Math.max(0, x)) - it.center()) / it.scale()),
                                0.0);
            case Encoding.YesNo it -> List.of(isMissing ? 0.0 : x < 0.5 ? -1.0 : 1.0);
            case Encoding.OneHot it ->
                IntStream.range(0, it.levels())
                        .mapToObj(level -> level == x ? 1.0 : 0.0)
                        .toList();
            case Encoding.Circle it -> isMissing ? List.of(0.0, 0.0) : List.of(StrictMath.cos(x), StrictMath.sin(x));
        };
    }

    /// All numbers, ascending.
    static double[] sorted(Matrix matrix) {
        return Arrays.stream(doubles(matrix))
                .flatMapToDouble(Arrays::stream)
                .sorted()
                .toArray();
    }

    private static double[] means(double[][] z) {
        double[] means = new double[z[0].length];
        for (double[] row : z) {
            for (int j = 0; j < means.length; j++) {
                means[j] += row[j] / z.length;
            }
        }
        return means;
    }

    private static double kinkDistance(double[][] z, Activation activation) {
        double smallest = Double.POSITIVE_INFINITY;
        for (double[] row : z) {
            smallest = Math.min(smallest, ReferenceActivation.kinkDistance(activation, row));
        }
        return smallest;
    }

    private static double kinkDistance(double[][] z, Penalty penalty) {
        double smallest = Double.POSITIVE_INFINITY;
        switch (penalty) {
            case Penalty.L1 it -> {
                for (double[] row : z) {
                    for (double value : row) {
                        // An exact zero comes from an activation or a mask and stays one when parameters move a little.
                        smallest = value == 0 ? smallest : Math.min(smallest, Math.abs(value));
                    }
                }
            }
            case Penalty.L2 it -> {}
            case Penalty.Contractive it -> {}
            case Penalty.KullbackLeibler it -> {
                for (double mean : means(z)) {
                    // Between the bounds the slope ρ/mean must not be so steep that a difference quotient, or the
                    // rounding of a mean in single precision, is off by more than a check allows; beyond them it is 0,
                    // and a mean moves less than a single number.
                    double inside = Math.min(mean - SMALLEST_MEAN, 1 - SMALLEST_MEAN - mean);
                    smallest = Math.min(smallest, inside > 0 ? inside / 100 : -100 * inside);
                }
            }
        }
        return smallest;
    }

    /// The rows of a matrix in double precision.
    public static double[][] doubles(Matrix matrix) {
        double[][] rows = new double[matrix.rows()][matrix.columns()];
        for (int i = 0; i < rows.length; i++) {
            for (int j = 0; j < rows[i].length; j++) {
                rows[i][j] = matrix.get(i, j);
            }
        }
        return rows;
    }

    /// A block of parameters in double precision.
    public static double[] doubles(float[] numbers) {
        double[] doubles = new double[numbers.length];
        for (int i = 0; i < doubles.length; i++) {
            doubles[i] = numbers[i];
        }
        return doubles;
    }
}
