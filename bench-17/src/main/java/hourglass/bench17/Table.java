package hourglass.bench17;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The rows of a table of comma-separated values, each column shifted and scaled to mean 0 and variance 1.
///
/// @param rows (count × columns)
record Table(float[][] rows) {
    static Table read(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file);
        float[][] rows = new float[lines.size() - 1][];
        for (int i = 0; i < rows.length; i++) {
            String[] cells = lines.get(i + 1).split(",", -1);
            rows[i] = new float[cells.length];
            for (int j = 0; j < cells.length; j++) {
                rows[i][j] = Float.parseFloat(cells[j]);
            }
        }
        for (int column = 0; column < rows[0].length; column++) {
            standardise(rows, column);
        }
        return new Table(rows);
    }

    private static void standardise(float[][] rows, int column) {
        double sum = 0;
        double squares = 0;
        for (float[] row : rows) {
            sum += row[column];
            squares += (double) row[column] * row[column];
        }
        double mean = sum / rows.length;
        double deviation = Math.sqrt(squares / rows.length - mean * mean);
        for (float[] row : rows) {
            row[column] = (float) ((row[column] - mean) / deviation);
        }
    }
}
