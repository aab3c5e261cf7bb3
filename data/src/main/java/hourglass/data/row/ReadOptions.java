package hourglass.data.row;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Which columns of a file to read, and what to do with rows that do not fit.
///
/// @param keep names of the only columns to read, in the order wanted; empty: all, in the order of the file
/// @param drop names of columns to leave out
/// @param label name of a column (or, in an `.npz`, of a one-dimensional member) set aside as the label of each row
/// @param array name of the member of an `.npz` file
/// @param rejects a CSV file to be written with one line per row that does not fit; without it, such a row is an error
public record ReadOptions(
        List<String> keep, List<String> drop, Optional<String> label, Optional<String> array, Optional<Path> rejects) {

    public ReadOptions {
        keep = List.copyOf(keep);
        drop = List.copyOf(drop);
    }

    /// All columns, no label, no row may be amiss.
    public static ReadOptions none() {
        return new ReadOptions(List.of(), List.of(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /// These options, reading only the given columns, in the given order.
    public ReadOptions withKeep(List<String> columns) {
        return new ReadOptions(columns, drop, label, array, rejects);
    }

    /// These options, leaving out the given columns.
    public ReadOptions withDrop(List<String> columns) {
        return new ReadOptions(keep, columns, label, array, rejects);
    }

    /// These options, with a column set aside as label.
    public ReadOptions withLabel(String column) {
        return new ReadOptions(keep, drop, Optional.of(column), array, rejects);
    }

    /// These options, with the member of an `.npz` file to read.
    public ReadOptions withArray(String member) {
        return new ReadOptions(keep, drop, label, Optional.of(member), rejects);
    }

    /// These options, with rows that do not fit set aside in a file.
    public ReadOptions withRejects(Path file) {
        return new ReadOptions(keep, drop, label, array, Optional.of(file));
    }
}
