package hourglass.cli;

import hourglass.model.Wish;
import hourglass.problem.Problem;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Problems as the command line tells them: settings as options, kinds as exit codes.
final class Problems {
    private static final Set<String> OF_ROWS = Set.of(
            "patches", "grey", "array", "driver", "drop", "header", "keep", "label", "missing", "query", "rejects",
            "sql", "window");

    private Problems() {}

    /// The names of the option for a setting of the library, the one to speak of first.
    static List<String> options(String setting) {
        return switch (setting) {
            case "objective" -> List.of("--likelihood");
            case "scaling" -> List.of("--scale");
            case "corruption" -> List.of("--corrupt");
            case "sparsity" -> List.of("--sparse", "--penalty");
            default -> List.of("--" + setting);
        };
    }

    /// The lines a user sees.
    static String text(Problem problem) {
        return told(problem).text();
    }

    /// What an option asks for; where the library refuses its value, the option is named, and the value.
    static <T> T of(String option, Object value, Supplier<T> asked) {
        try {
            return asked.get();
        } catch (IllegalArgumentException refused) {
            throw Problem.usage(String.valueOf(refused.getMessage()))
                    .at(option)
                    .found(String.valueOf(value))
                    .exception(refused);
        }
    }

    /// A remark of the library as a user reads it.
    static String withOptions(String remark) {
        return told(Problem.usage(remark)).summary();
    }

    private static Problem told(Problem problem) {
        Set<String> known = Stream.of(OF_ROWS.stream(), Wish.all().stream().map(Wish::name), Stream.of("objective"))
                .flatMap(Function.identity())
                .collect(Collectors.toSet());
        return problem.withSettings(name -> known.contains(name) ? options(name).getFirst() : "`" + name + "`");
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
