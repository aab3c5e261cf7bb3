package hourglass.column;

import hourglass.table.Frame;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// A column in a line: what it was taken for and what is in it.
final class ColumnSummary {
    private static final int LEVELS_SHOWN = 4;

    private ColumnSummary() {}

    /// For a person: `category of 8: Private 22,696, … ; 1,836 missing`.
    static String of(Column column, ColumnProfile profile) {
        String missing = profile.missingCells() == 0 ? "" : "; " + grouped(profile.missingCells()) + " missing";
        return content(column.kind(), profile) + missing;
    }

    private static String content(Kind kind, ColumnProfile profile) {
        return switch (kind) {
            case Kind.Category it -> category(it, profile);
            case Kind.YesNo it -> it.description() + shares(profile);
            case Kind.Real it -> it.description() + range(profile);
            case Kind.Skewed it -> it.description() + range(profile);
            case Kind.Count it -> it.description() + range(profile);
            case Kind.Calendar it -> calendar(it, profile);
            default -> kind.description();
        };
    }

    private static String category(Kind.Category kind, ColumnProfile profile) {
        List<Map.Entry<String, Integer>> values = profile.values();
        int pooled = (int) values.stream()
                .filter(value -> !kind.levels().contains(value.getKey()))
                .count();
        String shown = values.stream()
                .filter(value -> kind.levels().contains(value.getKey()))
                .limit(LEVELS_SHOWN)
                .map(value -> value.getKey() + " " + grouped(value.getValue()))
                .collect(Collectors.joining(", "));
        return "category of " + kind.levels().size() + ": " + shown
                + (kind.levels().size() > LEVELS_SHOWN ? ", …" : "")
                + (pooled == 0 ? "" : "; " + pooled + " rare pooled");
    }

    private static String shares(ColumnProfile profile) {
        return " ("
                + profile.values().stream()
                        .limit(2)
                        .map(value -> value.getKey() + " " + grouped(value.getValue()))
                        .collect(Collectors.joining(", "))
                + ")";
    }

    private static String range(ColumnProfile profile) {
        return profile.numbers() == 0 ? "" : ", " + number(profile.low()) + " to " + number(profile.high());
    }

    /// To single precision, but for whole numbers.
    private static String number(double value) {
        return value == Math.rint(value) ? Frame.numberText(value) : Float.toString((float) value);
    }

    private static String calendar(Kind.Calendar kind, ColumnProfile profile) {
        String range = profile.moments() == 0
                ? ""
                : ", " + Frame.momentText(profile.firstMoment()) + " to " + Frame.momentText(profile.lastMoment());
        String parts = kind.cycles().stream().map(Period::description).collect(Collectors.joining(", "));
        return kind.description()
                + range
                + (parts.isEmpty() ? "" : " (" + parts + ")")
                + (kind.format().isEmpty() ? "" : ", written " + kind.format());
    }

    private static String grouped(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
