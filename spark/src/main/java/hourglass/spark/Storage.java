package hourglass.spark;

import hourglass.problem.Problem;
import hourglass.problem.ProblemException;
import java.io.IOException;
import org.apache.hadoop.fs.Path;

/// What is said when the cluster's file system fails.
final class Storage {
    private Storage() {}

    static ProblemException problem(String summary, Path file, IOException cause) {
        return Problem.of(Problem.Kind.INPUT_OUTPUT, summary)
                .at(file.toString())
                .found(String.valueOf(cause.getMessage()))
                .exception(cause);
    }
}
