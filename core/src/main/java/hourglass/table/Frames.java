package hourglass.table;

import hourglass.matrix.Matrix;
import hourglass.matrix.Rows;
import hourglass.picture.Patches;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Rows as they were read, in parts that can be gone through again and again: a [Frame], which is its only part, or a
/// [FrameFile], whose rows do not stand in memory.
public interface Frames {
    /// Names of the columns.
    List<String> names();

    /// How many rows.
    int rows();

    /// The shape of one row.
    List<Integer> shape();

    /// What the numbers are, as stored where they came from.
    ValueType valueType();

    /// How the rows were cut from pictures, if they were.
    Optional<Patches> patches();

    /// The file that each row is, if each is one of its own; otherwise none.
    List<String> files();

    /// The rows in order, some at a time.
    Iterable<Frame> parts();

    /// The rows themselves, if they are numbers to which nothing is to be added, and nothing else.
    Optional<Rows> plainNumbers();

    /// Makes numbers of the rows and keeps them where the rows are.
    ///
    /// @param columns how many numbers come of a row
    /// @param encode a part → (rows × columns)
    Rows keep(int columns, Function<Frame, Matrix> encode);

    /// Some of the columns, in the given order.
    ///
    /// @param chosen names of columns that there are
    Frames only(List<String> chosen);

    /// How many columns.
    default int columns() {
        return names().size();
    }

    /// The place of a column, −1 if there is none of that name.
    default int indexOf(String name) {
        return names().indexOf(name);
    }

    /// Whether every cell is a finite number.
    default boolean isNumbers() {
        for (Frame part : parts()) {
            if (!part.isNumbers()) {
                return false;
            }
        }
        return true;
    }
}
