package hourglass.objective;

import hourglass.activation.Activation;
import hourglass.activation.Linear;
import hourglass.matrix.Matrix;
import hourglass.random.Noise;
import java.util.Arrays;
import java.util.List;

/// Rows of a table whose columns are of several kinds, independent of one another given η: a likelihood for each column
/// of x, in order. A class is one column, its index ([ClassIndices]); yes or no is 0 or 1 ([Bernoulli]). The loss is
/// the sum over columns, −log p(x|μ) of the whole row less the constants.
///
/// In η the parameters of each column, as many as its likelihood has for one column, follow those of the column before.
///
/// Columns of one [Elementwise] likelihood are judged together by its own loops, their observed cells moved side by
/// side, a thousand or so at a time.
///
/// @param columns one likelihood for each column, at least one
public record Mixed(List<Likelihood> columns) implements Likelihood {
    private static final Linear NONE = new Linear();

    public Mixed {
        columns = List.copyOf(columns);
        if (columns.isEmpty()) {
            throw new IllegalArgumentException("mixed needs a likelihood for at least 1 column, got none");
        }
        for (Likelihood column : columns) {
            if (column.parameters(1) < 1 || (column instanceof Elementwise it && !it.joinsRows())) {
                throw new IllegalArgumentException("a column of mixed is judged by itself, which " + column
                        + " cannot: its columns share something");
            }
        }
    }

    @Override
    public int parameters(int count) {
        if (count != columns.size()) {
            throw new IllegalArgumentException(
                    "mixed has a likelihood for each of " + columns.size() + " columns, got " + count);
        }
        int sum = 0;
        for (Likelihood column : columns) {
            sum = Math.addExact(sum, column.parameters(1));
        }
        return sum;
    }

    @Override
    public Domain domain(int column) {
        return columns.get(column).domain(0);
    }

    @Override
    public Scale needs(int column) {
        return columns.get(column).needs(0);
    }

    /// That of all columns together, which is none: each has its own.
    @Override
    public Activation output() {
        return NONE;
    }

    /// Where the parameters of a column stand in η.
    ///
    /// @return the index of the first; for the number of columns the number of parameters
    public int firstParameter(int column) {
        int first = 0;
        for (Likelihood before : columns.subList(0, column)) {
            first += before.parameters(1);
        }
        return first;
    }

    /// What a column is judged by.
    private interface Judge {
        /// @param eta the parameters of the column
        /// @param x the column
        void judge(int column, Likelihood likelihood, Matrix eta, Matrix x);
    }

    private void forEach(Matrix eta, Matrix x, Judge judge) {
        requireColumns(x);
        int from = 0;
        for (int column = 0; column < columns.size(); column++) {
            Likelihood likelihood = columns.get(column);
            int to = from + likelihood.parameters(1);
            judge.judge(column, likelihood, eta.columns(from, to), x.columns(column, column + 1));
            from = to;
        }
    }

    private void requireColumns(Matrix x) {
        if (x.columns() != columns.size()) {
            throw new IllegalArgumentException(
                    "mixed has a likelihood for each of " + columns.size() + " columns, got " + x.columns());
        }
    }

    @Override
    public double loss(Matrix eta, Matrix x, float scale, Matrix gradient) {
        requireColumns(x);
        if (columns.getFirst() instanceof Elementwise first && isPlain(first) && ObservedCells.areAll(x)) {
            return first.loss(eta, x, scale, gradient);
        }
        double sum = 0;
        MixedCells cells = new MixedCells(eta, x, scale, gradient);
        boolean[] isDone = new boolean[columns.size()];
        int from = 0;
        for (int column = 0; column < columns.size(); column++) {
            Likelihood likelihood = columns.get(column);
            int to = from + likelihood.parameters(1);
            if (!(likelihood instanceof Elementwise elementwise)) {
                sum += likelihood.loss(
                        eta.columns(from, to), x.columns(column, column + 1), scale, gradient.columns(from, to));
            } else if (!isDone[column]) {
                sum += cells.loss(elementwise, members(column, from, isDone));
            }
            from = to;
        }
        return sum;
    }

    private boolean isPlain(Elementwise first) {
        return columns.stream().allMatch(first::equals);
    }

    /// The columns from one on that have its likelihood, each followed by the place of its parameter in η.
    private int[] members(int column, int parameter, boolean[] isDone) {
        int[] members = new int[2 * (columns.size() - column)];
        int count = 0;
        int at = parameter;
        for (int j = column; j < columns.size(); j++) {
            if (!isDone[j] && columns.get(j).equals(columns.get(column))) {
                members[count++] = j;
                members[count++] = at;
                isDone[j] = true;
            }
            at += columns.get(j).parameters(1);
        }
        return Arrays.copyOf(members, count);
    }

    @Override
    public void lossPerRow(Matrix eta, Matrix x, double[] losses, int from) {
        double[] ofColumn = new double[x.rows()];
        Arrays.fill(losses, from, from + x.rows(), 0);
        forEach(eta, x, (column, likelihood, own, cells) -> {
            likelihood.lossPerRow(own, cells, ofColumn, 0);
            for (int row = 0; row < ofColumn.length; row++) {
                losses[from + row] += ofColumn[row];
            }
        });
    }

    @Override
    public void addLossPerColumn(Matrix eta, Matrix x, double[] losses) {
        double[] ofColumn = new double[1];
        forEach(eta, x, (column, likelihood, own, cells) -> {
            ofColumn[0] = 0;
            likelihood.addLossPerColumn(own, cells, ofColumn);
            losses[column] += ofColumn[0];
        });
    }

    @Override
    public void mean(Matrix eta, Matrix mean) {
        forEach(eta, mean, (column, likelihood, own, cells) -> likelihood.mean(own, cells));
    }

    @Override
    public void expose(Matrix mean, Matrix x) {
        requireColumns(x);
        for (int column = 0; column < columns.size(); column++) {
            columns.get(column).expose(mean.columns(column, column + 1), x.columns(column, column + 1));
        }
    }

    @Override
    public void link(Matrix mean, Matrix eta) {
        forEach(eta, mean, (column, likelihood, own, cells) -> likelihood.link(cells, own));
    }

    @Override
    public double constant(Matrix x) {
        requireColumns(x);
        double sum = 0;
        for (int column = 0; column < columns.size(); column++) {
            sum += columns.get(column).constant(x.columns(column, column + 1));
        }
        return sum;
    }

    /// Each column is the first one to its likelihood, so each has a seed of its own.
    @Override
    public void sample(Matrix eta, long seed, long first, Matrix x) {
        forEach(
                eta,
                x,
                (column, likelihood, own, cells) -> likelihood.sample(own, Noise.bits(seed, column), first, cells));
    }
}
