package hourglass.bench;

import java.util.List;
import java.util.Map;

/// All subjects, ours first.
///
/// @param name as in `--peers`, with the settings that tell variants of one library apart
/// @param group what `--peers` may name too
/// @param trains whether it can train; all can score
/// @param arguments of [Child]
record Subjects(String name, String group, boolean trains, List<String> arguments) {
    static final Subjects OURS = new Subjects("hourglass", "hourglass", true, List.of("hourglass", "fastest", "2"));

    static final List<Subjects> ALL = List.of(
            OURS,
            new Subjects("hourglass-java", "hourglass", true, List.of("hourglass", "plain", "2")),
            new Subjects("djl", "djl", true, List.of("djl", "0", "0")),
            new Subjects("djl-2-1", "djl", true, List.of("djl", "2", "1")),
            new Subjects("djl-1-1", "djl", true, List.of("djl", "1", "1")));

    /// Settings of the environment for every child: telemetry and downloads off.
    static final Map<String, String> ENVIRONMENT = Map.of("OPT_OUT_TRACKING", "true", "DJL_OFFLINE", "true");

    boolean can(Workload.Kind kind) {
        return trains || kind != Workload.Kind.TRAIN;
    }

    /// In the child: the subject of some arguments.
    static Subject create(String... arguments) {
        return switch (arguments[0]) {
            case "hourglass" -> new Hourglass(arguments[1].equals("fastest"), Integer.parseInt(arguments[2]));
            case "djl" -> new Djl(Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2]));
            default -> throw new IllegalArgumentException("no subject " + arguments[0]);
        };
    }
}
