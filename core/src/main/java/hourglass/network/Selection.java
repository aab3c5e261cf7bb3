package hourglass.network;

/// The k largest of a row of numbers that come in pieces, each with its index; among equal ones the first.
///
/// A heap of k slots with the smallest kept number at its root. A number that is not one counts as larger than all, so
/// that it is not lost on the way to the loss.
final class Selection {
    private final int k;
    private final float floor;
    private final float[] values;
    private final int[] indices;
    private final int offset;
    private int count;
    private float threshold;

    /// @param floor numbers up to this one are not kept; negative infinity to keep all kinds
    /// @param values where kept numbers go, from `offset` to `offset + k`
    /// @param indices where their indices go
    Selection(int k, float floor, float[] values, int[] indices, int offset) {
        this.k = k;
        this.floor = floor;
        this.values = values;
        this.indices = indices;
        this.offset = offset;
    }

    void clear() {
        count = 0;
        threshold = floor;
    }

    /// How many are kept, at most k.
    int count() {
        return count;
    }

    /// Looks at n more numbers, the first of which has the given index.
    void offer(float[] numbers, int from, int n, int firstIndex) {
        float limit = threshold;
        for (int j = 0; j < n; j++) {
            float value = numbers[from + j];
            // Not value > limit, which is false for what is not a number.
            if (!(value <= limit)) {
                keep(value, firstIndex + j);
                limit = threshold;
            }
        }
    }

    private void keep(float value, int index) {
        if (count < k) {
            count++;
            up(count - 1, value, index);
        } else {
            down(value, index);
        }
        if (count == k) {
            threshold = values[offset];
        }
    }

    private void up(int slot, float value, int index) {
        int at = slot;
        while (at > 0) {
            int parent = (at - 1) >>> 1;
            if (!isBefore(value, index, parent)) {
                break;
            }
            move(parent, at);
            at = parent;
        }
        put(at, value, index);
    }

    private void down(float value, int index) {
        int at = 0;
        for (int child = 1; child < k; child = 2 * at + 1) {
            if (child + 1 < k && isBefore(values[offset + child + 1], indices[offset + child + 1], child)) {
                child++;
            }
            if (!isBefore(values[offset + child], indices[offset + child], value, index)) {
                break;
            }
            move(child, at);
            at = child;
        }
        put(at, value, index);
    }

    private boolean isBefore(float value, int index, int slot) {
        return isBefore(value, index, values[offset + slot], indices[offset + slot]);
    }

    /// Whether the first is to leave before the second: it is smaller, or equal and came later.
    private static boolean isBefore(float value, int index, float otherValue, int otherIndex) {
        int order = Float.compare(value, otherValue);
        return order < 0 || (order == 0 && index > otherIndex);
    }

    private void move(int from, int to) {
        values[offset + to] = values[offset + from];
        indices[offset + to] = indices[offset + from];
    }

    private void put(int slot, float value, int index) {
        values[offset + slot] = value;
        indices[offset + slot] = index;
    }
}
