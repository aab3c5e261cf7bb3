package hourglass.objective;

/// How a column must be scaled to be a target.
public enum Scale {
    /// As one likes: standardised numbers do as well as raw ones.
    ANY,
    /// To numbers between 0 and 1.
    UNIT_INTERVAL,
    /// Not at all: counts, shares, classes, and whatever is judged relative to its size mean something only as they
    /// are.
    AS_IS
}
