package hourglass.cli;

import hourglass.column.Column;
import hourglass.column.Kind;
import hourglass.column.Variable;
import hourglass.judge.CellJudge;
import hourglass.model.Model;
import hourglass.model.Scaling;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What a model knows of a column, or of one of the numbers that it reads of a column.
///
/// @param name of the number: that of the column, with the part where it has several
/// @param offset of its scaling; NaN for a column of which no number is read
/// @param scale likewise
/// @param judge how its cells are judged; empty if rows are judged as a whole
/// @param fromOthers whether they are judged from the rest of their row; if not, from a reconstruction that has seen
/// them
record ColumnFacts(String name, Kind kind, double offset, double scale, Optional<CellJudge> judge, boolean fromOthers) {
    /// Those of all columns, in their order.
    static List<ColumnFacts> of(Model model) {
        Scaling scaling = model.columns().scaling();
        float[] offsets = scaling.offsets();
        float[] scales = scaling.scales();
        List<CellJudge> judges = model.calibration().cells();
        boolean fromOthers = model.readsHoles();
        List<ColumnFacts> facts = new ArrayList<>();
        int j = 0;
        for (Column column : model.columns().schema().columns()) {
            for (Variable variable : column.variables()) {
                Optional<CellJudge> judge = judges.isEmpty() ? Optional.empty() : Optional.of(judges.get(j));
                facts.add(new ColumnFacts(variable.name(), column.kind(), offsets[j], scales[j], judge, fromOthers));
                j++;
            }
            if (column.variables().isEmpty()) {
                facts.add(new ColumnFacts(
                        column.name(), column.kind(), Double.NaN, Double.NaN, Optional.empty(), fromOthers));
            }
        }
        return facts;
    }

    /// Whether the network reads it.
    boolean isRead() {
        return !Double.isNaN(offset);
    }

    /// −log p of a cell by its column alone, mean over rows that were not trained on; NaN without [#natsFromOthers] to
    /// compare it with.
    double natsAlone() {
        return judge.filter(it -> fromOthers).map(CellJudge::lossAlone).orElse(Double.NaN);
    }

    /// −log p of a cell given the rest of its row, of the same rows; NaN if nobody measured it.
    double natsFromOthers() {
        return judge.filter(it -> fromOthers).map(CellJudge::lossGiven).orElse(Double.NaN);
    }

    /// Nats with three decimals, so that they can be compared down a column; `-` for none.
    static String fixed(double nats) {
        return Double.isNaN(nats) ? "-" : String.format(Locale.ROOT, "%.3f", nats);
    }
}
