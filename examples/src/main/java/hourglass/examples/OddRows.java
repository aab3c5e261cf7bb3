package hourglass.examples;

import hourglass.data.DataFile;
import hourglass.data.row.ReadOptions;
import hourglass.model.Model;
import hourglass.table.Frame;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/// How well a default model finds rows that are known to be odd: it is trained on all rows of a table, odd ones
/// included and without a word about them, and then scores the same rows. Prints the area under the receiver operating
/// characteristic for each table of a folder, beside peers' figures if a file has them.
///
/// `OddRows FOLDER [REFERENCE.csv]`: each `.npz` of the folder holds rows `X` and marks `y`, 1 for odd; the reference
/// has the columns table, pca_best_of_three, distance_from_mean and isolation_forest.
public final class OddRows {
    private OddRows() {}

    public static void main(String[] arguments) throws IOException {
        Optional<Frame> reference =
                arguments.length > 1 ? Optional.of(DataFile.read(Path.of(arguments[1]))) : Optional.empty();
        List<Path> tables;
        try (var entries = Files.list(Path.of(arguments[0]))) {
            tables = entries.filter(it -> it.toString().endsWith(".npz"))
                    .sorted()
                    .toList();
        }
        double sum = 0;
        int aheadOfPca = 0;
        int aheadOfForest = 0;
        System.out.println(
                "| table | rows | columns | Hourglass | PCA, best of three | isolation forest |\n| --- | --- | --- | --- | --- | --- |");
        for (Path table : tables) {
            Frame rows = DataFile.read(table, ReadOptions.none().withArray("X"));
            Frame marks = DataFile.read(table, ReadOptions.none().withArray("y"));
            double area = area(Model.train(rows).score(rows), marks);
            String name = table.getFileName().toString().replace(".npz", "");
            double pca = peer(reference, name, "pca_best_of_three");
            double forest = peer(reference, name, "isolation_forest");
            sum += area;
            aheadOfPca += area > pca ? 1 : 0;
            aheadOfForest += area > forest ? 1 : 0;
            System.out.printf(
                    Locale.ROOT,
                    "| %s | %d | %d | %.4f | %.4f | %.4f |%n",
                    name,
                    rows.rows(),
                    rows.columns(),
                    area,
                    pca,
                    forest);
        }
        System.out.printf(
                Locale.ROOT,
                "%nmean %.4f over %d tables; ahead of PCA on %d, of the isolation forest on %d%n",
                sum / tables.size(),
                tables.size(),
                aheadOfPca,
                aheadOfForest);
    }

    private static double peer(Optional<Frame> reference, String table, String column) {
        return reference.map(it -> peer(it, "table", table, column)).orElse(Double.NaN);
    }

    /// What a peer reached on a table.
    ///
    /// @param key the column with the names of tables
    static double peer(Frame reference, String key, String table, String column) {
        return IntStream.range(0, reference.rows())
                .filter(row -> reference.text(row, reference.indexOf(key)).equals(table))
                .mapToDouble(row -> reference.number(row, reference.indexOf(column)))
                .findFirst()
                .orElse(Double.NaN);
    }

    /// The share of pairs of an odd and an ordinary row in which the odd one has the higher score; ties count half.
    static double area(double[] scores, Frame marks) {
        Integer[] order = IntStream.range(0, scores.length).boxed().toArray(Integer[]::new);
        Arrays.sort(order, (a, b) -> Double.compare(scores[a], scores[b]));
        double ranks = 0;
        long odd = 0;
        for (int from = 0; from < order.length; ) {
            int to = from;
            while (to < order.length && scores[order[to]] == scores[order[from]]) {
                to++;
            }
            for (int i = from; i < to; i++) {
                if (marks.number(order[i], 0) > 0.5) {
                    ranks += (from + to + 1) / 2.0;
                    odd++;
                }
            }
            from = to;
        }
        double pairs = odd * (double) (scores.length - odd);
        return (ranks - odd * (odd + 1) / 2.0) / pairs;
    }
}
