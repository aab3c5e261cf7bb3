package hourglass.examples;

import hourglass.data.DataFile;
import hourglass.model.Model;
import hourglass.table.Frame;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/// How well a default model finds odd rows among rows it was not trained on, by the protocol of PyOD's benchmark: 60 %
/// of the rows are trained on, odd ones included and without their marks, the others are scored; mean area under the
/// receiver operating characteristic over ten splits, those of numpy's `RandomState(0 … 9)`. Large tables have fewer
/// splits.
///
/// `OddRowsHeldOut FOLDER PEERS.csv [COLUMN…]`: each `.csv.gz` of the folder holds rows, marked in the last column, 1
/// for odd; the peers' figures have the name of the table in their first column. Columns that are not named are those
/// of PyOD's autoencoder and isolation forest.
public final class OddRowsHeldOut {
    private static final int SPLITS = 10;
    private static final int SPLITS_OF_LARGE_TABLES = 3;
    private static final int LARGE = 5000;
    private static final String ENDING = ".csv.gz";

    private OddRowsHeldOut() {}

    public static void main(String[] arguments) throws IOException {
        Frame peers = DataFile.read(Path.of(arguments[1]));
        List<String> columns = arguments.length > 2
                ? List.of(arguments).subList(2, arguments.length)
                : List.of("AutoEncoder", "IForest");
        List<Path> tables;
        try (var entries = Files.list(Path.of(arguments[0]))) {
            tables = entries.filter(it -> it.toString().endsWith(ENDING))
                    .sorted()
                    .toList();
        }
        System.out.println("| table | rows | columns | splits | Hourglass | deviation | " + String.join(" | ", columns)
                + " |\n|" + " --- |".repeat(6 + columns.size()));
        double sum = 0;
        double[] sums = new double[columns.size()];
        int[] ahead = new int[columns.size()];
        for (Path table : tables) {
            String name = table.getFileName().toString().replace(ENDING, "");
            Frame rows = DataFile.read(table);
            double[] areas = areas(rows);
            double mean = Arrays.stream(areas).average().orElseThrow();
            sum += mean;
            StringBuilder figures = new StringBuilder();
            for (int j = 0; j < sums.length; j++) {
                double peer = OddRows.peer(peers, peers.names().getFirst(), name, columns.get(j));
                sums[j] += peer;
                ahead[j] += mean > peer ? 1 : 0;
                figures.append(String.format(Locale.ROOT, " %.4f |", peer));
            }
            System.out.printf(
                    Locale.ROOT,
                    "| %s | %d | %d | %d | %.4f | %.4f |%s%n",
                    name,
                    rows.rows(),
                    rows.columns() - 1,
                    areas.length,
                    mean,
                    deviation(areas),
                    figures);
        }
        System.out.printf(Locale.ROOT, "%nmean %.4f over %d tables", sum / tables.size(), tables.size());
        for (int j = 0; j < sums.length; j++) {
            System.out.printf(
                    Locale.ROOT, "; ahead of %s (mean %.4f) on %d", columns.get(j), sums[j] / tables.size(), ahead[j]);
        }
        System.out.println();
    }

    private static double[] areas(Frame table) {
        List<String> names = table.names();
        Frame rows = table.only(names.subList(0, names.size() - 1));
        Frame marks = table.only(List.of(names.getLast()));
        return IntStream.range(0, table.rows() > LARGE ? SPLITS_OF_LARGE_TABLES : SPLITS)
                .mapToDouble(seed -> {
                    int[] order = new MersenneTwister(seed).permutation(table.rows());
                    int heldOut = heldOut(order.length);
                    int[] judged = Arrays.copyOf(order, heldOut);
                    int[] learned = Arrays.copyOfRange(order, heldOut, order.length);
                    return OddRows.area(
                            Model.train(rows.select(learned)).score(rows.select(judged)), marks.select(judged));
                })
                .toArray();
    }

    /// Two rows of five, rounded up.
    static int heldOut(int rows) {
        return (2 * rows + 4) / 5;
    }

    private static double deviation(double[] values) {
        double mean = Arrays.stream(values).average().orElseThrow();
        return Math.sqrt(Arrays.stream(values)
                .map(it -> (it - mean) * (it - mean))
                .average()
                .orElseThrow());
    }
}
