package hourglass.model;

import java.util.Locale;

/// What kind of thing a column to predict holds.
public enum OutcomeKind {
    /// One of some classes, named by texts.
    CLASSES,
    /// Any number.
    NUMBERS,
    /// Counts 0, 1, 2, …
    COUNTS;

    /// The name in commands.
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
