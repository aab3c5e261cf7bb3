package hourglass.data.text;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.Reader;
import java.util.regex.Pattern;

/// What stands between two fields.
enum Delimiter {
    COMMA(',', "commas"),
    SEMICOLON(';', "semicolons"),
    TAB('\t', "tabs"),
    BAR('|', "bars"),
    /// Runs of blanks and tabs.
    BLANKS('\t', "blanks");

    private static final int LONGEST_FIELD = 1 << 24;

    private final char sign;
    private final String words;

    Delimiter(char sign, String words) {
        this.sign = sign;
        this.words = words;
    }

    /// What the fields are separated by, as a note says it.
    String words() {
        return words;
    }

    /// Whether a text has blanks between this delimiter and quotes, as in `1, "a"`.
    boolean hasSpacedQuotes(String text) {
        return this != BLANKS
                && this != TAB
                && Pattern.compile("(?m)\\Q" + sign + "\\E +\"|^ +\"|\" +(\\Q" + sign + "\\E|$)")
                        .matcher(text)
                        .find();
    }

    /// The text in which the parser finds its delimiters.
    Reader over(Reader text) {
        return this == BLANKS ? new BlankRuns(text) : text;
    }

    /// A parser that leaves the number of fields to whoever gets them.
    ///
    /// @param spacedQuotes whether blanks may stand before and after quotes
    CsvReader.CsvReaderBuilder parser(boolean spacedQuotes) {
        return CsvReader.builder()
                .fieldSeparator(sign)
                .skipEmptyLines(true)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .allowUnclosedQuote(false)
                .trimWhitespacesAroundQuotes(spacedQuotes)
                .maxBufferSize(LONGEST_FIELD);
    }
}
