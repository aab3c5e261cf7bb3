package hourglass.activation;

import hourglass.matrix.Exponentials;

/// z σ(z), also called swish (Elfwing, Uchibe, Doya 2018, eq. 8; Ramachandran, Zoph, Le 2017); derivative
/// σ(z) (1 + z (1 − σ(z))).
public record Silu() implements Activation {
    @Override
    public boolean needsInput() {
        return true;
    }

    @Override
    public void forward(float[] z, float[] y, int offset, int n) {
        for (int j = 0; j < n; j++) {
            float input = z[offset + j];
            y[offset + j] = (float) (input * Exponentials.sigmoid(input));
        }
    }

    @Override
    public void backward(float[] z, float[] y, float[] g, int offset, int n) {
        for (int j = 0; j < n; j++) {
            double s = Exponentials.sigmoid(z[offset + j]);
            g[offset + j] *= (float) (s * (1 + z[offset + j] * (1 - s)));
        }
    }
}
