package hourglass.pipeline;

import hourglass.data.Dataset;
import hourglass.data.row.ValueType;
import hourglass.matrix.Matrix;
import hourglass.problem.Problem;
import hourglass.train.Split;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// Rows with what is to be predicted from them.
///
/// @param inputs the features
/// @param targets y, as the likelihood of the outcome wants it, before scaling
/// @param leftOut rows without a value to predict, which are in neither
public record Supervised(Dataset inputs, Dataset targets, int leftOut) {
    /// Takes the values to predict from the labels of a dataset.
    ///
    /// @throws hourglass.problem.ProblemException if a value is no number, no count or no known class
    public static Supervised of(Dataset dataset, Outcome outcome) {
        List<String> labels = dataset.labels();
        if (labels.size() != dataset.rows().rows()) {
            throw new IllegalArgumentException("the column to predict must be read as the label of the rows");
        }
        int[] kept = IntStream.range(0, labels.size())
                .filter(row -> !labels.get(row).isEmpty())
                .toArray();
        boolean all = kept.length == labels.size();
        List<String> values =
                all ? labels : IntStream.of(kept).mapToObj(labels::get).toList();
        Matrix rows = all ? dataset.rows() : Split.select(dataset.rows(), kept);
        Dataset inputs = new Dataset(dataset.columns(), dataset.shape(), dataset.valueType(), rows, values);
        Matrix y = Matrix.zeros(kept.length, outcome.targets());
        Map<String, Integer> classes = places(outcome);
        for (int row = 0; row < kept.length; row++) {
            fill(y, row, values.get(row), outcome, classes, kept[row]);
        }
        List<String> names = IntStream.range(0, y.columns())
                .mapToObj(k -> outcome.column() + k)
                .toList();
        Dataset targets = new Dataset(names, List.of(y.columns()), ValueType.REAL, y, List.of());
        return new Supervised(inputs, targets, labels.size() - kept.length);
    }

    private static Map<String, Integer> places(Outcome outcome) {
        Map<String, Integer> places = new HashMap<>();
        if (outcome instanceof Outcome.Classes classes) {
            classes.names().forEach(name -> places.put(name, places.size()));
        }
        return places;
    }

    private static void fill(
            Matrix y, int row, String value, Outcome outcome, Map<String, Integer> classes, int fileRow) {
        switch (outcome) {
            case Outcome.Classes it -> {
                Integer place = classes.get(value);
                if (place == null) {
                    throw bad(outcome, fileRow, value, "one of " + it.names().size() + " classes");
                }
                if (it.targets() == 1) {
                    y.set(row, 0, place);
                } else {
                    y.set(row, place, 1f);
                }
            }
            case Outcome.Numbers it -> y.set(row, 0, number(value, outcome, fileRow));
            case Outcome.Counts it -> {
                float count = number(value, outcome, fileRow);
                if (!outcome.likelihood().accepts(count)) {
                    throw bad(outcome, fileRow, value, outcome.likelihood().domain());
                }
                y.set(row, 0, count);
            }
        }
    }

    private static float number(String value, Outcome outcome, int fileRow) {
        try {
            float number = Float.parseFloat(value);
            if (Float.isFinite(number)) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            // reported below, with infinities
        }
        throw bad(outcome, fileRow, value, "a finite number");
    }

    private static RuntimeException bad(Outcome outcome, int fileRow, String value, String expected) {
        return Problem.badData("a value to predict does not suit " + outcome.description())
                .at("row " + (fileRow + 1) + ", column \"" + outcome.column() + "\"")
                .expected(expected)
                .found(value)
                .exception();
    }
}
