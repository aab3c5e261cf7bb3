package hourglass.loss;

import hourglass.matrix.Matrix;
import java.util.Arrays;

/// A matrix as samples: along the last axis each row is one, along the first each column. Number i of a sample stands
/// at [#at]. A view, like the matrix itself.
public final class Samples {
    private final float[] array;
    private final int offset;
    private final int count;
    private final int size;
    private final int sampleStep;
    private final int step;

    private Samples(float[] array, int offset, int count, int size, int sampleStep, int step) {
        this.array = array;
        this.offset = offset;
        this.count = count;
        this.size = size;
        this.sampleStep = sampleStep;
        this.step = step;
    }

    /// The samples of a matrix.
    ///
    /// @param axis along which the numbers of a sample stand: −1 or 1 for rows, −2 or 0 for columns
    public static Samples of(Matrix matrix, int axis) {
        requireAxis(axis);
        return isLast(axis)
                ? new Samples(matrix.array(), matrix.offset(), matrix.rows(), matrix.columns(), matrix.stride(), 1)
                : new Samples(matrix.array(), matrix.offset(), matrix.columns(), matrix.rows(), 1, matrix.stride());
    }

    /// One sample under every index: scratch memory in the place of one row after another.
    public static Samples scratch(float[] numbers) {
        return new Samples(numbers, 0, Integer.MAX_VALUE, numbers.length, 0, 1);
    }

    static void requireAxis(int axis) {
        if (axis < -2 || axis > 1) {
            throw new IllegalArgumentException(
                    "the axis of a matrix must be -1 or 1 (a sample is a row), or -2 or 0 (a column), got " + axis);
        }
    }

    /// Whether an axis is that of rows.
    public static boolean isLast(int axis) {
        return axis == -1 || axis == 1;
    }

    /// The array behind this view, shared.
    public float[] array() {
        return array;
    }

    /// How many samples there are.
    public int count() {
        return count;
    }

    /// How many numbers a sample has.
    public int size() {
        return size;
    }

    /// Index in [#array()] of a number of a sample. Not checked.
    public int at(int sample, int i) {
        return offset + sample * sampleStep + i * step;
    }

    /// A number of a sample. Not checked.
    double get(int sample, int i) {
        return array[offset + sample * sampleStep + i * step];
    }

    /// Whether a sample's numbers follow one another and stand at the same place in all three arrays.
    static boolean standAtOneOffset(Samples a, Samples b, Samples c, int sample) {
        boolean consecutive = a.step == 1 && b.step == 1 && c.step == 1;
        return consecutive && a.at(sample, 0) == b.at(sample, 0) && b.at(sample, 0) == c.at(sample, 0);
    }

    void set(int sample, int i, double value) {
        array[offset + sample * sampleStep + i * step] = (float) value;
    }

    void fill(int sample, float value) {
        if (step == 1) {
            Arrays.fill(array, at(sample, 0), at(sample, 0) + size, value);
            return;
        }
        for (int i = 0; i < size; i++) {
            set(sample, i, value);
        }
    }
}
