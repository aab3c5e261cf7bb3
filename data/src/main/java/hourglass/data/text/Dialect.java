package hourglass.data.text;

import hourglass.data.cell.NumberText;
import java.util.List;

/// How a text table is written.
///
/// @param delimiter between two fields
/// @param spacedQuotes whether blanks may stand before and after quotes
/// @param style of its numbers
/// @param linesBefore the table
/// @param headerLine at which the record of names begins; 0 if there is none
/// @param columns their names, each once
/// @param surplus how many more fields records may end in if all of these are empty
/// @param notes on what was judged
record Dialect(
        Delimiter delimiter,
        boolean spacedQuotes,
        NumberStyle style,
        long linesBefore,
        long headerLine,
        List<String> columns,
        int surplus,
        List<String> notes) {
    NumberText numbers() {
        return style.numbers();
    }
}
