package hourglass.bench;

import java.io.IOException;
import java.util.Optional;
import java.util.stream.Stream;

/// Finds a Python that has scikit-learn.
final class Python {
    private Python() {}

    /// The one named by the environment's `BENCH_PYTHON`, or the `python3` of the path; empty if it lacks what the
    /// program imports.
    static Optional<String> find() {
        return Stream.of(System.getenv().getOrDefault("BENCH_PYTHON", ""), "python3")
                .filter(it -> !it.isEmpty() && has(it))
                .findFirst();
    }

    private static boolean has(String python) {
        try {
            Process process = new ProcessBuilder(python, "-c", "import sklearn, pandas, joblib")
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
