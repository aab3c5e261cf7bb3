package hourglass.data.table;

import hourglass.table.ValueType;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/// How the type of a DuckDB column becomes cells.
///
/// @param kind of its cells
/// @param list whether it holds lists of such cells
/// @param length of the lists; 0 where each has its own
record SqlType(Kind kind, boolean list, int length) {
    /// What a column of a result is read as.
    enum Kind {
        /// A double.
        NUMBER,
        /// A whole number of 64 bits: a text where a double would lose digits.
        WHOLE,
        /// Digits to be looked at like those of a text file.
        DIGITS,
        TRUTH,
        TEXT,
        /// Milliseconds since 1970.
        MOMENT
    }

    static SqlType of(String name) {
        String type = name.toUpperCase(Locale.ROOT);
        if (type.endsWith("]")) {
            int open = type.lastIndexOf('[');
            Kind element = kind(type.substring(0, open));
            String length = type.substring(open + 1, type.length() - 1);
            boolean numbers = element == Kind.NUMBER || element == Kind.WHOLE;
            return numbers
                    ? new SqlType(Kind.NUMBER, true, length.isEmpty() ? 0 : Integer.parseInt(length))
                    : new SqlType(Kind.TEXT, false, 0);
        }
        return new SqlType(kind(type), false, 0);
    }

    private static Kind kind(String type) {
        if (type.matches("U?(TINYINT|SMALLINT)|U?INTEGER|FLOAT|DOUBLE|DECIMAL\\(.*\\)")) {
            return Kind.NUMBER;
        } else if (type.equals("BIGINT")) {
            return Kind.WHOLE;
        } else if (type.matches("UBIGINT|U?HUGEINT")) {
            return Kind.DIGITS;
        } else if (type.equals("BOOLEAN")) {
            return Kind.TRUTH;
        }
        return type.equals("DATE") || type.startsWith("TIMESTAMP") ? Kind.MOMENT : Kind.TEXT;
    }

    /// What numbers of a type are, as stored.
    static ValueType valueType(String name) {
        return name.matches("U?(TINYINT|SMALLINT|INTEGER|BIGINT|HUGEINT)") ? ValueType.INTEGER : ValueType.REAL;
    }

    /// What to select.
    ///
    /// @param column as SQL names it
    List<String> expressions(String column, int lengthOfLists) {
        if (list) {
            return IntStream.rangeClosed(1, lengthOfLists)
                    .mapToObj(i -> "CAST(" + column + "[" + i + "] AS DOUBLE)")
                    .toList();
        }
        return List.of(
                switch (kind) {
                    case NUMBER -> "CAST(" + column + " AS DOUBLE)";
                    case WHOLE -> column;
                    case MOMENT -> "epoch_ms(CAST(" + column + " AS TIMESTAMP))";
                    case DIGITS, TRUTH, TEXT -> "CAST(" + column + " AS VARCHAR)";
                });
    }
}
