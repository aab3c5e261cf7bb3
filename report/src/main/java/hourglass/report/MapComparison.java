package hourglass.report;

import hourglass.matrix.Kernels;
import hourglass.matrix.Matrix;
import hourglass.model.MapSpace;
import hourglass.model.Model;
import hourglass.train.Split;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/// How good a map of a model's rows is, beside the plane of their two leading principal components.
///
/// @param judged how many rows were judged
/// @param map of the map
/// @param plane of the plane; empty if rows have one number only
public record MapComparison(int judged, MapQuality map, Optional<MapQuality> plane) {
    /// Judges a map by the neighbours among the numbers that the network reads.
    ///
    /// @param numbers as the model reads the rows
    /// @param places of the rows
    /// @param labels of the rows or none; passed over if nearly each row has one of its own
    /// @param most how many rows are judged at most, drawn: ranks take time with their square
    public static MapComparison of(
            Model model, Matrix numbers, Matrix places, List<String> labels, int most, Kernels kernels) {
        int[] chosen = Drawn.of(numbers.rows(), most, 2);
        Matrix points = MapSpace.COLUMNS.of(model, Split.select(numbers, chosen));
        List<String> own = labels.isEmpty()
                ? List.of()
                : Arrays.stream(chosen).mapToObj(labels::get).toList();
        List<String> told = new HashSet<>(own).size() * 2 > own.size() ? List.of() : own;
        MapQuality map = MapQuality.of(points, Split.select(places, chosen), told, kernels);
        Optional<MapQuality> plane = points.columns() > 1
                ? Optional.of(MapQuality.of(
                        points, PrincipalComponents.fit(points, 2, kernels).encode(points, kernels), told, kernels))
                : Optional.empty();
        return new MapComparison(chosen.length, map, plane);
    }
}
