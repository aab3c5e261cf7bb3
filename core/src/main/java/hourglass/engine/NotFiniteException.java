package hourglass.engine;

import hourglass.bound.ParameterUse;
import hourglass.matrix.Matrix;
import hourglass.network.Architecture;
import hourglass.network.Encode;
import hourglass.network.Parameters;
import java.util.List;
import java.util.Optional;

/// A loss or gradient became infinite or not a number.
public final class NotFiniteException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String what;
    private final String where;

    NotFiniteException(String what, String where) {
        super(what + " is not finite in " + where);
        this.what = what;
        this.where = where;
    }

    /// Seen on another machine, which says no more than that.
    public static NotFiniteException of(String what, String where) {
        return new NotFiniteException(what, where);
    }

    /// `loss`, `validation loss` or `gradient`.
    public String what() {
        return what;
    }

    /// Where it was seen first: a tensor such as `decoder.2.weight`, or `the output of encoder.0`.
    public String where() {
        return where;
    }

    /// What was not finite first, from the input on: the parameters of a layer, or its output; the objective if all
    /// are.
    static String firstLayer(Architecture architecture, Matrix input, Chain chain, Parameters parameters) {
        // Up to a layer that encodes columns, what is not a number is missing.
        int encode = 0;
        while (encode < architecture.layers().size() && !(architecture.layers().get(encode) instanceof Encode)) {
            encode++;
        }
        boolean encodes = encode < architecture.layers().size();
        if (!encodes && !isFinite(input)) {
            return "the input";
        }
        for (int i = encodes ? encode : 0; i < chain.layers().size(); i++) {
            Optional<String> tensor =
                    firstTensor(parameters, chain.layers().get(i).parameters());
            if (tensor.isPresent()) {
                return tensor.get();
            }
            if (!isFinite(chain.layers().get(i).output().all())) {
                return "the output of " + architecture.nameOf(chain.places().get(i));
            }
        }
        return "the objective " + architecture.objective().name();
    }

    /// The same of parameters alone, where no outputs are kept.
    static String firstTensor(Architecture architecture, Parameters parameters) {
        for (Parameters.Tensor tensor : parameters.tensors()) {
            if (!isFinite(parameters.matrix(tensor))) {
                return tensor.name();
            }
        }
        return "the objective " + architecture.objective().name();
    }

    private static Optional<String> firstTensor(Parameters parameters, List<ParameterUse> uses) {
        return uses.stream()
                .map(use -> parameters.tensors().get(use.tensor()))
                .filter(tensor -> !isFinite(parameters.matrix(tensor)))
                .map(Parameters.Tensor::name)
                .findFirst();
    }

    private static boolean isFinite(Matrix matrix) {
        for (int row = 0; row < matrix.rows(); row++) {
            for (int j = 0; j < matrix.columns(); j++) {
                if (!Float.isFinite(matrix.get(row, j))) {
                    return false;
                }
            }
        }
        return true;
    }
}
