package hourglass.model;

import hourglass.json.NearMiss;
import hourglass.matrix.Matrix;
import hourglass.matrix.Rows;
import hourglass.problem.Problem;
import hourglass.table.Frame;
import hourglass.table.Frames;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/// Rows, and what each is to be turned into: itself, the row it was before noise came over it, or the value of a column
/// to predict. All that training is about, in the units of the file.
///
/// @param inputs what the network reads
/// @param targets row by row what it should give, before scaling; the inputs themselves for a plain autoencoder
/// @param outcome the column to predict; empty for autoencoders
/// @param leftOut rows without a value to predict, which are in neither
public record Pairs(Table inputs, Table targets, Optional<Outcome> outcome, int leftOut) {
    /// Rows that are their own targets.
    public static Pairs of(Table rows) {
        return of(rows, rows);
    }

    /// Rows to be turned into others, row by row: noisy ones into clean ones.
    public static Pairs of(Table inputs, Table targets) {
        return new Pairs(inputs, targets, Optional.empty(), 0);
    }

    /// Rows with a column to predict, classes or numbers as its values suggest ([Outcome#of]).
    ///
    /// @param column one of the columns; or the name of what the labels are
    /// @throws hourglass.problem.ProblemException if there is nothing to predict
    public static Pairs toPredict(Table rows, String column) {
        boolean setAside = !rows.labels().isEmpty() && !rows.columns().contains(column);
        Table labelled = setAside ? rows : rows.withLabel(column);
        return toPredict(labelled, Outcome.of(column, labelled.labels(), Optional.empty()));
    }

    /// Rows of a frame with a column to predict, classes or numbers as its values suggest.
    ///
    /// @param kind the kind of values, if the user knows better
    /// @throws hourglass.problem.ProblemException if there is no such column, or nothing to predict
    public static Pairs toPredict(Frames rows, String column, Optional<OutcomeKind> kind) {
        List<String> values = labels(rows, column);
        return toPredict(inputs(rows, column).withLabels(values), Outcome.of(column, values, kind));
    }

    /// Rows of a frame with a known column to predict.
    ///
    /// @param inputs the other columns, read
    public static Pairs toPredict(Frames rows, Outcome outcome, Table inputs) {
        return toPredict(inputs.withLabels(labels(rows, outcome.column())), outcome);
    }

    /// Rows of a frame with a column to predict, and the other columns, read.
    public static Pairs toPredict(Frames rows, String column, Optional<OutcomeKind> kind, Table inputs) {
        return toPredict(rows, Outcome.of(column, labels(rows, column), kind), inputs);
    }

    private static Table inputs(Frames rows, String column) {
        List<String> others =
                rows.names().stream().filter(name -> !name.equals(column)).toList();
        return Table.of(rows.only(others), true);
    }

    private static List<String> labels(Frames rows, String column) {
        int place = rows.indexOf(column);
        if (place < 0) {
            throw NearMiss.unknown("column", column, rows.names()).exception();
        }
        // One text for equal ones, as there may be millions.
        Map<String, String> known = new HashMap<>();
        List<String> labels = new ArrayList<>(rows.rows());
        for (Frame part : rows.parts()) {
            for (int row = 0; row < part.rows(); row++) {
                String text = part.text(row, place);
                String before = known.putIfAbsent(text, text);
                labels.add(before == null ? text : before);
            }
        }
        return labels;
    }

    /// Rows with a column to predict, which is set aside as their label.
    ///
    /// @throws hourglass.problem.ProblemException if a value is no number, no count or no known class
    public static Pairs toPredict(Table rows, Outcome outcome) {
        List<String> labels = rows.labels();
        if (labels.size() != rows.rows().rows()) {
            throw new IllegalArgumentException("the column to predict must be read as the label of the rows");
        }
        int[] kept = IntStream.range(0, labels.size())
                .filter(row -> !labels.get(row).isEmpty())
                .toArray();
        boolean all = kept.length == labels.size();
        List<String> values =
                all ? labels : IntStream.of(kept).mapToObj(labels::get).toList();
        Rows x = all ? rows.rows() : rows.rows().select(kept);
        Table inputs = new Table(rows.schema(), rows.shape(), rows.valueType(), x, values);
        Matrix y = Matrix.zeros(kept.length, outcome.targets());
        Map<String, Integer> classes = places(outcome);
        for (int row = 0; row < kept.length; row++) {
            fill(y, row, values.get(row), outcome, classes, kept[row]);
        }
        List<String> names = IntStream.range(0, y.columns())
                .mapToObj(k -> outcome.column() + k)
                .toList();
        return new Pairs(inputs, Table.of(names, y), Optional.of(outcome), labels.size() - kept.length);
    }

    /// Whether each row is its own target.
    @SuppressWarnings("ReferenceEquality") // the question is whether both are one table
    boolean areSame() {
        return inputs == targets;
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
                if (!outcome.objective().domain(0).accepts(count)) {
                    throw bad(
                            outcome,
                            fileRow,
                            value,
                            outcome.objective().domain(0).description());
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
