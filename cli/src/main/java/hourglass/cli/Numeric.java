package hourglass.cli;

import hourglass.column.ColumnMatch;
import hourglass.column.Encoded;
import hourglass.matrix.Matrix;
import hourglass.model.Model;
import hourglass.problem.Problem;
import hourglass.table.Frame;
import java.util.List;

/// Rows as the numbers a model reads. A model whose columns are taken alike has no way to read a hole.
final class Numeric {
    private Numeric() {}

    static Matrix of(Model model, Frame rows, ColumnMatch match) {
        Encoded encoded = model.columns().schema().read(rows, match);
        require(model, rows, match, encoded);
        return encoded.rows();
    }

    /// Refuses rows that a model cannot read: with cells that are no finite numbers.
    static void require(Model model, Frame rows, ColumnMatch match, Encoded encoded) {
        if (model.readsHoles()) {
            return;
        }
        Matrix numbers = encoded.rows();
        int bad = 0;
        int firstRow = -1;
        int firstColumn = -1;
        for (int row = 0; row < numbers.rows(); row++) {
            for (int j = 0; j < numbers.columns(); j++) {
                if (!Float.isFinite(numbers.get(row, j))) {
                    bad++;
                    firstColumn = firstRow < 0 ? j : firstColumn;
                    firstRow = firstRow < 0 ? row : firstRow;
                }
            }
        }
        if (bad == 0) {
            return;
        }
        List<String> names = model.columns().names();
        String found = rows.text(firstRow, match.places()[firstColumn]);
        throw Problem.badData("a cell is no finite number" + (bad > 1 ? " (and " + (bad - 1) + " more)" : ""))
                .at(rows.place(firstRow) + ", column \"" + names.get(firstColumn) + "\"")
                .expected("a finite number: this model was trained on columns taken alike, without missing values")
                .found(found.isEmpty() ? "nothing" : "\"" + found + "\"")
                .remedy("a model trained without --likelihood, --loss, --scale and --tied, which reads missing values")
                .exception();
    }
}
