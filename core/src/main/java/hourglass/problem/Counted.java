package hourglass.problem;

import java.util.Locale;

/// So many of something, as a person writes it: `1 row`, `12,000 rows`.
public final class Counted {
    private Counted() {}

    /// A count with a noun.
    ///
    /// @param noun one of them, whose plural takes an s
    public static String of(long count, String noun) {
        return of(count, noun, noun + "s");
    }

    /// A count with what follows it.
    ///
    /// @param one what follows if there is one: `row has`
    /// @param more what follows otherwise: `rows have`
    public static String of(long count, String one, String more) {
        return String.format(Locale.ROOT, "%,d ", count) + (count == 1 ? one : more);
    }
}
