package hourglass.report.page;

import hourglass.column.Variable;
import hourglass.json.Json;
import hourglass.json.JsonObject;
import hourglass.judge.CellJudge;
import hourglass.matrix.Matrix;
import hourglass.model.ColumnStatistics;
import hourglass.model.Model;
import hourglass.report.Brightness;
import hourglass.report.HiddenCells;
import hourglass.train.Split;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/// The columns, what the model can tell least of first: nats beside those of the column alone, and the error of cells
/// that were hidden beside the mean (the commonest value); of columns taken alike the error beside the column's spread.
final class ColumnPart {
    private static final int MOST_COLUMNS = 300;
    private static final int MOST_ROWS = 10_000;
    private static final double HIDDEN = 0.1;
    private static final long SEED = 1;

    private ColumnPart() {}

    static Json of(JudgedRows rows, Optional<Pixels> pixels) {
        return rows.model().readsHoles() ? ofTable(rows) : ofNumbers(rows, pixels);
    }

    private static Json ofTable(JudgedRows rows) {
        Model model = rows.model();
        List<Variable> variables = model.columns().schema().variables();
        List<CellJudge> cells = model.calibration().cells();
        Map<String, HiddenCells.Column> hidden = new HashMap<>();
        HiddenCells.of(model, rows.frame(), rows.match(), HIDDEN, SEED)
                .columns()
                .forEach(it -> hidden.put(it.name(), it));
        List<Integer> order = IntStream.range(0, variables.size())
                .boxed()
                .sorted(Comparator.comparingDouble(j -> cells.isEmpty() ? 0 : gain(cells.get(j))))
                .toList();
        List<List<Json>> lines = new ArrayList<>();
        for (int j : order.subList(0, Math.min(MOST_COLUMNS, order.size()))) {
            Variable variable = variables.get(j);
            Optional<HiddenCells.Column> error = Optional.ofNullable(hidden.get(variable.name()));
            Optional<CellJudge> judge = cells.isEmpty() ? Optional.empty() : Optional.of(cells.get(j));
            lines.add(List.of(
                    Values.of(variable.name()),
                    Values.of(variable.kind().description()),
                    Values.of(missing(rows.numbers(), j)),
                    Values.of(judge.map(CellJudge::lossAlone).orElse(Double.NaN)),
                    Values.of(judge.map(CellJudge::lossGiven).orElse(Double.NaN)),
                    Values.of(judge.map(ColumnPart::gain).orElse(Double.NaN)),
                    Values.of(error.map(HiddenCells.Column::simple).orElse(Double.NaN)),
                    Values.of(error.map(HiddenCells.Column::model).orElse(Double.NaN))));
        }
        return JsonObject.builder()
                .put("kind", "table")
                .put("judged", Json.of((long) Math.min(HiddenCells.MOST_ROWS, rows.count())))
                .put("left", Json.of((long) Math.max(0, order.size() - MOST_COLUMNS)))
                .put(
                        "table",
                        Values.table(
                                List.of(
                                        "column",
                                        "taken for",
                                        "missing",
                                        "nats alone",
                                        "nats from the others",
                                        "gain",
                                        "error of mean or mode",
                                        "error of the model"),
                                lines))
                .build();
    }

    private static double gain(CellJudge cell) {
        return cell.lossAlone() - cell.lossGiven();
    }

    private static double missing(Matrix numbers, int j) {
        int missing = 0;
        for (int row = 0; row < numbers.rows(); row++) {
            missing += Float.isNaN(numbers.get(row, j)) ? 1 : 0;
        }
        return (double) missing / Math.max(1, numbers.rows());
    }

    /// Columns taken alike: root mean squared error beside the standard deviation, in the units of the file.
    private static Json ofNumbers(JudgedRows rows, Optional<Pixels> pixels) {
        Model model = rows.model();
        int[] drawn = rows.drawn(MOST_ROWS, 5);
        Matrix x = Split.select(rows.targets(), drawn);
        Matrix y = model.reconstruct(Split.select(rows.numbers(), drawn));
        int columns = x.columns();
        double[] spreads = ColumnStatistics.standardDeviations(x, ColumnStatistics.means(x));
        double[] errors = new double[columns];
        for (int j = 0; j < columns; j++) {
            double sum = 0;
            for (int row = 0; row < x.rows(); row++) {
                double error = (double) y.get(row, j) - x.get(row, j);
                sum += error * error;
            }
            errors[j] = Math.sqrt(sum / x.rows());
        }
        List<String> names = model.columns().names();
        List<Integer> order = IntStream.range(0, columns)
                .boxed()
                .sorted(Comparator.comparingDouble(j -> -errors[j]))
                .toList();
        List<List<Json>> lines = new ArrayList<>();
        for (int j : order.subList(0, Math.min(MOST_COLUMNS, columns))) {
            lines.add(List.of(
                    Values.of(names.get(j)),
                    Values.of(spreads[j]),
                    Values.of(errors[j]),
                    Values.of(spreads[j] > 0 ? 1 - errors[j] * errors[j] / (spreads[j] * spreads[j]) : Double.NaN)));
        }
        JsonObject.Builder part = JsonObject.builder();
        pixels.ifPresent(it -> putErrors(part, it, errors));
        return part.put("kind", "numbers")
                .put("judged", Json.of((long) drawn.length))
                .put("left", Json.of((long) Math.max(0, columns - MOST_COLUMNS)))
                .put(
                        "table",
                        Values.table(List.of("column", "error of the mean", "error of the model", "explained"), lines))
                .build();
    }

    /// The error of each pixel as a picture.
    private static void putErrors(JsonObject.Builder part, Pixels pixels, double... errors) {
        Matrix picture = Matrix.zeros(1, errors.length);
        float most = 0;
        for (int j = 0; j < errors.length; j++) {
            picture.set(0, j, (float) errors[j]);
            most = Math.max(most, picture.get(0, j));
        }
        if (most > 0) {
            part.put("heat", new Pixels(pixels.shape(), new Brightness(0, most)).address(picture, 0))
                    .put("most", Values.of((double) most));
        }
    }
}
