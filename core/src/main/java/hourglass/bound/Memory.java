package hourglass.bound;

import java.util.ArrayList;
import java.util.List;

/// Buffers for up to a number of rows. Plans for fewer rows ask for the same buffers in the same order and share them.
public final class Memory {
    private final int rows;
    private final List<float[]> buffers = new ArrayList<>();
    private final Scratch scratch = new Scratch();
    private int next;

    /// @param rows the most there will be
    public Memory(int rows) {
        this.rows = rows;
    }

    /// Before the first buffer of a plan.
    public void restart() {
        next = 0;
    }

    /// For work in between.
    public Scratch scratch() {
        return scratch;
    }

    /// The next buffer.
    float[] buffer(int columns) {
        if (next == buffers.size()) {
            buffers.add(new float[Math.multiplyExact(rows, columns)]);
        }
        return buffers.get(next++);
    }

    /// The first rows of the next buffer.
    public Tiled tiled(int count, int columns, int height) {
        return Tiled.of(buffer(columns), count, columns, height);
    }
}
