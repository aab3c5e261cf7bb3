package hourglass.bench;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// All subjects, ours first.
///
/// @param name as in `--peers`, with the settings that tell variants of one library apart
/// @param group what `--peers` may name too
/// @param kinds of work that it can do
/// @param program in which its child runs
/// @param arguments of the child
/// @param environment of its process, besides what is common to all
record Subjects(
        String name,
        String group,
        Set<Workload.Kind> kinds,
        Program program,
        List<String> arguments,
        Map<String, String> environment) {
    /// Where a child runs.
    enum Program {
        /// [Child], on our JDK.
        OURS,
        /// `Dl4jChild` of the module bench-17, on JDK 17.
        DL4J
    }

    private static final Set<Workload.Kind> ALL_KINDS = Set.of(
            Workload.Kind.TRAIN,
            Workload.Kind.TRAIN_TOP_K,
            Workload.Kind.TRAIN_CONVOLUTION,
            Workload.Kind.SCORE,
            Workload.Kind.SCORE_ROW);

    private static final Set<Workload.Kind> SCORING = Set.of(Workload.Kind.SCORE, Workload.Kind.SCORE_ROW);

    static final Subjects OURS = of("hourglass", "hourglass", "hourglass", "fastest", "2");

    static final Subjects OURS_IN_JAVA = of("hourglass-java", "hourglass", "hourglass", "plain", "2");

    static final List<Subjects> ALL = List.of(
            OURS,
            OURS_IN_JAVA,
            // The trainer of DJL has no top-k layer.
            of("djl", "djl", "djl", "0", "0").without(Workload.Kind.TRAIN_TOP_K),
            of("djl-2", "djl", "djl", "2", "1").without(Workload.Kind.TRAIN_TOP_K),
            of("djl-1", "djl", "djl", "1", "1").without(Workload.Kind.TRAIN_TOP_K),
            of("libtorch", "libtorch", "libtorch", "0", "plain").without(Workload.Kind.TRAIN_CONVOLUTION),
            of("libtorch-2-2", "libtorch", "libtorch", "2", "fused")
                    .without(Workload.Kind.TRAIN_CONVOLUTION)
                    .with(blas(2, "passive")),
            of("libtorch-2-1", "libtorch", "libtorch", "2", "fused")
                    .without(Workload.Kind.TRAIN_CONVOLUTION)
                    .with(blas(1, "active")),
            of("libtorch-1-2", "libtorch", "libtorch", "1", "fused")
                    .without(Workload.Kind.TRAIN_CONVOLUTION)
                    .with(blas(2, "active")),
            of("libtorch-1-1", "libtorch", "libtorch", "1", "fused")
                    .without(Workload.Kind.TRAIN_CONVOLUTION)
                    .with(blas(1, "active")),
            of("onnxruntime", "onnxruntime", "onnxruntime", "0").only(SCORING),
            of("onnxruntime-1", "onnxruntime", "onnxruntime", "1").only(SCORING),
            dl4j("dl4j", Map.of()),
            dl4j("dl4j-1", Map.of("OMP_NUM_THREADS", "1")));

    /// The share by which losses and scores may differ from ours. DL4J has no cross-entropy of logits and takes the
    /// logarithm of clipped single-precision probabilities, which alone costs it a thousandth in the first steps.
    double tolerance() {
        return program == Program.DL4J ? 2e-3 : 1e-4;
    }

    private static Subjects of(String name, String group, String... arguments) {
        return new Subjects(name, group, ALL_KINDS, Program.OURS, List.of(arguments), Map.of());
    }

    /// OpenBLAS has threads of its own beside OpenMP's. Where both have two, those that wait must not spin (`passive`).
    private static Map<String, String> blas(int threads, String waiting) {
        return Map.of("OPENBLAS_NUM_THREADS", Integer.toString(threads), "OMP_WAIT_POLICY", waiting);
    }

    private Subjects with(Map<String, String> settings) {
        return new Subjects(name, group, kinds, program, arguments, settings);
    }

    private Subjects only(Set<Workload.Kind> some) {
        return new Subjects(name, group, some, program, arguments, environment);
    }

    private Subjects without(Workload.Kind kind) {
        return only(ALL_KINDS.stream().filter(it -> it != kind).collect(Collectors.toUnmodifiableSet()));
    }

    private static Subjects dl4j(String name, Map<String, String> environment) {
        return new Subjects(name, "dl4j", Set.of(Workload.Kind.TRAIN), Program.DL4J, List.of(), environment);
    }

    /// Settings of the environment for every child: telemetry and downloads off.
    static final Map<String, String> COMMON = Map.of("OPT_OUT_TRACKING", "true", "DJL_OFFLINE", "true");

    boolean can(Workload.Kind kind) {
        return kinds.contains(kind);
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
