package hourglass.spark;

import hourglass.problem.Problem;
import org.jspecify.annotations.Nullable;

/// A cell that is missing where none may be.
final class MissingCell {
    private MissingCell() {}

    /// The place of the first, −1 if there is none.
    ///
    /// @param needed which cells count
    /// @param numbers whether only finite numbers will do
    static int place(@Nullable Object[] cells, boolean[] needed, boolean numbers) {
        for (int i = 0; i < cells.length; i++) {
            Object cell = cells[i];
            boolean isSound = numbers ? cell instanceof Double it && Float.isFinite(it.floatValue()) : cell != null;
            if (needed[i] && !isSound) {
                return i;
            }
        }
        return -1;
    }

    static Problem problem(@Nullable Object cell, String column) {
        return Problem.badData("a cell is missing or no finite number")
                .at("column \"" + column + "\"")
                .found(cell == null ? "nothing" : "\"" + cell + "\"")
                .remedy("`handleInvalid`: skip leaves such rows out, keep takes them as they are");
    }
}
