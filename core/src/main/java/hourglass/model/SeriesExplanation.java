package hourglass.model;

import hourglass.column.Encoded;
import hourglass.matrix.Matrix;
import hourglass.series.Measure;
import hourglass.series.Window;
import hourglass.series.Windows;
import hourglass.table.Frame;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Says which cells of a series carry the score of a row. The score is a mean of windows, and each of these a sum over
/// its cells; so a cell's part is its nats in the windows that hold both, weighted as the windows are, and the parts of
/// all cells sum to the score.
final class SeriesExplanation {
    private static final int MOST_POINTS = 5;

    private final Model model;
    private final RowJudge judge;
    private final Frame frame;
    private final Windows windows;
    private final int[] places;

    /// @param places of [Window#names()] in the frame
    SeriesExplanation(Model model, RowJudge judge, Frame frame, int[] places) {
        this.model = model;
        this.judge = judge;
        this.frame = frame;
        this.places = places.clone();
        this.windows = Windows.of(frame, model.columns().window().orElseThrow(), places)
                .withoutHoles();
    }

    /// What the windows say of a cell, summed with their weights.
    private static final class Cell {
        private final int row;
        private final int measure;
        private double nats;
        private double expected;
        private double half;
        private double weight;

        Cell(int row, int measure) {
            this.row = row;
            this.measure = measure;
        }

        double nats() {
            return nats;
        }
    }

    /// The cells that carry most of the score of a row of the frame, most first; none if no window holds it.
    List<Point> of(int row) {
        int[] holding = windows.holding(row);
        if (holding[0] == holding[1]) {
            return List.of();
        }
        Window window = windows.window();
        int width = window.measures().size();
        Matrix numbers = windows.matrix(holding[0], holding[1]);
        double[] nats = judge.ofColumns(new Encoded(numbers, List.of()));
        Matrix expected = model.expected(numbers);
        float[] scales = model.columns().scaling().scales();
        Map<List<Integer>, Cell> cells = new LinkedHashMap<>();
        double weights = 0;
        for (int i = 0; i < numbers.rows(); i++) {
            int weight = window.weight(placeOf(row, holding[0] + i));
            weights += weight;
            for (int j = 0; j < numbers.columns(); j++) {
                int at = windows.row(holding[0] + i, j / width);
                int measure = j % width;
                Cell cell = cells.computeIfAbsent(List.of(at, measure), it -> new Cell(at, measure));
                cell.nats += weight * nats[i * numbers.columns() + j];
                cell.expected += weight * (double) expected.get(i, j);
                cell.half += weight * scales[j] * judge.halfWidth(j);
                cell.weight += weight;
            }
        }
        double all = weights;
        List<Point> points = new ArrayList<>();
        cells.values().stream()
                .sorted(Comparator.comparingDouble(Cell::nats).reversed())
                .limit(MOST_POINTS)
                .forEach(cell -> points.add(point(cell, all)));
        return points;
    }

    private int placeOf(int row, int index) {
        int place = 0;
        while (windows.row(index, place) != row) {
            place++;
        }
        return place;
    }

    private Point point(Cell cell, double weights) {
        Measure measure = windows.window().measures().get(cell.measure);
        String expected = Expectation.interval(
                model.columns().schema().variables().get(cell.measure),
                measure.origin() + cell.expected / cell.weight,
                cell.half / cell.weight);
        return new Point(
                cell.row,
                new Reason(measure.name(), cell.nats / weights, frame.text(cell.row, places[cell.measure]), expected));
    }
}
