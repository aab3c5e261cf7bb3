package hourglass.model;

import hourglass.map.Anchors;
import hourglass.matrix.Kernels;
import hourglass.matrix.Matrix;
import java.util.Optional;

/// Two numbers for each row: z = (r − mean) · projection, with r the row in the space of the map; and z itself is the
/// place, or rows are placed by anchors with known places.
///
/// @param space where r lies
/// @param mean as many numbers as r has. Not copied
/// @param projection (numbers of r × numbers of z). Not copied
/// @param anchors in the space of z; empty if z has two numbers, which are the place
public record RowMap(MapSpace space, float[] mean, Matrix projection, Optional<Anchors> anchors) {
    /// How many rows are placed at a time: a fixed number, so that results do not depend on how rows come in.
    private static final int ROWS_AT_ONCE = 1024;

    public RowMap {
        int components = projection.columns();
        boolean fits = anchors.map(it -> it.points().columns() == components).orElse(components == 2);
        if (!fits || mean.length != projection.rows()) {
            throw new IllegalArgumentException("the parts of the map do not fit each other: a mean of " + mean.length
                    + ", a projection of " + projection.shape());
        }
    }

    /// What is mapped.
    ///
    /// @param rows in the space of the map, not modified
    /// @return (rows × 2)
    Matrix place(Matrix rows, Kernels kernels) {
        Matrix placed = Matrix.zeros(rows.rows(), 2);
        for (int from = 0; from < rows.rows(); from += ROWS_AT_ONCE) {
            int to = Math.min(rows.rows(), from + ROWS_AT_ONCE);
            Matrix projected = projected(rows.rows(from, to), kernels);
            placed.rows(from, to)
                    .copyFrom(anchors.map(it -> it.place(projected, kernels)).orElse(projected));
        }
        return placed;
    }

    /// z of rows.
    private Matrix projected(Matrix rows, Kernels kernels) {
        Matrix centred = rows.copy();
        for (int row = 0; row < centred.rows(); row++) {
            int offset = centred.rowOffset(row);
            for (int j = 0; j < mean.length; j++) {
                centred.array()[offset + j] -= mean[j];
            }
        }
        Matrix projected = Matrix.zeros(rows.rows(), projection.columns());
        kernels.multiply(centred, false, projection, false, false, projected);
        return projected;
    }
}
