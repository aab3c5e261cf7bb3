package hourglass.cli;

import hourglass.model.Model;
import java.util.List;
import java.util.Locale;

/// How well each column can be told from the others: its loss beside that of its own distribution.
final class ColumnTable {
    private static final int MOST = 40;

    private ColumnTable() {}

    /// Nothing for a model that judges rows as a whole.
    static void print(Console console, Model model) {
        if (!model.readsHoles() || model.calibration().cells().isEmpty()) {
            return;
        }
        List<ColumnFacts> columns =
                ColumnFacts.of(model).stream().filter(ColumnFacts::isRead).toList();
        console.print("");
        console.print(line("nats by column", "alone", "from others"));
        for (ColumnFacts it : columns.subList(0, Math.min(MOST, columns.size()))) {
            double alone = it.natsAlone();
            double given = it.natsFromOthers();
            console.print(line(Grid.name(it.name()), ColumnFacts.fixed(alone), ColumnFacts.fixed(given))
                    + (given < alone - 0.01 ? "" : "  (the others say nothing of it)"));
        }
        if (columns.size() > MOST) {
            console.print("  … and " + (columns.size() - MOST) + " more columns");
        }
    }

    private static String line(String name, String alone, String given) {
        return String.format(Locale.ROOT, "  %-26s %12s %12s", name, alone, given);
    }
}
