package hourglass.cli;

import hourglass.matrix.Kernels;
import hourglass.matrix.Matrix;
import hourglass.model.MapSpace;
import hourglass.model.Model;
import hourglass.random.Noise;
import hourglass.report.MapQuality;
import hourglass.report.PrincipalComponents;
import hourglass.table.Frame;
import hourglass.train.Split;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// How good a map is, beside the plane of principal components.
///
/// @param numbers as the model reads the rows
/// @param label the column that tells what rows are
record MapLines(Model model, Matrix numbers, Matrix places, Optional<Integer> label, Frame rows) {
    /// Ranks take time with the square of the rows.
    private static final int MOST_ROWS = 5000;

    List<String> lines() {
        int[] judged = Noise.permutation(Noise.key(1, Noise.Purpose.SAMPLING, rows.rows(), 2), rows.rows());
        int[] first = Arrays.copyOf(judged, Math.min(judged.length, MOST_ROWS));
        Arrays.sort(first);
        Kernels kernels = Kernels.fastest().kernels();
        Matrix points = MapSpace.COLUMNS.of(model, Split.select(numbers, first));
        List<String> labels = labels(first);
        MapQuality map = MapQuality.of(points, Split.select(places, first), labels, kernels);
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                Locale.ROOT,
                "%-10s %15s  %10s%s",
                "",
                "trustworthiness",
                "continuity",
                labels.isEmpty() ? "" : "  neighbours agree"));
        lines.add(line("this map", map));
        if (points.columns() > 1) {
            Matrix plane = PrincipalComponents.fit(points, 2, kernels).encode(points, kernels);
            lines.add(line("PCA", MapQuality.of(points, plane, labels, kernels)));
        }
        lines.add("  (of the " + MapQuality.NEIGHBOURS + " nearest rows, 1 is best"
                + (labels.isEmpty() ? "" : "; the label is that of most of the " + MapQuality.VOTES + " nearest")
                + (first.length < rows.rows() ? "; on " + Numbers.grouped(first.length) + " rows, drawn" : "") + ")");
        return lines;
    }

    /// None if there is no label, or nearly each row has one of its own.
    private List<String> labels(int[] chosen) {
        if (label.isEmpty()) {
            return List.of();
        }
        List<String> labels = Arrays.stream(chosen)
                .mapToObj(row -> rows.text(row, label.get()))
                .toList();
        return new HashSet<>(labels).size() * 2 > labels.size() ? List.of() : labels;
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
