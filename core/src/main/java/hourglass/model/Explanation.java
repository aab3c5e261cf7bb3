package hourglass.model;

import hourglass.column.Column;
import hourglass.column.ColumnMatch;
import hourglass.column.Encoded;
import hourglass.column.Kind;
import hourglass.column.Schema;
import hourglass.column.Variable;
import hourglass.matrix.Matrix;
import hourglass.table.Frame;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// The reasons for the scores of some rows, in the columns of the file.
final class Explanation {
    private static final int MOST_REASONS = 3;

    /// Columns that carry less than this share of the score are no reason.
    private static final double SMALLEST_SHARE = 0.05;

    private final Model model;
    private final RowJudge judge;

    Explanation(Model model, RowJudge judge) {
        this.model = model;
        this.judge = judge;
    }

    /// The reasons of each row.
    ///
    /// @param rows some rows of a frame
    /// @return for each row its reasons, most first
    List<List<Reason>> of(Frame rows, ColumnMatch match) {
        Encoded encoded = judge.read(rows, match);
        double[] nats = judge.ofColumns(encoded);
        Matrix expected = judge.expectedEta(encoded);
        int width = model.columns().schema().columns().size();
        List<List<Reason>> all = new ArrayList<>();
        for (int row = 0; row < rows.rows(); row++) {
            int at = row;
            double score = IntStream.range(0, width)
                    .mapToDouble(j -> nats[at * width + j])
                    .sum();
            all.add(IntStream.range(0, width)
                    .boxed()
                    .filter(j -> nats[at * width + j] >= SMALLEST_SHARE * score && nats[at * width + j] > 0)
                    .sorted(Comparator.comparingDouble(j -> -nats[at * width + j]))
                    .limit(MOST_REASONS)
                    .map(j -> reason(rows, match, at, j, nats[at * width + j], expected.rows(at, at + 1)))
                    .toList());
        }
        return all;
    }

    private Reason reason(Frame rows, ColumnMatch match, int row, int column, double nats, Matrix expected) {
        Column it = model.columns().schema().columns().get(column);
        return new Reason(it.name(), nats, rows.text(row, match.places()[column]), expected(it, column, expected));
    }

    private String expected(Column column, int place, Matrix expected) {
        if (column.kind() instanceof Kind.Constant constant) {
            return constant.value().isEmpty() ? "nothing" : constant.value();
        }
        Schema schema = model.columns().schema();
        List<Variable> variables = schema.variables();
        List<String> texts = new ArrayList<>();
        float[] offsets = model.columns().scaling().offsets();
        float[] scales = model.columns().scaling().scales();
        for (int j = 0; j < variables.size(); j++) {
            if (judge.columnOf(j) == place) {
                texts.add(Expectation.text(
                        variables.get(j),
                        model.calibration().cells().get(j),
                        judge.surprise().of(expected, j),
                        offsets[j],
                        scales[j],
                        judge.halfWidth(j)));
            }
        }
        return String.join(", ", texts);
    }
}
