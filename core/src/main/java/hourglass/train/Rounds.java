package hourglass.train;

/// Training in rounds: each of several workers takes some steps on rows of its own, then their parameters are averaged
/// (Stich 2019, "Local SGD converges fast and communicates little"), and the run moves towards the average with a
/// momentum of its own (Douillard et al. 2023, "DiLoCo: Distributed low-communication training of language models"):
///
/// ```
/// d = mean of θ_k − θ    v ← μ v + d    θ ← θ + η (d + μ v)
/// ```
///
/// A batch of the recipe is shared: each worker takes an n-th of it in a step, but not less than 32 rows, below which a
/// step costs more than it teaches. So up to batch/32 workers take as many steps in an epoch as one machine would.
///
/// The moments of the optimiser are averaged too, and forgotten by no round. Worker k has the training rows k, k + n,
/// k + 2 n, … for n workers. The result is a function of (recipe, rows, kernels, these settings).
///
/// @param workers n
/// @param steps of each worker in a round, at most; a round ends with its epoch
/// @param rate η
/// @param momentum μ; 0 with a rate of 1 is plain averaging
public record Rounds(int workers, int steps, double rate, double momentum) {
    private static final int FEWEST_ROWS = 32;

    public Rounds {
        if (workers < 1 || steps < 1) {
            throw new IllegalArgumentException(
                    "rounds need at least 1 worker and 1 step, got " + workers + " and " + steps);
        }
        if (!(rate > 0) || Double.isInfinite(rate) || !(momentum >= 0 && momentum < 1)) {
            throw new IllegalArgumentException("the rate of rounds must be above 0 and their momentum at least 0 and"
                    + " below 1, got " + rate + " and " + momentum);
        }
    }

    /// Rows of a worker's step.
    int batch(int batch) {
        return Math.max(Math.min(FEWEST_ROWS, batch), (batch + workers - 1) / workers);
    }

    /// Rows of the worker that has the most.
    int mostRows(int rows) {
        return (rows + workers - 1) / workers;
    }
}
