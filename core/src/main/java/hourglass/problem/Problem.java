package hourglass.problem;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What went wrong for a user, in the one form every error of Hourglass has: a short factual line, the place, what was
/// expected and what was found, and at most two things to try.
///
/// ```
/// error: model file is truncated
///   at  digits.hourglass, tensor "decoder.2.weight", byte 41943040
///   expected 46137408 bytes, found 44040192
///   try  copy the file again
/// ```
///
/// Settings are named in backticks by the name they have in records (such as `rate`), so that whoever shows a problem
/// can turn them into what a user has in hand ([#withSettings]): options of a command, fields of a form.
///
/// A problem is a value; [#exception()] turns it into something to throw.
///
/// @param kind for whoever must tell problems apart without reading
/// @param summary short and factual, lower case, without a full stop
/// @param place the file, line, column, tensor or option concerned
/// @param expected what must hold, with units
/// @param found what was there instead, with units
/// @param remedies at most two, as ready to paste as the library can make them
public record Problem(
        Kind kind,
        String summary,
        @Nullable String place,
        @Nullable String expected,
        @Nullable String found,
        List<String> remedies) {

    /// The kinds of problem.
    public enum Kind {
        /// The command or method was called wrongly.
        USAGE,
        /// A table, array, model or recipe does not hold what it must.
        BAD_DATA,
        /// An input file does not exist or cannot be opened.
        MISSING_INPUT,
        /// A fault of Hourglass itself.
        INTERNAL,
        /// An output file cannot be created.
        CANNOT_CREATE,
        /// Reading or writing failed midway, for example on a full disk.
        INPUT_OUTPUT
    }

    private static final Pattern SETTING = Pattern.compile("`(\\w+)`");
    private static final int MAXIMUM_REMEDIES = 2;

    public Problem {
        remedies = List.copyOf(remedies);
        if (remedies.size() > MAXIMUM_REMEDIES) {
            throw new IllegalArgumentException("at most two remedies, got " + remedies.size());
        }
    }

    /// A problem of the given kind that so far has a summary only.
    public static Problem of(Kind kind, String summary) {
        return new Problem(kind, summary, null, null, null, List.of());
    }

    /// A table, array, model or recipe does not hold what it must.
    public static Problem badData(String summary) {
        return of(Kind.BAD_DATA, summary);
    }

    /// The command or method was called wrongly.
    public static Problem usage(String summary) {
        return of(Kind.USAGE, summary);
    }

    /// This problem with its place.
    public Problem at(String newPlace) {
        return new Problem(kind, summary, newPlace, expected, found, remedies);
    }

    /// This problem with what must hold.
    public Problem expected(String newExpected) {
        return new Problem(kind, summary, place, newExpected, found, remedies);
    }

    /// This problem with what was there instead.
    public Problem found(String newFound) {
        return new Problem(kind, summary, place, expected, newFound, remedies);
    }

    /// This problem with one more thing to try.
    public Problem remedy(String remedy) {
        List<String> more = new ArrayList<>(remedies);
        more.add(remedy);
        return new Problem(kind, summary, place, expected, found, more);
    }

    /// This problem with each setting it names called as one pleases.
    ///
    /// @param name what to put in the place of a setting in backticks, from its name without them
    public Problem withSettings(UnaryOperator<String> name) {
        UnaryOperator<String> renamed = text ->
                SETTING.matcher(text).replaceAll(setting -> Matcher.quoteReplacement(name.apply(setting.group(1))));
        return new Problem(
                kind,
                renamed.apply(summary),
                place == null ? null : renamed.apply(place),
                expected == null ? null : renamed.apply(expected),
                found == null ? null : renamed.apply(found),
                remedies.stream().map(renamed).toList());
    }

    /// This problem as something to throw.
    public ProblemException exception() {
        return new ProblemException(this, null);
    }

    /// This problem as something to throw, with the exception behind it.
    public ProblemException exception(Throwable cause) {
        return new ProblemException(this, cause);
    }

    /// The lines a user sees, from `error:` on, without a final line break. Text that may come from a file is escaped
    /// and cut.
    public String text() {
        StringBuilder text = new StringBuilder("error: ").append(Untrusted.shown(summary));
        if (place != null) {
            text.append("\n  at  ").append(Untrusted.shown(place));
        }
        if (expected != null && found != null) {
            text.append("\n  expected ").append(Untrusted.shown(expected));
            text.append(", found ").append(Untrusted.shown(found));
        } else if (expected != null) {
            text.append("\n  expected ").append(Untrusted.shown(expected));
        } else if (found != null) {
            text.append("\n  found ").append(Untrusted.shown(found));
        }
        for (String remedy : remedies) {
            text.append("\n  try  ").append(Untrusted.shown(remedy));
        }
        return text.toString();
    }
}
