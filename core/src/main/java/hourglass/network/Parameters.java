package hourglass.network;

import hourglass.matrix.Matrix;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// All learned numbers of a network in one block, and where each tensor stands in it.
///
/// Mirrored layers own no weight matrix: their place in [#weightOf] points to the layer they mirror.
public final class Parameters {
    /// One tensor within the block.
    ///
    /// @param name such as `encoder.0.weight`
    /// @param offset of its first number in the block
    /// @param rows 1 for a bias
    /// @param isWeight whether weight decay applies
    public record Tensor(String name, int offset, int rows, int columns, boolean isWeight) {
        /// How many numbers.
        public int size() {
            return rows * columns;
        }
    }

    private final List<Tensor> tensors;
    private final int[] weights;
    private final int[] biases;
    private final boolean[] transposed;
    private final float[] block;

    private Parameters(List<Tensor> tensors, int[] weights, int[] biases, boolean[] transposed, float[] block) {
        this.tensors = tensors;
        this.transposed = transposed;
        this.weights = weights;
        this.biases = biases;
        this.block = block;
    }

    /// How many numbers an architecture learns, without allocating them; at most the largest `long`.
    public static long count(Architecture architecture) {
        long count = 0;
        long columns = architecture.features();
        for (Layer layer : architecture.layers()) {
            if (layer instanceof Dense dense) {
                long weights = dense.weights() instanceof Weights.Mirrored ? 0 : columns * dense.units();
                long added = weights + (dense.bias() ? dense.units() : 0);
                count = count + added < 0 ? Long.MAX_VALUE : count + added;
            }
            columns = layer.outputs((int) columns);
        }
        return count;
    }

    /// Parameters of zeros for an architecture.
    public static Parameters zeros(Architecture architecture) {
        List<Layer> layers = architecture.layers();
        int encoderLayers = architecture.encoder().size();
        List<Tensor> tensors = new ArrayList<>();
        List<Integer> encoderDense = new ArrayList<>();
        int[] weights = new int[layers.size()];
        int[] biases = new int[layers.size()];
        boolean[] transposed = new boolean[layers.size()];
        int columns = architecture.features();
        long offset = 0;
        int mirror = 0;
        for (int i = 0; i < layers.size(); i++) {
            weights[i] = -1;
            biases[i] = -1;
            boolean inEncoder = i < encoderLayers;
            if (layers.get(i) instanceof Dense dense) {
                String name = architecture.nameOf(i);
                if (inEncoder) {
                    encoderDense.add(i);
                } else {
                    mirror++;
                }
                if (dense.weights() instanceof Weights.Mirrored) {
                    int owner = encoderDense.get(encoderDense.size() - mirror);
                    weights[i] = weights[owner];
                    transposed[i] = !transposed[owner];
                } else {
                    weights[i] = tensors.size();
                    transposed[i] = i + 1 < layers.size() && layers.get(i + 1) instanceof TopK;
                    int rows = transposed[i] ? dense.units() : columns;
                    int width = transposed[i] ? columns : dense.units();
                    tensors.add(new Tensor(name + ".weight", checked(offset), rows, width, true));
                    offset += (long) columns * dense.units();
                }
                if (dense.bias()) {
                    biases[i] = tensors.size();
                    tensors.add(new Tensor(name + ".bias", checked(offset), 1, dense.units(), false));
                    offset += dense.units();
                }
            }
            columns = layers.get(i).outputs(columns);
        }
        return new Parameters(List.copyOf(tensors), weights, biases, transposed, new float[checked(offset)]);
    }

    /// Freshly initialised parameters; a function of the architecture and the seed.
    public static Parameters initial(Architecture architecture, long seed) {
        Parameters parameters = zeros(architecture);
        List<Layer> layers = architecture.layers();
        for (int i = 0; i < layers.size(); i++) {
            if (layers.get(i) instanceof Dense dense && dense.weights() instanceof Weights.Own own) {
                Tensor tensor = parameters.tensors.get(parameters.weights[i]);
                own.initializer()
                        .fill(
                                parameters.block,
                                tensor.offset(),
                                parameters.transposed[i] ? tensor.columns() : tensor.rows(),
                                dense.units(),
                                seed,
                                parameters.weights[i]);
            }
        }
        return parameters;
    }

    /// The same layout over another block of the same length, which is not copied.
    public Parameters over(float[] otherBlock) {
        if (otherBlock.length != block.length) {
            throw new IllegalArgumentException("expected " + block.length + " numbers, got " + otherBlock.length);
        }
        return new Parameters(tensors, weights, biases, transposed, otherBlock);
    }

    /// The same layout and numbers, nothing shared.
    public Parameters copy() {
        return over(block.clone());
    }

    /// All numbers, shared.
    public float[] block() {
        return block;
    }

    /// All tensors in the order of the block.
    public List<Tensor> tensors() {
        return tensors;
    }

    /// A tensor as a matrix that shares the block.
    public Matrix matrix(Tensor tensor) {
        return Matrix.view(block, tensor.offset(), tensor.rows(), tensor.columns(), tensor.columns());
    }

    /// The weight matrix that a dense layer uses, its own or the mirrored one, as its owner stores it: (inputs ×
    /// units),
    /// or (units × inputs) before a [TopK].
    public Matrix weight(int layer) {
        return matrix(tensors.get(weights[layer]));
    }

    /// Whether a dense layer uses its weight matrix as X Wᵀ rather than X W: it mirrors another, or stores by unit.
    public boolean usesTransposed(int layer) {
        return transposed[layer];
    }

    /// The bias of a dense layer as one row, null if it has none.
    public @Nullable Matrix bias(int layer) {
        return biases[layer] < 0 ? null : matrix(tensors.get(biases[layer]));
    }

    /// Index in [#tensors()] of the weight matrix that a layer uses, −1 if none.
    public int weightOf(int layer) {
        return weights[layer];
    }

    /// Index in [#tensors()] of the bias that a layer uses, −1 if none.
    public int biasOf(int layer) {
        return biases[layer];
    }

    private static int checked(long length) {
        if (length > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException("a network may have at most 2^31 - 9 parameters, this has more");
        }
        return (int) length;
    }
}
