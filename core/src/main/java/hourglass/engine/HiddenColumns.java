package hourglass.engine;

import hourglass.matrix.Kernels;
import hourglass.matrix.Matrix;
import hourglass.matrix.Shape;
import hourglass.network.Architecture;
import hourglass.network.Dense;
import hourglass.network.Encode;
import hourglass.network.Encoding;
import hourglass.network.Layer;
import hourglass.network.Parameters;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// A network cut for passes in which one group of columns after the other is hidden. What hides differs in one place
/// only, so what the passes have in common is computed once: with the first product X W split by groups,
///
/// ```
/// Z_g = b + N_g W_g + Σ_{h ≠ g} X_h W_h       N_g: how hidden columns of group g are encoded
/// ```
///
/// costs one product for all groups together, no number of a group has any part in its own Z_g, and of the last product
/// each group wants its own columns of η only. The layers between are passed once for each group.
///
/// Immutable, for all threads; [HidingInference] is for one.
public final class HiddenColumns {
    private final Architecture architecture;
    private final Parameters parameters;
    private final Kernels kernels;
    private final List<Group> groups;
    private final int first;
    private final Dense dense;
    private final int last;

    private HiddenColumns(
            Architecture architecture, Parameters parameters, Kernels kernels, List<Group> groups, int first) {
        this.architecture = architecture;
        this.parameters = parameters;
        this.kernels = kernels;
        this.groups = groups;
        this.first = first;
        this.dense = (Dense) architecture.layers().get(first);
        this.last = architecture.layers().size() - 1;
    }

    /// @param columns of the input
    /// @param encode how they are read
    /// @param weight of the first dense layer, for their numbers
    /// @param hidden b + N_g W_g, one row
    /// @param lastWeight of the last layer, for their η
    /// @param lastBias one row
    record Group(
            List<Integer> columns, Encode encode, Matrix weight, Matrix hidden, Matrix lastWeight, Matrix lastBias) {
        int width() {
            return weight.rows();
        }
    }

    /// Empty where the layers are of other kinds: then whole passes must do.
    ///
    /// @param columnsOf the columns of each group
    /// @param firstEta the first η of each column, and how many there are
    public static Optional<HiddenColumns> of(
            Architecture architecture,
            Parameters parameters,
            List<List<Integer>> columnsOf,
            int[] firstEta,
            Kernels kernels) {
        List<Layer> layers = architecture.layers();
        int encode = IntStream.range(0, layers.size())
                .filter(i -> layers.get(i) instanceof Encode)
                .findFirst()
                .orElse(layers.size());
        int first = encode + 1;
        int last = layers.size() - 1;
        if (layers.stream().anyMatch(Layer::selectsUnits)
                || first >= last
                || !isPlain(layers, parameters, first)
                || !isPlain(layers, parameters, last)) {
            return Optional.empty();
        }
        List<Encoding> encodings = ((Encode) layers.get(encode)).columns();
        int[] firstNumber = new int[encodings.size() + 1];
        for (int j = 0; j < encodings.size(); j++) {
            firstNumber[j + 1] = firstNumber[j] + encodings.get(j).width();
        }
        List<Group> groups = new ArrayList<>();
        for (List<Integer> columns : columnsOf) {
            Encode own = new Encode(columns.stream().map(encodings::get).toList());
            Matrix weight = rows(parameters.weight(first), columns, firstNumber);
            groups.add(new Group(
                    columns,
                    own,
                    weight,
                    hidden(own, weight, bias(parameters, first), kernels),
                    columns(parameters.weight(last), columns, firstEta),
                    columns(bias(parameters, last), columns, firstEta)));
        }
        return Optional.of(new HiddenColumns(architecture, parameters, kernels, groups, first));
    }

    private static boolean isPlain(List<Layer> layers, Parameters parameters, int i) {
        return layers.get(i) instanceof Dense && !parameters.usesTransposed(i);
    }

    private static Matrix bias(Parameters parameters, int layer) {
        Matrix bias = parameters.bias(layer);
        return bias == null ? Matrix.zeros(1, parameters.weight(layer).columns()) : bias;
    }

    private static Matrix hidden(Encode encode, Matrix weight, Matrix bias, Kernels kernels) {
        int count = encode.columns().size();
        Matrix missing = Matrix.zeros(1, count);
        missing.fill(Float.NaN);
        Matrix encoded = Matrix.zeros(1, weight.rows());
        encode.encode(missing, encoded);
        Matrix hidden = bias.copy();
        kernels.multiply(encoded, false, weight, false, true, hidden);
        return hidden;
    }

    /// The rows of a matrix that belong to some columns.
    private static Matrix rows(Matrix matrix, List<Integer> columns, int[] first) {
        int count = columns.stream().mapToInt(j -> first[j + 1] - first[j]).sum();
        Matrix some = Matrix.zeros(count, matrix.columns());
        int to = 0;
        for (int j : columns) {
            int size = first[j + 1] - first[j];
            some.rows(to, to + size).copyFrom(matrix.rows(first[j], first[j + 1]));
            to += size;
        }
        return some;
    }

    private static Matrix columns(Matrix matrix, List<Integer> columns, int[] first) {
        int count = columns.stream().mapToInt(j -> first[j + 1] - first[j]).sum();
        Matrix some = Matrix.zeros(matrix.rows(), count);
        int to = 0;
        for (int j : columns) {
            int size = first[j + 1] - first[j];
            some.columns(to, to + size).copyFrom(matrix.columns(first[j], first[j + 1]));
            to += size;
        }
        return some;
    }

    /// The network they are cut from.
    public Architecture architecture() {
        return architecture;
    }

    /// Passes for one thread, of up to as many rows as [Inference#rowsAtOnce].
    public HidingInference inference() {
        int rows = Inference.rowsAtOnce(architecture);
        return new HidingInference(
                this, new Inference(architecture, parameters, rows, kernels.fork()), rows, kernels.fork());
    }

    List<Group> groups() {
        return groups;
    }

    /// The dense layer behind the encoding.
    Dense first() {
        return dense;
    }

    /// What the layers between the first dense one and the last make of what the first gives.
    Matrix between(Matrix rows, Inference inference) {
        return inference.forward(rows, first + 1, last);
    }

    /// Multiply-adds of one row in all passes.
    public long multiplyAdds() {
        List<Shape> shapes = architecture.shapes();
        List<Layer> layers = architecture.layers();
        long between = IntStream.range(first + 1, last)
                .mapToLong(i -> layers.get(i).multiplyAdds(shapes.get(i)))
                .sum();
        return layers.get(first).multiplyAdds(shapes.get(first))
                + layers.get(last).multiplyAdds(shapes.get(last))
                + groups.size() * between;
    }
}
