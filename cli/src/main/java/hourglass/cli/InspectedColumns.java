package hourglass.cli;

import hourglass.judge.CellJudge;
import hourglass.model.Model;
import hourglass.objective.Likelihood;
import hourglass.objective.NegativeBinomial;
import hourglass.objective.StudentT;
import java.util.ArrayList;
import java.util.List;

/// Each column of a model: what it is, offset and scale, how well it is told from the others, and the densities it is
/// judged by, which is all that it takes to get a score by hand.
final class InspectedColumns {
    private static final int MOST = 40;
    private static final int WIDEST_KIND = 34;

    private InspectedColumns() {}

    /// @param all whether none is left out
    static void print(Console console, Model model, boolean all) {
        List<ColumnFacts> columns = ColumnFacts.of(model);
        boolean judged = !model.calibration().cells().isEmpty();
        boolean measured = columns.stream().anyMatch(it -> !Double.isNaN(it.natsAlone()));
        Grid grid = new Grid("<<>>" + (measured ? ">>" : "") + (judged ? "<" : ""));
        List<String> heading = new ArrayList<>(List.of("columns", "kind", "offset", "scale"));
        if (measured) {
            heading.addAll(List.of("nats alone", "from others"));
        }
        if (judged) {
            heading.add("judged by");
        }
        grid.add(heading);
        int shown = all ? columns.size() : Math.min(MOST, columns.size());
        for (ColumnFacts it : columns.subList(0, shown)) {
            List<String> cells = new ArrayList<>(
                    List.of(Grid.name(it.name()), Grid.cut(it.kind().description(), WIDEST_KIND)));
            cells.add(it.isRead() ? Numbers.significant(it.offset()) : "-");
            cells.add(it.isRead() ? Numbers.significant(it.scale()) : "-");
            if (measured) {
                cells.add(ColumnFacts.fixed(it.natsAlone()));
                cells.add(ColumnFacts.fixed(it.natsFromOthers()));
            }
            if (judged) {
                cells.add(it.judge().map(judge -> words(judge, it.fromOthers())).orElse("-"));
            }
            grid.add(cells);
        }
        grid.lines().forEach(console::print);
        if (shown < columns.size()) {
            console.print("  … and " + Numbers.grouped((long) columns.size() - shown)
                    + " more, left out here: --all shows them");
        }
        legend(console, model, measured);
    }

    private static void legend(Console console, Model model, boolean measured) {
        if (model.calibration().cells().isEmpty()) {
            return;
        }
        if (measured) {
            console.print("  (nats: -log p of a cell by its column alone, and from the rest of its row; mean over rows"
                    + " not trained on)");
        }
        double errors = model.calibration().errors();
        console.print(
                "  (a cell of t(v, scale s) counts (v + 1) / 2 * log(1 + r²/(v s²)) nats, r = (observed - expected) /"
                        + " scale of the column;");
        console.print("   a value of a category -log of its probability; from the "
                + (model.readsHoles() ? "others" : "reconstruction") + " and alone, "
                + (errors == 1 ? "added up)" : counted(errors)));
    }

    /// See [hourglass.judge.CellSurprise].
    private static String counted(double errors) {
        return "of which d counts log(" + (float) (1 - errors) + " + " + (float) errors + " exp(d)), added up)";
    }

    private static String words(CellJudge cell, boolean fromOthers) {
        return words(cell.given()) + (fromOthers ? " from the others" : " from its reconstruction") + "; alone "
                + words(cell.alone())
                + (cell.eta().size() == 1
                        ? " at " + Numbers.significant(cell.eta().getFirst())
                        : "");
    }

    private static String words(Likelihood density) {
        return switch (density) {
            case StudentT it ->
                "t(" + Numbers.trimmed(it.degreesOfFreedom()) + ", scale " + Numbers.significant(it.scale()) + ")";
            case NegativeBinomial it -> "negative binomial (dispersion " + Numbers.significant(it.dispersion()) + ")";
            default -> LikelihoodWords.name(density);
        };
    }
}
