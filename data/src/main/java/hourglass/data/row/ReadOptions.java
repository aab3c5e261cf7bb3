package hourglass.data.row;

import hourglass.picture.Patches;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// How a file is to be read where it does not say itself.
///
/// @param header whether the first line of a text names the columns; empty to judge by its look
/// @param missing what stands for nothing besides an empty cell; empty for [#USUAL_MISSING]
/// @param array name of the member of an `.npz` file
/// @param sql a query over the file, which it calls `rows`; empty for all of it
/// @param rejects a CSV file to be written with one line for each row that does not fit; without it, such a row is an
///     error
/// @param patches how pictures of any size are cut into rows; empty for pictures of one size, a row each
/// @param grey whether coloured pictures are read as grey ones
public record ReadOptions(
        Optional<Boolean> header,
        Optional<List<String>> missing,
        Optional<String> array,
        Optional<String> sql,
        Optional<Path> rejects,
        Optional<Patches> patches,
        boolean grey) {
    /// What stands for nothing unless somebody says otherwise.
    public static final List<String> USUAL_MISSING =
            List.of("NA", "N/A", "n/a", "na", "NaN", "nan", "NAN", "null", "NULL", "Null", "None", "none", "?", "#N/A");

    public ReadOptions {
        missing = missing.map(List::copyOf);
    }

    /// Everything judged by its look; no row may be amiss.
    public static ReadOptions none() {
        return new ReadOptions(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false);
    }

    /// These options, with the first line of a text naming the columns, or not.
    public ReadOptions withHeader(boolean header) {
        return new ReadOptions(Optional.of(header), missing, array, sql, rejects, patches, grey);
    }

    /// These options, with other words for nothing.
    public ReadOptions withMissing(List<String> tokens) {
        return new ReadOptions(header, Optional.of(tokens), array, sql, rejects, patches, grey);
    }

    /// These options, with the member of an `.npz` file to read.
    public ReadOptions withArray(String member) {
        return new ReadOptions(header, missing, Optional.of(member), sql, rejects, patches, grey);
    }

    /// These options, with a query over the file.
    public ReadOptions withSql(String query) {
        return new ReadOptions(header, missing, array, Optional.of(query), rejects, patches, grey);
    }

    /// These options, with rows that do not fit set aside in a file.
    public ReadOptions withRejects(Path file) {
        return new ReadOptions(header, missing, array, sql, Optional.of(file), patches, grey);
    }

    /// These options, with pictures cut into patches.
    public ReadOptions withPatches(Patches cut) {
        return new ReadOptions(header, missing, array, sql, rejects, Optional.of(cut), grey);
    }

    /// These options, with coloured pictures read as grey ones: Y = 0.299 R + 0.587 G + 0.114 B (ITU-R BT.601),
    /// rounded.
    public ReadOptions withGrey() {
        return new ReadOptions(header, missing, array, sql, rejects, patches, true);
    }
}
