package hourglass.cli;

import static org.assertj.core.api.Assertions.assertThat;

import hourglass.json.Json;
import hourglass.json.JsonArray;
import hourglass.json.JsonNumber;
import hourglass.json.JsonObject;
import hourglass.json.JsonText;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// From any table to odd rows and why, as a user types it: the bundled penguins with their texts and holes, and rows
/// with a column that follows another, one of few values, a constant and a count.
@Isolated("gives the process another standard input")
class AnyTableTest {
    @TempDir
    static Path shared;

    private static Path penguins = Path.of("");
    private static Path penguinModel = Path.of("");
    private static Path model = Path.of("");

    @TempDir
    Path folder;

    @BeforeAll
    static void trainOnce() throws IOException {
        TrainedTables tables = TrainedTables.in(shared);
        penguins = tables.penguins();
        penguinModel = tables.penguinModel();
        model = tables.model();
    }

    private Path file(String name, String rows) throws IOException {
        return Files.writeString(folder.resolve(name), OrdinaryRows.HEADER + rows);
    }

    private static Commands.Result score(Object... words) {
        Commands.Result result = Commands.run(Arrays.stream(new Object[][] {{"score"}, words})
                .flatMap(Arrays::stream)
                .toArray());
        Commands.assertDone(result);
        return result;
    }

    /// Rows by score, the strangest first, counted from 1.
    private static List<Integer> ranked(String output) {
        List<Double> scores = Commands.scores(output);
        return IntStream.range(0, scores.size())
                .boxed()
                .sorted(Comparator.comparing((Integer row) -> scores.get(row)).reversed())
                .map(row -> row + 1)
                .toList();
    }

    @Test
    void trainingSaysWhatTheColumnsAreAndWhatWasMissing() {
        Commands.Result trained =
                Commands.run("train", penguins, "--epochs", 2, "-o", folder.resolve("again.hourglass"));
        Commands.assertDone(trained);
        assertThat(trained.output())
                .containsPattern("Species +category of 3: Adelie 152, Gentoo 124, Chinstrap 68")
                .containsPattern("Beak_Length_\\(mm\\) +real, 32.1 to 59.6; 2 missing")
                .containsPattern("Sex +category of 2: .*10 missing")
                .contains("missing     18 empty", "344 rows x 7 columns", "nats by column")
                .doesNotContain("NaN");
    }

    /// A penguin whose beak is as long as that of another species comes first, told as what it is: a bird of that beak
    /// would be of another species, on another island.
    @Test
    void aPlantedErrorIsFlaggedAndBlamed() throws IOException {
        List<String> lines = new ArrayList<>(Files.readAllLines(penguins));
        lines.set(1, "Adelie,Torgersen,59.1,18.7,181,3750,MALE");
        Path planted = Files.write(folder.resolve("planted.csv"), lines);
        Commands.Result scored = score(penguinModel, planted, "--id", "Species", "--label", "Sex");
        List<String> rows = scored.output().lines().toList();
        assertThat(rows).hasSize(345);
        assertThat(rows.getFirst()).isEqualTo("row,line,score,p_value,flagged,reasons,Species,Sex");
        assertThat(rows.get(1))
                .startsWith("1,2,")
                .contains(",1,\"")
                .contains("Beak_Length_(mm) 59.1, expected ")
                .endsWith(",Adelie,MALE");
        assertThat(ranked(scored.output()).getFirst()).isEqualTo(1);
        Commands.Result explained = Commands.run("explain", penguinModel, planted, "--top", 1, "--id", "Island");
        Commands.assertDone(explained);
        assertThat(explained.output().lines().toList().getFirst())
                .startsWith("row 1 (line 2)")
                .contains("Island Torgersen")
                .endsWith("flagged");
        assertThat(explained.output().lines().skip(1).limit(3).toList())
                .anyMatch(line -> line.contains("Beak_Length_(mm) 59.1, expected "));
        Commands.Result json = Commands.run("explain", penguinModel, planted, "--top", 2, "--json");
        Commands.assertDone(json);
        List<String> objects = json.output().lines().toList();
        assertThat(objects).hasSize(2);
        JsonObject first = (JsonObject) Json.parse(objects.getFirst(), "explain");
        assertThat(first.members().get("row")).isEqualTo(Json.of(1L));
        JsonArray reasons = (JsonArray) Objects.requireNonNull(first.members().get("reasons"));
        assertThat(reasons.items().stream()
                        .map(it -> ((JsonObject) it).members().get("column")))
                .contains(new JsonText("Beak_Length_(mm)"));
        double score = ((JsonNumber) Objects.requireNonNull(first.members().get("score"))).doubleValue();
        assertThat((float) score)
                .isEqualTo(Commands.scores(scored.output()).getFirst().floatValue());
    }

    @Test
    void holesAreFilledAndNothingElseIsChanged() throws IOException {
        Path whole = folder.resolve("whole.csv");
        Commands.Result imputed = Commands.run("impute", penguinModel, penguins, "-o", whole);
        Commands.assertDone(imputed);
        assertThat(imputed.messages()).contains("18 holes filled in 344 rows");
        List<String> before = Files.readAllLines(penguins);
        List<String> after = Files.readAllLines(whole);
        assertThat(after).hasSameSizeAs(before).noneMatch(line -> line.contains(",,") || line.endsWith(","));
        for (int i = 0; i < before.size(); i++) {
            String[] old = before.get(i).split(",", -1);
            String[] now = after.get(i).split(",", -1);
            for (int j = 0; j < old.length; j++) {
                if (!old[j].isEmpty()) {
                    assertThat(now[j]).isEqualTo(old[j]);
                }
            }
        }
        // Row 4 is an Adelie of which nothing was measured: 30 to 46 mm are theirs, and no digits beyond what is known.
        assertThat(after.get(4)).startsWith("Adelie,Torgersen,").doesNotContainPattern("\\d{9}");
        assertThat(Double.parseDouble(after.get(4).split(",", -1)[2])).isBetween(35.0, 43.0);
        assertThat(after.get(4)).matches(".*,(MALE|FEMALE)");
    }

    @Test
    void evaluateTellsHowWellHolesAreFilledAndSpeaksJson() {
        Commands.Result told = Commands.run("evaluate", penguinModel, penguins, "--impute");
        Commands.assertDone(told);
        assertThat(told.output()).contains("344 x 7 columns", "filling hidden cells", "5 nearest", "strangest in");
        String species = told.output()
                .lines()
                .dropWhile(line -> !line.startsWith("filling hidden cells"))
                .filter(line -> line.startsWith("  Species"))
                .findFirst()
                .orElseThrow();
        String[] figures = species.trim().split(" +", -1);
        assertThat(Double.parseDouble(figures[2]))
                .as("share of wrong species: model, then the commonest")
                .isLessThan(0.5 * Double.parseDouble(figures[3]));
        Commands.Result json = Commands.run("evaluate", penguinModel, penguins, "--json");
        Commands.assertDone(json);
        JsonObject object = (JsonObject) Json.parse(json.output().strip(), "evaluate");
        assertThat(object.members().get("flagged")).isInstanceOf(JsonNumber.class);
        assertThat(((JsonObject) Objects.requireNonNull(object.members().get("nats_by_column"))).members())
                .containsKeys("Species", "Body_Mass_(g)")
                .hasSize(7);
    }

    /// The same bytes in the same columns whichever way rows come.
    @Test
    void rowsByNameAndOnStandardInputGetTheSameVerdict() throws IOException {
        Path byName = folder.resolve("by-name.csv");
        Commands.Result named = score(penguinModel, penguins, "-o", byName);
        Path piped = folder.resolve("piped.csv");
        Commands.Result streamed = withInput(penguins, "score", penguinModel, "-", "-o", piped);
        Commands.assertDone(streamed);
        assertThat(piped).hasSameBinaryContentAs(byName);
        assertThat(streamed.messages().replace("piped", "by-name"))
                .isEqualTo(named.messages())
                .contains("as many rows as the model learned from");
        Path other = folder.resolve("other.hourglass");
        Commands.assertDone(withInput(penguins, "train", "-", "-o", other));
        assertThat(score(other, penguins).output()).isEqualTo(Files.readString(byName));
    }

    private static Commands.Result withInput(Path file, Object... words) throws IOException {
        InputStream own = System.in;
        System.setIn(new ByteArrayInputStream(Files.readAllBytes(file)));
        try {
            return Commands.run(words);
        } finally {
            System.setIn(own);
        }
    }

    @Test
    void columnsGoByNameNeverByPlaceInSilence() throws IOException {
        String rows = OrdinaryRows.of(40, 2);
        String expected = score(model, file("same.csv", rows)).output();
        Path reordered = Files.writeString(folder.resolve("reordered.csv"), turned("items,kind,amount,unit,fee", rows));
        Commands.Result other = score(model, reordered);
        assertThat(other.output()).isEqualTo(expected);
        assertThat(other.messages()).doesNotContain("note:");
        Path renamed = Files.writeString(folder.resolve("renamed.csv"), turned("Items,KIND,Amount,Unit,Fee", rows));
        Commands.Result matched = score(model, renamed);
        assertThat(matched.output()).isEqualTo(expected);
        assertThat(matched.messages()).contains("\"Amount\" as \"amount\"", "differ in case only");
        Path foreign = Files.writeString(folder.resolve("foreign.csv"), turned("Zahl,Art,Betrag,Einheit,Preis", rows));
        Commands.Result refused = Commands.run("score", model, foreign);
        assertThat(refused.code()).isEqualTo(65);
        assertThat(refused.output()).isEmpty();
        assertThat(refused.messages()).contains("lack 5 columns", "\"amount\"", "\"Betrag\"");
        Path surplus = Files.writeString(
                folder.resolve("surplus.csv"),
                (OrdinaryRows.HEADER + rows)
                        .lines()
                        .map(line -> "x," + line + "\n")
                        .reduce("", String::concat));
        Commands.Result more = score(model, surplus);
        assertThat(more.output()).isEqualTo(expected);
        assertThat(more.messages()).contains("passed over 1 column", "\"x\"");
    }

    /// The columns in another order under other names: those at places 4, 2, 0, 3, 1.
    private static String turned(String header, String rows) {
        StringBuilder text = new StringBuilder(header).append('\n');
        rows.lines().forEach(line -> {
            String[] cells = line.split(",", -1);
            text.append(String.join(",", cells[4], cells[2], cells[0], cells[3], cells[1]))
                    .append('\n');
        });
        return text.toString();
    }

    /// The further out, the stranger, in every column, whatever it was taken for; never NaN.
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 4})
    void valuesFurtherOutAreNeverLessStrange(int column) throws IOException {
        StringBuilder rows = new StringBuilder(OrdinaryRows.of(20, 3));
        String[] ordinaryRow = {"100.00", "10.000", "small", "14.62", "4"};
        List<String> further =
                column == 4 ? List.of("30", "200", "5000", "3e38") : List.of("200", "5000", "1e9", "3e38", "-3e38");
        for (String value : further) {
            String[] cells = ordinaryRow.clone();
            cells[column] = value;
            rows.append(String.join(",", cells)).append('\n');
        }
        String output = score(model, file("far.csv", rows.toString())).output();
        List<Double> scores = Commands.scores(output);
        assertThat(scores).hasSize(20 + further.size()).allMatch(Double::isFinite);
        double largest =
                scores.subList(0, 20).stream().mapToDouble(it -> it).max().orElseThrow();
        List<Double> far = scores.subList(20, scores.size());
        assertThat(far).allMatch(score -> score > largest);
        int rising = column == 4 ? far.size() : far.size() - 1;
        assertThat(far.subList(0, rising)).isSorted();
        assertThat(Commands.column(output, "flagged").subList(20, scores.size()))
                .containsOnly("1");
    }

    /// Numbers of 0 and 1, of 0 to 5: what lies outside is stranger than every ordinary row.
    @Test
    void whatAColumnCannotHoldIsStrange() throws IOException {
        Random random = new Random(4);
        StringBuilder learned = new StringBuilder("yes,stars\n");
        for (int i = 0; i < 400; i++) {
            learned.append(random.nextInt(2))
                    .append(',')
                    .append(random.nextInt(6))
                    .append('\n');
        }
        Path train = Files.writeString(folder.resolve("train.csv"), learned);
        Path own = folder.resolve("own.hourglass");
        Commands.assertDone(Commands.run("train", train, "-o", own));
        String fresh = "yes,stars\n0,1\n1,5\n1,0\n0,3\n2,1\n-1,5\n0.5,3\n100,3\n0,50\n1,-3\n0,5000\n,\n";
        String output =
                score(own, Files.writeString(folder.resolve("new.csv"), fresh)).output();
        List<Double> scores = Commands.scores(output);
        assertThat(scores).as("the emptied line is no row").hasSize(11).allMatch(Double::isFinite);
        double largest =
                scores.subList(0, 4).stream().mapToDouble(it -> it).max().orElseThrow();
        assertThat(scores.subList(4, 11)).allMatch(score -> score > largest);
        assertThat(scores.get(10)).isGreaterThanOrEqualTo(scores.get(8));
    }

    @Test
    void aConstantThatMovesIsFlagged() throws IOException {
        String rows = OrdinaryRows.of(20, 15)
                + "100.00,10.000,small,14.63,4\n100.00,10.000,small,-156,4\n100.00,10.000,small,,4\n";
        Commands.Result scored = score(model, file("moved.csv", rows));
        assertThat(ranked(scored.output()).subList(0, 2)).as(scored.output()).containsExactlyInAnyOrder(21, 22);
        List<String> lines = scored.output().lines().toList();
        assertThat(lines.get(21)).contains(",1,\"unit 14.63, expected 14.62 ");
        assertThat(lines.get(22)).contains(",1,\"unit -156, expected 14.62 ");
    }

    @Test
    void anUnseenValueIsStrangeAndBlamed() throws IOException {
        Commands.Result scored = score(
                model, file("unseen.csv", OrdinaryRows.of(20, 6) + "100.00,10.000,medium,14.62,4\n"), "--threshold", 0);
        assertThat(ranked(scored.output()).getFirst()).isEqualTo(21);
        assertThat(scored.output().lines().toList().get(21)).contains("kind medium, expected ");
    }

    @Test
    void rulesThatFlagAreChosenWhereRowsAreScored() throws IOException {
        Path rows =
                file("rows.csv", OrdinaryRows.of(200, 7) + "100.00,30.000,small,14.62,4\n100.00,10.000,small,99,4\n");
        Commands.Result usual = score(model, rows);
        assertThat(usual.messages()).contains("false alarms: 1.0 % of ordinary rows, score above ");
        List<Double> scores = Commands.scores(usual.output());
        List<Double> sorted = scores.stream().sorted().toList();
        double middle = (sorted.get(150) + sorted.get(151)) / 2;
        Commands.Result threshold = score(model, rows, "--threshold", middle);
        List<String> flagged = Commands.column(threshold.output(), "flagged");
        for (int i = 0; i < scores.size(); i++) {
            assertThat(flagged.get(i)).isEqualTo(scores.get(i) > middle ? "1" : "0");
        }
        Commands.Result many = score(model, rows, "--false-alarms", 0.2);
        assertThat(count(many)).isBetween(20, 70);
        Commands.Result discoveries = score(model, rows, "--fdr", 0.2);
        assertThat(count(discoveries)).isBetween(2, 5);
        assertThat(Commands.column(discoveries.output(), "flagged").subList(200, 202))
                .containsOnly("1");
        // Rows with the same p-values, but none of them odd: the rule flags none.
        assertThat(count(score(model, file("fresh.csv", OrdinaryRows.of(200, 8)), "--fdr", 0.05)))
                .isZero();
        Commands.Result two = Commands.run("score", model, rows, "--fdr", 0.1, "--threshold", 3);
        assertThat(two.code()).isEqualTo(2);
        assertThat(two.messages()).contains("one of --false-alarms, --fdr, --threshold");
        for (String rate : List.of("0", "1.5", "-1", "NaN")) {
            assertThat(Commands.run("score", model, rows, "--false-alarms", rate)
                            .code())
                    .as(rate)
                    .isEqualTo(2);
        }
    }

    private static int count(Commands.Result result) {
        int flagged = (int) Commands.column(result.output(), "flagged").stream()
                .filter("1"::equals)
                .count();
        assertThat(result.messages()).contains("; " + flagged + " flagged (");
        return flagged;
    }

    @Test
    void nightlyUse() throws IOException {
        Path out = folder.resolve("out.csv");
        Path odd = file("odd.csv", OrdinaryRows.of(20, 9) + "100.00,30.000,small,14.62,4\n");
        Path calm = file("calm.csv", OrdinaryRows.of(20, 10));
        Commands.Result quiet =
                Commands.run("score", model, odd, "-o", out, "--quiet", "--exit-code", "--threshold", 40);
        assertThat(quiet.code()).isEqualTo(10);
        assertThat(quiet.messages()).isEmpty();
        assertThat(quiet.output()).isEmpty();
        assertThat(Files.readAllLines(out)).hasSize(22);
        assertThat(Commands.run("score", model, calm, "--quiet", "--exit-code", "--threshold", 40)
                        .code())
                .isZero();
        assertThat(Commands.run("score", model, odd, "--quiet", "--threshold", 40)
                        .code())
                .isZero();
        Commands.Result missing = Commands.run("score", model, folder.resolve("none.csv"), "--quiet", "--exit-code");
        assertThat(missing.code()).isEqualTo(66);
        assertThat(missing.messages()).startsWith("error: ");
    }

    /// Files and folders in one call: the rows of each under its name, numbered as in it, judged together.
    @Test
    void manyFilesAndAFolderInOneCall() throws IOException {
        Path inner = Files.createDirectory(folder.resolve("days"));
        Files.writeString(inner.resolve("b.csv"), OrdinaryRows.HEADER + OrdinaryRows.of(30, 11));
        Files.writeString(inner.resolve("a.csv"), turned("items,kind,amount,unit,fee", OrdinaryRows.of(20, 12)));
        Files.writeString(inner.resolve(".hidden"), "not rows");
        Path one = file("one.csv", OrdinaryRows.of(10, 13));
        Commands.Result together = score(model, one, inner);
        List<String> lines = together.output().lines().toList();
        assertThat(lines.getFirst()).isEqualTo("file,row,line,score,p_value,flagged,reasons");
        assertThat(lines).hasSize(61);
        assertThat(lines.get(1)).startsWith(one + ",1,2,");
        assertThat(lines.get(11)).startsWith(inner.resolve("a.csv") + ",1,2,");
        assertThat(lines.get(31)).startsWith(inner.resolve("b.csv") + ",1,2,");
        assertThat(together.messages()).contains("60 rows scored");
        List<Double> apart = new ArrayList<>();
        for (Path file : List.of(one, inner.resolve("a.csv"), inner.resolve("b.csv"))) {
            apart.addAll(Commands.scores(score(model, file).output()));
        }
        assertThat(Commands.scores(together.output())).isEqualTo(apart);
        assertThat(score(model, folder + "/days/*.csv").output().lines()).hasSize(51);
        Commands.Result rejects = Commands.run("score", model, inner, "--rejects", folder.resolve("rejects.csv"));
        assertThat(rejects.code()).isEqualTo(2);
        assertThat(rejects.messages()).contains("one file at a time");
        Commands.Result explained = Commands.run("explain", model, inner, "--top", 50);
        assertThat(explained.output())
                .contains(inner.resolve("b.csv") + ", row 30 (line 31)  score ")
                .contains(inner.resolve("a.csv") + ", row 20 (line 21)  score ");
        assertThat(Commands.run("explain", model, inner, "--top", 50, "--json").output())
                .contains("/b.csv\",\"row\":30,\"line\":31,");
    }
}
