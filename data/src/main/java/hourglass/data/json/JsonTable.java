package hourglass.data.json;

import hourglass.data.cell.Cells;
import hourglass.data.cell.MissingTokens;
import hourglass.data.cell.NumberText;
import hourglass.data.file.Failures;
import hourglass.data.file.InputFile;
import hourglass.data.row.ReadOptions;
import hourglass.data.row.RowReader;
import hourglass.data.source.Selection;
import hourglass.data.text.TextStream;
import hourglass.problem.Problem;
import hourglass.table.Frame;
import hourglass.table.FrameBuilder;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Records of JSON as rows: one object after the other (JSON lines) or an array of them. A first pass collects the
/// keys; keys that differ in case only are columns of their own if they stand side by side, otherwise an error. Lists
/// of one length are spread over columns; objects within are texts.
public final class JsonTable implements RowReader {
    private static final List<String> WORDS = List.of("true", "false", "null", "NaN", "Infinity");
    private static final char[] NULL = {'n', 'u', 'l', 'l'};

    private final InputFile file;
    private final boolean gzip;
    private final MissingTokens tokens;
    private final Keys keys = new Keys();
    private final List<String> all;
    private long records;
    private boolean array;
    private List<String> columns;
    /// The place among those delivered of each column, −1 for those not wanted.
    private int[] places;
    private @Nullable Begun begun;
    private long record;

    /// What is there once reading has begun.
    private record Begun(JsonScanner json, Cells cells) {}

    private JsonTable(InputFile file, boolean gzip, ReadOptions options) throws IOException {
        this.file = file;
        this.gzip = gzip;
        this.tokens = MissingTokens.of(options);
        collect();
        keys.requireOneSpelling(file.name());
        this.all = keys.columns();
        if (records == 0 || all.isEmpty()) {
            throw Problem.badData("table has no rows").at(file.name()).exception();
        }
        this.columns = all;
        this.places = IntStream.range(0, all.size()).toArray();
    }

    /// Opens a file of records.
    ///
    /// @param file closed with the reader
    public static RowReader open(InputFile file, boolean gzip, ReadOptions options) {
        try {
            return new JsonTable(file, gzip, options);
        } catch (IOException e) {
            throw Failures.reading(file.name(), e);
        }
    }

    private void collect() throws IOException {
        try (JsonScanner json = new JsonScanner(TextStream.open(file, gzip), file.name())) {
            array = json.passed('[');
            while (nextRecord(json, records)) {
                records++;
                readRecord(json, records, null);
            }
        }
    }

    /// Whether there is another record; passes over what stands before it.
    private boolean nextRecord(JsonScanner json, long before) throws IOException {
        if (array) {
            if (json.passed(']')) {
                if (json.peek() >= 0) {
                    throw json.bad("the end of the file after the array", json.peek());
                }
                return false;
            }
            if (before > 0) {
                json.expect(',');
            }
        } else if (json.peek() < 0) {
            return false;
        }
        if (json.peek() != '{') {
            throw json.bad("a record: '{'", json.peek());
        }
        return true;
    }

    /// Reads a record.
    ///
    /// @param into gets the values; without it only keys and lengths of lists are noted
    private void readRecord(JsonScanner json, long number, @Nullable Cells into) throws IOException {
        json.expect('{');
        if (json.passed('}')) {
            return;
        }
        int count = 0;
        do {
            json.scanString();
            Keys.Key key = keys.of(json.text(), json.length(), count++);
            if (key.record == number && into == null) {
                throw Problem.badData("a record has the same key twice")
                        .at(json.place())
                        .found("\"" + key.name + "\"")
                        .exception();
            }
            keys.seen(key, number);
            json.expect(':');
            if (into == null) {
                measure(json, key, number);
            } else if (json.peek() == '[' && key.isSpread()) {
                readList(json, key, into);
            } else {
                readValue(json, places[key.place], into);
            }
        } while (json.passed(','));
        json.expect('}');
    }

    private static void measure(JsonScanner json, Keys.Key key, long record) throws IOException {
        int next = json.peek();
        if (next == '"') {
            json.scanString();
        } else if (next == '{') {
            json.scanRaw();
        } else if (next != '[') {
            json.scanWord();
            requireWord(json);
        } else {
            int length = 0;
            json.expect('[');
            if (json.peek() != ']') {
                do {
                    boolean word = "\"{[".indexOf(json.peek()) < 0;
                    json.scanRaw();
                    if (word) {
                        requireWord(json);
                    }
                    length++;
                } while (json.passed(','));
            }
            json.expect(']');
            if (key.listLength == 0) {
                key.listLength = length;
            } else if (length != key.listLength && key.raggedRecord == 0) {
                key.raggedRecord = record;
                key.raggedLength = length;
            }
        }
    }

    private static void requireWord(JsonScanner json) {
        char first = json.text()[0];
        boolean sound =
                (first == '-' || (first >= '0' && first <= '9')) ? isNumber(json) : WORDS.contains(json.string());
        if (!sound) {
            throw json.bad("a value", first);
        }
    }

    /// Whether a word is a number as RFC 8259 writes it, or −Infinity, which Python writes.
    private static boolean isNumber(JsonScanner json) {
        char[] text = json.text();
        int length = json.length();
        int start = text[0] == '-' ? 1 : 0;
        int i = digits(text, start, length);
        if (i == start) {
            return length == 9 && json.string().equals("-Infinity");
        } else if (text[start] == '0' && i > start + 1) {
            return false;
        }
        if (i < length && text[i] == '.') {
            int first = i + 1;
            i = digits(text, first, length);
            if (i == first) {
                return false;
            }
        }
        if (i < length && (text[i] == 'e' || text[i] == 'E')) {
            int first = i + 1 < length && (text[i + 1] == '-' || text[i + 1] == '+') ? i + 2 : i + 1;
            i = digits(text, first, length);
            if (i == first) {
                return false;
            }
        }
        return i == length;
    }

    /// The place after the digits that begin at another.
    private static int digits(char[] text, int from, int to) {
        int i = from;
        while (i < to && text[i] >= '0' && text[i] <= '9') {
            i++;
        }
        return i;
    }

    private void readList(JsonScanner json, Keys.Key key, Cells into) throws IOException {
        json.expect('[');
        for (int i = 0; i < key.listLength; i++) {
            if (i > 0) {
                json.expect(',');
            }
            readValue(json, places[key.place + i], into);
        }
        json.expect(']');
    }

    private static void readValue(JsonScanner json, int place, Cells into) throws IOException {
        int next = json.peek();
        if (next == '"') {
            json.scanString();
            if (place >= 0) {
                into.takeDateOrText(place, json.text(), 0, json.length());
            }
            return;
        } else if (next == '{' || next == '[') {
            json.scanRaw();
        } else {
            json.scanWord();
        }
        if (place < 0) {
            return;
        }
        char first = json.text()[0];
        if (first == 'n' || first == 'N') {
            into.takeMissing(place, json.text(), 0, json.length());
        } else if (first == '{' || first == '[' || first == 't' || first == 'f') {
            into.takeText(place, json.text(), 0, json.length());
        } else {
            into.take(place, json.text(), 0, json.length(), false);
        }
    }

    @Override
    public List<String> columns() {
        return columns;
    }

    @Override
    public OptionalLong rowCount() {
        return OptionalLong.of(records);
    }

    @Override
    public List<String> notes() {
        return List.of();
    }

    @Override
    public void select(List<String> names) {
        if (begun != null) {
            throw new IllegalStateException("columns are selected before the first row is read");
        }
        int[] chosen = Selection.of(file.name(), all, names);
        columns = List.copyOf(names);
        Arrays.fill(places, -1);
        for (int i = 0; i < chosen.length; i++) {
            places[chosen[i]] = i;
        }
    }

    @Override
    public Frame read(int most) {
        int rowsAtOnce = Selection.rowsAtOnce(most, columns.size());
        FrameBuilder builder = Frame.builder(columns);
        try {
            Begun open = begin();
            JsonScanner json = open.json();
            Cells row = open.cells();
            row.into(builder);
            while (builder.rows() < rowsAtOnce && record < records && nextRecord(json, record)) {
                record++;
                row.beginRow();
                for (int i = 0; i < columns.size(); i++) {
                    row.takeMissing(i, NULL, 0, 0);
                }
                long line = array ? 0 : json.line();
                readRecord(json, record, row);
                row.endRow(line);
            }
        } catch (IOException e) {
            throw Failures.reading(file.name(), e);
        }
        return array ? builder.build().startingAt(record - builder.rows()) : builder.build();
    }

    private Begun begin() throws IOException {
        Begun open = begun;
        if (open == null) {
            columns.forEach(this::requireNotRagged);
            Cells cells = new Cells(new NumberText(false, false), tokens, columns.size());
            open = new Begun(new JsonScanner(TextStream.open(file, gzip), file.name()), cells);
            begun = open;
            open.json().passed('[');
        }
        return open;
    }

    private void requireNotRagged(String column) {
        if (keys.hasKey(column) && keys.named(column).raggedRecord > 0) {
            Keys.Key key = keys.named(column);
            throw Selection.ragged(file.name(), column, key.raggedRecord, key.listLength, key.raggedLength);
        }
    }

    @Override
    public long rejected() {
        return 0;
    }

    @Override
    public void close() {
        try {
            if (begun != null) {
                begun.json().close();
            }
        } catch (IOException ignored) {
            // Everything wanted was read.
        } finally {
            file.close();
        }
    }
}
