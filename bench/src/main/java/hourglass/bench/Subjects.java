package hourglass.bench;

import java.util.List;
import java.util.Map;

/// All subjects, ours first.
///
/// @param name as in `--peers`, with the settings that tell variants of one library apart
/// @param group what `--peers` may name too
/// @param trains whether it can train; all can score
/// @param arguments of [Child]
/// @param environment of its process, besides what is common to all
record Subjects(String name, String group, boolean trains, List<String> arguments, Map<String, String> environment) {
    static final Subjects OURS = of("hourglass", "hourglass", "hourglass", "fastest", "2");

    static final Subjects OURS_IN_JAVA = of("hourglass-java", "hourglass", "hourglass", "plain", "2");

    static final List<Subjects> ALL = List.of(
            OURS,
            OURS_IN_JAVA,
            of("djl", "djl", "djl", "0", "0"),
            of("djl-2", "djl", "djl", "2", "1"),
            of("djl-1", "djl", "djl", "1", "1"),
            of("libtorch", "libtorch", "libtorch", "0", "plain"),
            of("libtorch-2-2", "libtorch", "libtorch", "2", "fused").with(blas(2, "passive")),
            of("libtorch-2-1", "libtorch", "libtorch", "2", "fused").with(blas(1, "active")),
            of("libtorch-1-2", "libtorch", "libtorch", "1", "fused").with(blas(2, "active")),
            of("libtorch-1-1", "libtorch", "libtorch", "1", "fused").with(blas(1, "active")),
            of("onnxruntime", "onnxruntime", "onnxruntime", "0").scoring(),
            of("onnxruntime-1", "onnxruntime", "onnxruntime", "1").scoring());

    private static Subjects of(String name, String group, String... arguments) {
        return new Subjects(name, group, true, List.of(arguments), Map.of());
    }

    /// OpenBLAS has threads of its own beside OpenMP's. Where both have two, those that wait must not spin (`passive`).
    private static Map<String, String> blas(int threads, String waiting) {
        return Map.of("OPENBLAS_NUM_THREADS", Integer.toString(threads), "OMP_WAIT_POLICY", waiting);
    }

    private Subjects with(Map<String, String> settings) {
        return new Subjects(name, group, trains, arguments, settings);
    }

    private Subjects scoring() {
        return new Subjects(name, group, false, arguments, environment);
    }

    /// Settings of the environment for every child: telemetry and downloads off.
    static final Map<String, String> COMMON = Map.of("OPT_OUT_TRACKING", "true", "DJL_OFFLINE", "true");

    boolean can(Workload.Kind kind) {
        return switch (kind) {
            case TRAIN -> trains;
            // The trainer of DJL has no such layer.
            case TRAIN_TOP_K -> trains && !group.equals("djl");
            case SCORE, SCORE_ROW -> true;
        };
    }

    /// In the child: the subject of some arguments.
    static Subject create(String... arguments) {
        return switch (arguments[0]) {
            case "hourglass" -> new Hourglass(arguments[1].equals("fastest"), Integer.parseInt(arguments[2]));
            case "djl" -> new Djl(Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2]));
            case "libtorch" -> new Libtorch(Integer.parseInt(arguments[1]), arguments[2].equals("fused"));
            case "onnxruntime" -> new OnnxRuntime(Integer.parseInt(arguments[1]));
            default -> throw new IllegalArgumentException("no subject " + arguments[0]);
        };
    }
}
