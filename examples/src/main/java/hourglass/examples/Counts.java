package hourglass.examples;

import hourglass.column.Kind;
import hourglass.column.Schema;
import hourglass.data.DataFile;
import hourglass.judge.CellJudge;
import hourglass.judge.Surprise;
import hourglass.matrix.Kernels;
import hourglass.matrix.Matrix;
import hourglass.model.Advice;
import hourglass.model.Advisor;
import hourglass.model.Model;
import hourglass.model.Prepared;
import hourglass.model.Table;
import hourglass.model.Wishes;
import hourglass.network.Architecture;
import hourglass.objective.Gaussian;
import hourglass.objective.Likelihood;
import hourglass.objective.Mixed;
import hourglass.objective.Poisson;
import hourglass.random.Noise;
import hourglass.table.Frame;
import hourglass.train.Recipe;
import hourglass.train.TrainingRun;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/// Which likelihood suits the counts of a table: −log p of the counts of rows that were kept back, each given the rest
/// of its row, in nats per row, summed over the columns of counts, constants included. Four fifths of the rows are
/// trained on.
///
/// `Counts FILE…`: tables, whose columns of counts are judged by the model of the defaults (negative binomial), by the
/// same network trained with Poisson's likelihood, and by one that takes them for real numbers under a Gaussian. A
/// Gaussian has a density; to be comparable it is one of whole numbers here ([WholeNumbers]). Matrices of counts: see
/// [CountMatrices].
public final class Counts {
    static final long SEED = 1;
    private static final int ONE_OF_HELD_OUT = 5;

    /// Nats per kept row of a column of counts.
    ///
    /// @param alone by a negative binomial of the column, without the rest of the row
    record Nats(String column, double alone, double negativeBinomial, double poisson, double gaussian) {
        static Nats sum(List<Nats> columns) {
            return new Nats(
                    "all " + columns.size(),
                    columns.stream().mapToDouble(Nats::alone).sum(),
                    columns.stream().mapToDouble(Nats::negativeBinomial).sum(),
                    columns.stream().mapToDouble(Nats::poisson).sum(),
                    columns.stream().mapToDouble(Nats::gaussian).sum());
        }

        private void print(Path file) {
            System.out.printf(
                    Locale.ROOT,
                    "| %s | %s | %.3f | %.3f | %.3f | %.3f |%n",
                    file.getFileName(),
                    column,
                    alone,
                    negativeBinomial,
                    poisson,
                    gaussian);
        }
    }

    private Counts() {}

    public static void main(String[] arguments) {
        System.out.println("| table | counts | each alone | negative binomial (default) | Poisson | Gaussian |\n|"
                + " --- |".repeat(6));
        for (String argument : arguments) {
            Path file = Path.of(argument);
            List<Nats> columns = nats(DataFile.read(file));
            columns.forEach(it -> it.print(file));
            Nats.sum(columns).print(file);
        }
    }

    /// Places of rows in random order, the kept ones first.
    static int[] order(int rows) {
        return Noise.permutation(Noise.key(SEED, Noise.Purpose.SPLIT, 0, 0), rows);
    }

    static int[] kept(int[] order) {
        return Arrays.copyOf(order, order.length / ONE_OF_HELD_OUT);
    }

    static int[] learned(int[] order) {
        return Arrays.copyOfRange(order, order.length / ONE_OF_HELD_OUT, order.length);
    }

    /// The nats of each column of counts.
    static List<Nats> nats(Frame table) {
        int[] order = order(table.rows());
        Frame kept = table.select(kept(order));
        Frame learned = table.select(learned(order));
        Schema counts = Schema.of(learned);
        int[] places = IntStream.range(0, counts.variables().size())
                .filter(j -> counts.variables().get(j).kind() instanceof Kind.Count)
                .toArray();
        Schema reals = counts;
        for (int j : places) {
            reals = reals.with(counts.variables().get(j).column().name(), new Kind.Real());
        }
        Judged byDefault = new Judged(trained(learned, counts, places, Optional.empty()), kept);
        Judged byPoisson = new Judged(trained(learned, counts, places, Optional.of(new Poisson())), kept);
        Model real = trained(learned, reals, places, Optional.of(new Gaussian()));
        Judged byGaussian = new Judged(real, kept);
        Judged ofLearned = new Judged(real, learned);
        double rows = kept.rows();
        List<Nats> nats = new ArrayList<>();
        for (int j : places) {
            CellJudge judge = byDefault.model().calibration().cells().get(j);
            nats.add(new Nats(
                    counts.variables().get(j).name(),
                    nats(judge.alone(), byDefault.constant(judge.eta()), byDefault.counts(j)) / rows,
                    nats(judge.given(), byDefault.eta(j), byDefault.counts(j)) / rows,
                    nats(new Poisson(), byPoisson.eta(j), byPoisson.counts(j)) / rows,
                    gaussianNats(byGaussian.means(j), byGaussian.counts(j), ofLearned.deviation(j)) / rows));
        }
        return nats;
    }

    /// A model as by default but for the likelihood of some of its variables.
    private static Model trained(Frame rows, Schema schema, int[] places, Optional<Likelihood> likelihood) {
        Table table = Table.of(rows, schema);
        Advice advice = Advisor.advise(table, Wishes.none());
        Architecture advised = advice.recipe().architecture();
        Likelihood[] columns = ((Mixed) advised.objective()).columns().toArray(Likelihood[]::new);
        likelihood.ifPresent(it -> IntStream.of(places).forEach(j -> columns[j] = it));
        Architecture architecture = new Architecture(
                advised.features(), advised.encoder(), advised.decoder(), new Mixed(Arrays.asList(columns)));
        Recipe recipe = new Recipe(architecture, advice.recipe().training());
        Prepared prepared = Prepared.of(table, advice.withRecipe(recipe));
        try (TrainingRun run = TrainingRun.start(
                recipe,
                prepared.training(),
                prepared.validation(),
                Kernels.fastest().kernels(),
                Runtime.getRuntime().availableProcessors())) {
            while (run.advance()) {}
            return Model.of(prepared, run, "", Optional.empty());
        }
    }

    /// −log p, summed over rows.
    ///
    /// @param eta (rows × 1)
    /// @param counts (rows × 1)
    private static double nats(Likelihood density, Matrix eta, Matrix counts) {
        double[] losses = new double[counts.rows()];
        density.lossPerRow(eta, counts, losses, 0);
        return Arrays.stream(losses).sum() + density.constant(counts);
    }

    private static double gaussianNats(double[] means, Matrix counts, double deviation) {
        return IntStream.range(0, means.length)
                .filter(row -> !Float.isNaN(counts.get(row, 0)))
                .mapToDouble(row -> -WholeNumbers.logProbability(means[row], deviation, counts.get(row, 0)))
                .sum();
    }

    /// What a model expects of the cells of rows, each given the rest of its row.
    ///
    /// @param cells as they were read (rows × variables)
    /// @param expected η
    private record Judged(Model model, Surprise surprise, Matrix cells, Matrix expected) {
        Judged(Model model, Frame rows) {
            this(
                    model,
                    new Surprise(
                            model.network(),
                            model.calibration()
                                    .surprises(
                                            new double
                                                    [model.calibration().cells().size()]),
                            model.columns().schema().columnsOfVariables()),
                    model.columns().schema().read(rows, model.match(rows)).rows());
        }

        private Judged(Model model, Surprise surprise, Matrix cells) {
            this(model, surprise, cells, surprise.expected(model.columns().encode(cells)));
        }

        Matrix counts(int variable) {
            return cells.columns(variable, variable + 1);
        }

        Matrix eta(int variable) {
            return surprise.of(expected, variable);
        }

        /// The same η for every row.
        Matrix constant(List<Double> eta) {
            Matrix same = Matrix.zeros(cells.rows(), 1);
            same.fill(eta.getFirst().floatValue());
            return same;
        }

        /// What is expected of a number, in its own units.
        double[] means(int variable) {
            double offset = model.columns().scaling().offsets()[variable];
            double scale = model.columns().scaling().scales()[variable];
            Matrix eta = eta(variable);
            return IntStream.range(0, cells.rows())
                    .mapToDouble(row -> offset + scale * eta.get(row, 0))
                    .toArray();
        }

        /// The root mean square of what a number differs by from what is expected.
        double deviation(int variable) {
            double[] means = means(variable);
            return Math.sqrt(IntStream.range(0, means.length)
                    .filter(row -> !Float.isNaN(cells.get(row, variable)))
                    .mapToDouble(row -> Math.pow(cells.get(row, variable) - means[row], 2))
                    .average()
                    .orElseThrow());
        }
    }
}
