package hourglass.data.text;

import hourglass.data.cell.MissingTokens;
import hourglass.data.cell.MomentText;
import hourglass.data.cell.NumberText;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// Whether the first record holds the names of the columns, judged by what stands below.
///
/// A text above numbers is a name. Where numbers stand above numbers and texts above texts, names are told by numbers
/// that rise from column to column (years, wavelengths) or lie outside their columns; rows are told by texts that come
/// again below. A record of numbers alone is taken for a row.
final class FirstLine {
    private static final String DECIDES = "; `header` decides";
    private static final int FEW_ROWS = 20;
    private static final int FEW_TEXTS = 3;

    private final List<String> first;
    private final List<Sample.Row> rest;
    private final NumberText numbers;
    private final MissingTokens tokens;
    private int countNumbers;
    private int countTexts;
    private int countMoments;
    private int textsAboveNumbers;
    private int recurring;
    private int outside;
    /// Numbers above texts, dates above numbers.
    private int aboveOthers;

    /// @param header whether it holds names
    /// @param note what to say about it; may be empty
    record Verdict(boolean header, String note) {}

    private enum Kind {
        MISSING,
        NUMBER,
        MOMENT,
        TEXT
    }

    private FirstLine(List<String> first, List<Sample.Row> rest, NumberText numbers, MissingTokens tokens) {
        this.first = first;
        this.rest = rest;
        this.numbers = numbers;
        this.tokens = tokens;
    }

    /// Judges a record.
    ///
    /// @param rest records below, each with as many fields
    static Verdict judge(Sample.Row first, List<Sample.Row> rest, NumberText numbers, MissingTokens tokens) {
        FirstLine judge = new FirstLine(first.cells(), rest, numbers, tokens);
        for (int column = 0; column < first.size(); column++) {
            judge.look(column);
        }
        String line = "line " + first.line();
        return judge.countTexts == 0 ? judge.withoutTexts(line) : judge.withTexts(line);
    }

    private Kind kind(String cell) {
        String stripped = cell.strip();
        if (stripped.isEmpty() || tokens.contains(stripped)) {
            return Kind.MISSING;
        } else if (numbers.isNumber(stripped)) {
            return Kind.NUMBER;
        }
        long moment = MomentText.parse(stripped.toCharArray(), 0, stripped.length());
        return moment == MomentText.NONE ? Kind.TEXT : Kind.MOMENT;
    }

    private double number(String cell) {
        return numbers.isNumber(cell.strip()) ? numbers.value() : Double.NaN;
    }

    private void look(int column) {
        String cell = first.get(column);
        Kind kind = kind(cell);
        Map<Kind, Integer> below = new EnumMap<>(Kind.class);
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        boolean again = false;
        for (Sample.Row row : rest) {
            String other = row.cells().get(column);
            Kind otherKind = kind(other);
            below.merge(otherKind, 1, Integer::sum);
            again |= other.equals(cell);
            if (otherKind == Kind.NUMBER) {
                least = Math.min(least, number(other));
                most = Math.max(most, number(other));
            }
        }
        int numbersBelow = below.getOrDefault(Kind.NUMBER, 0) + below.getOrDefault(Kind.MOMENT, 0);
        boolean mostlyNumbers = numbersBelow > below.getOrDefault(Kind.TEXT, 0);
        switch (kind) {
            case TEXT -> {
                countTexts++;
                recurring += again ? 1 : 0;
                textsAboveNumbers += mostlyNumbers && !again ? 1 : 0;
            }
            case NUMBER -> {
                countNumbers++;
                double value = number(cell);
                outside += value < least || value > most ? 1 : 0;
                aboveOthers += below.getOrDefault(Kind.NUMBER, 0) == 0
                                && below.getOrDefault(Kind.TEXT, 0) + below.getOrDefault(Kind.MOMENT, 0) >= FEW_TEXTS
                        ? 1
                        : 0;
            }
            case MOMENT -> {
                countMoments++;
                aboveOthers += numbersOnly(below) ? 1 : 0;
            }
            case MISSING -> {}
        }
    }

    private static boolean numbersOnly(Map<Kind, Integer> below) {
        return below.containsKey(Kind.NUMBER) && !below.containsKey(Kind.TEXT) && !below.containsKey(Kind.MOMENT);
    }

    private Verdict withoutTexts(String line) {
        if (rest.isEmpty()) {
            return new Verdict(false, "");
        } else if (aboveOthers > 0) {
            return new Verdict(true, line + " was taken for names: other things stand below" + DECIDES);
        }
        boolean unnamedIndex = first.getFirst().isBlank()
                && rest.stream().noneMatch(row -> row.cells().getFirst().isBlank())
                && countNumbers > 1
                && countNumbers == first.size() - 1
                && (countsOn() || looksLikeNames());
        if (unnamedIndex) {
            return new Verdict(
                    true, line + " was taken for names: it begins with an empty field and counts on" + DECIDES);
        }
        String although = looksLikeNames() ? ", although they look like names" : "";
        return new Verdict(
                false,
                line + " was taken for a row, because it holds numbers as the lines below do" + although + DECIDES);
    }

    private Verdict withTexts(String line) {
        if (textsAboveNumbers > 0) {
            boolean plain = countNumbers + countMoments == 0;
            return new Verdict(
                    true, plain ? "" : line + " was taken for names, although some of them are numbers" + DECIDES);
        } else if (rest.isEmpty()) {
            return new Verdict(countNumbers == 0, "");
        } else if (recurring > 0) {
            return new Verdict(false, line + " was taken for a row, because its texts come again below" + DECIDES);
        } else if (countNumbers + countMoments == 0) {
            return new Verdict(true, line + " was taken for names; nothing but texts stands below" + DECIDES);
        } else if (looksLikeNames() || aboveOthers > 0) {
            return new Verdict(true, line + " was taken for names, although some of them are numbers" + DECIDES);
        }
        return new Verdict(false, line + " was taken for a row, because its numbers are like those below" + DECIDES);
    }

    private boolean looksLikeNames() {
        List<Integer> columns = IntStream.range(0, first.size())
                .filter(column -> kind(first.get(column)) == Kind.NUMBER)
                .boxed()
                .toList();
        long rising = rest.stream()
                .filter(row -> rises(columns.stream().map(row.cells()::get).toList()))
                .count();
        boolean rise =
                columns.size() > 2 && rises(columns.stream().map(first::get).toList()) && rising * 5 <= rest.size();
        boolean enough = countNumbers > 1 || rest.size() >= FEW_ROWS;
        return rise || (enough && outside * 2 > countNumbers && rest.size() > 2);
    }

    private boolean countsOn() {
        return IntStream.range(1, first.size()).allMatch(i -> number(first.get(i)) == i - 1);
    }

    /// Whether numbers rise from each to the next, or fall.
    private boolean rises(List<String> cells) {
        boolean up = true;
        boolean down = true;
        for (int i = 1; i < cells.size(); i++) {
            double before = number(cells.get(i - 1));
            double here = number(cells.get(i));
            up &= before < here;
            down &= before > here;
        }
        return !cells.isEmpty() && (up || down);
    }
}
