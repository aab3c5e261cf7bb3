package hourglass.data.table;

import hourglass.data.file.InputFile;
import hourglass.data.file.Names;
import hourglass.data.row.ReadOptions;
import hourglass.data.source.RowSource;
import hourglass.data.source.Selection;
import hourglass.problem.Problem;
import hourglass.problem.ProblemException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;

/// Opens CSV and TSV files: the start is judged here, DuckDB reads the rest by what was found and refuses what does not
/// fit.
public final class CsvFile {
    private static final int SAMPLE = 1 << 20;
    private static final int LONGEST_RECORD = 1 << 25;

    private CsvFile() {}

    /// Opens a text table.
    ///
    /// @param file closed with the source
    /// @param tabs whether the fields are known to be separated by tabs
    public static RowSource open(InputFile file, boolean gzip, boolean tabs, ReadOptions options) {
        String sample = sample(file, gzip);
        CsvDialect dialect = CsvDialect.of(sample, tabs);
        if (CsvRecords.split(sample, dialect.delimiter(), 2).size() == 1 && dialect.header()) {
            throw Problem.badData("table has a header but no rows")
                    .at(file.name())
                    .exception();
        }
        Selection selection = Selection.of(file.name(), dialect.columns(), options, false);
        requireNumbers(file, dialect, selection);
        return TableSource.of(
                file,
                new CsvTable(file, gzip, dialect, selection, options.rejects().isPresent()));
    }

    private static String sample(InputFile file, boolean gzip) {
        for (int size = SAMPLE; size <= LONGEST_RECORD; size *= 32) {
            byte[] start = file.start(gzip, size);
            String text = text(file, start, start.length < size);
            int end = start.length < size ? text.length() : CsvRecords.endOfRecords(text);
            if (text.isBlank() && start.length < size) {
                throw Problem.badData("file is empty")
                        .at(file.name())
                        .expected("at least one row")
                        .exception();
            }
            if (end > 0 && !text.substring(0, end).isBlank()) {
                return text.substring(0, end);
            }
        }
        throw Problem.badData("first line is too long, or a quote in it is never closed")
                .at(file.name() + ", line 1")
                .expected("at most " + LONGEST_RECORD + " bytes")
                .exception();
    }

    /// @param whole whether the bytes are the whole file; otherwise the last character may be cut
    private static String text(InputFile file, byte[] bytes, boolean whole) {
        int start = bytes.length >= 3 && bytes[0] == (byte) 0xEF && bytes[1] == (byte) 0xBB && bytes[2] == (byte) 0xBF
                ? 3
                : 0;
        CharBuffer characters = CharBuffer.allocate(bytes.length);
        ByteBuffer input = ByteBuffer.wrap(bytes, start, bytes.length - start);
        CoderResult result = StandardCharsets.UTF_8.newDecoder().decode(input, characters, whole);
        String text = characters.flip().toString();
        boolean zeros = text.indexOf('\0') >= 0;
        if (result.isError() || (zeros && looksBinary(text))) {
            boolean utf16 = bytes.length >= 2 && (bytes[0] & 0xFF) + (bytes[1] & 0xFF) == 0xFF + 0xFE;
            long line = text.lines().count() + (text.isEmpty() || text.endsWith("\n") ? 1 : 0);
            throw Problem.badData("file is not UTF-8 text")
                    .at(file.name() + ", line " + line)
                    .found(utf16 ? "UTF-16" : "bytes of another encoding, or no text at all")
                    .remedy("iconv -f " + (utf16 ? "UTF-16" : "LATIN1") + " -t UTF-8 FILE > new.csv")
                    .exception();
        }
        return text;
    }

    private static boolean looksBinary(String text) {
        return text.chars().filter(c -> c == 0).count() > text.length() / 8;
    }

    private static void requireNumbers(InputFile file, CsvDialect dialect, Selection selection) {
        List<String> texts = IntStream.of(selection.features())
                .filter(column -> !dialect.kinds().get(column).numeric())
                .mapToObj(dialect.columns()::get)
                .toList();
        if (!texts.isEmpty()) {
            throw notNumbers(file, texts, "text");
        }
    }

    /// Columns that cannot be features, all in one error.
    static ProblemException notNumbers(InputFile file, List<String> columns, String found) {
        String first = Names.argument(columns.getFirst());
        String all = Names.argument(String.join(",", columns.subList(0, Math.min(columns.size(), 20))));
        return Problem.badData(
                        columns.size() == 1
                                ? "column " + Names.shown(columns) + " holds no numbers"
                                : columns.size() + " columns hold no numbers: " + Names.shown(columns))
                .at(file.name())
                .expected("numbers or truth values")
                .found(found)
                .remedy("`drop` " + (columns.size() == 1 ? first : all) + " to leave "
                        + (columns.size() == 1 ? "it" : "them") + " out")
                .remedy("`label` " + first + " to set it aside as label")
                .exception();
    }
}
