package hourglass.activation;

/// The point of the probability simplex nearest to a row z: yᵢ = max(zᵢ − τ, 0) with τ such that Σ y = 1 (Martins and
/// Astudillo 2016, "From softmax to sparsemax", eq. 2 and 3). Unlike softmax it gives exact zeros. Its derivative keeps
/// the support S of y and centres there: gᵢ − mean of g over S for i in S, 0 elsewhere (eq. 14).
///
/// τ is found without sorting: numbers that cannot belong to S are dropped until none is left to drop (Michelot 1986,
/// "A finite algorithm for finding the projection of a point onto the canonical simplex of ℝⁿ").
public record Sparsemax() implements Activation {
    @Override
    public boolean isElementwise() {
        return false;
    }

    @Override
    public void forward(float[] z, float[] y, int offset, int n) {
        double threshold = threshold(z, offset, n);
        for (int j = 0; j < n; j++) {
            y[offset + j] = (float) Math.max(z[offset + j] - threshold, 0);
        }
    }

    /// τ. Each round takes it from the numbers above the last τ; it only grows, and fewer numbers stay.
    private static double threshold(float[] z, int offset, int n) {
        double threshold = Double.NEGATIVE_INFINITY;
        int support = n + 1;
        while (true) {
            double sum = 0;
            int count = 0;
            for (int j = 0; j < n; j++) {
                if (!(z[offset + j] <= threshold)) {
                    sum += z[offset + j];
                    count++;
                }
            }
            if (count >= support || count == 0) {
                return threshold;
            }
            support = count;
            threshold = (sum - 1) / count;
        }
    }

    @Override
    public void backward(float[] z, float[] y, float[] g, int offset, int n) {
        double sum = 0;
        double support = 0;
        for (int j = 0; j < n; j++) {
            float inSupport = Math.signum(y[offset + j]);
            sum += inSupport * g[offset + j];
            support += inSupport;
        }
        float mean = (float) (sum / support);
        for (int j = 0; j < n; j++) {
            g[offset + j] = Math.signum(y[offset + j]) * (g[offset + j] - mean);
        }
    }
}
