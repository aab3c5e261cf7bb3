package hourglass.loss;

import hourglass.json.Word;

/// Mean of (p − y)², without the ½ of the lecture's autoencoder loss; slope 2 (p − y).
@Word(alias = "mse")
public record MeanSquaredError() implements Elementwise {
    @Override
    public double term(double y, double p) {
        return (p - y) * (p - y);
    }

    @Override
    public double slope(double y, double p) {
        return 2 * (p - y);
    }
}
