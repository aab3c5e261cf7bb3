package hourglass.table;

/// What the numbers of a file are, as the file stores them. Decides nothing here; training takes its defaults from it.
public enum ValueType {
    /// Whole numbers from 0 to 255: pictures.
    UNSIGNED_BYTE,
    /// Only 0 and 1, stored as truth values.
    BOOLEAN,
    /// Whole numbers.
    INTEGER,
    /// Numbers with a fraction.
    REAL
}
