package hourglass.engine;

/// What the noise of a step is a function of.
///
/// @param step counted from 0 over the whole run
public record StepKey(long seed, long step) {}
