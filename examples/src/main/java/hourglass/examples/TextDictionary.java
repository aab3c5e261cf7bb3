package hourglass.examples;

import hourglass.matrix.Matrix;
import hourglass.model.Model;
import hourglass.model.Table;
import hourglass.model.Wishes;
import hourglass.network.TopK;
import hourglass.report.Units;
import hourglass.train.Split;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/// A sparse dictionary over texts ([TextVectors]): how much 16 of 1,024 atoms leave unexplained of the vectors, of all
/// and of the tenth that was kept back, for three seeds, with defaults.
///
/// `TextDictionary FILE [DIMENSIONS…]`: a bag of words ([SparseCounts]).
public final class TextDictionary {
    private static final int ATOMS = 1024;
    private static final int KEPT = 16;

    private TextDictionary() {}

    public static void main(String[] arguments) throws IOException {
        List<String> dimensions = List.of(arguments).subList(1, arguments.length);
        System.out.println(
                "| dimensions | seed | FVU of all rows | of those kept back | dead |\n|" + " --- |".repeat(5));
        for (String wanted : dimensions.isEmpty() ? List.of("64", "100", "128", "256") : dimensions) {
            Matrix vectors = TextVectors.of(SparseCounts.read(Path.of(arguments[0])), Integer.parseInt(wanted));
            for (int seed = 1; seed <= 3; seed++) {
                print(vectors, seed);
            }
        }
    }

    private static void print(Matrix vectors, int seed) {
        List<String> names =
                IntStream.range(0, vectors.columns()).mapToObj(j -> "x" + j).toList();
        Wishes wishes =
                Wishes.none().withCode(ATOMS).withSparsity(new TopK(KEPT)).withSeed(seed);
        Model model = Model.train(Table.of(names, vectors), wishes);
        Matrix kept = Split.select(
                vectors, Split.of(vectors.rows(), model.recipe().training()).validation());
        Units all = looked(model, vectors);
        System.out.printf(
                Locale.ROOT,
                "| %d | %d | %.4f | %.4f | %d |%n",
                vectors.columns(),
                seed,
                all.unexplained().orElse(Double.NaN),
                looked(model, kept).unexplained().orElse(Double.NaN),
                all.units(0).stream().filter(Units.Unit::isDead).count());
    }

    private static Units looked(Model model, Matrix rows) {
        Units units = new Units(model, 1);
        units.add(rows);
        return units;
    }
}
