package hourglass.cli;

import hourglass.matrix.Matrix;
import hourglass.model.Prepared;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// A hash of prepared rows: the same exactly when training on them gives the same result.
final class Fingerprint {
    private Fingerprint() {}

    static String of(Prepared prepared) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            add(digest, prepared.training().inputs().toMatrix());
            add(digest, prepared.validation().inputs().toMatrix());
            if (prepared.training().arePairs()) {
                add(digest, prepared.training().targets().toMatrix());
                add(digest, prepared.validation().targets().toMatrix());
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static void add(MessageDigest digest, Matrix matrix) {
        ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(matrix.columns(), Float.BYTES));
        for (int row = 0; row < matrix.rows(); row++) {
            bytes.clear();
            bytes.asFloatBuffer().put(matrix.array(), matrix.rowOffset(row), matrix.columns());
            digest.update(bytes);
        }
    }
}
