package hourglass.model;

import java.util.Locale;

/// How columns are brought to the scale a network learns well on; fitted on the training rows only.
public enum ScalingKind {
    /// Left as they are.
    NONE,
    /// Mean 0 and standard deviation 1 for each column.
    STANDARDIZE,
    /// log(1 + x) first, then mean 0 and standard deviation 1 for each column: for counts, of which a few are far above
    /// the others. What is below 0 counts as 0.
    LOGARITHM,
    /// From 0 to 1 for each column ("min-max").
    RANGE,
    /// From 0 to 1 for all columns together: for pictures and other intensities, whose columns share one unit.
    COMMON_RANGE,
    /// From the geometric median of the rows, divided by one number for all columns, the root mean square of what is
    /// left: for vectors whose directions mean something, such as embeddings.
    VECTORS,
    /// Each column of a table as its kind needs: see [hourglass.column.Kind].
    COLUMNS;

    /// The name in commands and files.
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
