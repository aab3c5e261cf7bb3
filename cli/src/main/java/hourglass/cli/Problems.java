package hourglass.cli;

import hourglass.problem.Problem;
import java.util.Map;

/// Problems as the command line tells them: settings as options, kinds as exit codes.
final class Problems {
    /// The options of the settings that libraries name.
    static final Map<String, String> OPTIONS = Map.of(
            "array", "--array",
            "drop", "--drop",
            "keep", "--keep",
            "label", "--label",
            "objective", "--likelihood",
            "rate", "--rate",
            "rejects", "--rejects",
            "sparsity", "--sparse",
            "tied", "--tied",
            "variational", "--variational");

    private Problems() {}

    /// The lines a user sees.
    static String text(Problem problem) {
        return problem.withSettings(name -> OPTIONS.getOrDefault(name, "`" + name + "`"))
                .text();
    }

    /// From sysexits.h where it has one.
    static int exitCode(Problem problem) {
        return switch (problem.kind()) {
            case USAGE -> 2;
            case BAD_DATA -> 65;
            case MISSING_INPUT -> 66;
            case INTERNAL -> 70;
            case CANNOT_CREATE -> 73;
            case INPUT_OUTPUT -> 74;
        };
    }
}
