package hourglass.cli;

import hourglass.data.DataFile;
import hourglass.data.row.ReadOptions;
import hourglass.data.row.RowReader;
import hourglass.matrix.Matrix;
import hourglass.model.Table;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// Runs the command line within this process and keeps what it writes.
final class Commands {
    private Commands() {}

    /// What a command came to.
    record Result(int code, String output, String messages) {}

    static Result run(Object... arguments) {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        ByteArrayOutputStream messages = new ByteArrayOutputStream();
        Console console = new Console(stream(output), stream(messages), false);
        String[] texts = new String[arguments.length];
        for (int i = 0; i < texts.length; i++) {
            texts[i] = arguments[i].toString();
        }
        int code = Main.run(console, texts);
        return new Result(code, output.toString(StandardCharsets.UTF_8), messages.toString(StandardCharsets.UTF_8));
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    /// The bundled digits as a file: 64 pixels and the label in `column64`.
    static Path digits(Path folder) {
        return copy(BundledData.DIGITS, folder);
    }

    /// A bundled data set as a file of its own name.
    static Path copy(BundledData set, Path folder) {
        try {
            return Files.write(folder.resolve(set.file()), set.bytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Table digits() {
        try (InputStream stream = BundledData.DIGITS.open();
                RowReader reader = DataFile.open(
                        stream, BundledData.DIGITS.file(), ReadOptions.none().withLabel("column64"))) {
            return DataFile.read(reader, BundledData.DIGITS.file());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Squared error of digits per pixel, white being 1.
    static double squaredError(Matrix found, Matrix expected) {
        double sum = 0;
        for (int row = 0; row < expected.rows(); row++) {
            for (int j = 0; j < expected.columns(); j++) {
                sum += Math.pow(((double) found.get(row, j) - expected.get(row, j)) / 16, 2);
            }
        }
        return sum / expected.rows() / expected.columns();
    }
}
