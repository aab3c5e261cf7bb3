package hourglass.regression;

import hourglass.json.Json;
import hourglass.json.JsonPlace;
import hourglass.matrix.Matrix;
import hourglass.objective.Bernoulli;
import hourglass.objective.Categorical;
import hourglass.objective.Objective;
import hourglass.train.Examples;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/// A problem that scikit-learn solved (docs/golden/logistic_regression.py), with its rows.
record Golden(
        String name, Examples examples, double c, double objective, double[][] coefficients, double[] intercepts) {
    private static final String FILE = "logistic-regression.json";

    static List<Golden> all() {
        try (InputStream stream = Golden.class.getResourceAsStream(FILE)) {
            if (stream == null) {
                throw new IllegalStateException(FILE + " is missing");
            }
            JsonPlace root = JsonPlace.root(Json.parse(stream.readAllBytes(), FILE), FILE);
            return root.key("problems").items().stream().map(Golden::of).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Golden of(JsonPlace place) {
        double[][] inputs = table(place.key("inputs"));
        int classes = place.key("classes").intValue();
        Matrix x = Matrix.zeros(inputs.length, inputs[0].length);
        Matrix y = Matrix.zeros(inputs.length, classes == 2 ? 1 : classes);
        List<JsonPlace> labels = place.key("targets").items();
        for (int row = 0; row < inputs.length; row++) {
            for (int j = 0; j < inputs[row].length; j++) {
                x.set(row, j, (float) inputs[row][j]);
            }
            int label = labels.get(row).intValue();
            if (classes == 2) {
                y.set(row, 0, label);
            } else {
                y.set(row, label, 1f);
            }
        }
        return new Golden(
                place.key("name").text(),
                new Examples(x, y),
                place.key("c").doubleValue(),
                place.key("objective").doubleValue(),
                table(place.key("coefficients")),
                numbers(place.key("intercepts")));
    }

    private static double[] numbers(JsonPlace list) {
        return list.items().stream().mapToDouble(JsonPlace::doubleValue).toArray();
    }

    private static double[][] table(JsonPlace rows) {
        return rows.items().stream().map(Golden::numbers).toArray(double[][]::new);
    }

    Objective likelihood() {
        return intercepts.length == 1 ? new Bernoulli() : new Categorical();
    }

    double penalty() {
        return Regression.penaltyOf(c, examples.rows());
    }

    int size() {
        return intercepts.length * (examples.inputs().columns() + 1);
    }

    /// θ as scikit-learn found it, laid out as [Fit#numbers()].
    double[] solution() {
        double[] solution = new double[size()];
        int outputs = intercepts.length;
        int features = examples.inputs().columns();
        for (int k = 0; k < outputs; k++) {
            for (int j = 0; j < features; j++) {
                solution[j * outputs + k] = coefficients[k][j];
            }
            solution[features * outputs + k] = intercepts[k];
        }
        return solution;
    }

    @Override
    public String toString() {
        return name;
    }
}
