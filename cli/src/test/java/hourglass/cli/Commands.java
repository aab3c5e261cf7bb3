package hourglass.cli;

import static org.assertj.core.api.Assertions.assertThat;

import hourglass.data.DataFile;
import hourglass.data.row.ReadOptions;
import hourglass.data.row.RowReader;
import hourglass.matrix.Matrix;
import hourglass.model.Table;
import hourglass.table.Frame;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// Runs the command line within this process and keeps what it writes.
final class Commands {
    private Commands() {}

    /// What a command came to.
    record Result(int code, String output, String messages) {}

    /// A console of which everything is kept.
    static final class Streams {
        private final ByteArrayOutputStream output = new ByteArrayOutputStream();
        private final ByteArrayOutputStream messages = new ByteArrayOutputStream();
        private final Console console;

        /// No terminal.
        Streams() {
            console = new Console(stream(output), stream(messages), false);
        }

        /// A terminal.
        Streams(int width) {
            PrintStream stream = stream(messages);
            console = new Console(stream(output), stream, true, () -> false, new ChangingLine(stream, width));
        }

        Console console() {
            return console;
        }

        String output() {
            return output.toString(StandardCharsets.UTF_8);
        }

        String messages() {
            return messages.toString(StandardCharsets.UTF_8);
        }

        private Result run(Object... arguments) {
            String[] texts = Arrays.stream(arguments).map(Object::toString).toArray(String[]::new);
            int code = Main.run(console, texts);
            return new Result(code, output(), messages());
        }
    }

    static Result run(Object... arguments) {
        return new Streams().run(arguments);
    }

    /// Runs a command before the eyes of a person.
    static Result onTerminal(int width, Object... arguments) {
        return new Streams(width).run(arguments);
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
                RowReader reader = DataFile.open(stream, BundledData.DIGITS.file(), ReadOptions.none())) {
            Frame all = DataFile.read(reader, BundledData.DIGITS.file());
            Table pixels = Table.of(without(all, "column64"), true);
            return pixels.withLabels(IntStream.range(0, all.rows())
                    .mapToObj(row -> all.text(row, all.indexOf("column64")))
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The scores in what `score` writes.
    static List<Double> scores(String output) {
        return column(output, "score").stream().map(Double::valueOf).toList();
    }

    /// A column of what a command writes in CSV, no cell of which before it holds a comma.
    static List<String> column(String output, String name) {
        List<String> lines = output.lines().toList();
        int place = List.of(lines.getFirst().split(",", -1)).indexOf(name);
        if (place < 0) {
            throw new IllegalArgumentException("no column " + name + " in " + lines.getFirst());
        }
        return lines.stream().skip(1).map(line -> line.split(",", -1)[place]).toList();
    }

    /// All columns of a frame but one.
    static Frame without(Frame all, String column) {
        return all.only(
                all.names().stream().filter(name -> !name.equals(column)).toList());
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

    /// A command that failed says why.
    static void assertDone(Result result) {
        assertThat(result.code()).as(result.messages()).isZero();
    }
}
