package hourglass.data.text;

import hourglass.problem.Problem;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/// How the bytes of a text stand for characters, judged on the first of them.
///
/// @param charset UTF-8 unless a byte-order mark, or a zero in every other byte, says otherwise
/// @param mark bytes of the byte-order mark
/// @param note on what is not UTF-8; empty if nothing is to be said
record Encoding(Charset charset, int mark, String note) {
    /// Judges a file.
    ///
    /// @param start of the file
    /// @throws hourglass.problem.ProblemException if that is no text
    static Encoding of(byte[] start, String file) {
        if (begins(start, 0xEF, 0xBB, 0xBF)) {
            return new Encoding(StandardCharsets.UTF_8, 3, "");
        } else if (begins(start, 0xFF, 0xFE)) {
            return new Encoding(StandardCharsets.UTF_16LE, 2, "the text is UTF-16");
        } else if (begins(start, 0xFE, 0xFF)) {
            return new Encoding(StandardCharsets.UTF_16BE, 2, "the text is UTF-16");
        }
        int[] zeros = new int[2];
        int strange = 0;
        for (int i = 0; i < start.length; i++) {
            zeros[i & 1] += start[i] == 0 ? 1 : 0;
            boolean control = start[i] >= 0 && start[i] < ' ' && !Character.isWhitespace(start[i]);
            strange += control && start[i] != 0 && start[i] != 0x1A ? 1 : 0;
        }
        if (zeros[0] * 5 > start.length * 2 && zeros[1] == 0) {
            return new Encoding(StandardCharsets.UTF_16BE, 0, "the text is UTF-16 without its mark");
        } else if (zeros[1] * 5 > start.length * 2 && zeros[0] == 0) {
            return new Encoding(StandardCharsets.UTF_16LE, 0, "the text is UTF-16 without its mark");
        } else if (strange * 100 > start.length) {
            throw Problem.badData("this is neither a text nor any other supported kind of file")
                    .at(file)
                    .found("bytes that no text holds")
                    .exception();
        }
        return new Encoding(StandardCharsets.UTF_8, 0, "");
    }

    private static boolean begins(byte[] bytes, int... wanted) {
        if (bytes.length < wanted.length) {
            return false;
        }
        for (int i = 0; i < wanted.length; i++) {
            if ((bytes[i] & 0xFF) != wanted[i]) {
                return false;
            }
        }
        return true;
    }
}
