package hourglass.data.text;

import java.io.IOException;
import java.io.Reader;

/// Turns text whose fields stand apart by blanks into text whose fields stand apart by one tab: blanks at the ends of
/// a line are nothing, any run of blanks and tabs between fields is one tab. Blanks in quotes stay.
final class BlankRuns extends Reader {
    private final Reader reader;
    private boolean atStart = true;
    private boolean blanks;
    private boolean quoted;

    BlankRuns(Reader reader) {
        this.reader = reader;
    }

    @Override
    public int read(char[] into, int offset, int length) throws IOException {
        while (true) {
            // A tab that was owed takes one place more.
            int count = reader.read(into, offset + 1, length - 1);
            if (count < 0) {
                return -1;
            }
            int to = offset;
            for (int from = offset + 1; from <= offset + count; from++) {
                char c = into[from];
                boolean blank = c == ' ' || c == '\t';
                if (blank && !quoted) {
                    blanks = true;
                    continue;
                }
                boolean end = c == '\n' || c == '\r';
                if (blanks && !atStart && !end) {
                    into[to++] = '\t';
                }
                if (c == '"' && (quoted || atStart || blanks)) {
                    quoted = !quoted;
                }
                blanks = false;
                atStart = end && !quoted;
                into[to++] = c;
            }
            if (to > offset) {
                return to - offset;
            }
        }
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
