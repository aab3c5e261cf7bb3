package hourglass.map;

/// The places of the smallest numbers of an array.
public final class Smallest {
    private final float[] values;
    private final int[] heap;
    private int size;
    private float largest = Float.POSITIVE_INFINITY;

    private Smallest(float[] values, int count) {
        this.values = values;
        this.heap = new int[count];
    }

    /// The places of the smallest numbers, the smallest first, the first of equals first.
    ///
    /// @param values not modified
    /// @param count how many, at most
    /// @param without a place to leave out; −1 for none
    public static int[] of(float[] values, int count, int without) {
        return of(values, 0, values.length, count, without);
    }

    /// The places of the smallest of some numbers, counted from the first of them.
    ///
    /// @param from of the first number
    /// @param length how many there are
    static int[] of(float[] values, int from, int length, int count, int without) {
        int others = length - (without >= 0 ? 1 : 0);
        Smallest smallest = new Smallest(values, Math.clamp(others, 0, count));
        int left = without < 0 ? -1 : from + without;
        if (smallest.heap.length == 0) {
            return smallest.heap;
        }
        int next = from;
        while (smallest.size < smallest.heap.length) {
            smallest.add(next++, left);
        }
        // Nearly all numbers are passed over here: nothing else may stand in this loop.
        for (int i = next; i < from + length; i++) {
            if (values[i] < smallest.largest) {
                smallest.add(i, left);
            }
        }
        int[] places = smallest.sorted();
        for (int i = 0; i < places.length; i++) {
            places[i] -= from;
        }
        return places;
    }

    /// Whether the number at one place comes after that at another.
    private boolean after(int a, int b) {
        return values[a] > values[b] || (values[a] == values[b] && a > b);
    }

    private void add(int place, int without) {
        if (place == without) {
            return;
        }
        if (size < heap.length) {
            int at = size++;
            while (at > 0 && after(place, heap[(at - 1) / 2])) {
                heap[at] = heap[(at - 1) / 2];
                at = (at - 1) / 2;
            }
            heap[at] = place;
        } else {
            sink(place, size);
        }
        largest = size < heap.length ? largest : values[heap[0]];
    }

    /// Puts a place where the last one stands, in a heap of so many.
    private void sink(int place, int length) {
        int at = 0;
        int child = 1;
        while (child < length) {
            child += child + 1 < length && after(heap[child + 1], heap[child]) ? 1 : 0;
            if (!after(heap[child], place)) {
                break;
            }
            heap[at] = heap[child];
            at = child;
            child = 2 * at + 1;
        }
        heap[at] = place;
    }

    private int[] sorted() {
        for (int left = size - 1; left > 0; left--) {
            int last = heap[left];
            int largest = heap[0];
            sink(last, left);
            heap[left] = largest;
        }
        return heap;
    }
}
