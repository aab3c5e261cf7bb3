package hourglass.judge;

import java.util.List;

/// What rows kept back from training say about the numbers a model gives.
///
/// @param cells how each variable is judged; empty if rows are judged by the trained objective as it is
/// @param decision when a row is flagged unless asked otherwise
/// @param reference scores of rows kept back; none if the model was not calibrated
public record Calibration(List<CellJudge> cells, Decision decision, Reference reference) {
    public Calibration {
        cells = List.copyOf(cells);
    }

    /// Of a model that was not calibrated.
    public static Calibration defaults() {
        return new Calibration(List.of(), Decision.defaults(), new Reference());
    }

    /// Whether there are p-values.
    public boolean isCalibrated() {
        return reference.count() > 0;
    }

    /// This calibration with another decision.
    public Calibration withDecision(Decision other) {
        return new Calibration(cells, other, reference);
    }
}
