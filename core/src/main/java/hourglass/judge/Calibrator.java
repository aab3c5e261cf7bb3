package hourglass.judge;

import hourglass.inference.Network;
import hourglass.matrix.Matrix;
import hourglass.objective.Elementwise;
import hourglass.objective.Likelihood;
import hourglass.objective.Mixed;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// Fits what a score needs besides the network: spreads, and scores to compare with, both on rows that the network in
/// question was not trained on.
public final class Calibrator {
    /// More scores to compare with would make a model file large and p-values no better.
    private static final int MOST_SCORES = 20_000;

    /// More columns that are alike are judged together only.
    private static final int MOST_ALIKE = 4096;

    private Calibrator() {}

    /// The η that rows are expected to have, each cell hidden when it is its turn.
    ///
    /// @param rows scaled, none of which the network was trained on
    /// @param columns the column of each variable
    public static Matrix expected(Network network, List<Integer> columns, Matrix rows) {
        return surprise(network, columns, provisional(objective(network))).expected(rows);
    }

    /// How each variable is judged.
    ///
    /// @param kept rows that were not trained on, scaled
    /// @param expected their η
    /// @param all rows to fit densities of single variables to, scaled
    public static List<CellJudge> judges(Mixed objective, Matrix kept, Matrix expected, Matrix all) {
        return IntStream.range(0, objective.columns().size())
                .parallel()
                .mapToObj(j -> {
                    Likelihood trained = objective.columns().get(j);
                    int first = objective.firstParameter(j);
                    Matrix eta = expected.columns(first, first + trained.parameters(1));
                    Matrix x = kept.columns(j, j + 1);
                    Likelihood given = Spreads.given(trained, eta, x);
                    return Spreads.judge(trained, given, all.columns(j, j + 1)).measured(eta, x);
                })
                .toList();
    }

    /// The score of each row when its η is known, each cell counted in full.
    public static double[] scores(List<CellJudge> judges, Matrix expected, Matrix rows) {
        return scoresOf(inFull(judges), expected, rows);
    }

    private static List<CellSurprise> inFull(List<CellJudge> judges) {
        return judges.stream().map(it -> new CellSurprise(it, 1, 0)).toList();
    }

    /// The score of each row when its η is known.
    public static double[] scoresOf(List<CellSurprise> cells, Matrix expected, Matrix rows) {
        double[] scores = new double[rows.rows()];
        int first = 0;
        for (int j = 0; j < cells.size(); j++) {
            int next = first + cells.get(j).parameters();
            add(cells.get(j).of(expected.columns(first, next), rows.columns(j, j + 1)), scores);
            first = next;
        }
        return scores;
    }

    /// How each column is judged where the network sees whole rows and one likelihood serves all columns; none if it
    /// cannot judge a column by itself.
    ///
    /// @param kept rows that were not trained on, scaled
    /// @param eta theirs
    /// @param all rows to fit densities of single columns to, scaled
    public static List<CellJudge> judgesAlike(Likelihood trained, Matrix kept, Matrix eta, Matrix all) {
        boolean byColumn = trained instanceof Elementwise it && it.joinsRows();
        if (!byColumn || kept.columns() > MOST_ALIKE) {
            return List.of();
        }
        return IntStream.range(0, kept.columns())
                .parallel()
                .mapToObj(j -> {
                    Matrix x = kept.columns(j, j + 1);
                    Matrix own = eta.columns(j, j + 1);
                    return Spreads.real(Spreads.given(trained, own, x), all.columns(j, j + 1))
                            .measured(own, x);
                })
                .toList();
    }

    private static void add(double[] more, double[] sums) {
        for (int row = 0; row < sums.length; row++) {
            sums[row] += more[row];
        }
    }

    /// Scores to compare with, thinned evenly if there are too many.
    public static Reference reference(double[] scores) {
        int count = Math.min(MOST_SCORES, scores.length);
        float[] kept = new float[count];
        for (int i = 0; i < count; i++) {
            kept[i] = (float) scores[(int) ((long) i * scores.length / count)];
        }
        return new Reference(kept);
    }

    private static Surprise surprise(Network network, List<Integer> columns, List<CellJudge> judges) {
        return new Surprise(network, inFull(judges), columns);
    }

    private static Mixed objective(Network network) {
        return (Mixed) network.architecture().objective();
    }

    /// Good enough to know how many parameters there are.
    private static List<CellJudge> provisional(Mixed objective) {
        return objective.columns().stream()
                .map(likelihood -> {
                    Double[] eta = new Double[likelihood.parameters(1)];
                    Arrays.fill(eta, 0.0);
                    return new CellJudge(likelihood, likelihood, Arrays.asList(eta), 0, 0);
                })
                .toList();
    }
}
