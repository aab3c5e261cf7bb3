package hourglass.train;

/// What moves the parameters of a run by one step or several.
interface Mover {
    /// Takes the next steps.
    ///
    /// @param step of the run
    /// @param inEpoch its place in the epoch
    Moved move(long step, int epoch, int inEpoch, Rates rates);

    /// The learning rate of a step.
    interface Rates {
        double at(long step);
    }

    /// What the steps came to.
    ///
    /// @param steps taken
    /// @param loss summed over the rows
    /// @param penalty likewise
    record Moved(int steps, double loss, double penalty) {}
}
