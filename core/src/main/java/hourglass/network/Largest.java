package hourglass.network;

import hourglass.matrix.Matrix;

/// The largest positive numbers of a matrix, by their smallest.
///
/// @param smallest of those kept; positive infinity if there is none
/// @param ofSmallest how many numbers equal to the smallest are kept
record Largest(float smallest, long ofSmallest) {
    /// Finds the `most` largest of the positive numbers, or all if they are fewer. A number that is not one counts as
    /// larger than all.
    static Largest of(Matrix matrix, long most) {
        float[] positive = new float[Math.multiplyExact(matrix.rows(), matrix.columns())];
        int count = 0;
        for (int row = 0; row < matrix.rows(); row++) {
            int offset = matrix.rowOffset(row);
            for (int j = 0; j < matrix.columns(); j++) {
                float value = matrix.array()[offset + j];
                // Not value > 0, which is false for what is not a number.
                if (!(value <= 0)) {
                    positive[count++] = value;
                }
            }
        }
        if (count == 0 || most == 0) {
            return new Largest(Float.POSITIVE_INFINITY, 0);
        }
        int kept = (int) Math.min(count, most);
        float smallest = nthSmallest(positive, count, count - kept);
        long above = 0;
        for (int i = 0; i < count; i++) {
            above += Float.compare(positive[i], smallest) > 0 ? 1 : 0;
        }
        return new Largest(smallest, kept - above);
    }

    /// Hoare's selection, with the median of three as pivot; orders the numbers anew.
    private static float nthSmallest(float[] values, int count, int n) {
        int low = 0;
        int high = count - 1;
        while (low < high) {
            float pivot = median(values[low], values[(low + high) >>> 1], values[high]);
            int i = low;
            int j = high;
            while (i <= j) {
                while (Float.compare(values[i], pivot) < 0) {
                    i++;
                }
                while (Float.compare(values[j], pivot) > 0) {
                    j--;
                }
                if (i <= j) {
                    float swapped = values[i];
                    values[i] = values[j];
                    values[j] = swapped;
                    i++;
                    j--;
                }
            }
            if (n <= j) {
                high = j;
            } else if (n >= i) {
                low = i;
            } else {
                return values[n];
            }
        }
        return values[n];
    }

    private static float median(float a, float b, float c) {
        float low = Float.compare(a, b) < 0 ? a : b;
        float high = Float.compare(a, b) < 0 ? b : a;
        if (Float.compare(c, low) < 0) {
            return low;
        }
        return Float.compare(c, high) > 0 ? high : c;
    }
}
