package hourglass.train;

import hourglass.matrix.Rows;

/// Rows to learn from or to be judged by: inputs, and what they should be turned into. For a plain or denoising
/// autoencoder the two are the same; for pairs (noisy, clean) and for prediction they differ.
///
/// @param inputs (rows × features)
/// @param targets (rows × targets), as many rows as `inputs`; may be `inputs` itself
/// @param mayBeUnobserved whether NaN in a target says that it was not observed; otherwise it is refused
public record Examples(Rows inputs, Rows targets, boolean mayBeUnobserved) {
    public Examples {
        if (inputs.rows() != targets.rows()) {
            throw new IllegalArgumentException("inputs and targets must have the same number of rows, got "
                    + inputs.rows() + " and " + targets.rows());
        }
    }

    /// Rows with all targets observed.
    public Examples(Rows inputs, Rows targets) {
        this(inputs, targets, false);
    }

    /// Rows that are their own targets.
    public static Examples of(Rows rows) {
        return new Examples(rows, rows);
    }

    /// New examples of the chosen rows; targets that are the inputs stay so.
    public Examples select(int[] rows) {
        Rows selected = inputs.select(rows);
        return new Examples(selected, arePairs() ? targets.select(rows) : selected, mayBeUnobserved);
    }

    /// Number of rows.
    public int rows() {
        return inputs.rows();
    }

    /// Whether targets differ from inputs.
    @SuppressWarnings("ReferenceEquality") // the question is whether both are one table
    public boolean arePairs() {
        return inputs != targets;
    }
}
