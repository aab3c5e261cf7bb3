package hourglass.loss;

/// Mean of (p − y)², without the ½ of the lecture's autoencoder loss; slope 2 (p − y).
public record MeanSquaredError() implements Elementwise {
    @Override
    public String name() {
        return "mean_squared_error";
    }

    @Override
    public double term(double y, double p) {
        return (p - y) * (p - y);
    }

    @Override
    public double slope(double y, double p) {
        return 2 * (p - y);
    }
}
