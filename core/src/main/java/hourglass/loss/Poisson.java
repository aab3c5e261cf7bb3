package hourglass.loss;

/// Mean of p − y log(p + ε): −log of the Poisson distribution with mean p without its term log y!, so that it can be
/// negative. Slope 1 − y / (p + ε). NaN from p < −ε on: ε is added, nothing is clipped.
public record Poisson() implements Elementwise {
    @Override
    public double term(double y, double p) {
        return p - y * StrictMath.log(p + Clip.EPSILON);
    }

    @Override
    public double slope(double y, double p) {
        return 1 - y / (p + Clip.EPSILON);
    }
}
