package hourglass.json;

import hourglass.problem.Problem;
import java.util.Collection;
import java.util.Optional;
import java.util.stream.Collectors;

/// Finds what somebody probably meant by an unknown name.
public final class NearMiss {
    private static final int LONGEST_NAME = 100;
    private static final int SHOWN_NAMES = 20;

    private NearMiss() {}

    /// The known name with the smallest optimal string alignment distance (insert, delete, replace, swap neighbours),
    /// if at most a third of the letters differ; the first among equals. Names that differ in case alone are nearest.
    public static Optional<String> of(String unknown, Collection<String> known) {
        if (unknown.length() > LONGEST_NAME) {
            return Optional.empty();
        }
        int best = Math.max(1, unknown.length() / 3) + 1;
        String nearest = null;
        for (String name : known) {
            int distance = name.length() > LONGEST_NAME ? best : distance(unknown, name);
            distance = name.equalsIgnoreCase(unknown) ? 0 : distance;
            if (distance < best) {
                best = distance;
                nearest = name;
            }
        }
        return Optional.ofNullable(nearest);
    }

    /// The problem with an unknown name, without its place.
    ///
    /// @param what it was to name, such as `column`
    public static Problem unknown(String what, String name, Collection<String> known) {
        return Problem.usage("unknown " + what + " \"" + name + "\"" + suggestion(name, known))
                .expected(oneOf(known));
    }

    /// The end of an error's first line, `: did you mean "rate"?`, empty when nothing is near.
    public static String suggestion(String unknown, Collection<String> known) {
        return of(unknown, known)
                .map(name -> ": did you mean \"" + name + "\"?")
                .orElse("");
    }

    /// The known names for the expected part of an error, cut when there are many.
    public static String oneOf(Collection<String> known) {
        if (known.isEmpty()) {
            return "none";
        }
        return (known.size() == 1 ? "" : "one of ") + shown(known, SHOWN_NAMES);
    }

    /// The first names, quoted, and how many more there are.
    public static String shown(Collection<String> names, int most) {
        String more = names.size() > most ? " and " + (names.size() - most) + " more" : "";
        return names.stream().limit(most).map(name -> '"' + name + '"').collect(Collectors.joining(", ", "", more));
    }

    private static int distance(String from, String to) {
        int[] beforeLast = new int[to.length() + 1];
        int[] last = new int[to.length() + 1];
        int[] current = new int[to.length() + 1];
        for (int column = 0; column <= to.length(); column++) {
            last[column] = column;
        }
        for (int row = 1; row <= from.length(); row++) {
            current[0] = row;
            for (int column = 1; column <= to.length(); column++) {
                int replaced = last[column - 1] + (from.charAt(row - 1) == to.charAt(column - 1) ? 0 : 1);
                int shifted = Math.min(last[column], current[column - 1]) + 1;
                current[column] = Math.min(replaced, shifted);
                if (row > 1
                        && column > 1
                        && from.charAt(row - 1) == to.charAt(column - 2)
                        && from.charAt(row - 2) == to.charAt(column - 1)) {
                    current[column] = Math.min(current[column], beforeLast[column - 2] + 1);
                }
            }
            int[] free = beforeLast;
            beforeLast = last;
            last = current;
            current = free;
        }
        return last[to.length()];
    }
}
