package hourglass.storage;

import hourglass.problem.Problem;
import java.util.Map;

/// The version of what is in model files and checkpoints: one number for all kinds, in the metadata beside the kind.
///
/// It counts up when a file of the new version would be misread by programs that only know the versions before. Files
/// without it are from before there was one and count as version 1. The `-1` at the end of the names of kinds, such as
/// `hourglass-model-1`, is a part of these names and stays.
public final class FormatVersion {
    /// What is written today, and the newest that can be read.
    public static final int CURRENT = 4;

    /// The key in the metadata.
    public static final String KEY = "format_version";

    private static final int FIRST = 1;

    private FormatVersion() {}

    /// Adds the current version to the metadata of a file to be.
    public static void put(Map<String, String> metadata) {
        metadata.put(KEY, Integer.toString(CURRENT));
    }

    /// Refuses a file of a version that this program does not know, and gives the version of any other.
    ///
    /// @param origin what to call the file in errors
    /// @return from 1 to [#CURRENT]
    /// @throws hourglass.problem.ProblemException if the file is of a newer version, or says none that can be
    public static int check(TensorFile file, String origin) {
        String text = file.metadata().getOrDefault(KEY, Integer.toString(FIRST));
        // No sign and no leading zero: one way to write each version.
        if (!text.matches("[1-9][0-9]*")) {
            throw Problem.badData("the format version is not a whole number from " + FIRST + " on")
                    .at(origin + ", " + KEY)
                    .found(text)
                    .exception();
        }
        // Ten digits and more may be beyond `int`; they are newer in any case.
        if (text.length() > 9 || Integer.parseInt(text) > CURRENT) {
            throw Problem.badData("the file was written by a newer Hourglass, in a format this one does not know")
                    .at(origin + ", " + KEY)
                    .expected("version " + CURRENT + " at most")
                    .found("version " + text)
                    .remedy("read it with a newer Hourglass")
                    .exception();
        }
        return Integer.parseInt(text);
    }
}
