package hourglass.objective;

import hourglass.matrix.Matrix;
import hourglass.random.Noise;

/// Random numbers of one cell, one after the other, each a function of (seed, row, column, how many came before).
final class Draws {
    /// From here on counts are drawn by rejection, below by adding up probabilities.
    private static final double LARGE_MEAN = 10;

    private final long key;
    private long drawn;

    Draws(long seed, long row, long column) {
        key = Noise.key(seed, Noise.Purpose.OBSERVATION, row, column);
    }

    /// x ~ p(x|η) for one cell.
    interface Cell {
        double draw(float eta, Draws draws);
    }

    /// Draws each cell from its own parameter.
    static void each(Matrix eta, long seed, long first, Matrix x, Cell cell) {
        for (int row = 0; row < x.rows(); row++) {
            for (int j = 0; j < x.columns(); j++) {
                x.set(row, j, (float) cell.draw(eta.get(row, j), new Draws(seed, first + row, j)));
            }
        }
    }

    /// x ~ p(x|η) for one cell with two parameters.
    interface TwoParameterCell {
        double draw(double first, double second, Draws draws);
    }

    /// Draws each cell from its own two parameters, which stand side by side.
    static void eachOfTwo(Matrix eta, long seed, long first, Matrix x, TwoParameterCell cell) {
        for (int row = 0; row < x.rows(); row++) {
            for (int j = 0; j < x.columns(); j++) {
                Draws draws = new Draws(seed, first + row, j);
                x.set(row, j, (float) cell.draw(eta.get(row, 2 * j), eta.get(row, 2 * j + 1), draws));
            }
        }
    }

    /// In [0, 1).
    double uniform() {
        return Noise.uniform(key, drawn++);
    }

    /// Standard normal.
    double gaussian() {
        return Noise.gaussian(key, drawn++);
    }

    /// With density e^−x.
    double exponential() {
        return -StrictMath.log(1 - uniform());
    }

    /// One of the places of p, whose n numbers from `offset` on are probabilities.
    int place(float[] p, int offset, int n) {
        double left = uniform();
        int place = 0;
        while (place < n - 1 && left >= p[offset + place]) {
            left -= p[offset + place];
            place++;
        }
        return place;
    }

    /// With density x^(shape − 1) e^−x / Γ(shape), by the third power of a normal number (Marsaglia and Tsang 2000, "A
    /// simple method for generating gamma variables"; section 6 for shapes below 1).
    double gamma(double shape) {
        if (shape < 1) {
            return gamma(shape + 1) * StrictMath.pow(1 - uniform(), 1 / shape);
        }
        double d = shape - 1.0 / 3;
        double c = 1 / Math.sqrt(9 * d);
        while (true) {
            double z = gaussian();
            double v = (1 + c * z) * (1 + c * z) * (1 + c * z);
            if (v > 0 && StrictMath.log(1 - uniform()) < 0.5 * z * z + d - d * v + d * StrictMath.log(v)) {
                return d * v;
            }
        }
    }

    /// A count with probabilities μ^k e^−μ / k!: by inversion, for large means by transformed rejection (Hörmann 1993,
    /// "The transformed rejection method for generating Poisson random variables", algorithm PTRS).
    double poisson(double mean) {
        return mean < LARGE_MEAN ? smallCount(mean) : largeCount(mean);
    }

    private double smallCount(double mean) {
        double probability = StrictMath.exp(-mean);
        double left = uniform();
        int count = 0;
        while (left >= probability && probability > 0) {
            left -= probability;
            count++;
            probability *= mean / count;
        }
        return count;
    }

    private double largeCount(double mean) {
        double b = 0.931 + 2.53 * Math.sqrt(mean);
        double a = -0.059 + 0.02483 * b;
        double inverseAlpha = 1.1239 + 1.1328 / (b - 3.4);
        double likely = 0.9277 - 3.6224 / (b - 2);
        while (true) {
            double u = uniform() - 0.5;
            double v = 1 - uniform();
            double distance = 0.5 - Math.abs(u);
            double count = Math.floor((2 * a / distance + b) * u + mean + 0.43);
            if (distance >= 0.07 && v <= likely) {
                return count;
            }
            boolean possible = count >= 0 && (distance >= 0.013 || v <= distance);
            if (possible
                    && StrictMath.log(v * inverseAlpha / (a / (distance * distance) + b))
                            <= count * StrictMath.log(mean) - mean - LogGamma.of(count + 1)) {
                return count;
            }
        }
    }
}
