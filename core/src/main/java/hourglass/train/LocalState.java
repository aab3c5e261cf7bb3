package hourglass.train;

/// What workers get at the start of a round and give back at its end.
///
/// @param block the parameters
/// @param moments of the optimiser, one after another, each laid out as the parameters are
/// @param loss summed over the rows of the round; 0 at its start
/// @param penalty likewise
public record LocalState(float[] block, float[] moments, double loss, double penalty) {}
