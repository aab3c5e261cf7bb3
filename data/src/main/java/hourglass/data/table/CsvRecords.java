package hourglass.data.table;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/// Splits text tables: a field may stand in double quotes, doubled within; lines end in LF, CRLF or CR; blank lines
/// count for nothing.
final class CsvRecords {
    private CsvRecords() {}

    /// The fields of the first records.
    static List<List<String>> split(String text, char delimiter, int most) {
        List<List<String>> records = new ArrayList<>();
        List<String> record = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        boolean quoted = false;
        boolean fresh = true;
        for (int i = 0; i < text.length() && records.size() < most; i++) {
            char c = text.charAt(i);
            if (quoted) {
                if (c != '"') {
                    field.append(c);
                } else if (i + 1 < text.length() && text.charAt(i + 1) == '"') {
                    field.append('"');
                    i++;
                } else {
                    quoted = false;
                }
            } else if (c == '"' && fresh) {
                quoted = true;
                fresh = false;
            } else if (c == delimiter) {
                record.add(field.toString());
                field.setLength(0);
                fresh = true;
            } else if (c == '\n' || c == '\r') {
                end(records, record, field, fresh);
                record = new ArrayList<>();
                field.setLength(0);
                fresh = true;
            } else {
                field.append(c);
                fresh = false;
            }
        }
        if (records.size() < most) {
            end(records, record, field, fresh);
        }
        return records;
    }

    private static void end(List<List<String>> records, List<String> record, StringBuilder field, boolean fresh) {
        if (!record.isEmpty() || !fresh) {
            record.add(field.toString());
            records.add(record);
        }
    }

    /// The end of the last complete record within text that was cut somewhere, or the whole length if there is none.
    static int endOfRecords(String text) {
        boolean quoted = false;
        int end = -1;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (!quoted && (c == '\n' || c == '\r')) {
                end = i + 1;
            }
        }
        return end;
    }

    /// The line on which a record begins, from 1.
    ///
    /// @param stream read up to that record
    /// @param record its number, from 0, the header included
    static long lineOf(InputStream stream, long record) throws IOException {
        long line = 1;
        long startLine = 1;
        long records = -1;
        boolean quoted = false;
        boolean blank = true;
        int previous = -1;
        for (int c = stream.read(); c >= 0; previous = c, c = stream.read()) {
            if (c == '\n' && previous == '\r') {
                continue;
            }
            if (blank && c != '\n' && c != '\r') {
                blank = false;
                startLine = line;
                if (++records == record) {
                    return startLine;
                }
            }
            if (c == '"') {
                quoted = !quoted;
            } else if (c == '\n' || c == '\r') {
                line++;
                blank = !quoted;
            }
        }
        return startLine;
    }
}
