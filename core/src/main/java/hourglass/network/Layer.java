package hourglass.network;

/// One step of a chain: settings only. Learned numbers live in [Parameters], work in flight in the engine.
public sealed interface Layer permits Corrupt, Dense, GaussianLatent, Penalize, TopK {
    /// Columns of the output for the given columns of input.
    int outputs(int inputs);
}
