package hourglass.data.text;

import de.siegmar.fastcsv.reader.CsvCallbackHandler;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.RecordType;
import java.io.Reader;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;

/// The first records of a text, split by some delimiter. Lines without any field are left out.
///
/// @param records in order
/// @param broken whether they end at a quote that does not fit
record Sample(List<Row> records, boolean broken) {
    /// One record.
    ///
    /// @param line at which it begins
    /// @param cells as they stand, without their quotes
    /// @param quoted whether any cell stood in quotes
    record Row(long line, List<String> cells, boolean quoted) {
        int size() {
            return cells.size();
        }

        boolean isEmptied() {
            return (!quoted || cells.size() > 1) && cells.stream().allMatch(String::isBlank);
        }
    }

    /// Splits the start of a text.
    ///
    /// @param cut whether the text goes on, so that its last record may be a part only
    /// @param most records
    static Sample of(String text, boolean cut, Delimiter delimiter, int most) {
        Records records = new Records();
        boolean broken = false;
        try {
            Reader reader = delimiter.over(new StringReader(text));
            Iterator<Row> rows = delimiter
                    .parser(delimiter.hasSpacedQuotes(text))
                    .build(records, reader)
                    .iterator();
            while (records.rows.size() <= most && rows.hasNext()) {
                rows.next();
            }
        } catch (CsvParseException ignored) {
            broken = true;
        }
        List<Row> rows = records.rows;
        if ((cut && !broken && !rows.isEmpty() && rows.size() <= most) || rows.size() > most) {
            rows = rows.subList(0, rows.size() - 1);
        }
        return new Sample(List.copyOf(rows), broken);
    }

    private static final class Records extends CsvCallbackHandler<Row> {
        private static final List<String> ASCII =
                IntStream.range(0, 128).mapToObj(Character::toString).toList();

        private final List<Row> rows = new ArrayList<>();
        private List<String> cells = new ArrayList<>();
        private boolean anyQuoted;
        private boolean empty;
        private long line;

        @Override
        protected RecordType getRecordType() {
            return empty ? RecordType.EMPTY : RecordType.DATA;
        }

        @Override
        protected int getFieldCount() {
            return cells.size();
        }

        @Override
        protected void beginRecord(long startingLineNumber) {
            line = startingLineNumber;
            cells = new ArrayList<>();
            anyQuoted = false;
            empty = false;
        }

        @Override
        protected void addField(char[] text, int offset, int length, boolean quoted) {
            cells.add(length < 2 ? shared(text, offset, length) : new String(text, offset, length));
            anyQuoted |= quoted;
        }

        /// A line of nothing but delimiters or digits has a cell for every character or two.
        private static String shared(char[] text, int offset, int length) {
            return length == 0
                    ? ""
                    : text[offset] < ASCII.size() ? ASCII.get(text[offset]) : String.valueOf(text[offset]);
        }

        @Override
        protected void setComment(char[] text, int offset, int length) {
            throw new IllegalStateException("comments are not asked for");
        }

        @Override
        protected void setEmpty() {
            empty = true;
        }

        @Override
        protected Row buildRecord() {
            Row row = new Row(line, cells, anyQuoted);
            if (!empty && !(cells.size() == 1 && row.isEmptied())) {
                rows.add(row);
            }
            return row;
        }
    }
}
