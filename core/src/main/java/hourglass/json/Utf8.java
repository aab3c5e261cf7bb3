package hourglass.json;

import hourglass.problem.Problem;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/// Bytes to text, strictly: what is no character is refused with its place, never replaced.
final class Utf8 {
    private Utf8() {}

    /// The text that bytes in UTF-8 hold.
    static String text(byte[] utf8, String origin) {
        // ASCII, as most headers and recipes are, needs no second buffer.
        return isAscii(utf8)
                ? new String(utf8, StandardCharsets.ISO_8859_1)
                : text(utf8, 0, StandardCharsets.UTF_8, origin);
    }

    /// The text that bytes hold from a place on.
    static String text(byte[] bytes, int start, Charset charset, String origin) {
        CharsetDecoder decoder = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer from = ByteBuffer.wrap(bytes, start, bytes.length - start);
        CharBuffer text = CharBuffer.allocate(from.remaining());
        CoderResult result = decoder.decode(from, text, true);
        if (result.isError()) {
            throw Problem.badData("text is not " + charset.name())
                    .at(origin + ", byte " + from.position())
                    .expected(charset.name())
                    .found(String.format("byte 0x%02X", bytes[from.position()]))
                    .remedy("save it as UTF-8")
                    .exception();
        }
        return text.flip().toString();
    }

    private static boolean isAscii(byte[] bytes) {
        for (byte unit : bytes) {
            if (unit < 0) {
                return false;
            }
        }
        return true;
    }
}
