package hourglass.model;

/// How columns are brought to the scale a network learns well on; fitted on the training rows only.
public enum ScalingKind {
    /// Left as they are.
    NONE("none"),
    /// Mean 0 and standard deviation 1 for each column.
    STANDARDIZE("standardize"),
    /// From 0 to 1 for each column ("min-max").
    RANGE("range"),
    /// From 0 to 1 for all columns together: for pictures and other intensities, whose columns share one unit.
    COMMON_RANGE("common-range");

    private final String label;

    ScalingKind(String label) {
        this.label = label;
    }

    /// The name in commands and files.
    public String label() {
        return label;
    }
}
