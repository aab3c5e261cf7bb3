package hourglass.cli;

import static org.assertj.core.api.Assertions.assertThat;

import hourglass.judge.CellJudge;
import hourglass.model.Model;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorstColumnsTest {
    @TempDir
    Path folder;

    /// One number tells five columns and says nothing of the sixth.
    private Path rows() throws IOException {
        Random random = new Random(3);
        StringBuilder text = new StringBuilder("a,b,noise,c,d,e\n");
        for (int row = 0; row < 600; row++) {
            double a = random.nextGaussian();
            text.append(a + "," + 2 * a + "," + random.nextGaussian() + "," + -a + "," + (a + 1) + "," + 3 * a + "\n");
        }
        return Files.writeString(folder.resolve("rows.csv"), text);
    }

    @Test
    void evaluateNamesTheWorstColumnFirstInTheUnitOfTheLoss() throws IOException {
        Path rows = rows();
        assertWorst(rows, "", " nats per row");
        assertWorst(rows, "mean_absolute_error", " mean_absolute_error per row");
    }

    private void assertWorst(Path rows, String loss, String unit) {
        Path model = folder.resolve("rows" + loss + ".hourglass");
        Object[] plain = {
            "train", rows, "--code", 1, "--hidden", "0", "--epochs", 60, "-o", model, "--likelihood", "gaussian"
        };
        Object[] asked = {"train", rows, "--code", 1, "--hidden", "0", "--epochs", 60, "-o", model, "--loss", loss};
        Commands.Result trained = Commands.run(loss.isEmpty() ? plain : asked);
        assertThat(trained.code()).as(trained.messages()).isZero();
        Commands.Result result = Commands.run("evaluate", model, rows);
        assertThat(result.code()).as(result.messages()).isZero();
        String line = result.output()
                .lines()
                .filter(it -> it.startsWith("worst columns"))
                .findFirst()
                .orElseThrow();
        assertThat(line)
                .startsWith("worst columns  noise ")
                .endsWith(", …" + unit + " (not less those of a perfect reconstruction)");
        assertThat(line.split(", ")).hasSize(6);
        assertThat(table(result, "worst first"))
                .hasSize(7)
                .first(InstanceOfAssertFactories.STRING)
                .matches("worst first +" + unit.strip() + " +share");
        assertFalling(table(result, "worst first"), "noise");
    }

    /// The heading and the lines below it that hold columns.
    private static List<String> table(Commands.Result result, String heading) {
        List<String> lines =
                result.output().lines().dropWhile(it -> !it.startsWith(heading)).toList();
        return Stream.concat(lines.stream().limit(1), lines.stream().skip(1).takeWhile(it -> it.matches("  [^ (…].*")))
                .toList();
    }

    private static double figure(String line, int place) {
        return Double.parseDouble(line.trim().split(" +", -1)[place]);
    }

    private static void assertFalling(List<String> table, String worst) {
        List<String> rows = table.subList(1, table.size());
        assertThat(rows.getFirst()).startsWith("  " + worst + " ");
        assertThat(rows.stream().map(it -> figure(it, 1)).toList()).isSortedAccordingTo(Comparator.reverseOrder());
    }

    /// In rows of a table one column is spoilt; beside its nats stands what the model knows of it.
    @Test
    void theColumnsOfATableStandWorstFirst() throws IOException {
        Path rows = rows();
        Path model = folder.resolve("table.hourglass");
        Commands.assertDone(Commands.run("train", rows, "--epochs", 30, "-o", model));
        List<String> lines = new ArrayList<>(Files.readAllLines(rows));
        for (int i = 1; i < lines.size(); i++) {
            String[] cells = lines.get(i).split(",", -1);
            cells[3] = String.valueOf(9 - Double.parseDouble(cells[3]));
            lines.set(i, String.join(",", cells));
        }
        Path spoilt = Files.write(folder.resolve("spoilt.csv"), lines);
        Commands.Result result = Commands.run("evaluate", model, spoilt);
        Commands.assertDone(result);
        List<String> table = table(result, "strangest in");
        assertThat(table).hasSize(7);
        assertThat(table.getFirst()).matches("strangest in +nats per row +share +alone +from others");
        assertFalling(table, "c");
        CellJudge judge = Model.load(model).calibration().cells().get(3);
        assertThat(table.get(1))
                .endsWith(ColumnFacts.fixed(judge.lossGiven()))
                .contains(" " + ColumnFacts.fixed(judge.lossAlone()) + " ");
        assertThat(table.stream().skip(1).mapToDouble(it -> figure(it, 2)).sum())
                .isBetween(99.0, 101.0);
        assertThat(result.output()).doesNotContain("left out here");
    }

    @Test
    void columnsBeyondTwelveAreCountedOrShownOnRequest() throws IOException {
        Random random = new Random(7);
        StringBuilder text = new StringBuilder(
                IntStream.range(0, 15).mapToObj(j -> "v" + j).collect(Collectors.joining(",")) + "\n");
        for (int row = 0; row < 200; row++) {
            text.append(IntStream.range(0, 15)
                            .mapToObj(j -> String.valueOf(random.nextGaussian()))
                            .collect(Collectors.joining(",")))
                    .append('\n');
        }
        Path rows = Files.writeString(folder.resolve("wide.csv"), text);
        for (String likelihood : new String[] {"", "gaussian"}) {
            Path model = folder.resolve("wide" + likelihood + ".hourglass");
            Object[] plain = {"train", rows, "--epochs", 2, "-o", model};
            Object[] alike = {"train", rows, "--epochs", 2, "-o", model, "--likelihood", likelihood};
            Commands.assertDone(Commands.run(likelihood.isEmpty() ? plain : alike));
            String heading = likelihood.isEmpty() ? "strangest in" : "worst first";
            Commands.Result few = Commands.run("evaluate", model, rows);
            assertThat(few.output()).contains("  … and 3 more, left out here: --all shows them");
            assertThat(table(few, heading)).hasSize(13);
            Commands.Result all = Commands.run("evaluate", model, rows, "--all");
            assertThat(all.output()).doesNotContain("left out here");
            assertThat(table(all, heading)).hasSize(16);
        }
    }

    /// Of pixels the worst five are enough, unless somebody asks.
    @Test
    void manyColumnsTakenAlikeAreALine() {
        Path digits = Commands.digits(folder);
        Path model = folder.resolve("digits.hourglass");
        Commands.assertDone(Commands.run("train", digits, "--label", "column64", "--epochs", 1, "-o", model));
        Commands.Result few = Commands.run("evaluate", model, digits);
        assertThat(few.output()).contains("worst columns  ").doesNotContain("worst first");
        assertThat(table(Commands.run("evaluate", model, digits, "--all"), "worst first"))
                .hasSize(65);
    }
}
