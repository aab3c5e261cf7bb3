package hourglass.data.text;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Judges what the fields of a text are separated by: that which gives most records the same number of fields, of
/// those the one that gives the most fields.
final class Delimiters {
    private static final int JUDGED = 200;
    private static final double NEARLY_ALL = 0.9;

    private Delimiters() {}

    /// @param tabs whether the name of the file says that there are tabs
    static Delimiter of(String text, boolean cut, boolean tabs) {
        Delimiter best = Delimiter.COMMA;
        double bestShare = 0;
        int bestFields = 1;
        for (Delimiter candidate : List.of(Delimiter.COMMA, Delimiter.SEMICOLON, Delimiter.TAB, Delimiter.BAR)) {
            List<Sample.Row> records = Sample.of(text, cut, candidate, JUDGED).records();
            int fields = usualSize(records);
            if (fields < 2) {
                continue;
            }
            double share = share(records, fields);
            if (tabs && candidate == Delimiter.TAB) {
                return candidate;
            }
            boolean semicolons = candidate == Delimiter.SEMICOLON
                    && share >= NEARLY_ALL
                    && NumberStyle.of(records, candidate).decimalComma();
            boolean sure = share >= NEARLY_ALL && bestShare >= NEARLY_ALL;
            if (semicolons || (sure ? fields > bestFields : share > bestShare)) {
                best = candidate;
                bestShare = share;
                bestFields = fields;
            }
            if (semicolons) {
                return best;
            }
        }
        return bestShare < NEARLY_ALL && areBlanks(text, cut) ? Delimiter.BLANKS : best;
    }

    /// Blanks also stand within texts: they separate fields where a column then holds numbers.
    private static boolean areBlanks(String text, boolean cut) {
        List<Sample.Row> records =
                Sample.of(text, cut, Delimiter.BLANKS, JUDGED).records();
        int fields = usualSize(records);
        if (fields < 2 || share(records, fields) < NEARLY_ALL) {
            return false;
        }
        int[] numbers = new int[fields];
        int rows = 0;
        for (Sample.Row record : records.subList(records.size() > 1 ? 1 : 0, records.size())) {
            if (record.size() == fields) {
                rows++;
                for (int i = 0; i < fields; i++) {
                    numbers[i] += new NumberStyle(true, false)
                                            .numbers()
                                            .isNumber(record.cells().get(i))
                                    || new NumberStyle(false, false)
                                            .numbers()
                                            .isNumber(record.cells().get(i))
                            ? 1
                            : 0;
                }
            }
        }
        int needed = rows;
        return rows > 0 && Arrays.stream(numbers).anyMatch(count -> count >= needed * NEARLY_ALL);
    }

    /// The number of fields that most records have; the larger of two.
    static int usualSize(List<Sample.Row> records) {
        Map<Integer, Integer> counts = new HashMap<>();
        for (Sample.Row record : records) {
            if (!record.isEmptied()) {
                counts.merge(record.size(), 1, Integer::sum);
            }
        }
        int best = 0;
        for (Map.Entry<Integer, Integer> count : counts.entrySet()) {
            int most = counts.getOrDefault(best, 0);
            if (count.getValue() > most || (count.getValue() == most && count.getKey() > best)) {
                best = count.getKey();
            }
        }
        return best;
    }

    /// The share of records with so many fields, or with one less in the first, as R leaves it.
    private static double share(List<Sample.Row> records, int fields) {
        long agree = records.stream()
                .filter(record -> record.size() == fields || record.isEmptied())
                .count();
        boolean oneShort =
                fields > 2 && records.size() > 1 && records.getFirst().size() == fields - 1;
        return (double) (agree + (oneShort ? 1 : 0)) / records.size();
    }
}
