package hourglass.network;

import hourglass.bound.ParameterUse;
import hourglass.matrix.Matrix;
import hourglass.matrix.Shape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// All learned numbers of a network in one block, and where each tensor stands in it.
///
/// Mirrored layers own no weight matrix: they use that of the layer they mirror.
public final class Parameters {
    /// One tensor within the block.
    ///
    /// @param name such as `encoder.0.weight`
    /// @param offset of its first number in the block
    /// @param rows 1 for a bias
    /// @param isWeight whether weight decay applies
    /// @param hasUnitRows whether each row is kept at length 1
    public record Tensor(String name, int offset, int rows, int columns, boolean isWeight, boolean hasUnitRows) {
        /// How many numbers.
        public int size() {
            return rows * columns;
        }
    }

    private final ParameterLayout layout;
    private final float[] block;

    private Parameters(ParameterLayout layout, float[] block) {
        this.layout = layout;
        this.block = block;
    }

    /// How many numbers an architecture learns, without allocating them; at most the largest `long`.
    public static long count(Architecture architecture) {
        List<Layer> layers = architecture.layers();
        List<Shape> shapes = architecture.shapes();
        long count = 0;
        for (int i = 0; i < layers.size(); i++) {
            for (ParameterShape learned : layers.get(i).parameters(shapes.get(i))) {
                long added = learned.isMirrored() ? 0 : (long) learned.inputs() * learned.units();
                count = count + added < 0 ? Long.MAX_VALUE : count + added;
            }
        }
        return count;
    }

    /// Parameters of zeros for an architecture.
    public static Parameters zeros(Architecture architecture) {
        ParameterLayout layout = new ParameterLayout(architecture);
        return new Parameters(layout, new float[layout.size()]);
    }

    /// Freshly initialised parameters; a function of the architecture and the seed.
    public static Parameters initial(Architecture architecture, long seed) {
        Parameters parameters = zeros(architecture);
        List<Layer> layers = architecture.layers();
        List<Shape> shapes = architecture.shapes();
        for (int i = 0; i < layers.size(); i++) {
            for (ParameterShape learned : layers.get(i).parameters(shapes.get(i))) {
                int index = parameters.layout.index(i, learned.name());
                int offset = parameters.tensors().get(index).offset();
                learned.initial()
                        .filter(it -> !learned.isMirrored())
                        .ifPresent(it -> it.fill(
                                parameters.block,
                                offset,
                                learned.inputs() * learned.units(),
                                learned.fanIn(),
                                learned.fanOut(),
                                seed,
                                index));
                if (learned.hasUnitRows()) {
                    parameters.startDictionary(i, parameters.tensors().get(index));
                }
            }
        }
        return parameters;
    }

    /// Directions of the encoder's vectors where there are any, else those that the initialiser gave.
    private void startDictionary(int layer, Tensor dictionary) {
        layout.mirroredBy(layer).ifPresent(use -> {
            Matrix encoder = matrix(tensors().get(use.tensor()));
            int units = use.transposed() ? encoder.rows() : encoder.columns();
            int inputs = use.transposed() ? encoder.columns() : encoder.rows();
            if (units == dictionary.rows() && inputs == dictionary.columns()) {
                Matrix atoms = matrix(dictionary);
                for (int unit = 0; unit < units; unit++) {
                    for (int j = 0; j < inputs; j++) {
                        atoms.set(unit, j, use.transposed() ? encoder.get(unit, j) : encoder.get(j, unit));
                    }
                }
            }
        });
        new UnitRows(dictionary).restore(block, dictionary.offset(), dictionary.offset() + dictionary.size());
    }

    /// Brings every row that is to have length 1 back to it.
    public void restoreUnitRows() {
        for (Tensor tensor : tensors()) {
            if (tensor.hasUnitRows()) {
                new UnitRows(tensor).restore(block, tensor.offset(), tensor.offset() + tensor.size());
            }
        }
    }

    /// The same layout over another block of the same length, which is not copied.
    public Parameters over(float[] otherBlock) {
        if (otherBlock.length != block.length) {
            throw new IllegalArgumentException("expected " + block.length + " numbers, got " + otherBlock.length);
        }
        return new Parameters(layout, otherBlock);
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
        return layout.tensors();
    }

    /// A tensor as a matrix that shares the block.
    public Matrix matrix(Tensor tensor) {
        return new Matrix(block, tensor.offset(), tensor.rows(), tensor.columns(), tensor.columns());
    }

    /// What each layer learns, by name within the layer, bound to these numbers.
    @SuppressWarnings("exports") // for the engine
    public List<Map<String, ParameterUse>> byLayer() {
        List<Map<String, ParameterUse>> all = new ArrayList<>();
        for (Map<String, ParameterLayout.Use> layer : layout.uses()) {
            Map<String, ParameterUse> bound = new LinkedHashMap<>();
            layer.forEach((name, use) -> bound.put(
                    name, new ParameterUse(use.tensor(), matrix(tensors().get(use.tensor())), use.transposed())));
            all.add(bound);
        }
        return all;
    }

    /// The weight matrix that a layer uses, its own or the mirrored one, as its owner stores it: (inputs × units), or
    /// (units × inputs) before a [TopK].
    public Matrix weight(int layer) {
        return matrix(tensors().get(weightOf(layer)));
    }

    /// Whether a layer uses its weight matrix as X Wᵀ rather than X W: it mirrors another, or stores by unit.
    public boolean usesTransposed(int layer) {
        ParameterLayout.Use use = layout.uses().get(layer).get(Dense.WEIGHT);
        return use != null && use.transposed();
    }

    /// The bias of a layer as one row, null if it has none.
    public @Nullable Matrix bias(int layer) {
        return biasOf(layer) < 0 ? null : matrix(tensors().get(biasOf(layer)));
    }

    /// Where in the block a tensor of a layer begins.
    int placeOf(int layer, String name) {
        return tensors().get(layout.index(layer, name)).offset();
    }

    /// Index in [#tensors()] of the weight matrix that a layer uses, −1 if none.
    public int weightOf(int layer) {
        return layout.index(layer, Dense.WEIGHT);
    }

    /// Index in [#tensors()] of the bias that a layer uses, −1 if none.
    public int biasOf(int layer) {
        return layout.index(layer, Dense.BIAS);
    }
}
