package hourglass.onnx;

import hourglass.model.Scaling;
import hourglass.model.ScalingKind;
import java.util.stream.IntStream;

/// A [Scaling] as nodes, in the precision in which Hourglass takes it.
final class Scalings {
    /// Scaled columns of tables stay below this size.
    private static final double LARGEST_OF_TABLE = 1e18;

    private final Algebra algebra;

    Scalings(Algebra algebra) {
        this.algebra = algebra;
    }

    private static double[] doubles(float... numbers) {
        return IntStream.range(0, numbers.length).mapToDouble(i -> numbers[i]).toArray();
    }

    /// Numbers of the file as the network takes them.
    ///
    /// @param rows (rows × columns); what is NaN stays so
    Value scaled(Scaling scaling, Value rows) {
        if (scaling.kind() == ScalingKind.COLUMNS) {
            Value y = algebra.toDouble(rows);
            Value quotient = quotient(scaling, y);
            Value bounded = algebra.clamp(quotient, -LARGEST_OF_TABLE, LARGEST_OF_TABLE);
            return algebra.toFloat(algebra.where(algebra.isNaN(y), y, bounded));
        }
        Value x = scaling.kind() == ScalingKind.LOGARITHM ? logarithms(rows) : rows;
        return changesNothing(scaling) ? x : quotient(scaling, x);
    }

    private static boolean changesNothing(Scaling scaling) {
        float[] offsets = scaling.offsets();
        float[] scales = scaling.scales();
        return IntStream.range(0, scaling.columns()).allMatch(j -> offsets[j] == 0 && scales[j] == 1);
    }

    private Value logarithms(Value rows) {
        Value size = algebra.where(algebra.isNaN(rows), rows, algebra.larger(rows, 0));
        return algebra.inDouble(size, y -> algebra.log(algebra.add(y, 1)));
    }

    private Value quotient(Scaling scaling, Value x) {
        Value offsets = algebra.rowLike(x, doubles(scaling.offsets()));
        Value scales = algebra.rowLike(x, doubles(scaling.scales()));
        return algebra.divide(algebra.subtract(x, offsets), scales);
    }

    private Value product(Scaling scaling, Value y) {
        Value offsets = algebra.rowLike(y, doubles(scaling.offsets()));
        Value scales = algebra.rowLike(y, doubles(scaling.scales()));
        return algebra.add(algebra.multiply(y, scales), offsets);
    }

    /// Scaled numbers as those of the file.
    Value inverted(Scaling scaling, Value means) {
        Value numbers = changesNothing(scaling) ? means : product(scaling, means);
        return scaling.kind() == ScalingKind.LOGARITHM
                ? algebra.inDouble(numbers, y -> algebra.add(algebra.exp(y), -1))
                : numbers;
    }
}
