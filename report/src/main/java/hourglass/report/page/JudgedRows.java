package hourglass.report.page;

import hourglass.column.ColumnMatch;
import hourglass.judge.Flags;
import hourglass.matrix.Matrix;
import hourglass.model.Model;
import hourglass.report.Drawn;
import hourglass.table.Frame;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// The rows that a report is about: as they stand in the file, as the model reads them, and what it says of them.
///
/// @param model an autoencoder of rows
/// @param frame all that was read
/// @param match where the model's columns stand in it
/// @param numbers the model's variables, in the units of the file; none of a series
/// @param targets what the rows should be, such as clean for noisy ones; the numbers themselves if nothing else is
/// known
/// @param scores of the rows
/// @param flags of the rows
/// @param label place in the frame of what the rows are, if they are labelled
/// @param ids places in the frame of what tells the rows
record JudgedRows(
        Model model,
        Frame frame,
        ColumnMatch match,
        Matrix numbers,
        Matrix targets,
        double[] scores,
        boolean[] flags,
        Optional<Integer> label,
        List<Integer> ids) {
    /// Reads and judges rows.
    static JudgedRows of(Report.Rows rows) {
        Model model = rows.model();
        Frame frame = rows.frame();
        Matrix numbers = model.columns().window().isPresent()
                ? Matrix.zeros(0, model.columns().count())
                : model.columns().schema().read(frame, rows.match()).rows();
        double[] scores = rows.targets().isPresent()
                ? model.score(numbers, rows.targets().get())
                : model.score(frame, rows.match());
        return new JudgedRows(
                model,
                frame,
                rows.match(),
                numbers,
                rows.targets().orElse(numbers),
                scores,
                Flags.of(
                        scores,
                        model.calibration().reference(),
                        model.calibration().decision()),
                rows.label().map(frame::indexOf).filter(it -> it >= 0),
                rows.ids().stream().map(frame::indexOf).filter(it -> it >= 0).toList());
    }

    /// Whether rows are compared with others than themselves.
    @SuppressWarnings("ReferenceEquality") // the question is whether both are one table
    boolean arePairs() {
        return targets != numbers;
    }

    int count() {
        return frame.rows();
    }

    String labelName() {
        return label.map(it -> frame.names().get(it)).orElse("");
    }

    /// What a row is; empty without labels.
    String label(int row) {
        return label.map(it -> frame.text(row, it)).orElse("");
    }

    /// Some rows in their order, drawn so that the same are drawn whenever the same many are asked for.
    ///
    /// @param draw tells draws apart
    int[] drawn(int most, int draw) {
        return Drawn.of(count(), most, draw);
    }

    /// The rows by their scores, strangest first, the first of equals first; without those that have none.
    int[] strangestFirst() {
        return IntStream.range(0, count())
                .filter(row -> !Double.isNaN(scores[row]))
                .boxed()
                .sorted((a, b) -> Double.compare(scores[b], scores[a]))
                .mapToInt(Integer::intValue)
                .toArray();
    }
}
