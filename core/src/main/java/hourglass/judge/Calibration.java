package hourglass.judge;

import hourglass.matrix.Matrix;
import java.util.List;
import java.util.stream.IntStream;

/// What rows kept back from training say about the numbers a model gives.
///
/// @param cells how each variable is judged; empty if rows are judged by the trained objective as it is
/// @param errors ε, the share of cells that are taken to be errors ([CellSurprise]); 1 if each cell counts in full, as
///     it did before there was a choice
/// @param decision when a row is flagged unless asked otherwise
/// @param reference scores of rows kept back; none if the model was not calibrated
public record Calibration(List<CellJudge> cells, double errors, Decision decision, Reference reference) {
    public Calibration {
        cells = List.copyOf(cells);
    }

    /// With each cell counted in full.
    public Calibration(List<CellJudge> cells, Decision decision, Reference reference) {
        this(cells, 1, decision, reference);
    }

    /// What the cells of each variable add to a score.
    ///
    /// @param ofOther see [CellSurprise]; of each variable
    public List<CellSurprise> surprises(double... ofOther) {
        return IntStream.range(0, cells.size())
                .mapToObj(j -> new CellSurprise(cells.get(j), errors, ofOther[j]))
                .toList();
    }

    /// Of a model that was not calibrated.
    public static Calibration defaults() {
        return new Calibration(List.of(), Decision.defaults(), new Reference());
    }

    /// Whether there are p-values.
    public boolean isCalibrated() {
        return reference.count() > 0;
    }

    /// This calibration with scores to compare with.
    public Calibration with(Reference other) {
        return new Calibration(cells, errors, decision, other);
    }

    /// Makes means of middles: adds to what a network expects of numbers how far they lie above that in the mean.
    ///
    /// @param expected scaled (rows × variables), changed
    public void addLean(Matrix expected) {
        for (int j = 0; j < cells.size(); j++) {
            float lean = (float) cells.get(j).lean();
            for (int row = 0; row < expected.rows(); row++) {
                expected.set(row, j, expected.get(row, j) + lean);
            }
        }
    }

    /// This calibration with another decision.
    public Calibration withDecision(Decision other) {
        return new Calibration(cells, errors, other, reference);
    }
}
