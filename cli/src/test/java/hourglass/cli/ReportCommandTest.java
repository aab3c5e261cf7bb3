package hourglass.cli;

import static org.assertj.core.api.Assertions.assertThat;

import hourglass.json.Json;
import hourglass.json.JsonArray;
import hourglass.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Reports as commands write them: what is in them, and what is refused before any work. How a page looks and answers
/// is
/// for a browser to say, in the tests of the module report.
class ReportCommandTest {
    @TempDir
    static Path folder;

    private static Path digits = Path.of("");
    private static Path model = Path.of("");
    private static Commands.Result trained = new Commands.Result(0, "", "");

    @BeforeAll
    static void train() {
        digits = Commands.digits(folder);
        model = folder.resolve("m.hourglass");
        trained = Commands.run("train", digits, "--label", "column64", "--epochs", 2, "--report", "-o", model);
    }

    /// What a page holds.
    private static JsonObject content(Path page) throws IOException {
        String text = Files.readString(page, StandardCharsets.UTF_8);
        String start = "id=\"content\">";
        int from = text.indexOf(start) + start.length();
        return (JsonObject) Json.parse(text.substring(from, text.indexOf("</script>", from)), "page");
    }

    private static String text(JsonObject content, String key) {
        return content.find(key).orElseThrow().compact();
    }

    @Test
    void trainingEndsWithAReportBesideTheModel() throws IOException {
        assertThat(trained.code()).as(trained.messages()).isZero();
        assertThat(trained.output()).contains("report      ").contains("m.html");
        // Though the rows are read twice.
        assertThat(trained.messages().split("line 1 was taken for a row", -1)).hasSize(2);
        JsonObject content = content(folder.resolve("m.html"));
        assertThat(content.members().keySet())
                .containsExactly(
                        "title",
                        "facts",
                        "commands",
                        "notes",
                        "history",
                        "quality",
                        "compression",
                        "columns",
                        "pictures",
                        "map",
                        "code",
                        "odd",
                        "probe");
        JsonObject history = (JsonObject) content.find("history").orElseThrow();
        assertThat(((JsonArray) history.find("training").orElseThrow()).items()).hasSize(2);
        assertThat(text(content, "commands")).contains("hourglass train ", "--epochs 2 --report");
        assertThat(text(content, "quality")).contains("kept back from training", "this autoencoder");
        // The same rows as the table at the end of training.
        assertThat(text(content, "facts")).contains("1,617 rows, 180 kept back");
    }

    @Test
    void aModelFromAFileIsReportedWithTheLabelItWasToldToSetAside() throws IOException {
        Path page = folder.resolve("other.html");
        Commands.Result result = Commands.run("report", model, digits, "--header", "no", "-o", page);
        assertThat(result.code()).as(result.messages()).isZero();
        assertThat(result.messages()).contains("report written to " + page);
        JsonObject content = content(page);
        assertThat(text(content, "commands")).contains(" --label column64 --header no -o ");
        assertThat(text(content, "facts")).contains("1,797 rows, no missing cells, labelled by column64");
        assertThat(text(content, "notes")).contains("as many rows as the model learned from");
        assertThat(text(content, "quality")).contains("fitted to these very rows");
        assertThat(content.find("history")).isEmpty();
        assertThat(content.find("probe")).isPresent();
        Path again = folder.resolve("again.html");
        Commands.run("report", model, digits, "--header", "no", "-o", again);
        String replaced = Files.readString(again).replace("again.html", "other.html");
        assertThat(replaced).isEqualTo(Files.readString(page));
    }

    /// Of one row nothing shows what is dead.
    @Test
    void aSingleRowIsReported() throws IOException {
        Path one = folder.resolve("one.csv");
        Files.writeString(one, "x,".repeat(64).replace("x", "3") + "7\n");
        Path page = folder.resolve("one.html");
        Commands.Result result = Commands.run("report", model, one, "--header", "no", "-o", page);
        assertThat(result.code()).as(result.messages()).isZero();
        assertThat(text(content(page), "code")).contains("\"dead\":0");
        assertThat(content(page).find("map")).isEmpty();
    }

    @Test
    void aPageThatIsNoReportIsNotReplaced() throws IOException {
        Path page = folder.resolve("mine.html");
        Files.writeString(page, "<p>mine</p>");
        Commands.Result result = Commands.run("report", model, digits, "-o", page);
        assertThat(result.code()).isEqualTo(73);
        assertThat(result.messages()).contains("the output exists and is no report");
        assertThat(Files.readString(page)).isEqualTo("<p>mine</p>");
        Commands.Result training = Commands.run(
                "train",
                digits,
                "--label",
                "column64",
                "--epochs",
                1,
                "--report",
                "-o",
                folder.resolve("mine.hourglass"));
        assertThat(training.code()).isEqualTo(73);
        assertThat(folder.resolve("mine.hourglass")).doesNotExist();
    }

    @Test
    void whatCannotBeReportedIsRefusedBeforeTheWork() {
        assertThat(Commands.run("report", model, digits, "-o", model).messages())
                .contains("the output is one of the inputs");
        assertThat(Commands.run("report", model, digits, "-o", folder.resolve("no/page.html"))
                        .code())
                .isEqualTo(73);
        assertThat(Commands.run("report", model, "-").code()).isEqualTo(2);
        assertThat(Commands.run("train", "-", "--report", "-o", folder.resolve("x.hourglass"))
                        .messages())
                .contains("rows that can be read again");
        assertThat(Commands.run("report", model, digits, "--label", "nothing").messages())
                .contains("unknown column \"nothing\"");
    }

    @Test
    void otherSeedsSayHowMuchIsChance() throws IOException {
        Path seeded = folder.resolve("seeds.hourglass");
        Commands.Result result = Commands.run(
                "train", digits, "--label", "column64", "--epochs", 1, "--report", "--seeds", 3, "-o", seeded);
        assertThat(result.code()).as(result.messages()).isZero();
        List<Json> rows =
                rows(content(folder.resolve("seeds.html")).find("seeds").orElseThrow());
        assertThat(rows).hasSize(3).doesNotHaveDuplicates();
        Path second = folder.resolve("second.hourglass");
        Commands.run("train", digits, "--label", "column64", "--epochs", 1, "--report", "--seed", 2, "-o", second);
        JsonObject quality = (JsonObject)
                content(folder.resolve("second.html")).find("quality").orElseThrow();
        Json alone = rows(quality.find("table").orElseThrow()).getLast();
        // Seed 2 comes to what it comes to alone.
        assertThat(((JsonArray) rows.get(1)).items().subList(1, 4))
                .isEqualTo(((JsonArray) alone).items().subList(1, 4));
        assertThat(Commands.run("train", digits, "--seeds", 3, "-o", second).code())
                .isEqualTo(2);
    }

    private static List<Json> rows(Json table) {
        return ((JsonArray) ((JsonObject) table).find("rows").orElseThrow()).items();
    }

    @Test
    void aNetworkThatPredictsIsReportedAfterItsTraining() throws IOException {
        Path predictor = folder.resolve("p.hourglass");
        Commands.Result result =
                Commands.run("train", digits, "--predict", "column64", "--epochs", 1, "--report", "-o", predictor);
        assertThat(result.code()).as(result.messages()).isZero();
        JsonObject content = content(folder.resolve("p.html"));
        assertThat(content.members().keySet())
                .containsExactly("title", "facts", "commands", "notes", "history", "quality");
        assertThat(Commands.run("report", predictor, digits).messages()).contains("the model is no autoencoder");
    }

    @Test
    void aSeriesIsReportedFromItsFirstRowToItsLast() throws IOException {
        Path series = folder.resolve("series.csv");
        StringBuilder rows = new StringBuilder("value\n");
        for (int i = 0; i < 400; i++) {
            rows.append(i == 300 ? 9 : Math.sin(i / 4.0)).append('\n');
        }
        Files.writeString(series, rows);
        Path of = folder.resolve("s.hourglass");
        Commands.Result result = Commands.run("train", series, "--window", 16, "--epochs", 3, "--report", "-o", of);
        assertThat(result.code()).as(result.messages()).isZero();
        JsonObject content = content(folder.resolve("s.html"));
        assertThat(content.members().keySet()).contains("series", "odd").doesNotContain("map", "columns");
        JsonObject odd = (JsonObject) content.find("odd").orElseThrow();
        String strangest = ((JsonArray) odd.find("strangest").orElseThrow())
                .items()
                .getFirst()
                .compact();
        assertThat(strangest).containsPattern("\"row\":(29[0-9]|30[0-9]|31[0-9])");
    }

    @Test
    void noisyRowsAreComparedWithCleanOnes() throws IOException {
        Path noisy = folder.resolve("noisy.csv");
        Path clean = folder.resolve("clean.csv");
        StringBuilder spoilt = new StringBuilder("a,b,c\n");
        StringBuilder sound = new StringBuilder("a,b,c\n");
        for (int i = 0; i < 200; i++) {
            double x = Math.sin(i);
            sound.append(List.of(x, 2 * x, -x).toString().replaceAll("[\\[\\] ]", ""))
                    .append('\n');
            double noise = 0.3 * Math.cos(17.0 * i);
            spoilt.append(List.of(x + noise, 2 * x - noise, -x + noise)
                            .toString()
                            .replaceAll("[\\[\\] ]", ""))
                    .append('\n');
        }
        Files.writeString(noisy, spoilt);
        Files.writeString(clean, sound);
        Path pairs = folder.resolve("pairs.hourglass");
        assertThat(Commands.run("train", noisy, "--target", clean, "--epochs", 5, "-o", pairs)
                        .code())
                .isZero();
        Path page = folder.resolve("pairs.html");
        Commands.run("report", pairs, noisy, "--target", clean, "-o", page);
        String with = text(content(page), "columns");
        Commands.run("report", pairs, noisy, "-o", page);
        JsonObject content = content(page);
        assertThat(text(content, "notes")).contains("Rows are compared with the rows themselves, noise included");
        assertThat(text(content, "columns")).isNotEqualTo(with);
    }
}
