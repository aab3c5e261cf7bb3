package hourglass.data.file;

import java.util.regex.Pattern;

/// What a library of others says of its failures, in a user's words: one line, without the names of its exceptions and
/// kinds of error, which mean something to its authors alone.
public final class ForeignWords {
    /// `java.sql.SQLException: `, `TProtocolException: `, `OutOfMemoryError`.
    private static final Pattern EXCEPTION =
            Pattern.compile("(?:\\b[A-Za-z_]\\w*+[./])*+\\b[A-Z]\\w*+(?<=\\w(?:Exception|Error))\\b(?::\\s*)?");
    /// `Not implemented Error: `, `Invalid Input Error: `, at the start or behind a colon.
    private static final Pattern KIND = Pattern.compile("(?<=^|: )(?:[A-Z][\\w/-]*)(?: [\\w/-]+){0,3} Error: ");
    /// More is not shown of any text, and looking for names takes as long as the square of it.
    private static final int MOST_CHARACTERS = 1000;
    private static final String NONE = "no reason given";

    private ForeignWords() {}

    /// The first line of a failure's message that says anything.
    public static String of(Throwable failure) {
        String message = failure.getMessage();
        return message == null ? NONE : of(message);
    }

    /// The first line of a message that says anything.
    public static String of(String message) {
        return message.lines()
                .map(ForeignWords::plain)
                .filter(line -> !line.isEmpty())
                .findFirst()
                .orElse(NONE);
    }

    private static String plain(String line) {
        String plain = line.substring(0, Math.min(MOST_CHARACTERS, line.length()));
        String before;
        do {
            before = plain;
            plain = KIND.matcher(EXCEPTION.matcher(before).replaceAll("")).replaceAll("");
        } while (!plain.equals(before));
        return plain.strip();
    }
}
