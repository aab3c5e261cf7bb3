package hourglass.engine;

import hourglass.matrix.Matrix;
import hourglass.network.Architecture;
import hourglass.network.Encode;

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

    /// The layer or tensor where it was seen first, such as `encoder.0` or `decoder.2.weight`.
    public String where() {
        return where;
    }

    /// The first layer whose output is not finite; the objective if all are.
    static String firstLayer(Architecture architecture, Matrix input, Chain chain) {
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
            if (!isFinite(chain.layers().get(i).output().all())) {
                return architecture.nameOf(chain.places().get(i));
            }
        }
        return "the objective " + architecture.objective().name();
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
