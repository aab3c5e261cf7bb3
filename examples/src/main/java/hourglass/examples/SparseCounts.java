package hourglass.examples;

import hourglass.matrix.Matrix;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/// Reads matrices of which only what is not 0 is stored, gzipped: bags of words (`docword`: three lines with the
/// numbers of documents, words and entries, then document, word, count) and Matrix Market files of cells (`.mtx`: gene,
/// cell, count), where cells become rows.
final class SparseCounts {
    private SparseCounts() {}

    static Matrix read(Path file) throws IOException {
        boolean market = file.getFileName().toString().endsWith(".mtx.gz");
        try (InputStream bytes = new GZIPInputStream(Files.newInputStream(file));
                BufferedReader lines = new BufferedReader(new InputStreamReader(bytes, StandardCharsets.UTF_8))) {
            int[] size = market ? size(lines) : new int[] {number(lines), number(lines), number(lines)};
            Matrix rows = market ? Matrix.zeros(size[1], size[0]) : Matrix.zeros(size[0], size[1]);
            for (int i = 0; i < size[2]; i++) {
                int[] entry = numbers(lines.readLine());
                rows.set(entry[market ? 1 : 0] - 1, entry[market ? 0 : 1] - 1, entry[2]);
            }
            return rows;
        }
    }

    private static int[] size(BufferedReader lines) throws IOException {
        String line = lines.readLine();
        while (line.startsWith("%")) {
            line = lines.readLine();
        }
        return numbers(line);
    }

    private static int number(BufferedReader lines) throws IOException {
        return numbers(lines.readLine())[0];
    }

    private static int[] numbers(String line) {
        String[] parts = line.strip().split(" ", -1);
        int[] numbers = new int[parts.length];
        for (int i = 0; i < parts.length; i++) {
            numbers[i] = Integer.parseInt(parts[i]);
        }
        return numbers;
    }
}
