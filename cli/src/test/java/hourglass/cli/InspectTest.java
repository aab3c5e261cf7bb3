package hourglass.cli;

import static org.assertj.core.api.Assertions.assertThat;

import hourglass.json.Json;
import hourglass.json.JsonArray;
import hourglass.json.JsonNumber;
import hourglass.json.JsonObject;
import hourglass.json.JsonText;
import hourglass.judge.CellJudge;
import hourglass.model.Model;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InspectTest {
    @TempDir
    Path folder;

    private Path model = Path.of("");

    @BeforeEach
    void file() {
        model = folder.resolve("m.hourglass");
    }

    /// A number, one that follows it, a day, a name for each row and a column that never changes.
    private Path table() throws IOException {
        Random random = new Random(5);
        StringBuilder text = new StringBuilder("size,weight,opened,code,country\n");
        for (int row = 0; row < 300; row++) {
            double size = random.nextGaussian();
            text.append(size + "," + (70 + 9 * size + random.nextGaussian()) + ",2024-0" + (1 + row % 9) + "-1"
                    + row % 10 + ",A" + 7 * row + "x,CH\n");
        }
        return Files.writeString(folder.resolve("table.csv"), text);
    }

    private Path trained(Object... arguments) {
        Object[] all = new Object[arguments.length + 3];
        all[0] = "train";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        all[arguments.length + 1] = "-o";
        all[arguments.length + 2] = model;
        Commands.assertDone(Commands.run(all));
        return model;
    }

    private static List<String> inspected(Object... arguments) {
        Object[] all = new Object[arguments.length + 1];
        all[0] = "inspect";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        Commands.Result result = Commands.run(all);
        Commands.assertDone(result);
        return result.output().lines().toList();
    }

    private static String line(List<String> lines, String start) {
        return lines.stream().filter(it -> it.startsWith(start)).findFirst().orElseThrow();
    }

    @Test
    void eachColumnHasItsKindItsScalingAndWhatItIsJudgedBy() throws IOException {
        trained(table(), "--epochs", 3, "--seed", 4);
        List<String> lines = inspected(model);
        assertThat(line(lines, "columns")).matches("columns +kind +offset +scale +nats alone +from others  judged by");
        Model loaded = Model.load(model);
        CellJudge judge = loaded.calibration().cells().getFirst();
        assertThat(line(lines, "  size "))
                .matches("  size +real +\\S+ +\\S+ +\\S+ +\\S+  t\\(.*\\) from the others; alone t\\(.*")
                .containsSubsequence(
                        " " + Numbers.significant(loaded.columns().scaling().offsets()[0]) + " ",
                        Numbers.significant(loaded.columns().scaling().scales()[0]) + " ",
                        " " + ColumnFacts.fixed(judge.lossAlone()) + " ",
                        " " + ColumnFacts.fixed(judge.lossGiven()) + "  t(");
        assertThat(line(lines, "  opened ")).startsWith("  opened").contains(" date ");
        assertThat(line(lines, "  opened, day of the week")).contains(" date ");
        assertThat(line(lines, "  code ")).matches("  code +identifier: every row has its own( +-){5}");
        assertThat(line(lines, "  country ")).matches("  country +constant: CH( +-){5}");
        assertThat(lines).noneMatch(it -> it.contains("left out here"));
    }

    @Test
    void theCardIsShownWhole() throws IOException {
        trained(table(), "--epochs", 3, "--seed", 4);
        List<String> lines = inspected(model);
        Model loaded = Model.load(model);
        assertThat(line(lines, "model ")).isEqualTo("model       " + model + ", format version 4");
        assertThat(line(lines, "trained on "))
                .startsWith("trained on  table.csv, 270 rows, 3 epochs, best epoch ")
                .endsWith(", seed 4");
        assertThat(line(lines, "training "))
                .isEqualTo("training    " + Numbers.significant(loaded.card().trainingLoss())
                        + " nats per row in the last epoch, while the weights moved");
        assertThat(line(lines, "validation "))
                .startsWith("validation  "
                        + Numbers.significant(loaded.card().validationLoss().orElseThrow())
                        + " nats per row on 30 rows kept back");
        // Rows of a table have no shape worth telling.
        assertThat(lines).noneMatch(it -> it.startsWith("row shape"));
    }

    @Test
    void columnsBeyondFortyAreCountedOrShownOnRequest() {
        trained(Commands.digits(folder), "--label", "column64", "--epochs", 1);
        List<String> few = inspected(model);
        assertThat(few).filteredOn(it -> it.startsWith("  column")).hasSize(40);
        assertThat(few).contains("  … and 24 more, left out here: --all shows them");
        List<String> all = inspected(model, "--all");
        assertThat(all).filteredOn(it -> it.startsWith("  column")).hasSize(64);
        assertThat(all).noneMatch(it -> it.contains("left out here"));
        assertThat(line(all, "set aside ")).isEqualTo("set aside   column64");
        // A pixel is judged by a reconstruction that has seen it: what that says is nothing that others tell of it.
        assertThat(line(all, "columns")).matches("columns +kind +offset +scale  judged by");
        assertThat(line(all, "  column20 ")).contains("  bernoulli from its reconstruction; alone ");
        assertThat(inspected(model, "--json").getFirst())
                .contains("\"from_reconstruction\":{\"type\":\"bernoulli\"")
                .doesNotContain("nats_alone", "from_others");
    }

    @Test
    void jsonHoldsTheSameFacts() throws IOException {
        trained(table(), "--epochs", 3, "--seed", 4);
        Model loaded = Model.load(model);
        List<String> lines = inspected(model, "--json");
        assertThat(lines).hasSize(1);
        JsonObject json = (JsonObject) Json.parse(lines.getFirst(), "inspect");
        assertThat(json.members())
                .containsEntry("format_version", Json.of(4L))
                .containsEntry("source", Json.of("table.csv"))
                .containsEntry("training_rows", Json.of(270L))
                .containsEntry("validation_rows", Json.of(30L))
                .containsEntry("epochs", Json.of(3L))
                .containsEntry("best_epoch", Json.of((long) loaded.card().bestEpoch()))
                .containsEntry("training_loss", Json.of(loaded.card().trainingLoss()))
                .containsEntry(
                        "validation_loss",
                        Json.of(loaded.card().validationLoss().orElseThrow()))
                .containsEntry("row_shape", new JsonArray(List.of(Json.of(4L))))
                .containsEntry("pairs", Json.of(false))
                .containsEntry("seed", Json.of(4L))
                .doesNotContainKeys("label_column", "patches", "classes");
        List<Json> columns = ((JsonArray) json.find("columns").orElseThrow()).items();
        assertThat(columns.stream().map(it -> ((JsonObject) it).members().get("name")))
                .containsExactly(
                        new JsonText("size"),
                        new JsonText("weight"),
                        new JsonText("opened"),
                        new JsonText("opened, day of the week"),
                        new JsonText("code"),
                        new JsonText("country"));
        JsonObject size = (JsonObject) columns.getFirst();
        CellJudge judge = loaded.calibration().cells().getFirst();
        assertThat(size.members())
                .containsEntry("kind", new JsonText("real"))
                .containsEntry("nats_alone", Json.of(judge.lossAlone()))
                .containsEntry("nats_from_others", Json.of(judge.lossGiven()));
        assertThat(((JsonNumber) size.find("scale").orElseThrow()).doubleValue())
                .isCloseTo(loaded.columns().scaling().scales()[0], org.assertj.core.data.Offset.offset(1e-6));
        assertThat(((JsonObject) columns.getLast()).members()).containsOnlyKeys("name", "kind");
    }

    /// It judges no cells: no nats, no densities, and training ends without an empty table of them.
    @Test
    void aPredictorHasKindsAndScalingOnly() {
        Path penguins = Commands.copy(BundledData.PENGUINS, folder);
        Commands.Result trained = Commands.run("train", penguins, "--predict", "Species", "--epochs", 2, "-o", model);
        Commands.assertDone(trained);
        assertThat(trained.output()).doesNotContain("nats by column");
        List<String> lines = inspected(model);
        assertThat(line(lines, "columns")).matches("columns +kind +offset +scale");
        assertThat(line(lines, "  Island")).matches("  Island +category +0.0 +1.000");
        assertThat(inspected(model, "--json").getFirst())
                .contains("\"classes\":[\"Adelie\"", "\"label_column\":\"Species\"");
    }

    @Test
    void recipeAndJsonAreNotMixed() {
        Commands.Result result = Commands.run("inspect", "--recipe", "--json", model);
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.messages()).contains("--recipe and --json");
    }
}
