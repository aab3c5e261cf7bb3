package hourglass.judge;

import hourglass.matrix.Matrix;
import hourglass.objective.Bernoulli;
import hourglass.objective.ClassIndices;
import hourglass.objective.Gaussian;
import hourglass.objective.Likelihood;
import hourglass.objective.NegativeBinomial;
import hourglass.objective.Poisson;
import hourglass.objective.StudentT;
import hourglass.objective.VonMises;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/// Finds what a density leaves open, its spread, from cells and what was expected of them: by maximum likelihood.
final class Spreads {
    /// Degrees of freedom tried: from tails without a variance to nearly none.
    private static final double[] DEGREES = {1, 2, 4, 8, 16, 64};

    /// At most so many, or until a scale moves by less than [#PRECISION].
    private static final int STEPS = 60;

    private static final double PRECISION = 1e-5;
    private static final int MOST_COUNTS = 2000;
    private static final double SMALLEST_SCALE = 0.02;
    private static final double SMALLEST_DISPERSION = 1e-4;
    private static final double LARGEST_DISPERSION = 100;
    private static final double ENDS = 0.005;
    private static final double GOLDEN = (Math.sqrt(5) - 1) / 2;

    private Spreads() {}

    /// A density like the trained one with its spread fitted.
    ///
    /// @param eta (rows × parameters) of rows that were not trained on
    /// @param x (rows × 1); NaN is passed over
    static Likelihood given(Likelihood trained, Matrix eta, Matrix x) {
        int[] rows = observed(x);
        if (rows.length == 0) {
            return trained;
        }
        return switch (trained) {
            case StudentT it -> studentT(residuals(rows, eta, x));
            case Gaussian it -> studentT(residuals(rows, eta, x));
            case NegativeBinomial it -> counts(rows, eta, x);
            case Poisson it -> counts(rows, eta, x);
            default -> trained;
        };
    }

    /// The mean of what cells lie above their expectation, the ends counted as their limits, so that a few errors in a
    /// table do not move what is filled into its holes; 0 if nothing is observed.
    static double lean(Matrix eta, Matrix x) {
        double[] sorted = residuals(observed(x), eta, x);
        Arrays.sort(sorted);
        int cut = (int) (ENDS * sorted.length);
        return IntStream.range(0, sorted.length)
                .mapToDouble(i -> sorted[Math.clamp(i, cut, sorted.length - 1 - cut)])
                .average()
                .orElse(0);
    }

    private static double[] residuals(int[] rows, Matrix eta, Matrix x) {
        return IntStream.of(rows)
                .mapToDouble(row -> (double) x.get(row, 0) - eta.get(row, 0))
                .toArray();
    }

    /// A number by itself, whatever it was trained as.
    static CellJudge real(Likelihood given, Matrix x) {
        int[] rows = observed(x);
        return real(given, IntStream.of(rows).mapToDouble(row -> x.get(row, 0)).toArray());
    }

    /// The variable by itself.
    static CellJudge judge(Likelihood trained, Likelihood given, Matrix x) {
        int[] rows = observed(x);
        double[] values = IntStream.of(rows).mapToDouble(row -> x.get(row, 0)).toArray();
        return switch (trained) {
            case StudentT it -> real(given, values);
            case Gaussian it -> real(given, values);
            case NegativeBinomial it -> count(given, values);
            case Poisson it -> count(given, values);
            case Bernoulli it -> {
                double share = (Arrays.stream(values).sum() + 0.5) / (values.length + 1);
                yield judge(given, it, List.of(Math.log(share / (1 - share))));
            }
            case ClassIndices it -> judge(given, it, logShares(values, it.classes()));
            case VonMises it -> judge(given, it, direction(values));
            default -> throw new IllegalStateException("no density of a column alone for " + trained.name());
        };
    }

    private static CellJudge judge(Likelihood given, Likelihood alone, List<Double> eta) {
        return new CellJudge(given, alone, eta, 0, 0);
    }

    private static CellJudge real(Likelihood given, double[] values) {
        double center = median(values);
        double[] differences = Arrays.stream(values).map(it -> it - center).toArray();
        return judge(given, studentT(differences), List.of(center));
    }

    private static CellJudge count(Likelihood given, double[] values) {
        double mean = Math.max(1e-3, Arrays.stream(values).average().orElse(0));
        Matrix eta = Matrix.zeros(values.length, 1);
        eta.fill((float) Math.log(mean));
        Matrix x = Matrix.zeros(values.length, 1);
        IntStream.range(0, values.length).forEach(row -> x.set(row, 0, (float) values[row]));
        return judge(given, counts(IntStream.range(0, values.length).toArray(), eta, x), List.of(Math.log(mean)));
    }

    private static List<Double> logShares(double[] values, int classes) {
        double[] counts = new double[classes];
        Arrays.fill(counts, 0.5);
        Arrays.stream(values).forEach(value -> counts[(int) value]++);
        double all = Arrays.stream(counts).sum();
        return Arrays.stream(counts).mapToObj(it -> Math.log(it / all)).toList();
    }

    /// κ from the mean length of the directions by Banerjee et al. 2005, "Clustering on the unit hypersphere using von
    /// Mises-Fisher distributions", eq. 4.4 with d = 2.
    private static List<Double> direction(double[] angles) {
        double c = Arrays.stream(angles).map(Math::cos).average().orElse(0);
        double s = Arrays.stream(angles).map(Math::sin).average().orElse(0);
        double length = Math.min(0.999, Math.hypot(c, s));
        double concentration = length * (2 - length * length) / (1 - length * length);
        double scale = length == 0 ? 0 : concentration / Math.hypot(c, s);
        return List.of(c * scale, s * scale);
    }

    /// Student's t with centre 0: for each number of degrees of freedom the scale by expectation and maximisation (Liu
    /// and Rubin 1995, "ML estimation of the t distribution using EM and its extensions"), then the likeliest of them.
    static StudentT studentT(double[] residuals) {
        double[] sizes = Arrays.stream(residuals).map(Math::abs).toArray();
        double typical = Math.max(SMALLEST_SCALE, 1.4826 * median(sizes));
        StudentT best = new StudentT((float) DEGREES[0], (float) typical);
        double least = Double.POSITIVE_INFINITY;
        double square = typical * typical;
        for (double degrees : DEGREES) {
            square = square(residuals, degrees, square);
            StudentT candidate = new StudentT((float) degrees, (float) Math.sqrt(square));
            double loss = loss(candidate, residuals);
            if (loss < least) {
                least = loss;
                best = candidate;
            }
        }
        return best;
    }

    /// The square of the scale for a number of degrees of freedom.
    ///
    /// @param from where to start: what suits the number before is near
    private static double square(double[] residuals, double degrees, double from) {
        double square = from;
        for (int step = 0; step < STEPS; step++) {
            double sum = 0;
            for (double residual : residuals) {
                double r = residual * residual;
                sum += (degrees + 1) * r / (degrees + r / square);
            }
            double next = Math.max(SMALLEST_SCALE * SMALLEST_SCALE, sum / residuals.length);
            boolean isSame = Math.abs(next - square) <= PRECISION * square;
            square = next;
            if (isSame) {
                break;
            }
        }
        return square;
    }

    private static double loss(StudentT density, double[] residuals) {
        Matrix one = Matrix.zeros(1, 1);
        return density.constant(one) * residuals.length
                + DoubleStream.of(residuals)
                        .map(it -> density.loss(0, (float) it))
                        .sum();
    }

    /// The dispersion of counts, by golden section over its logarithm.
    private static NegativeBinomial counts(int[] all, Matrix eta, Matrix x) {
        int[] rows = IntStream.range(0, Math.min(all.length, MOST_COUNTS))
                .map(i -> all[(int) ((long) i * all.length / Math.min(all.length, MOST_COUNTS))])
                .toArray();
        DoubleUnaryOperator loss = logDispersion -> {
            NegativeBinomial density = new NegativeBinomial((float) Math.exp(logDispersion));
            double sum = 0;
            for (int row : rows) {
                Matrix one = x.rows(row, row + 1);
                sum += density.loss(eta.get(row, 0), x.get(row, 0)) + density.constant(one);
            }
            return sum;
        };
        double low = Math.log(SMALLEST_DISPERSION);
        double high = Math.log(LARGEST_DISPERSION);
        while (high - low > 0.02) {
            double a = high - GOLDEN * (high - low);
            double b = low + GOLDEN * (high - low);
            if (loss.applyAsDouble(a) < loss.applyAsDouble(b)) {
                high = b;
            } else {
                low = a;
            }
        }
        return new NegativeBinomial((float) Math.exp((low + high) / 2));
    }

    private static int[] observed(Matrix x) {
        List<Integer> rows = new ArrayList<>();
        for (int row = 0; row < x.rows(); row++) {
            if (!Float.isNaN(x.get(row, 0))) {
                rows.add(row);
            }
        }
        return rows.stream().mapToInt(Integer::intValue).toArray();
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted.length == 0 ? 0 : sorted[sorted.length / 2];
    }
}
