package hourglass.data.file;

import java.util.AbstractList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.RandomAccess;

/// Names made up for columns that have none, and the near misses of names that do not exist.
public final class Names {
    private static final int CANDIDATES = 10_000;
    private static final int SHOWN = 5;

    private Names() {}

    /// `column0`, `column1` … without holding them: an array may have millions of columns.
    public static List<String> numbered(String prefix, int count) {
        return new Numbered(prefix, count);
    }

    /// The candidate closest to a name in edit distance, if at most a third of the longer name differs.
    public static Optional<String> nearest(String name, List<String> candidates) {
        String best = "";
        int bestDistance = Integer.MAX_VALUE;
        for (String candidate : candidates.subList(0, Math.min(candidates.size(), CANDIDATES))) {
            int longest = Math.max(name.length(), candidate.length());
            int allowed = Math.max(1, longest / 3);
            if (Math.abs(name.length() - candidate.length()) > allowed || longest > 200) {
                continue;
            }
            int distance = name.equalsIgnoreCase(candidate) ? 0 : distance(name, candidate);
            if (distance <= allowed && distance < bestDistance) {
                best = candidate;
                bestDistance = distance;
            }
        }
        return bestDistance == Integer.MAX_VALUE ? Optional.empty() : Optional.of(best);
    }

    /// The first five names, quoted, and how many more there are.
    public static String shown(List<String> names) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < Math.min(SHOWN, names.size()); i++) {
            text.append(i == 0 ? "\"" : ", \"").append(names.get(i)).append('"');
        }
        return names.size() > SHOWN
                ? text.append(" and ")
                        .append(names.size() - SHOWN)
                        .append(" more")
                        .toString()
                : text.toString();
    }

    /// Levenshtein's distance: insertions, deletions and replacements that turn one text into the other.
    static int distance(String from, String to) {
        int[] above = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            above[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = above[0];
            above[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int replaced = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = above[j];
                above[j] = Math.min(replaced, 1 + Math.min(above[j], above[j - 1]));
            }
        }
        return above[to.length()];
    }

    private static final class Numbered extends AbstractList<String> implements RandomAccess {
        private final String prefix;
        private final int count;

        Numbered(String prefix, int count) {
            this.prefix = prefix;
            this.count = count;
        }

        @Override
        public String get(int index) {
            return prefix + Objects.checkIndex(index, count);
        }

        @Override
        public int size() {
            return count;
        }
    }
}
