package hourglass.train;

/// When to stop before the last epoch: the validation loss has not improved for `patience` epochs. The weights of the
/// best epoch are kept (Prechelt 1998, "Early stopping — but when?").
///
/// @param patience epochs to wait, at least 1
/// @param minimumImprovement by how much of itself the best loss must fall to count as improved
public record EarlyStopping(int patience, double minimumImprovement) {
    public EarlyStopping {
        if (patience < 1 || !(minimumImprovement >= 0 && minimumImprovement < 1)) {
            throw new IllegalArgumentException(
                    "early stopping needs patience >= 1 and 0 <= minimum improvement < 1, got " + patience + " and "
                            + minimumImprovement);
        }
    }

    /// Fifteen epochs without any improvement. A relative threshold would stop too early where much of the loss is
    /// entropy that no model can remove, as for grey pictures under the Bernoulli likelihood.
    public EarlyStopping() {
        this(15, 0);
    }
}
