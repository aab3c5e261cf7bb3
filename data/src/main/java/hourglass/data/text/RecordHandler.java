package hourglass.data.text;

import de.siegmar.fastcsv.reader.CsvCallbackHandler;
import de.siegmar.fastcsv.reader.RecordType;
import hourglass.data.cell.Cells;
import hourglass.data.cell.MissingTokens;
import hourglass.data.source.Rejects;
import hourglass.table.FrameBuilder;
import java.util.Arrays;
import java.util.Optional;

/// Gets the fields of a text from the parser, as parts of its buffer, and makes rows of them.
final class RecordHandler extends CsvCallbackHandler<Boolean> {
    private static final int SHOWN_LINES = 5;

    private final Dialect dialect;
    private final Optional<Rejects> rejects;
    private final Cells cells;
    /// The place among those delivered of each column of the file, −1 for those not wanted.
    private final int[] places;

    private RecordType type = RecordType.DATA;
    private long line;
    private int breaksInQuotes;
    private int fields;
    /// The number of fields up to the last that holds anything.
    private int filled;

    private long ragged;
    private long firstRaggedLine;
    private int firstRaggedFields;
    private long emptied;
    private final StringBuilder emptiedLines = new StringBuilder();

    /// @param columns places in the file of those to deliver, in their order
    RecordHandler(Dialect dialect, int[] columns, MissingTokens tokens, Optional<Rejects> rejects) {
        this.dialect = dialect;
        this.rejects = rejects;
        this.cells = new Cells(dialect.numbers(), tokens, columns.length);
        this.places = new int[dialect.columns().size()];
        Arrays.fill(places, -1);
        for (int i = 0; i < columns.length; i++) {
            places[columns[i]] = i;
        }
    }

    void into(FrameBuilder builder) {
        cells.into(builder);
    }

    /// The line that is read, as far as is known.
    long lineInRecord() {
        return line + breaksInQuotes;
    }

    /// The number of rows that had a wrong number of fields and could not be set aside.
    long ragged() {
        return ragged;
    }

    long firstRaggedLine() {
        return firstRaggedLine;
    }

    int firstRaggedFields() {
        return firstRaggedFields;
    }

    /// Rows that held nothing but delimiters.
    long emptied() {
        return emptied;
    }

    String emptiedLines() {
        return emptiedLines + (emptied > SHOWN_LINES ? " …" : "");
    }

    @Override
    protected RecordType getRecordType() {
        return type;
    }

    @Override
    protected int getFieldCount() {
        return fields;
    }

    @Override
    protected void beginRecord(long startingLineNumber) {
        type = RecordType.DATA;
        line = startingLineNumber;
        breaksInQuotes = 0;
        fields = 0;
        filled = 0;
        cells.beginRow();
    }

    @Override
    protected void addField(char[] text, int offset, int length, boolean quoted) {
        int column = fields++;
        // Where there is one column only, quotes are what tells a missing value from an empty line.
        if (!isBlank(text, offset, length) || (quoted && places.length == 1)) {
            filled = fields;
        }
        if (quoted) {
            breaksInQuotes += breaks(text, offset, length);
        }
        if (column < places.length && places[column] >= 0) {
            cells.take(places[column], text, offset, offset + length, quoted);
        }
    }

    @Override
    protected void setComment(char[] text, int offset, int length) {
        throw new IllegalStateException("comments are not asked for");
    }

    @Override
    protected void setEmpty() {
        type = RecordType.EMPTY;
    }

    @Override
    protected Boolean buildRecord() {
        if (type == RecordType.EMPTY || line == dialect.headerLine()) {
            return true;
        }
        int width = places.length;
        if (filled == 0) {
            if (fields > 1) {
                noteEmptied();
            }
        } else if (fields == width || (fields > width && fields <= width + dialect.surplus() && filled <= width)) {
            cells.endRow(line);
        } else if (rejects.isPresent()) {
            rejects.get().add(line, "", "expected " + width + " fields, found " + fields);
        } else if (ragged++ == 0) {
            firstRaggedLine = line;
            firstRaggedFields = fields;
        }
        return true;
    }

    private void noteEmptied() {
        if (emptied++ < SHOWN_LINES) {
            emptiedLines.append(emptied == 1 ? "" : ", ").append(line);
        }
    }

    private static boolean isBlank(char[] text, int offset, int length) {
        for (int i = offset; i < offset + length; i++) {
            if (text[i] > ' ') {
                return false;
            }
        }
        return true;
    }

    private static int breaks(char[] text, int offset, int length) {
        int breaks = 0;
        for (int i = offset; i < offset + length; i++) {
            breaks += text[i] == '\n' || (text[i] == '\r' && (i + 1 == offset + length || text[i + 1] != '\n')) ? 1 : 0;
        }
        return breaks;
    }
}
