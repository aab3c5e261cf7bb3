package hourglass.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/// What the work is done on, without names of hosts.
///
/// @param processor its model
/// @param cores that the JVM sees
/// @param fma GFLOP/s of fused multiply-adds on all threads, measured
record Machine(String processor, int cores, double fma) {
    static final int THREADS = 2;

    static Machine measure(Path home) throws IOException, InterruptedException {
        return new Machine(model(), Runtime.getRuntime().availableProcessors(), fma(home));
    }

    private static String model() throws IOException {
        Path file = Path.of("/proc/cpuinfo");
        if (!Files.isReadable(file)) {
            return System.getProperty("os.arch", "unknown");
        }
        return Files.readAllLines(file).stream()
                .filter(line -> line.startsWith("model name"))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse(System.getProperty("os.arch", "unknown"));
    }

    /// Started from its source: the Vector API is incubating, and nothing else here may need it.
    static double fma(Path home) throws IOException, InterruptedException {
        Process probe = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--add-modules",
                        "jdk.incubator.vector",
                        home.resolve("bench/src/probe/java/FmaPeak.java").toString(),
                        Integer.toString(THREADS))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String text = new String(probe.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        return probe.waitFor() == 0 ? Double.parseDouble(text) : 0;
    }

    /// For the name of a file: `amd-epyc-7r13-2-cores`.
    String slug() {
        return (processor.replaceAll("\\((R|TM|tm|r)\\)", "") + " " + cores + " cores")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-");
    }
}
