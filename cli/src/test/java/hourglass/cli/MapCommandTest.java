package hourglass.cli;

import static org.assertj.core.api.Assertions.assertThat;

import hourglass.matrix.Kernels;
import hourglass.matrix.Matrix;
import hourglass.model.Table;
import hourglass.random.Noise;
import hourglass.report.MapQuality;
import hourglass.train.Split;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Maps of the digits, two thirds of which make the map. Measured: trustworthiness 0.991 and continuity 0.984 of the
/// rows
/// the map is made of, 0.991 and 0.984 with the others among them, 0.979 of the others alone; 98 % of neighbours agree.
class MapCommandTest {
    private static final int KNOWN = 1200;

    @TempDir
    Path folder;

    private static void write(Path file, Table digits, int[] rows) throws IOException {
        List<String> lines = new ArrayList<>();
        StringBuilder names = new StringBuilder();
        digits.columns().forEach(it -> names.append(it).append(','));
        lines.add(names + "digit");
        for (int row : rows) {
            StringBuilder line = new StringBuilder();
            for (int j = 0; j < digits.rows().columns(); j++) {
                line.append((int) digits.rows().get(row, j)).append(',');
            }
            lines.add(line + digits.labels().get(row));
        }
        Files.write(file, lines);
    }

    private Path model(Path rows, Object... more) {
        Path model = folder.resolve("m.hourglass");
        List<Object> arguments =
                new ArrayList<>(List.of("train", rows, "--label", "digit", "--epochs", 1, "-o", model));
        arguments.addAll(List.of(more));
        Commands.assertDone(Commands.run(arguments.toArray()));
        return model;
    }

    private static Matrix places(String csv) {
        List<String> x = Commands.column(csv, "x");
        List<String> y = Commands.column(csv, "y");
        Matrix places = Matrix.zeros(x.size(), 2);
        for (int row = 0; row < x.size(); row++) {
            places.set(row, 0, Float.parseFloat(x.get(row)));
            places.set(row, 1, Float.parseFloat(y.get(row)));
        }
        return places;
    }

    @Test
    void aMapKeepsNeighboursOfRowsItIsMadeOfAndOfOthers() throws IOException {
        Table digits = Commands.digits();
        int[] order = Noise.permutation(
                Noise.key(5, Noise.Purpose.SAMPLING, 0, 0), digits.rows().rows());
        Path known = folder.resolve("known.csv");
        Path others = folder.resolve("others.csv");
        write(known, digits, Arrays.copyOf(order, KNOWN));
        write(others, digits, Arrays.copyOfRange(order, KNOWN, order.length));
        Path saved = folder.resolve("mapped.hourglass");
        Commands.Result made = Commands.run("map", model(known), known, "--save", saved);
        Commands.assertDone(made);
        MatchResult told = Pattern.compile("this map +(\\S+) +(\\S+) +(\\S+) %")
                .matcher(made.messages())
                .results()
                .findFirst()
                .orElseThrow();
        assertThat(Double.parseDouble(told.group(1))).isGreaterThanOrEqualTo(0.985);
        assertThat(Double.parseDouble(told.group(3))).isGreaterThan(97);
        assertThat(made.messages()).containsPattern("PCA +0\\.8").contains("the model with its map");
        assertThat(Commands.column(made.output(), "digit"))
                .hasSize(KNOWN)
                .startsWith(digits.labels().get(order[0]));

        Commands.Result again = Commands.run("map", saved, known);
        assertThat(again.output()).isEqualTo(made.output());
        Commands.Result placed = Commands.run("map", saved, others);
        Commands.assertDone(placed);
        Matrix all = Matrix.zeros(order.length, 2);
        all.rows(0, KNOWN).copyFrom(places(made.output()));
        all.rows(KNOWN, order.length).copyFrom(places(placed.output()));
        List<String> labels =
                Arrays.stream(order).mapToObj(digits.labels()::get).toList();
        Matrix rows = Split.select(digits.rows(), order);
        MapQuality together = MapQuality.of(rows, all, labels, Kernels.plain());
        assertThat(together.trustworthiness()).isGreaterThan(0.985);
        assertThat(together.agreement().orElseThrow()).isGreaterThan(0.97);
        MapQuality alone = MapQuality.of(
                rows.rows(KNOWN, order.length),
                all.rows(KNOWN, order.length),
                labels.subList(KNOWN, order.length),
                Kernels.plain());
        assertThat(alone.trustworthiness()).isGreaterThan(0.97);
        assertThat(alone.agreement().orElseThrow()).isGreaterThan(0.95);
    }

    @Test
    void aCodeOfTwoIsAMapIfAskedForAndPcaOfACodeAPlane() throws IOException {
        Path file = folder.resolve("some.csv");
        write(file, Commands.digits(), new int[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11});
        Path two = model(file, "--code", 2);
        Commands.Result code = Commands.run("map", two, file, "--by", "code");
        Commands.assertDone(code);
        assertThat(Commands.column(code.output(), "x"))
                .isEqualTo(Commands.column(Commands.run("encode", two, file).output(), "code0"));
        Path saved = folder.resolve("plane.hourglass");
        Path four = model(file, "--code", 4);
        Commands.Result plane = Commands.run("map", four, file, "--by", "pca", "--save", saved);
        Commands.assertDone(plane);
        assertThat(Commands.run("map", saved, file).output()).isEqualTo(plane.output());
        Commands.Result noPlane = Commands.run("map", four, file, "--by", "code");
        assertThat(noPlane.code()).isEqualTo(2);
        assertThat(noPlane.messages()).contains("expected a code of 2 numbers, found 4 numbers");
    }

    @Test
    void tablesWithHolesAndTextsAreMappedAndLittleIsRefused() throws IOException {
        Path penguins = Commands.copy(BundledData.PENGUINS, folder);
        Path model = folder.resolve("p.hourglass");
        Commands.assertDone(Commands.run("train", penguins, "--epochs", 1, "-o", model));
        Path map = folder.resolve("map.csv");
        Commands.Result made = Commands.run("map", model, penguins, "--id", "Species", "-o", map);
        Commands.assertDone(made);
        assertThat(made.messages()).contains("trustworthiness").contains("344 rows written");
        assertThat(Files.readAllLines(map)).first().isEqualTo("x,y,Species");
        Path few = Files.write(
                folder.resolve("few.csv"), Files.readAllLines(penguins).subList(0, 4));
        Commands.Result refused = Commands.run("map", model, few);
        assertThat(refused.code()).isEqualTo(65);
        assertThat(refused.messages()).contains("too few rows for a map").contains("at least 4, found 3");
        Commands.Result nowhere = Commands.run("map", model, penguins, "--save", folder.resolve("none/m.hourglass"));
        assertThat(nowhere.code()).isEqualTo(73);
        Commands.Result onto = Commands.run("map", model, penguins, "--save", penguins);
        assertThat(onto.code()).isEqualTo(2);
    }

    @Test
    void neighboursAreThoseNearestInTheCode() throws IOException {
        Path file = folder.resolve("some.csv");
        int[] rows = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 0};
        write(file, Commands.digits(), rows);
        Path model = model(file, "--code", 3);
        String codes = Commands.run("encode", model, file).output();
        Commands.Result all = Commands.run("neighbours", model, file, "-k", 4);
        Commands.assertDone(all);
        assertThat(Commands.column(all.output(), "row")).hasSize(4 * rows.length);
        List<String> near = Commands.column(all.output(), "neighbour");
        List<String> distances = Commands.column(all.output(), "distance");
        for (int i = 0; i < near.size(); i++) {
            int row = i / 4;
            assertThat(Float.parseFloat(distances.get(i)))
                    .isEqualTo((float) distance(codes, row, Integer.parseInt(near.get(i)) - 1));
            for (int other = 0; other < rows.length; other++) {
                String name = String.valueOf(other + 1);
                boolean among = near.subList(4 * row, 4 * row + 4).contains(name);
                assertThat(among
                                || other == row
                                || distance(codes, row, other) >= Float.parseFloat(distances.get(4 * row + 3)))
                        .isTrue();
            }
        }
        assertThat(near.getFirst()).isEqualTo("13");
        assertThat(Commands.column(all.output(), "digit").getFirst()).isEqualTo("0");

        Commands.Result one = Commands.run("neighbours", model, file, "-k", 4, "--of", 3);
        assertThat(one.output().lines().skip(1).toList())
                .isEqualTo(all.output().lines().skip(9).limit(4).toList());
        Commands.Result asked = Commands.run("neighbours", model, file, "--of-file", file, "-k", 1);
        assertThat(Commands.column(asked.output(), "distance")).allMatch(it -> Float.parseFloat(it) < 1e-5f);
        Commands.Result beyond = Commands.run("neighbours", model, file, "--of", 14);
        assertThat(beyond.code()).isEqualTo(2);
        assertThat(beyond.messages()).contains("expected 1 to 13, found 14");
        Commands.Result both = Commands.run("neighbours", model, file, "--of", 1, "--of-file", file);
        assertThat(both.messages()).contains("found both");
    }

    private static double distance(String codes, int a, int b) {
        double sum = 0;
        for (String name : List.of("code0", "code1", "code2")) {
            List<String> column = Commands.column(codes, name);
            double difference = (double) Float.parseFloat(column.get(a)) - Float.parseFloat(column.get(b));
            sum += difference * difference;
        }
        return Math.sqrt((float) sum);
    }
}
