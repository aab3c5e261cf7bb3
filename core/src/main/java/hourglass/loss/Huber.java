package hourglass.loss;

/// Mean of ½ e² where |e| ≤ δ, else δ |e| − ½ δ², with e = p − y (Huber 1964); slope e kept within ±δ.
///
/// @param delta δ > 0, where the parabola goes over into straight lines
public record Huber(double delta) implements Elementwise {
    public Huber {
        if (!(delta > 0) || Double.isInfinite(delta)) {
            throw new IllegalArgumentException("delta of huber must be above 0 and finite, got " + delta);
        }
    }

    /// With δ = 1.
    public Huber() {
        this(1);
    }

    /// With c = min(|e|, δ), both cases are c (|e| − ½ c).
    @Override
    public double term(double y, double p) {
        double size = Math.abs(p - y);
        double kept = Math.min(size, delta);
        return kept * (size - kept / 2);
    }

    @Override
    public double slope(double y, double p) {
        return Math.max(-delta, Math.min(delta, p - y));
    }
}
