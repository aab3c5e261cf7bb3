package hourglass.cli;

import hourglass.column.Column;
import hourglass.judge.CellJudge;
import hourglass.model.Model;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// The columns that make rows strange, worst first.
///
/// @param all whether none is left out
record WorstColumns(Console console, Model model, boolean all) {
    private static final int MOST = 12;

    /// More are pixels and the like, of which the worst few are named in a line.
    private static final int MOST_ALIKE = 40;

    /// What columns of their own kinds add to the scores, beside what they have in rows that were not trained on.
    ///
    /// @param sums over rows, of each column of the schema
    void ofTable(double[] sums, int rows) {
        List<Column> columns = model.columns().schema().columns();
        List<CellJudge> judges = model.calibration().cells();
        Grid grid = new Grid("<>>>>");
        grid.add(List.of("strangest in", "nats per row", "share", "alone", "from others"));
        double[] alone = new double[sums.length];
        double[] given = new double[sums.length];
        int variable = 0;
        for (int j = 0; j < sums.length; j++) {
            int end = variable + columns.get(j).variables().size();
            List<CellJudge> own = judges.subList(variable, end);
            // A date has several numbers, a constant none.
            alone[j] = own.isEmpty()
                    ? Double.NaN
                    : own.stream().mapToDouble(CellJudge::lossAlone).sum();
            given[j] = own.isEmpty()
                    ? Double.NaN
                    : own.stream().mapToDouble(CellJudge::lossGiven).sum();
            variable = end;
        }
        double whole = whole(sums);
        List<Integer> order = worstFirst(sums);
        for (int j : order) {
            List<String> cells = cells(columns.get(j).name(), sums[j], rows, whole);
            cells.add(ColumnFacts.fixed(alone[j]));
            cells.add(ColumnFacts.fixed(given[j]));
            grid.add(cells);
        }
        print(grid, sums.length - order.size());
        console.print("  (alone, from others: -log p of a cell of rows that were not trained on)");
    }

    /// Columns taken alike.
    ///
    /// @param losses summed over rows
    void ofAlike(double[] losses, int rows) {
        List<String> names = model.columns().names();
        console.print("worst columns  " + ScoreSummary.worst(names, losses, rows) + " " + Summary.unit(model)
                + " per row (not less those of a perfect reconstruction)");
        if (losses.length > MOST_ALIKE && !all) {
            return;
        }
        Grid grid = new Grid("<>>");
        grid.add(List.of("worst first", Summary.unit(model) + " per row", "share"));
        double whole = whole(losses);
        List<Integer> order = worstFirst(losses);
        order.forEach(j -> grid.add(cells(names.get(j), losses[j], rows, whole)));
        print(grid, losses.length - order.size());
    }

    private List<Integer> worstFirst(double[] sums) {
        return IntStream.range(0, sums.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer j) -> -sums[j]))
                .limit(all ? sums.length : MOST)
                .toList();
    }

    /// Name, mean over rows and share of all columns; a share only of what is a sum of losses.
    private static List<String> cells(String name, double sum, int rows, double whole) {
        return new ArrayList<>(List.of(
                Grid.name(name), Numbers.significant(sum / rows), whole > 0 ? Numbers.percent(sum / whole) : "-"));
    }

    /// NaN if parts are below 0, as logarithms of densities can be.
    private static double whole(double[] sums) {
        return Arrays.stream(sums).allMatch(it -> it >= 0) ? Arrays.stream(sums).sum() : Double.NaN;
    }

    private void print(Grid grid, int more) {
        grid.lines().forEach(console::print);
        if (more > 0) {
            console.print("  … and " + Numbers.grouped(more) + " more, left out here: --all shows them");
        }
    }
}
