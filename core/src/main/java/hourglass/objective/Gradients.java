package hourglass.objective;

/// What gradients of several objectives share.
final class Gradients {
    private Gradients() {}

    /// g ← scale (g − x): the gradient x̂ − x of every canonical link.
    static void difference(float[] g, int gOffset, float[] x, int xOffset, float scale, int n) {
        if (gOffset == xOffset) {
            // As in every training step; the compiler vectorises a loop over one offset only (docs/decisions/006).
            for (int j = gOffset; j < gOffset + n; j++) {
                g[j] = scale * (g[j] - x[j]);
            }
        } else {
            for (int j = 0; j < n; j++) {
                g[gOffset + j] = scale * (g[gOffset + j] - x[xOffset + j]);
            }
        }
    }
}
