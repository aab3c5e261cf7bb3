package hourglass.engine;

/// What the noise of a step is a function of, and how far training has come.
///
/// @param step counted from 0 over the whole run
/// @param taken steps taken before: `step` itself, but where workers count steps apart so that their noise differs
public record StepKey(long seed, long step, long taken) {
    public StepKey(long seed, long step) {
        this(seed, step, step);
    }
}
