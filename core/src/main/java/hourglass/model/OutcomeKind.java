package hourglass.model;

/// What kind of thing a column to predict holds.
public enum OutcomeKind {
    /// One of some classes, named by texts.
    CLASSES("classes"),
    /// Any number.
    NUMBERS("numbers"),
    /// Counts 0, 1, 2, …
    COUNTS("counts");

    private final String label;

    OutcomeKind(String label) {
        this.label = label;
    }

    /// The name in commands.
    public String label() {
        return label;
    }
}
