package hourglass.examples;

import hourglass.activation.Linear;
import hourglass.activation.Tanh;
import hourglass.inference.Network;
import hourglass.matrix.Kernels;
import hourglass.matrix.Matrix;
import hourglass.network.Architecture;
import hourglass.network.Dense;
import hourglass.network.Initializer;
import hourglass.network.Weights;
import hourglass.objective.Gaussian;
import hourglass.optimize.Optimizer;
import hourglass.optimize.Schedule;
import hourglass.train.Examples;
import hourglass.train.Recipe;
import hourglass.train.Training;
import hourglass.train.TrainingRun;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import javax.imageio.ImageIO;

/// The universal approximation theorem at work: one hidden layer f̂(x) = W₂ᵀ σ(W₁ᵀ x) comes as close to a continuous
/// function as wished, sup ‖f − f̂‖ ≤ ε, if only it is wide enough (Cybenko 1989; Leshno et al. 1993 for every σ
/// that is no polynomial; on compact sets). Here σ = tanh; x is [1, x₁, …], so that W₁ holds the biases.
///
/// The theorem says that such weights exist; gradient descent has to find them. Errors are the largest over a grid that
/// is much finer than the points learned from. Argument: the picture to write, a PNG; may be left out.
final class UniversalApproximation {
    /// A continuous function from a cube [−1, 1]^d, which is compact, to ℝᴰ.
    interface Target {
        double[] at(double... x);
    }

    /// A task: a function, how finely it is learned and judged, and how long.
    ///
    /// @param points along each axis to learn from
    /// @param judged points along each axis to find the largest error on
    /// @param slope W₁ starts uniform in ±slope
    /// @param tolerances each ε, the narrowest width for which is told
    record Task(
            String name,
            int dimensions,
            int points,
            int judged,
            float slope,
            int steps,
            List<Double> tolerances,
            Target target) {}

    /// A wave with a corner at 0: continuous, not differentiable.
    static final Task INTERVAL =
            new Task("sin 3πx + |x| on [-1, 1]", 1, 257, 4001, 16, 3000, List.of(0.5, 0.05, 0.025), x ->
                    new double[] {Math.sin(3 * Math.PI * x[0]) + Math.abs(x[0])});

    /// A hill and a valley with a crease.
    static final Task SQUARE =
            new Task("sin πx cos πy + |x - y| / 2 on [-1, 1]²", 2, 41, 201, 8, 1500, List.of(0.5, 0.15, 0.075), x ->
                    new double[] {Math.sin(Math.PI * x[0]) * Math.cos(Math.PI * x[1]) + Math.abs(x[0] - x[1]) / 2});

    /// A closed curve of the plane with a sharp turn: two outputs, whose errors count as a distance.
    static final Task CURVE =
            new Task("(cos πx |x|, sin 2πx) on [-1, 1]", 1, 257, 4001, 16, 3000, List.of(0.5, 0.05, 0.025), x ->
                    new double[] {Math.cos(Math.PI * x[0]) * Math.abs(x[0]), Math.sin(2 * Math.PI * x[0])});

    static final List<Integer> WIDTHS = List.of(8, 32, 128);
    private static final int PANEL = 240;

    private UniversalApproximation() {}

    public static void main(String[] picture) throws IOException {
        BufferedImage image = new BufferedImage(PANEL * WIDTHS.size(), 2 * PANEL, BufferedImage.TYPE_INT_RGB);
        for (Task task : List.of(INTERVAL, CURVE, SQUARE)) {
            System.out.println(task.name());
            double[] errors = new double[WIDTHS.size()];
            for (int i = 0; i < errors.length; i++) {
                Network network = fit(task, WIDTHS.get(i));
                errors[i] = largestError(task, network);
                System.out.printf(Locale.ROOT, "  %4d units: largest error %.4f%n", WIDTHS.get(i), errors[i]);
                if (!task.equals(CURVE)) {
                    draw(image, task, network, PANEL * i);
                }
            }
            for (double tolerance : task.tolerances()) {
                System.out.printf(Locale.ROOT, "  within %5.3f: %s%n", tolerance, enough(errors, tolerance));
            }
        }
        if (picture.length > 0) {
            ImageIO.write(image, "png", Path.of(picture[0]).toFile());
            System.out.println(picture[0] + ": what each width makes of the interval, the square below");
        }
    }

    private static String enough(double[] errors, double tolerance) {
        for (int i = 0; i < errors.length; i++) {
            if (errors[i] <= tolerance) {
                return WIDTHS.get(i) + " units are enough";
            }
        }
        return "none of these widths";
    }

    /// Trains a hidden layer of the given width on a grid of points, all of them in each step.
    static Network fit(Task task, int width) {
        Matrix inputs = grid(task.dimensions(), task.points());
        Weights hidden = new Weights.Own(new Initializer.Uniform(-task.slope(), task.slope()));
        Matrix values = values(task, inputs);
        Weights output = new Weights.Own(new Initializer.GlorotUniform());
        Architecture architecture = new Architecture(
                inputs.columns(),
                List.of(),
                List.of(
                        new Dense(width, new Tanh(), hidden, false),
                        new Dense(values.columns(), new Linear(), output, false)),
                new Gaussian(),
                OptionalInt.of(values.columns()));
        Training training = Training.plain(task.steps(), inputs.rows(), new Optimizer.Adam(0.02))
                .withSchedule(new Schedule.Cosine(0.001));
        Examples examples = new Examples(inputs, values);
        Examples none = new Examples(Matrix.zeros(0, inputs.columns()), Matrix.zeros(0, values.columns()));
        try (TrainingRun run =
                TrainingRun.start(new Recipe(architecture, training), examples, none, Kernels.plain(), 2)) {
            while (run.advance()) {}
            return run.network();
        }
    }

    /// sup ‖f − f̂‖ over the fine grid.
    static double largestError(Task task, Network network) {
        Matrix inputs = grid(task.dimensions(), task.judged());
        Matrix expected = values(task, inputs);
        Matrix predicted = network.means(inputs);
        double largest = 0;
        for (int row = 0; row < inputs.rows(); row++) {
            double square = 0;
            for (int j = 0; j < expected.columns(); j++) {
                square += Math.pow((double) predicted.get(row, j) - expected.get(row, j), 2);
            }
            largest = Math.max(largest, Math.sqrt(square));
        }
        return largest;
    }

    /// All points of a grid on [−1, 1]^d, each with a leading 1.
    ///
    /// @return (pointsᵈ × (1 + d))
    static Matrix grid(int dimensions, int points) {
        int rows = (int) Math.round(Math.pow(points, dimensions));
        Matrix grid = Matrix.zeros(rows, 1 + dimensions);
        for (int row = 0; row < rows; row++) {
            grid.set(row, 0, 1);
            for (int axis = 0, rest = row; axis < dimensions; axis++, rest /= points) {
                grid.set(row, 1 + axis, 2f * (rest % points) / (points - 1) - 1);
            }
        }
        return grid;
    }

    private static Matrix values(Task task, Matrix inputs) {
        double[] x = new double[task.dimensions()];
        Matrix values = Matrix.zeros(inputs.rows(), task.target().at(x).length);
        for (int row = 0; row < inputs.rows(); row++) {
            for (int axis = 0; axis < x.length; axis++) {
                x[axis] = inputs.get(row, 1 + axis);
            }
            double[] value = task.target().at(x);
            for (int j = 0; j < value.length; j++) {
                values.set(row, j, (float) value[j]);
            }
        }
        return values;
    }

    /// The interval as two curves, f grey and f̂ blue; the square as shades of f̂.
    private static void draw(BufferedImage image, Task task, Network network, int left) {
        Matrix inputs = grid(task.dimensions(), PANEL);
        Matrix predicted = network.means(inputs);
        Matrix expected = values(task, inputs);
        for (int row = 0; row < inputs.rows(); row++) {
            if (task.dimensions() == 1) {
                for (int y = 0; y < PANEL; y++) {
                    image.setRGB(left + row, y, Color.WHITE.getRGB());
                }
                image.setRGB(left + row, height(expected.get(row, 0)), Color.LIGHT_GRAY.getRGB());
                image.setRGB(left + row, height(predicted.get(row, 0)), Color.BLUE.getRGB());
            } else {
                int shade = Math.clamp(Math.round(255 * (predicted.get(row, 0) + 1) / 3), 0, 255);
                image.setRGB(left + row % PANEL, PANEL + row / PANEL, new Color(shade, shade, shade).getRGB());
            }
        }
    }

    private static int height(float value) {
        return Math.clamp(Math.round(PANEL * (0.6f - value / 4)), 0, PANEL - 1);
    }
}
