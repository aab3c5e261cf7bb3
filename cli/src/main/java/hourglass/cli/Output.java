package hourglass.cli;

import hourglass.data.OutputFile;
import hourglass.data.row.OutputColumn;
import hourglass.data.row.RowWriter;
import hourglass.problem.Problem;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;

/// Where rows are written.
final class Output {
    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description =
                    "Where to write: .csv .tsv .jsonl .parquet .npy by extension; - for standard output (default).")
    Path path = Path.of("-");

    boolean isStandardOutput() {
        return path.toString().equals("-");
    }

    /// Whether there is room for numbers only.
    boolean isArray() {
        return path.toString().endsWith(".npy");
    }

    /// What is written must not take the place of what is read.
    void check(List<Path> inputs) {
        for (Path input : inputs) {
            if (!isStandardOutput()
                    && path.toAbsolutePath()
                            .normalize()
                            .equals(input.toAbsolutePath().normalize())) {
                throw Problem.usage("the output is one of the inputs")
                        .at(path.toString())
                        .remedy("-o with another name")
                        .exception();
            }
        }
    }

    RowWriter create(Console console, List<OutputColumn> columns) {
        return isStandardOutput() ? OutputFile.create(console.output(), columns) : OutputFile.create(path, columns);
    }
}
