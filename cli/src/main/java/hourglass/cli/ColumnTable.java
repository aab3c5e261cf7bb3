package hourglass.cli;

import hourglass.column.Variable;
import hourglass.judge.CellJudge;
import hourglass.model.Model;
import java.util.List;
import java.util.Locale;

/// How well each column can be told from the others: its loss beside that of its own distribution.
final class ColumnTable {
    private static final int MOST = 40;
    private static final int WIDEST_NAME = 26;

    private ColumnTable() {}

    /// Nothing for a model that judges rows as a whole.
    static void print(Console console, Model model) {
        if (!model.readsHoles()) {
            return;
        }
        List<Variable> variables = model.columns().schema().variables();
        List<CellJudge> cells = model.calibration().cells();
        console.print("");
        console.print(String.format(Locale.ROOT, "  %-26s %12s %12s", "nats by column", "alone", "from others"));
        for (int j = 0; j < Math.min(MOST, cells.size()); j++) {
            CellJudge cell = cells.get(j);
            console.print(String.format(
                    Locale.ROOT,
                    "  %-26s %12s %12s%s",
                    shortened(variables.get(j).name()),
                    fixed(cell.lossAlone()),
                    fixed(cell.lossGiven()),
                    cell.lossGiven() < cell.lossAlone() - 0.01 ? "" : "  (the others say nothing of it)"));
        }
        if (cells.size() > MOST) {
            console.print("  … and " + (cells.size() - MOST) + " more columns");
        }
    }

    private static String fixed(double nats) {
        return Double.isNaN(nats) ? "-" : String.format(Locale.ROOT, "%.3f", nats);
    }

    private static String shortened(String name) {
        return name.length() <= WIDEST_NAME ? name : name.substring(0, WIDEST_NAME - 1) + "…";
    }
}
