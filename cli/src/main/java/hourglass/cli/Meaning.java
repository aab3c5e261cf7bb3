package hourglass.cli;

import hourglass.model.Model;
import hourglass.objective.Likelihood;

/// What the number that `score` writes is, in a sentence.
final class Meaning {
    private Meaning() {}

    static String of(Model model) {
        if (model.columns().window().isPresent()) {
            int length = model.columns().window().get().length();
            return "score: mean over the windows of " + length
                    + " rows that hold a row, weighted by how far inside it the row stands, of "
                    + (model.calibration().cells().isEmpty() ? Summary.unit(model) : "nats")
                    + " summed over the numbers of the window, each judged by its reconstruction"
                    + (model.calibration().cells().isEmpty() ? "" : " and by its place in the window alone");
        }
        if (model.givesReasons() && !model.readsHoles()) {
            return "score: sum over columns of nats, each number judged by its reconstruction and by its column alone; by"
                    + " hand: hourglass reconstruct and the spreads that hourglass inspect shows";
        }
        if (model.givesReasons()) {
            return "score: sum over columns of nats, each cell judged from the rest of its row and by its column alone"
                    + errors(model)
                    + "; by hand: hourglass reconstruct --expected and the spreads that hourglass inspect shows";
        }
        if (model.recipe().architecture().objective() instanceof Likelihood it) {
            return "score: -log p of the row given its code, less that of a perfect reconstruction, summed over columns ("
                    + it.name() + ", in scaled units: hourglass inspect shows offsets and scales)";
        }
        return "score: " + Summary.unit(model)
                + ", summed over columns, in scaled units (hourglass inspect shows offsets" + " and scales)";
    }

    private static String errors(Model model) {
        double errors = model.calibration().errors();
        return errors == 1
                ? ""
                : ": by how much it is better explained if " + Numbers.trimmed(100 * errors) + " % of cells are errors";
    }
}
