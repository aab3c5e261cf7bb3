package hourglass.map;

/// Weights of neighbours that fall with their distance, as fast as leaves so many that count (van der Maaten and Hinton
/// 2008, section 2).
public final class Perplexity {
    private Perplexity() {}

    /// wⱼ ∝ exp(−β d²ⱼ) with sum 1, β such that exp(−Σ w log w) is the perplexity, as near as it can be.
    ///
    /// @param squared d², the smallest first; at least one
    /// @param perplexity how many neighbours are to count, from 1 to their number
    /// @param halvings of the interval that β lies in
    public static double[] weights(float[] squared, double perplexity, int halvings) {
        int count = squared.length;
        double[] weights = new double[count];
        double spread = squared[count - 1] - (double) squared[0];
        double low = 0;
        double high = Double.POSITIVE_INFINITY;
        double beta = spread > 0 ? 1 / spread : 0;
        double wanted = Math.log(perplexity);
        for (int i = 0; i < halvings && spread > 0; i++) {
            double sum = 0;
            double inner = 0;
            for (int j = 0; j < count; j++) {
                double farther = beta * ((double) squared[j] - squared[0]);
                double weight = Math.exp(-farther);
                sum += weight;
                inner += farther * weight;
            }
            if (inner / sum + Math.log(sum) > wanted) {
                low = beta;
                beta = Double.isInfinite(high) ? 2 * beta : (beta + high) / 2;
            } else {
                high = beta;
                beta = (beta + low) / 2;
            }
        }
        double sum = 0;
        for (int j = 0; j < count; j++) {
            weights[j] = Math.exp(-beta * ((double) squared[j] - squared[0]));
            sum += weights[j];
        }
        for (int j = 0; j < count; j++) {
            weights[j] /= sum;
        }
        return weights;
    }
}
