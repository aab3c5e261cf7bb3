package hourglass.report;

import hourglass.inference.Network;
import hourglass.map.Nearest;
import hourglass.matrix.Kernels;
import hourglass.matrix.Matrix;
import hourglass.model.Model;
import hourglass.network.Architecture;
import hourglass.network.Dense;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

/// A code unit by unit, over rows that come in parts: how often each is at work, the rows where it is most, and which
/// others mean nearly the same, by the cosine between their vectors in the decoder.
///
/// What it holds grows with the units, not with the rows.
public final class Units {
    /// A row where a unit is much at work.
    ///
    /// @param row counted from 0 over all rows
    /// @param value of the unit
    public record Top(long row, float value) {}

    /// A unit whose vector in the decoder points the same way.
    ///
    /// @param cosine between the two vectors
    public record Neighbour(int unit, double cosine) {}

    /// What was found of a unit.
    ///
    /// @param unit counted from 0
    /// @param frequency the share of rows in which it is not zero; 0 of a dead one
    /// @param mean of its numbers where it is not zero
    /// @param top largest numbers first
    /// @param neighbours nearest first; none where no dense layer reads the code
    public record Unit(int unit, double frequency, double mean, List<Top> top, List<Neighbour> neighbours) {
        /// Whether no row had a use for it.
        public boolean isDead() {
            return frequency == 0;
        }

        /// Its largest number, 0 of a dead one.
        public float largest() {
            return top.isEmpty() ? 0 : top.getFirst().value();
        }
    }

    private final Model model;
    private final int most;
    private final long[] active;
    private final double[] sums;
    private final float[] values;
    private final long[] rowsOfValues;
    private final double[] columnSums;
    private double squares;
    private double squaredError;
    private long rows;

    /// @param most rows to keep for each unit
    public Units(Model model, int most) {
        int units = model.network().architecture().codeSize();
        this.model = model;
        this.most = most;
        this.active = new long[units];
        this.sums = new double[units];
        this.values = new float[Math.multiplyExact(units, most)];
        this.rowsOfValues = new long[values.length];
        Arrays.fill(values, Float.NEGATIVE_INFINITY);
        this.columnSums = new double[model.task().target().columns()];
    }

    /// Looks at further rows.
    ///
    /// @param numbers as the model's columns have them
    public void add(Matrix numbers) {
        Network network = model.network();
        Matrix inputs = model.columns().encode(numbers);
        Matrix codes = network.encode(inputs);
        for (int row = 0; row < codes.rows(); row++) {
            int start = codes.rowOffset(row);
            for (int unit = 0; unit < active.length; unit++) {
                float value = codes.array()[start + unit];
                if (value != 0) {
                    active[unit]++;
                    sums[unit] += value;
                    keep(unit, rows + row, value);
                }
            }
        }
        if (!model.readsHoles()) {
            compare(network.means(inputs), model.task().target().scaled(numbers));
        }
        rows += codes.rows();
    }

    private void keep(int unit, long row, float value) {
        int first = unit * most;
        int at = first + most - 1;
        if (most == 0 || !(value > values[at])) {
            return;
        }
        while (at > first && value > values[at - 1]) {
            values[at] = values[at - 1];
            rowsOfValues[at] = rowsOfValues[at - 1];
            at--;
        }
        values[at] = value;
        rowsOfValues[at] = row;
    }

    private void compare(Matrix means, Matrix wanted) {
        for (int row = 0; row < wanted.rows(); row++) {
            for (int j = 0; j < columnSums.length; j++) {
                double value = wanted.get(row, j);
                double error = means.get(row, j) - value;
                columnSums[j] += value;
                squares += value * value;
                squaredError += error * error;
            }
        }
    }

    /// How many rows were looked at.
    public long rows() {
        return rows;
    }

    /// The fraction of variance unexplained, Σ ‖x − x̂‖² ÷ Σ ‖x − x̄‖², in the units of the network; empty for rows
    /// that
    /// are all the same, and for tables, whose columns have no unit in common.
    public OptionalDouble unexplained() {
        double variation = squares;
        for (double sum : columnSums) {
            variation -= sum * sum / rows;
        }
        return rows == 0 || model.readsHoles() || !(variation > 0)
                ? OptionalDouble.empty()
                : OptionalDouble.of(squaredError / variation);
    }

    /// How many numbers of a row are not zero, on average (L0).
    public double activePerRow() {
        return rows == 0 ? 0 : (double) Arrays.stream(active).sum() / rows;
    }

    /// All units, in their order.
    ///
    /// @param neighbours how many for each
    public List<Unit> units(int neighbours) {
        List<List<Neighbour>> near = neighbours(neighbours);
        List<Unit> units = new ArrayList<>();
        for (int unit = 0; unit < active.length; unit++) {
            List<Top> top = new ArrayList<>();
            for (int i = unit * most; i < (unit + 1) * most && values[i] > Float.NEGATIVE_INFINITY; i++) {
                top.add(new Top(rowsOfValues[i], values[i]));
            }
            double mean = active[unit] == 0 ? 0 : sums[unit] / active[unit];
            double frequency = rows == 0 ? 0 : (double) active[unit] / rows;
            units.add(new Unit(unit, frequency, mean, top, near.isEmpty() ? List.of() : near.get(unit)));
        }
        return units;
    }

    private List<List<Neighbour>> neighbours(int count) {
        Architecture architecture = model.network().architecture();
        int decoder = architecture.encoder().size();
        if (count == 0 || active.length < 2 || !(architecture.layers().get(decoder) instanceof Dense)) {
            return List.of();
        }
        Matrix directions = directions(decoder);
        int asked = Math.min(count + 1, active.length);
        List<List<Neighbour>> all = new ArrayList<>();
        for (int unit = 0; unit < active.length; unit++) {
            all.add(List.of());
        }
        new Nearest(directions, Kernels.fastest().kernels()).of(directions, asked, (unit, nearest, squared) -> {
            List<Neighbour> found = new ArrayList<>();
            for (int i = 0; i < nearest.length && found.size() < count; i++) {
                if (nearest[i] != unit) {
                    // ‖a − b‖² = 2 − 2 cos for vectors of length 1.
                    found.add(new Neighbour(nearest[i], 1 - squared[i] / 2.0));
                }
            }
            all.set(unit, found);
        });
        return all;
    }

    /// The vectors of the decoder, by unit, at length 1.
    private Matrix directions(int decoder) {
        Matrix weight = model.network().parameters().weight(decoder);
        boolean turned = model.network().parameters().usesTransposed(decoder);
        Matrix directions = Matrix.zeros(active.length, turned ? weight.rows() : weight.columns());
        for (int unit = 0; unit < active.length; unit++) {
            double square = 0;
            for (int j = 0; j < directions.columns(); j++) {
                float value = turned ? weight.get(j, unit) : weight.get(unit, j);
                directions.set(unit, j, value);
                square += (double) value * value;
            }
            for (int j = 0; square > 0 && j < directions.columns(); j++) {
                directions.set(unit, j, (float) (directions.get(unit, j) / Math.sqrt(square)));
            }
        }
        return directions;
    }
}
