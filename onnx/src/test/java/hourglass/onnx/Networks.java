package hourglass.onnx;

import hourglass.column.Schema;
import hourglass.inference.Network;
import hourglass.judge.Calibration;
import hourglass.judge.Reference;
import hourglass.matrix.Kernels;
import hourglass.matrix.Matrix;
import hourglass.model.Card;
import hourglass.model.Columns;
import hourglass.model.Model;
import hourglass.model.Scaling;
import hourglass.model.ScalingKind;
import hourglass.model.Task;
import hourglass.network.Architecture;
import hourglass.network.Parameters;
import hourglass.optimize.Optimizer;
import hourglass.train.Recipe;
import hourglass.train.Training;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.stream.IntStream;

/// Models of networks with random weights.
final class Networks {
    static final int ROWS = 37;

    private Networks() {}

    static Matrix normal(int rows, int columns, int seed) {
        Random random = new Random(seed);
        Matrix matrix = Matrix.zeros(rows, columns);
        for (int i = 0; i < matrix.array().length; i++) {
            matrix.array()[i] = (float) random.nextGaussian();
        }
        return matrix;
    }

    static Network network(Architecture architecture) {
        Parameters parameters = Parameters.initial(architecture, 3);
        Random random = new Random(5);
        for (int i = 0; i < parameters.block().length; i++) {
            parameters.block()[i] += 0.2f * (random.nextFloat() - 0.5f);
        }
        return new Network(architecture, parameters, Kernels.plain());
    }

    static List<String> names(int count) {
        return IntStream.range(0, count).mapToObj(j -> "c" + j).toList();
    }

    /// A model whose columns are taken alike, with some scaling.
    static Model model(Architecture architecture, ScalingKind scaling, Matrix rows, boolean calibrated) {
        Scaling fitted = Scaling.fit(scaling, rows, false);
        return model(architecture, new Columns(Schema.ofNumbers(names(rows.columns())), fitted), fitted, calibrated);
    }

    static Model model(Architecture architecture, Columns columns, Scaling target, boolean calibrated) {
        Calibration calibration =
                calibrated ? Calibration.defaults().with(new Reference(1, 2, 3)) : Calibration.defaults();
        return new Model(
                new Recipe(architecture, Training.plain(1, 8, new Optimizer.Adam())),
                columns,
                network(architecture),
                new Task.Reproduce(target),
                calibration,
                new Card(
                        "rows",
                        1,
                        0,
                        1,
                        1,
                        OptionalDouble.empty(),
                        1,
                        Optional.empty(),
                        List.of(architecture.features()),
                        false));
    }
}
