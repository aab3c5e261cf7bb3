package hourglass.cli;

import hourglass.data.OutputFile;
import hourglass.data.PictureOutput;
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
    void setPath(String text) {
        path = Path.of(text);
        pictures = PictureOutput.isFor(text);
        folder = PictureOutput.isFolder(text);
    }

    Path path = Path.of("-");
    private boolean pictures;
    private boolean folder;

    /// Whether a PNG file or a folder of them is asked for.
    boolean isPictures() {
        return pictures;
    }

    /// Whether the output is a folder: it is there, or its name ends in a slash.
    boolean isFolder() {
        return folder;
    }

    boolean isStandardOutput() {
        return path.toString().equals("-");
    }

    /// Whether there is room for numbers only.
    boolean isArray() {
        return path.toString().endsWith(".npy");
    }

    /// What is written must not take the place of what is read.
    void check(List<Path> inputs) {
        if (!isStandardOutput()) {
            check(path, inputs);
        }
    }

    /// A file that is written must not take the place of what is read.
    static void check(Path path, List<Path> inputs) {
        for (Path input : inputs) {
            if (path.toAbsolutePath().normalize().equals(input.toAbsolutePath().normalize())) {
                throw Problem.usage("the output is one of the inputs")
                        .at(path.toString())
                        .remedy("-o with another name")
                        .exception();
            }
        }
    }

    RowWriter create(Console console, List<OutputColumn> columns) {
        return isStandardOutput() ? OutputFile.create(console.rows(), columns) : OutputFile.create(path, columns);
    }
}
