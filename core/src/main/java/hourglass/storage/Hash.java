package hourglass.storage;

import hourglass.problem.Problem;
import hourglass.problem.ProblemException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// SHA-256, written as 64 small hexadecimal digits.
final class Hash {
    private Hash() {}

    static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }

    static String of(byte[] bytes) {
        return text(digest().digest(bytes));
    }

    static String text(byte[] hash) {
        return HexFormat.of().formatHex(hash);
    }

    static ProblemException mismatch(String place, String expected, String found) {
        return Problem.badData("model file is damaged: its SHA-256 does not match")
                .at(place)
                .expected(expected)
                .found(found)
                .remedy("copy the file again")
                .remedy("if another program rewrote the file, let it leave out the metadata keys \""
                        + TensorHeader.DATA_HASH + "\" and \"" + TensorHeader.HEADER_HASH + "\"")
                .exception();
    }
}
