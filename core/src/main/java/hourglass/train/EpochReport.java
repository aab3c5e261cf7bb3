package hourglass.train;

/// An epoch's result with how long it took.
///
/// @param best whether it is the best epoch so far
/// @param rowsPerSecond training rows per second of this epoch, validation included
/// @param secondsLeft at this speed, if no early stopping intervenes
public record EpochReport(EpochResult result, boolean best, double rowsPerSecond, double secondsLeft) {}
