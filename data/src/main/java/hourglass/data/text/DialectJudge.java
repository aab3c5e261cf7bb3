package hourglass.data.text;

import hourglass.data.cell.MissingTokens;
import hourglass.data.file.Names;
import hourglass.data.row.ReadOptions;
import hourglass.problem.Problem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Judges how a text table is written on its first records. What is not plain is noted; what cannot be told is refused.
final class DialectJudge {
    private static final int JUDGED = 1000;
    private static final int MOST_LINES_BEFORE = 50;
    private static final double NEARLY_ALL = 0.9;

    private final String file;
    private final ReadOptions options;
    private final MissingTokens tokens;
    private final List<String> notes = new ArrayList<>();

    private DialectJudge(String file, ReadOptions options, MissingTokens tokens) {
        this.file = file;
        this.options = options;
        this.tokens = tokens;
    }

    /// Judges the start of a text.
    ///
    /// @param cut whether the text goes on
    /// @param tabs whether the name of the file says that there are tabs
    static Dialect judge(String text, boolean cut, boolean tabs, String file, ReadOptions options) {
        return new DialectJudge(file, options, MissingTokens.of(options)).judge(text, cut, tabs);
    }

    private Dialect judge(String text, boolean cut, boolean tabs) {
        Delimiter delimiter = Delimiters.of(text, cut, tabs);
        Sample sample = Sample.of(text, cut, delimiter, JUDGED);
        List<Sample.Row> records =
                sample.records().stream().filter(row -> !row.isEmptied()).toList();
        if (records.isEmpty() && sample.broken()) {
            throw Problem.badData("the quotes of the first line do not fit")
                    .at(file)
                    .expected(
                            "a delimiter or the end of the line after a closing quote; a quote within quotes is written"
                                    + " twice")
                    .exception();
        } else if (records.isEmpty()) {
            throw Problem.badData("table has no rows").at(file).exception();
        }
        int usual = Delimiters.usualSize(records);
        int before = before(records);
        List<Sample.Row> table = records.subList(before, records.size());
        Sample.Row first = table.getFirst();
        int named = namedSize(first);
        int surplus = surplus(table, named, usual);
        boolean rowNames = surplus == 0 && first.size() == usual - 1 && isRowNames(table, usual);
        int width = rowNames ? usual : surplus > 0 ? named : first.size();
        if (!rowNames && surplus == 0) {
            requireWidth(table, usual);
        }
        List<String> cells = new ArrayList<>(first.cells().subList(0, Math.min(width, first.size())));
        if (rowNames) {
            cells.addFirst("row");
        }
        NumberStyle style = NumberStyle.of(table, delimiter);
        boolean header = header(first, table, cells, style, rowNames);
        if (header && table.size() == 1 && !cut && !sample.broken()) {
            throw Problem.badData("table has no rows")
                    .at(file)
                    .found("names of columns only, at line " + first.line())
                    .exception();
        }
        noteOddities(delimiter, style, surplus, rowNames);
        List<String> columns = header ? names(cells) : List.copyOf(Names.numbered("column", width));
        return new Dialect(
                delimiter,
                delimiter.hasSpacedQuotes(text),
                style,
                before == 0 ? 0 : first.line() - 1,
                header ? first.line() : 0,
                columns,
                surplus,
                List.copyOf(notes));
    }

    private boolean header(
            Sample.Row first, List<Sample.Row> table, List<String> cells, NumberStyle style, boolean rowNames) {
        if (options.header().isPresent()) {
            return options.header().get();
        } else if (rowNames) {
            return true;
        }
        Sample.Row named = new Sample.Row(first.line(), cells, first.quoted());
        List<Sample.Row> rest = table.subList(1, table.size()).stream()
                .filter(row -> row.size() >= cells.size())
                .toList();
        FirstLine.Verdict verdict = FirstLine.judge(named, rest, style.numbers(), tokens);
        if (!verdict.note().isEmpty()) {
            notes.add(verdict.note());
        }
        return verdict.header();
    }

    private void noteOddities(Delimiter delimiter, NumberStyle style, int surplus, boolean rowNames) {
        if (delimiter == Delimiter.BLANKS || delimiter == Delimiter.BAR) {
            notes.add("fields are separated by " + delimiter.words());
        }
        if (style.decimalComma()) {
            notes.add("numbers are written with a decimal comma");
        }
        if (surplus > 0) {
            notes.add("delimiters at the end of the lines were passed over: no name and no value stands there");
        }
        if (rowNames) {
            notes.add("the first column has no name, as R writes it, and is called \"row\"");
        }
    }

    /// The number of records before the table.
    private int before(List<Sample.Row> records) {
        int needed = usualNamedSize(records);
        int before = 0;
        while (before < Math.min(records.size() - 1, MOST_LINES_BEFORE) && isBefore(records.get(before), needed)) {
            before++;
        }
        if (before == 0 || before == MOST_LINES_BEFORE || !restAgrees(records, before, needed)) {
            return 0;
        }
        Sample.Row first = records.get(before);
        Sample.Row last = records.get(before - 1);
        boolean gap = first.line() > last.line() + 1;
        boolean comments = records.subList(0, before).stream().allMatch(DialectJudge::isComment);
        boolean namesFollow = holdsNoNumber(first);
        boolean oneShort = first.size() >= needed && last.size() == needed - 1;
        if (before == 1 && ((!namesFollow && (!gap || comments || oneShort)) || (oneShort && !gap && !comments))) {
            // Names that do not match the rows below are more likely than a line before the table.
            return 0;
        }
        if (!gap && !comments) {
            throw Problem.badData("lines stand before the table")
                    .at(file + ", line " + records.getFirst().line())
                    .expected(needed + " fields, as in line " + first.line() + " and most others")
                    .found(records.getFirst().size() + " fields")
                    .remedy("take away the lines before line " + first.line())
                    .exception();
        }
        notes.add("the lines before line " + first.line() + " are no part of the table and were passed over");
        return before;
    }

    /// The number of fields up to the last that holds anything, as most records have it.
    private static int usualNamedSize(List<Sample.Row> records) {
        List<Sample.Row> named = records.stream()
                .map(row -> new Sample.Row(row.line(), row.cells().subList(0, namedSize(row)), row.quoted()))
                .toList();
        return Delimiters.usualSize(named);
    }

    private static boolean isBefore(Sample.Row row, int needed) {
        long filled = row.cells().stream().filter(cell -> !cell.isBlank()).count();
        return row.size() < needed || (needed > 2 && row.size() >= needed && filled <= 1);
    }

    private static boolean isComment(Sample.Row row) {
        return row.cells().getFirst().matches("\\s*[#%].*");
    }

    private static boolean holdsNoNumber(Sample.Row row) {
        return row.cells().stream()
                .noneMatch(cell -> new NumberStyle(false, false).numbers().isNumber(cell.strip()));
    }

    private static boolean restAgrees(List<Sample.Row> records, int from, int needed) {
        long agree = records.subList(from, records.size()).stream()
                .filter(row -> row.size() >= needed && namedSize(row) <= needed)
                .count();
        return records.size() - from > 2 && agree >= NEARLY_ALL * (records.size() - from);
    }

    /// The number of fields up to the last that holds anything.
    private static int namedSize(Sample.Row row) {
        int size = row.size();
        while (size > 1 && row.cells().get(size - 1).isBlank()) {
            size--;
        }
        return size;
    }

    /// How many more fields records may have than there are names, all of them empty: 0 unless that is what delimiters
    /// at the ends of lines look like.
    private static int surplus(List<Sample.Row> table, int named, int usual) {
        Sample.Row first = table.getFirst();
        int most = Math.max(usual, first.size());
        List<Sample.Row> rows = table.subList(1, table.size());
        if (named >= most || rows.isEmpty() || (first.size() > usual && named != usual)) {
            return 0;
        }
        long filled = rows.stream().filter(row -> namedSize(row) > named).count();
        boolean names = holdsNoNumber(first);
        return names && filled * 2 < rows.size()
                ? most - named
                : !names && filled == 0 && first.size() == usual ? most - named : 0;
    }

    /// As write.table of R leaves it: a header without a name for the names of the rows, each of which occurs once.
    private boolean isRowNames(List<Sample.Row> table, int usual) {
        List<Sample.Row> rows = table.subList(1, table.size());
        Set<String> names = new HashSet<>();
        return rows.size() > 1
                && holdsNoNumber(table.getFirst())
                && table.getFirst().cells().stream().noneMatch(String::isBlank)
                && rows.stream()
                        .allMatch(row ->
                                row.size() == usual && names.add(row.cells().getFirst()));
    }

    /// A first line unlike all others is named rather than the others.
    private void requireWidth(List<Sample.Row> table, int usual) {
        Sample.Row first = table.getFirst();
        List<Sample.Row> rest = table.subList(1, table.size());
        long agree = rest.stream().filter(row -> row.size() == usual).count();
        if (first.size() == usual || rest.size() < 2 || agree < NEARLY_ALL * rest.size()) {
            return;
        }
        Problem problem = Problem.badData("line " + first.line() + " has another number of fields than the lines below")
                .at(file + ", line " + first.line())
                .expected(usual + " fields, as in all lines below")
                .found(first.size() + " fields");
        boolean names = holdsNoNumber(first);
        throw problem.remedy(
                        names
                                ? first.size() < usual
                                        ? "give each column a name in line " + first.line()
                                        : "export the table again, or mend the names in line " + first.line()
                                : "take line " + first.line() + " away if it is neither names nor a row (files of"
                                        + " scikit-learn begin with counts)")
                .exception();
    }

    private List<String> names(List<String> cells) {
        List<String> names = new ArrayList<>();
        Set<String> taken = new HashSet<>();
        cells.forEach(cell -> taken.add(cell.strip()));
        Set<String> used = new HashSet<>();
        List<String> renamed = new ArrayList<>();
        // A name that comes a hundred thousand times is not counted up from 1 each time.
        Map<String, Integer> suffixes = new HashMap<>();
        for (int column = 0; column < cells.size(); column++) {
            String stripped = cells.get(column).strip();
            String name = stripped.isEmpty() ? "column" + column : stripped;
            String unique = name;
            while (used.contains(unique) || (!unique.equals(name) && taken.contains(unique))) {
                unique = name + "_" + suffixes.merge(name, 1, Integer::sum);
            }
            if (!unique.equals(stripped)) {
                renamed.add(unique);
            }
            used.add(unique);
            names.add(unique);
        }
        if (!renamed.isEmpty()) {
            notes.add("columns without a name of their own are called " + Names.shown(renamed));
        }
        return List.copyOf(names);
    }
}
