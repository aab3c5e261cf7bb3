package hourglass.examples;

import hourglass.matrix.Matrix;
import hourglass.model.Model;
import hourglass.model.Table;
import hourglass.model.Wishes;
import hourglass.objective.Gaussian;
import hourglass.objective.Likelihood;
import hourglass.objective.NegativeBinomial;
import hourglass.objective.Poisson;
import hourglass.table.ValueType;
import hourglass.train.Split;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/// Which likelihood suits a matrix of counts, its columns taken alike: −log p of rows that were kept back given their
/// codes, in nats per row, summed over columns, constants included, where four fifths of the rows are trained on.
/// Beside them what needs no network: Poisson with the row's total times the column's share of all counts, which
/// likewise is told something of the row it judges.
///
/// The dispersion of the negative binomials is the one that is likeliest where the means are such totals times shares.
///
/// `CountMatrices FILE…`: bags of words and cells by genes ([SparseCounts]).
public final class CountMatrices {
    private static final double SMOOTHING = 0.5;
    private static final List<Float> DISPERSIONS = List.of(0.01f, 0.02f, 0.05f, 0.1f, 0.2f, 0.5f, 1f, 2f, 5f);

    private CountMatrices() {}

    public static void main(String[] arguments) throws IOException {
        System.out.println(
                "| matrix | rows kept back | columns | dispersion | total × share | Poisson | negative binomial |"
                        + " with the row's total | Gaussian |\n|" + " --- |".repeat(9));
        for (String argument : arguments) {
            Path file = Path.of(argument);
            print(file.getFileName().toString(), SparseCounts.read(file));
        }
    }

    private static void print(String name, Matrix counts) {
        int[] order = Counts.order(counts.rows());
        Matrix kept = Split.select(counts, Counts.kept(order));
        Matrix learned = Split.select(counts, Counts.learned(order));
        float typicalTotal = (float) (sum(learned) / learned.rows());
        float dispersion = DISPERSIONS.stream()
                .min(Comparator.comparingDouble(it -> totalTimesShare(new NegativeBinomial(it), learned, learned)))
                .orElseThrow();
        System.out.printf(
                Locale.ROOT,
                "| %s | %d | %d | %s | %.2f |",
                name,
                kept.rows(),
                kept.columns(),
                dispersion,
                totalTimesShare(new Poisson(), learned, kept));
        for (Likelihood likelihood : List.of(
                new Poisson(), new NegativeBinomial(dispersion), new NegativeBinomial(dispersion, typicalTotal))) {
            System.out.printf(Locale.ROOT, " %.2f |", nats(likelihood, trained(learned, likelihood), kept));
        }
        System.out.printf(Locale.ROOT, " %.2f |%n", gaussianNats(learned, kept));
    }

    private static Model trained(Matrix learned, Likelihood likelihood) {
        List<String> names = IntStream.range(0, learned.columns())
                .mapToObj(j -> "column" + j)
                .toList();
        Table table = new Table(names, List.of(names.size()), ValueType.REAL, learned, List.of());
        return Model.train(table, Wishes.none().withObjective(likelihood));
    }

    /// −log p(x | code of x) per row.
    private static double nats(Likelihood likelihood, Model model, Matrix rows) {
        Matrix eta = Matrix.zeros(rows.rows(), rows.columns());
        model.network()
                .forEachEta(
                        model.columns().encode(rows),
                        (some, first) -> eta.rows(first, first + some.rows()).copyFrom(some));
        return nats(likelihood, eta, rows);
    }

    private static double nats(Likelihood likelihood, Matrix eta, Matrix rows) {
        double[] losses = new double[rows.rows()];
        likelihood.lossPerRow(eta, rows, losses, 0);
        return (Arrays.stream(losses).sum() + likelihood.constant(rows)) / rows.rows();
    }

    /// Nats per row of a density whose means are the row's total times the column's share.
    static double totalTimesShare(Likelihood density, Matrix learned, Matrix judged) {
        double[] columns = new double[learned.columns()];
        for (int row = 0; row < learned.rows(); row++) {
            for (int j = 0; j < columns.length; j++) {
                columns[j] += learned.get(row, j);
            }
        }
        double all = Arrays.stream(columns).sum() + SMOOTHING * columns.length;
        Matrix eta = Matrix.zeros(judged.rows(), columns.length);
        for (int row = 0; row < judged.rows(); row++) {
            double total = sum(judged.rows(row, row + 1));
            for (int j = 0; j < columns.length; j++) {
                eta.set(row, j, (float) Math.log(Math.max(total, SMOOTHING) * (columns[j] + SMOOTHING) / all));
            }
        }
        return nats(density, eta, judged);
    }

    /// The better of one spread for all columns and one for each, both fitted to rows that the weights were not fitted
    /// to.
    private static double gaussianNats(Matrix learned, Matrix kept) {
        Model model = trained(learned, new Gaussian());
        Matrix judges = Split.select(
                learned, Split.of(learned.rows(), model.recipe().training()).validation());
        Matrix expected = model.reconstruct(judges);
        double[] squares = new double[kept.columns()];
        for (int row = 0; row < judges.rows(); row++) {
            for (int j = 0; j < squares.length; j++) {
                squares[j] += Math.pow(judges.get(row, j) - expected.get(row, j), 2);
            }
        }
        double common = Arrays.stream(squares).sum() / squares.length / judges.rows();
        double[] alike = new double[squares.length];
        Arrays.fill(alike, Math.sqrt(common));
        // As if one more row differed as a typical cell does: rare columns may have no other.
        double[] own = Arrays.stream(squares)
                .map(it -> Math.sqrt((it + common) / (judges.rows() + 1)))
                .toArray();
        Matrix means = model.reconstruct(kept);
        ToDoubleFunction<double[]> nats = deviations -> {
            double sum = 0;
            for (int row = 0; row < kept.rows(); row++) {
                for (int j = 0; j < deviations.length; j++) {
                    sum -= WholeNumbers.logProbability(means.get(row, j), deviations[j], kept.get(row, j));
                }
            }
            return sum / kept.rows();
        };
        return Math.min(nats.applyAsDouble(alike), nats.applyAsDouble(own));
    }

    private static double sum(Matrix counts) {
        double sum = 0;
        for (int row = 0; row < counts.rows(); row++) {
            for (int j = 0; j < counts.columns(); j++) {
                sum += counts.get(row, j);
            }
        }
        return sum;
    }
}
