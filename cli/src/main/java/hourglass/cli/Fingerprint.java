package hourglass.cli;

import hourglass.matrix.Rows;
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
            add(digest, prepared.training().inputs());
            add(digest, prepared.validation().inputs());
            if (prepared.training().arePairs()) {
                add(digest, prepared.training().targets());
                add(digest, prepared.validation().targets());
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static void add(MessageDigest digest, Rows rows) {
        ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(rows.columns(), Float.BYTES));
        rows.forEachBlock(block -> {
            for (int row = 0; row < block.rows(); row++) {
                bytes.clear();
                bytes.asFloatBuffer().put(block.array(), block.rowOffset(row), block.columns());
                digest.update(bytes);
            }
        });
    }
}
