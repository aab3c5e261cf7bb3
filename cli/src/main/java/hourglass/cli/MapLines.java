package hourglass.cli;

import hourglass.matrix.Kernels;
import hourglass.matrix.Matrix;
import hourglass.model.Model;
import hourglass.report.MapComparison;
import hourglass.report.MapQuality;
import hourglass.table.Frame;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/// How good a map is, beside the plane of principal components.
///
/// @param numbers as the model reads the rows
/// @param label the column that tells what rows are
record MapLines(Model model, Matrix numbers, Matrix places, Optional<Integer> label, Frame rows) {
    /// Ranks take time with the square of the rows.
    private static final int MOST_ROWS = 5000;

    List<String> lines() {
        List<String> labels = label.map(place -> IntStream.range(0, rows.rows())
                        .mapToObj(row -> rows.text(row, place))
                        .toList())
                .orElse(List.of());
        MapComparison found = MapComparison.of(
                model, numbers, places, labels, MOST_ROWS, Kernels.fastest().kernels());
        boolean agreement = found.map().agreement().isPresent();
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                Locale.ROOT,
                "%-10s %15s  %10s%s",
                "",
                "trustworthiness",
                "continuity",
                agreement ? "  neighbours agree" : ""));
        lines.add(line("this map", found.map()));
        found.plane().ifPresent(it -> lines.add(line("PCA", it)));
        lines.add("  (of the " + MapQuality.NEIGHBOURS + " nearest rows, 1 is best"
                + (agreement ? "; the label is that of most of the " + MapQuality.VOTES + " nearest" : "")
                + (found.judged() < rows.rows() ? "; on " + Numbers.grouped(found.judged()) + " rows, drawn" : "")
                + ")");
        return lines;
    }

    private static String line(String name, MapQuality quality) {
        return String.format(
                Locale.ROOT,
                "%-10s %15.3f  %10.3f%s",
                name,
                quality.trustworthiness(),
                quality.continuity(),
                quality.agreement().isEmpty()
                        ? ""
                        : String.format(
                                Locale.ROOT,
                                "  %16s",
                                Numbers.percent(quality.agreement().getAsDouble())));
    }
}
