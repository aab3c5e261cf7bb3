package hourglass.bench;

/// A library that does the work, in a process of its own.
interface Subject {
    /// Name, version and settings as they are in force.
    String description();

    /// Takes a task: fresh parameters, fresh optimiser, everything before forgotten.
    void load(Task task) throws Exception;

    /// Takes `count` training steps on batches `first`, `first + 1` …
    ///
    /// @return the loss of the last of them, a sum over features, mean over rows
    double train(long first, int count) throws Exception;

    /// The scores of `count` rows from row `first` on, each the loss of the row, a sum over features.
    double[] score(int first, int count) throws Exception;
}
