package hourglass.column;

/// A cell that cannot be what its column is: a text among numbers, a negative count, a third value of two, an infinite
/// number, another value where there was only one. The network does not see it; a score counts it as strange.
///
/// @param row of the frame
/// @param column place in the schema
/// @param excess how far it lies outside, at least 0; further away is never less. 0 where there is no distance
/// @param value what stands there
public record Outside(int row, int column, double excess, String value) {}
