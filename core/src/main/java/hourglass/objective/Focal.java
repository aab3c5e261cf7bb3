package hourglass.objective;

import hourglass.activation.Activation;
import hourglass.activation.Sigmoid;
import hourglass.matrix.Exponentials;

/// The focal loss, for binary inputs of which one value is rare: the cross-entropy of [Bernoulli], each term weighted
/// down by how well it is met already, so that many easy zeros do not drown a few hard ones (Lin, Goyal, Girshick, He,
/// Dollár 2017, "Focal loss for dense object detection", eq. 4). With p = σ(η),
/// l = −Σₖ [xₖ (1 − pₖ)^γ log pₖ + (1 − xₖ) pₖ^γ log(1 − pₖ)].
///
/// An objective, no density: the p it comes to are moderate compared with the frequencies of the data, except for
/// γ = 0, which is Bernoulli's loss. Gradient in η: x (γ p (1 − p)^γ log p − (1 − p)^(γ+1)) + (1 − x) (p^(γ+1) −
/// γ (1 − p) p^γ log(1 − p)). Powers and logarithms are taken of η, so nothing is clipped.
///
/// @param gamma γ, at least 0; Lin et al. take 2
public record Focal(float gamma) implements Elementwise {
    public Focal {
        if (!(gamma >= 0) || Float.isInfinite(gamma)) {
            throw new IllegalArgumentException("gamma of focal must be at least 0 and finite, got " + gamma);
        }
    }

    /// With γ = 2.
    public Focal() {
        this(2f);
    }

    @Override
    public Domain domain(int column) {
        return Domain.UNIT;
    }

    @Override
    public Activation output() {
        return new Sigmoid();
    }

    @Override
    public double loss(float eta, float x) {
        return x * missed(-eta) + (1.0 - x) * missed(eta);
    }

    /// p^γ · −log(1 − p), the loss of a zero; that of a one is the same of −η.
    private double missed(double eta) {
        return Exponentials.exp(-gamma * Exponentials.softplus(-eta)) * Exponentials.softplus(eta);
    }

    /// The derivative of [#missed]: p^γ (γ (1 − p) · −log(1 − p) + p).
    private double slope(double eta) {
        double p = Exponentials.sigmoid(eta);
        double power = Exponentials.exp(-gamma * Exponentials.softplus(-eta));
        return power * (gamma * Exponentials.sigmoid(-eta) * Exponentials.softplus(eta) + p);
    }

    @Override
    public double lossAndGradient(
            float[] eta, int etaOffset, float[] x, int xOffset, float scale, float[] g, int gOffset, int n) {
        for (int j = 0; j < n; j++) {
            double z = eta[etaOffset + j];
            double target = x[xOffset + j];
            g[gOffset + j] = (float) (scale * ((1 - target) * slope(z) - target * slope(-z)));
        }
        return rowLoss(eta, etaOffset, x, xOffset, n);
    }
}
