package hourglass.onnx;

import hourglass.matrix.Shape;
import hourglass.network.Architecture;
import hourglass.network.Corrupt;
import hourglass.network.Encode;
import hourglass.network.Layer;
import java.util.List;

/// A network as nodes: passes of rows through its layers. Several passes share the tensors of the weights.
final class Passes {
    private final Algebra algebra;
    private final Architecture architecture;
    private final Learned learned;
    private final Layers layers;

    Passes(Algebra algebra, Architecture architecture, Learned learned) {
        this.algebra = algebra;
        this.architecture = architecture;
        this.learned = learned;
        this.layers = new Layers(algebra);
    }

    Algebra algebra() {
        return algebra;
    }

    Architecture architecture() {
        return architecture;
    }

    /// What layers `from` … `to` − 1 make of rows.
    Value through(Value rows, int from, int to) {
        List<Layer> all = architecture.layers();
        List<Shape> shapes = architecture.shapes();
        Value value = rows;
        for (int i = from; i < to; i++) {
            value = layers.of(all.get(i), shapes.get(i), learned.of(i), value);
        }
        return value;
    }

    /// The codes of rows.
    Value code(Value rows) {
        return through(rows, 0, architecture.encoder().size());
    }

    /// η of codes; of rows where there is no encoder.
    Value eta(Value code) {
        return through(
                code, architecture.encoder().size(), architecture.layers().size());
    }

    /// η of each column while it is hidden together with those of its group: one pass of groups times as many rows,
    /// which differ in what is hidden, and of each η the one of the group that it belongs to.
    ///
    /// @param rows scaled, NaN where nothing is known
    /// @param groups columns hidden together, each column in one
    /// @param firstEta where in η the parameters of each column begin, and last how many there are
    Value etaOfHidden(Value rows, List<List<Integer>> groups, int... firstEta) {
        int place = 0;
        while (architecture.layers().get(place) instanceof Corrupt) {
            place++;
        }
        Encode encode = (Encode) architecture.layers().get(place);
        Value encoded = through(rows, 0, place + 1);
        int columns = encode.columns().size();
        int[] firstNumber = new int[columns + 1];
        for (int j = 0; j < columns; j++) {
            firstNumber[j + 1] = firstNumber[j] + encode.columns().get(j).width();
        }
        int width = firstNumber[columns];
        Value nothing = algebra.rowLike(encoded, Encodings.ofNothing(encode));
        Value shown = algebra.where(mask(groups, width, firstNumber), nothing, encoded);
        Value eta = through(
                algebra.reshape(shown, -1, width),
                place + 1,
                architecture.layers().size());
        int parameters = firstEta[columns];
        Value byGroup = algebra.reshape(eta, groups.size(), -1, parameters);
        return algebra.sumOfFirst(algebra.where(mask(groups, parameters, firstEta), byGroup, 0));
    }

    /// What belongs to the columns of each group, (groups × 1 × width).
    private Value mask(List<List<Integer>> groups, int width, int... first) {
        double[] mask = new double[groups.size() * width];
        for (int group = 0; group < groups.size(); group++) {
            for (int column : groups.get(group)) {
                for (int k = first[column]; k < first[column + 1]; k++) {
                    mask[group * width + k] = 1;
                }
            }
        }
        return algebra.graph().constant(ElementType.BOOL, List.of(groups.size(), 1, width), mask);
    }
}
