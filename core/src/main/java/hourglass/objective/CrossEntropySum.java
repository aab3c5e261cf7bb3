package hourglass.objective;

import hourglass.matrix.Exponentials;
import hourglass.matrix.Sums;
import java.util.Arrays;

/// Σ log(1 + e^−|ηᵢ|) + max(ηᵢ, 0) − xᵢ ηᵢ, in lanes side by side (see [Sums]). Logarithms cost more than all else, so
/// products of many 1 + e^−|ηᵢ|, numbers between 1 and 2, share one.
final class CrossEntropySum {
    /// Products of at most this many factors do not overflow.
    private static final int FACTORS = 1000;

    /// Lanes whose products share a logarithm.
    private static final int JOINED = 8;

    private final double[] product;
    private final double[] linear;
    private int factors;
    private double logarithms;

    /// @param terms how many there will be
    CrossEntropySum(int terms) {
        product = new double[Math.min(Sums.LANES, terms)];
        linear = new double[product.length];
        Arrays.fill(product, 1);
    }

    /// Adds n terms whose exponentials e^−|ηᵢ| are known.
    void add(float[] e, int eOffset, float[] eta, int etaOffset, float[] x, int xOffset, int n) {
        for (int start = 0; start < n; start += product.length) {
            int length = Math.min(product.length, n - start);
            makeRoom();
            multiply(product, e, eOffset + start, length);
            addLinear(linear, eta, etaOffset + start, x, xOffset + start, length);
        }
    }

    /// Adds n terms, with exponentials in double.
    void add(float[] eta, int etaOffset, float[] x, int xOffset, int n) {
        for (int start = 0; start < n; start += product.length) {
            int length = Math.min(product.length, n - start);
            makeRoom();
            multiplyExponentials(product, eta, etaOffset + start, length);
            addLinear(linear, eta, etaOffset + start, x, xOffset + start, length);
        }
    }

    double total() {
        takeLogarithms();
        return logarithms + Sums.ofLanes(linear);
    }

    private void makeRoom() {
        if (factors == FACTORS / JOINED) {
            takeLogarithms();
            Arrays.fill(product, 1);
            factors = 0;
        }
        factors++;
    }

    private void takeLogarithms() {
        for (int i = 0; i < product.length; i += JOINED) {
            double joined = 1;
            for (int k = i; k < Math.min(product.length, i + JOINED); k++) {
                joined *= product[k];
            }
            logarithms += StrictMath.log(joined);
        }
    }

    private static void multiply(double[] product, float[] e, int offset, int n) {
        for (int j = 0; j < n; j++) {
            product[j] *= 1.0 + e[offset + j];
        }
    }

    private static void multiplyExponentials(double[] product, float[] eta, int offset, int n) {
        for (int j = 0; j < n; j++) {
            product[j] *= 1 + Exponentials.expOfNegative(-Math.abs((double) eta[offset + j]));
        }
    }

    /// max(η, 0) − x η = (½ − x) η + ½ |η|.
    private static void addLinear(double[] sum, float[] eta, int etaOffset, float[] x, int xOffset, int n) {
        for (int j = 0; j < n; j++) {
            double value = eta[etaOffset + j];
            sum[j] += Math.fma(0.5 - x[xOffset + j], value, 0.5 * Math.abs(value));
        }
    }
}
