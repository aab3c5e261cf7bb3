package hourglass.train;

import hourglass.matrix.Matrix;

/// Rows to learn from or to be judged by: inputs, and what they should be turned into. For a plain or denoising
/// autoencoder the two are the same; for pairs (noisy, clean) and for prediction they differ.
///
/// @param inputs (rows × features)
/// @param targets (rows × targets), as many rows as `inputs`; may be `inputs` itself
public record Examples(Matrix inputs, Matrix targets) {
    public Examples {
        if (inputs.rows() != targets.rows()) {
            throw new IllegalArgumentException("inputs and targets must have the same number of rows, got "
                    + inputs.shape() + " and " + targets.shape());
        }
    }

    /// Rows that are their own targets.
    public static Examples of(Matrix rows) {
        return new Examples(rows, rows);
    }

    /// Number of rows.
    public int rows() {
        return inputs.rows();
    }

    /// Whether targets differ from inputs.
    @SuppressWarnings("ReferenceEquality") // the question is whether both are one matrix
    public boolean arePairs() {
        return inputs != targets;
    }
}
