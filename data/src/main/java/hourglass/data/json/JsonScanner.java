package hourglass.data.json;

import hourglass.problem.Problem;
import hourglass.problem.ProblemException;
import java.io.IOException;
import java.io.Reader;
import java.util.Arrays;

/// Steps through JSON of any length, value by value. What was scanned last stands in [#text()].
final class JsonScanner implements AutoCloseable {
    private static final int BUFFER = 1 << 16;
    private static final int LONGEST_TEXT = 1 << 26;
    private static final int DEEPEST = 1000;

    private final Reader reader;
    private final String file;
    private final char[] buffer = new char[BUFFER];
    private int position;
    private int limit;
    private char[] text = new char[256];
    private int length;
    private long line = 1;

    JsonScanner(Reader reader, String file) {
        this.reader = reader;
        this.file = file;
    }

    /// The line that is read, from 1.
    long line() {
        return line;
    }

    /// The characters scanned last, up to [#length()]; overwritten by the next.
    char[] text() {
        return text;
    }

    int length() {
        return length;
    }

    String string() {
        return new String(text, 0, length);
    }

    /// The next character that is no blank, which stays; −1 at the end.
    int peek() throws IOException {
        while (true) {
            int c = look();
            if (c != ' ' && c != '\n' && c != '\r' && c != '\t') {
                return c;
            }
            read();
        }
    }

    /// Passes over a sign.
    void expect(char sign) throws IOException {
        int found = peek();
        if (found != sign) {
            throw bad("'" + sign + "'", found);
        }
        read();
    }

    /// Passes over a sign if it is next.
    boolean passed(char sign) throws IOException {
        if (peek() != sign) {
            return false;
        }
        read();
        return true;
    }

    /// Scans a text in quotes.
    void scanString() throws IOException {
        expect('"');
        length = 0;
        while (true) {
            copyPlain();
            int c = read();
            if (c == '"') {
                return;
            } else if (c == '\\') {
                append(escaped());
            } else if (c < ' ') {
                throw bad("the end of a text", c);
            } else {
                append((char) c);
            }
        }
    }

    /// Copies characters of a text that mean themselves, as far as they are in the buffer.
    private void copyPlain() {
        int from = position;
        int end = Math.min(limit, from + text.length - length);
        int i = from;
        while (i < end && buffer[i] != '"' && buffer[i] != '\\' && buffer[i] >= ' ') {
            i++;
        }
        System.arraycopy(buffer, from, text, length, i - from);
        length += i - from;
        position = i;
    }

    private char escaped() throws IOException {
        int c = read();
        return switch (c) {
            case '"', '\\', '/' -> (char) c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> {
                int value = 0;
                for (int i = 0; i < 4; i++) {
                    int digit = read();
                    int hex = digit < 0 ? -1 : Character.digit(digit, 16);
                    if (hex < 0) {
                        throw bad("four hexadecimal digits", digit);
                    }
                    value = value * 16 + hex;
                }
                yield (char) value;
            }
            default -> throw bad("an escape sign", c);
        };
    }

    /// Scans a number or a word such as `true`.
    void scanWord() throws IOException {
        peek();
        length = 0;
        for (int c = look(); isOfWord(c); c = look()) {
            append((char) c);
            position++;
        }
        if (length == 0) {
            throw bad("a value", look());
        }
    }

    private static boolean isOfWord(int c) {
        return (c >= '0' && c <= '9')
                || (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || c == '-'
                || c == '+'
                || c == '.';
    }

    /// Scans a value as it stands, objects and arrays included.
    void scanRaw() throws IOException {
        peek();
        length = 0;
        int depth = 0;
        boolean quoted = false;
        while (true) {
            int c = look();
            boolean end = !quoted && depth == 0 && length > 0 && (c == ',' || c == '}' || c == ']' || c <= ' ');
            if (end) {
                return;
            } else if (c < 0) {
                throw bad("the end of a value", c);
            }
            append((char) read());
            if (c == '"') {
                quoted = !quoted;
            } else if (c == '\\' && quoted) {
                append((char) Math.max(read(), ' '));
            } else if (!quoted && (c == '{' || c == '[')) {
                depth++;
            } else if (!quoted && (c == '}' || c == ']')) {
                depth--;
            }
            if (depth > DEEPEST) {
                throw bad("at most " + DEEPEST + " levels", c);
            } else if (depth == 0 && (c == '}' || c == ']') && !quoted) {
                return;
            }
        }
    }

    private void append(char c) {
        if (length == text.length) {
            if (length >= LONGEST_TEXT) {
                throw Problem.badData("text is longer than can be read")
                        .at(place())
                        .exception();
            }
            text = Arrays.copyOf(text, length * 2);
        }
        text[length++] = c;
    }

    private int look() throws IOException {
        if (position == limit) {
            limit = reader.read(buffer, 0, buffer.length);
            position = 0;
            if (limit < 0) {
                limit = 0;
                return -1;
            }
        }
        return buffer[position];
    }

    private int read() throws IOException {
        int c = look();
        if (c >= 0) {
            position++;
            line += c == '\n' ? 1 : 0;
        }
        return c;
    }

    String place() {
        return file + ", line " + line;
    }

    ProblemException bad(String expected, int found) {
        String shown = found < 0 ? "the end of the file" : "'" + (char) found + "'";
        return Problem.badData("file cannot be read as JSON")
                .at(place())
                .expected(expected)
                .found(shown)
                .exception();
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
