package hourglass.table;

import hourglass.picture.Patches;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Where the rows of a [Frame] came from.
///
/// @param lines at which each row of a text file begins, from 1; empty where there are none. Not copied
/// @param first how many rows were read before the first
/// @param files that rows are, if each is one of its own, or that they are patches of; otherwise none
/// @param patches if that is what they are
record RowPlaces(long[] lines, long first, List<String> files, Optional<Patches> patches) {
    static final RowPlaces UNKNOWN = new RowPlaces(new long[0], 0, List.of(), Optional.empty());

    static RowPlaces ofLines(long[] lines) {
        return new RowPlaces(lines, 0, List.of(), Optional.empty());
    }

    RowPlaces startingAt(long row) {
        return new RowPlaces(lines, row, files, patches);
    }

    RowPlaces ofFiles(List<String> names) {
        return new RowPlaces(lines, first, List.copyOf(names), patches);
    }

    RowPlaces ofPatches(Patches cut) {
        return new RowPlaces(lines, first, files, Optional.of(cut));
    }

    boolean haveLines() {
        return lines.length > 0;
    }

    /// As errors say it.
    String of(int row) {
        if (!files.isEmpty()) {
            return files.get(row) + (patches.isEmpty() ? "" : ", patch " + number(row) + " of all");
        }
        return haveLines() ? "line " + lines[row] : "row " + number(row);
    }

    /// The number of a row among all read, from 1.
    long number(int row) {
        return first + row + 1;
    }

    /// Those of some rows, counted anew.
    RowPlaces select(int[] chosen) {
        return new RowPlaces(
                haveLines() ? Arrays.stream(chosen).mapToLong(row -> lines[row]).toArray() : lines,
                0,
                files.isEmpty()
                        ? files
                        : Arrays.stream(chosen).mapToObj(files::get).toList(),
                patches);
    }

    /// Those of tables one below the other: lines and files are kept if all know theirs.
    ///
    /// @param parts at least one, those without rows left out
    /// @param rows of all
    static RowPlaces joined(List<RowPlaces> parts, int rows) {
        long[] lines =
                parts.stream().flatMapToLong(it -> Arrays.stream(it.lines)).toArray();
        List<String> files = parts.stream().flatMap(it -> it.files.stream()).toList();
        return new RowPlaces(
                lines.length == rows ? lines : new long[0],
                parts.getFirst().first,
                files.size() == rows ? files : List.of(),
                parts.getFirst().patches);
    }
}
