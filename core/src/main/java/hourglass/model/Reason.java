package hourglass.model;

/// What one column has to do with the score of a row.
///
/// @param column its name
/// @param nats its part of the score
/// @param observed what stands there, as a person writes it
/// @param expected what the rest of the row lets expect: `40 to 75`, `Basel (83 %)`; empty where nothing can be said
public record Reason(String column, double nats, String observed, String expected) {
    /// For a person: `amount 9300, expected 40 to 75`.
    public String text() {
        String value = observed.isEmpty() ? "missing" : observed;
        if (!observed.isEmpty() && (expected.equals(observed) || expected.startsWith(observed + " ("))) {
            // What is expected of a rare row is still rare.
            return column + " " + value + ", rare in its column";
        }
        return column + " " + value + (expected.isEmpty() ? "" : ", expected " + expected);
    }
}
