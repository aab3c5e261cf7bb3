package hourglass.cli;

import hourglass.data.OutputFile;
import hourglass.data.PictureOutput;
import hourglass.data.row.OutputColumn;
import hourglass.data.row.RowWriter;
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

    /// Whether a table can be written, and does not take the place of what is read.
    void check(List<Path> inputs) {
        if (!isStandardOutput()) {
            Destination.checkRows(path, inputs);
            OutputFile.requireSupported(path);
        }
    }

    /// Likewise, where pictures may be asked for.
    void checkPictures(List<Path> inputs) {
        if (folder) {
            Destination.checkFolder(path);
        } else if (pictures) {
            Destination.checkRows(path, inputs);
        } else {
            check(inputs);
        }
    }

    RowWriter create(Console console, List<OutputColumn> columns) {
        return isStandardOutput() ? OutputFile.create(console.rows(), columns) : OutputFile.create(path, columns);
    }
}
