package hourglass.cli;

import hourglass.column.Variable;
import hourglass.judge.CellJudge;
import hourglass.model.Model;
import hourglass.model.Scaling;
import hourglass.objective.Likelihood;
import hourglass.objective.NegativeBinomial;
import hourglass.objective.StudentT;
import java.util.List;
import java.util.Locale;

/// All that it takes to get a score by hand: offset and scale of each column, and the densities it is judged by.
final class ScalingTable {
    private static final int MOST = 40;

    private ScalingTable() {}

    static void print(Console console, Model model) {
        Scaling scaling = model.columns().scaling();
        float[] offsets = scaling.offsets();
        float[] scales = scaling.scales();
        List<Variable> variables = model.columns().schema().variables();
        List<CellJudge> cells = model.calibration().cells();
        double errors = model.calibration().errors();
        console.print(String.format(
                Locale.ROOT, "%-28s %14s %14s%s", "scaling", "offset", "scale", cells.isEmpty() ? "" : "  judged by"));
        for (int j = 0; j < Math.min(MOST, offsets.length); j++) {
            console.print(String.format(
                    Locale.ROOT,
                    "  %-26s %14s %14s%s",
                    variables.get(j).name(),
                    Numbers.significant(offsets[j]),
                    Numbers.significant(scales[j]),
                    cells.isEmpty() ? "" : "  " + words(cells.get(j))));
        }
        if (!cells.isEmpty()) {
            console.print(
                    "  (a cell of t(v, scale s) counts (v + 1) / 2 * log(1 + r²/(v s²)) nats, r = (observed - expected) /"
                            + " scale of the column;");
            console.print("   a value of a category -log of its probability; from the others and alone, "
                    + (errors == 1 ? "added up)" : counted(errors)));
        }
        if (offsets.length > MOST) {
            console.print("  … and " + (offsets.length - MOST) + " more columns");
        }
    }

    /// See [hourglass.judge.CellSurprise].
    private static String counted(double errors) {
        return "of which d counts log(" + (float) (1 - errors) + " + " + (float) errors + " exp(d)), added up)";
    }

    private static String words(CellJudge cell) {
        return words(cell.given()) + " from the others; alone " + words(cell.alone())
                + (cell.eta().size() == 1
                        ? " at " + Numbers.significant(cell.eta().getFirst())
                        : "");
    }

    private static String words(Likelihood density) {
        return switch (density) {
            case StudentT it ->
                "t(" + Numbers.trimmed(it.degreesOfFreedom()) + ", scale " + Numbers.significant(it.scale()) + ")";
            case NegativeBinomial it -> "negative binomial (dispersion " + Numbers.significant(it.dispersion()) + ")";
            default -> LikelihoodWords.of(density);
        };
    }
}
