package hourglass.table;

import hourglass.matrix.Matrix;
import java.util.List;

/// Puts frames one below the other.
final class JoinedFrames {
    private JoinedFrames() {}

    /// @param parts at least one, alike
    static Frame of(List<Frame> parts) {
        Frame first = parts.getFirst();
        long total = 0;
        for (Frame part : parts) {
            if (!part.isLike(first)) {
                throw new IllegalArgumentException(
                        "frames to join must be alike, with the same origins, got " + first + " and " + part);
            }
            total += part.rows();
        }
        int rows = Math.toIntExact(total);
        Frame joined = first.numbers().isPresent() ? numbers(parts, rows) : cells(parts, rows);
        return joined.at(RowPlaces.joined(parts.stream().map(Frame::places).toList(), rows));
    }

    private static Frame numbers(List<Frame> parts, int rows) {
        Frame first = parts.getFirst();
        Matrix all = Matrix.zeros(rows, first.columns());
        int row = 0;
        for (Frame part : parts) {
            all.rows(row, row + part.rows()).copyFrom(part.numbers().orElseThrow());
            row += part.rows();
        }
        return Frame.of(first.names(), first.shape(), first.valueType(), all, first.origins());
    }

    private static Frame cells(List<Frame> parts, int rows) {
        Frame first = parts.getFirst();
        int width = first.columns();
        FrameBuilder known = new FrameBuilder(first.names());
        long[] cells = new long[Math.multiplyExact(rows, width)];
        int row = 0;
        for (Frame part : parts) {
            known.addAll(part.cells(), part.texts(), part.tokens(), cells, row * width);
            row += part.rows();
        }
        return Frame.of(first.names(), rows, cells, known.texts(), known.tokens(), RowPlaces.UNKNOWN);
    }
}
