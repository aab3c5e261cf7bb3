package hourglass.data.text;

import hourglass.data.file.CountedBytes;
import hourglass.data.file.InputFile;
import hourglass.problem.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// The characters of a text file.
///
/// A text that is not UTF-8 although nothing said so is taken for Windows-1252, if nothing but ASCII came before: then
/// both agree on all that was delivered. A line end that mail made of CR LF, CR CR LF, counts as one.
public final class TextStream extends Reader {
    private static final int START = 4096;
    private static final int BUFFER = 1 << 16;
    private static final Charset WESTERN = Charset.forName("windows-1252");

    private final InputStream stream;
    private final CountedBytes stored;
    private final String file;
    private final ByteBuffer bytes = ByteBuffer.allocate(BUFFER).limit(0);
    private final List<String> notes = new ArrayList<>();
    private CharsetDecoder decoder;
    private boolean bytesEnded;
    private boolean onlyAscii = true;
    private long lines = 1;
    private char previous;
    private boolean heldReturn;

    private TextStream(InputStream stream, CountedBytes stored, Encoding encoding, String file) {
        this.stream = stream;
        this.stored = stored;
        this.file = file;
        this.decoder = decoder(encoding.charset());
        if (!encoding.note().isEmpty()) {
            notes.add(encoding.note());
        }
    }

    /// Opens a text.
    public static TextStream open(InputFile file, boolean gzip) throws IOException {
        Encoding encoding = Encoding.of(file.start(gzip, START), file.name());
        CountedBytes stored = new CountedBytes();
        InputStream stream = file.stream(gzip, stored);
        stream.skipNBytes(encoding.mark());
        return new TextStream(stream, stored, encoding, file.name());
    }

    private static CharsetDecoder decoder(Charset charset) {
        return charset.newDecoder()
                .onMalformedInput(charset.equals(WESTERN) ? CodingErrorAction.REPLACE : CodingErrorAction.REPORT)
                .onUnmappableCharacter(charset.equals(WESTERN) ? CodingErrorAction.REPLACE : CodingErrorAction.REPORT);
    }

    /// What was found about the encoding so far.
    public List<String> notes() {
        return List.copyOf(notes);
    }

    /// How many bytes of the file have been read, as they are stored.
    long bytesRead() {
        return stored.read();
    }

    @Override
    public int read(char[] into, int offset, int length) throws IOException {
        if (length < 2) {
            throw new IllegalArgumentException("at least two characters must fit");
        }
        while (true) {
            // One place is left for a held CR.
            CharBuffer chars = CharBuffer.wrap(into, offset + 1, length - 1);
            boolean ended = decode(chars);
            int count = chars.position() - 1 - offset;
            int delivered = look(into, offset, count, ended);
            if (delivered > 0) {
                return delivered;
            } else if (ended) {
                return -1;
            }
        }
    }

    /// Decodes some characters; returns whether they were the last.
    private boolean decode(CharBuffer into) throws IOException {
        int start = into.position();
        while (true) {
            CoderResult result = decoder.decode(bytes, into, bytesEnded);
            if (result.isError()) {
                if (into.position() > start) {
                    return false;
                }
                changeEncoding();
            } else if (result.isOverflow()) {
                return false;
            } else if (bytesEnded) {
                return true;
            } else if (into.position() > start) {
                return false;
            } else {
                fill();
            }
        }
    }

    private void fill() throws IOException {
        bytes.compact();
        int count = stream.read(bytes.array(), bytes.position(), bytes.remaining());
        bytesEnded = count < 0;
        bytes.position(bytes.position() + Math.max(0, count)).flip();
    }

    private void changeEncoding() {
        if (!onlyAscii || !decoder.charset().equals(StandardCharsets.UTF_8)) {
            throw Problem.badData("text is partly " + decoder.charset() + " and partly not")
                    .at(file + ", line " + lines)
                    .expected(decoder.charset() + ", like the lines before")
                    .found(String.format("byte 0x%02X", bytes.get(bytes.position())))
                    .exception();
        }
        decoder = decoder(WESTERN);
        notes.add("the text is not UTF-8 (line " + lines + ") and was taken for Windows-1252");
    }

    /// Counts lines, and closes up the characters where one is passed over.
    ///
    /// @return how many there are now, from `offset` on
    private int look(char[] text, int offset, int count, boolean ended) {
        int to = offset;
        for (int from = offset + 1; from <= offset + count; from++) {
            char c = text[from];
            if (c > '\u007F') {
                onlyAscii = false;
            } else if (c < ' ') {
                if (c == 0) {
                    throw zero();
                }
                if (c == '\r' && previous == '\r' && !heldReturn) {
                    heldReturn = true;
                    continue;
                }
                if (heldReturn && c != '\n') {
                    text[to++] = '\r';
                    lines++;
                }
                heldReturn = false;
                lines += c == '\r' || (c == '\n' && previous != '\r') ? 1 : 0;
            } else if (heldReturn) {
                text[to++] = '\r';
                lines++;
                heldReturn = false;
            }
            previous = c;
            text[to++] = c;
        }
        if (ended && heldReturn) {
            text[to++] = '\r';
            heldReturn = false;
        }
        return to - offset;
    }

    private RuntimeException zero() {
        return Problem.badData("text holds a NUL character, as no table does")
                .at(file + ", line " + lines)
                .remedy("copy or export the file again")
                .exception();
    }

    @Override
    public void close() throws IOException {
        stream.close();
    }
}
