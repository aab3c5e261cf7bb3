package hourglass.data.table;

import hourglass.data.file.Names;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// How a text table is written, judged on its first records. DuckDB could judge too, but where records disagree it
/// skips those at the start until the rest agrees, and here no row may vanish.
///
/// @param delimiter between two fields
/// @param decimalComma whether numbers are written 1,5
/// @param header whether the first record holds the names of the columns
/// @param columns their names, each once
/// @param kinds what each column holds
record CsvDialect(char delimiter, boolean decimalComma, boolean header, List<String> columns, List<CellKind> kinds) {
    private static final String DELIMITERS = ",;\t|";
    private static final int JUDGED_FOR_DELIMITER = 100;

    /// Judges the start of a table.
    ///
    /// @param sample whole records; at least one
    /// @param tabs whether the fields are known to be separated by tabs
    static CsvDialect of(String sample, boolean tabs) {
        char delimiter = tabs ? '\t' : delimiter(sample);
        List<List<String>> records = CsvRecords.split(sample, delimiter, Integer.MAX_VALUE);
        boolean decimalComma = delimiter != ',' && writesDecimalComma(records);
        List<String> first = records.getFirst();
        boolean header = isHeader(records, decimalComma);
        List<List<String>> rows = header ? records.subList(1, records.size()) : records;
        List<CellKind> kinds = new ArrayList<>();
        for (int column = 0; column < first.size(); column++) {
            kinds.add(CellKind.ofColumn(rows, column, decimalComma));
        }
        return new CsvDialect(delimiter, decimalComma, header, names(first, header), List.copyOf(kinds));
    }

    private static char delimiter(String sample) {
        char best = ',';
        int bestFields = 1;
        int mostFields = 1;
        char most = ',';
        for (int i = 0; i < DELIMITERS.length(); i++) {
            char candidate = DELIMITERS.charAt(i);
            List<List<String>> records = CsvRecords.split(sample, candidate, JUDGED_FOR_DELIMITER);
            int fields = records.getFirst().size();
            boolean agree = records.stream().allMatch(record -> record.size() == fields);
            if (agree && candidate == ';' && fields > 1 && writesDecimalComma(records)) {
                return ';';
            }
            if (agree && fields > bestFields) {
                best = candidate;
                bestFields = fields;
            }
            if (fields > mostFields) {
                most = candidate;
                mostFields = fields;
            }
        }
        return bestFields > 1 ? best : most;
    }

    private static boolean writesDecimalComma(List<List<String>> records) {
        boolean comma = false;
        for (List<String> record : records) {
            for (String cell : record) {
                if (cell.matches("\\s*[+-]?[0-9]*\\.[0-9]+([eE][+-]?[0-9]+)?\\s*")) {
                    return false;
                }
                comma |= cell.matches("\\s*[+-]?[0-9]*,[0-9]+([eE][+-]?[0-9]+)?\\s*");
            }
        }
        return comma;
    }

    /// A first record is a header if it holds no number, or if more of its texts stand above numbers than it holds
    /// numbers itself.
    private static boolean isHeader(List<List<String>> records, boolean decimalComma) {
        List<String> first = records.getFirst();
        List<List<String>> rest = records.subList(1, records.size());
        int numbers = 0;
        int texts = 0;
        int textsAboveNumbers = 0;
        for (int column = 0; column < first.size(); column++) {
            CellKind kind = CellKind.ofCell(first.get(column), decimalComma);
            if (kind == CellKind.TEXT) {
                texts++;
                if (CellKind.ofColumn(rest, column, decimalComma).numeric()) {
                    textsAboveNumbers++;
                }
            } else if (kind != CellKind.MISSING) {
                numbers++;
            }
        }
        return texts > 0 && (numbers == 0 || textsAboveNumbers > numbers);
    }

    private static List<String> names(List<String> first, boolean header) {
        if (!header) {
            return List.copyOf(Names.numbered("column", first.size()));
        }
        List<String> names = new ArrayList<>();
        Set<String> taken = new HashSet<>(first);
        Set<String> used = new HashSet<>();
        for (int column = 0; column < first.size(); column++) {
            String stripped = first.get(column).strip();
            String name = stripped.isEmpty() ? "column" + column : stripped;
            String unique = name;
            for (int suffix = 1; used.contains(unique) || (!unique.equals(name) && taken.contains(unique)); suffix++) {
                unique = name + "_" + suffix;
            }
            used.add(unique);
            names.add(unique);
        }
        return List.copyOf(names);
    }
}
