package hourglass.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import hourglass.data.DataFile;
import hourglass.table.Frame;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Models as ONNX files on the command line.
class ExportTest {
    @TempDir
    Path folder;

    private Path model;
    private Path onnx;

    @BeforeEach
    void train() {
        model = folder.resolve("penguins.hourglass");
        onnx = folder.resolve("penguins.onnx");
        assertThat(Commands.run("data", "penguins", folder).code()).isZero();
        assertThat(Commands.run("train", folder.resolve("penguins.csv"), "-o", model, "--epochs", "2")
                        .code())
                .isZero();
    }

    @Test
    void whatIsWrittenIsTold() throws IOException {
        Commands.Result result = Commands.run("export", model, "-o", onnx);
        assertThat(result.code()).isZero();
        assertThat(result.output()).isEmpty();
        assertThat(result.messages())
                .contains("note: p-values and flags are left out")
                .containsPattern("Species +string +rows x 1 +category; missing: the empty text")
                .containsPattern("score +double +rows x 1")
                .containsPattern("model written to .*penguins.onnx: [0-9.]+ kB, ONNX opset 17, ai.onnx.ml 2\n");
        byte[] before = Files.readAllBytes(onnx);
        assertThat(Commands.run("export", model, "-o", onnx).code())
                .as("an older file is replaced")
                .isZero();
        assertThat(Files.readAllBytes(onnx)).isEqualTo(before);
    }

    @Test
    void aPredictorHasProbabilities() {
        Path predictor = folder.resolve("species.hourglass");
        assertThat(Commands.run(
                                "train",
                                folder.resolve("penguins.csv"),
                                "--predict",
                                "Species",
                                "--epochs",
                                "2",
                                "-o",
                                predictor)
                        .code())
                .isZero();
        assertThat(Commands.run("export", predictor, "-o", onnx).messages())
                .containsPattern("probabilities +float +rows x 3")
                .containsPattern("class +string +rows x 1");
    }

    @Test
    void withoutANameItStandsBesideTheModel() throws IOException {
        Commands.assertDone(Commands.run("export", model));
        Commands.assertDone(Commands.run("export", model, "-o", folder.resolve("named.onnx")));
        Path beside = ReportMaker.beside(model, ".onnx");
        assertThat(beside).hasSameBinaryContentAs(folder.resolve("named.onnx"));
        Files.delete(beside);
    }

    @Test
    void wrongFilesAreRefused() {
        assertThat(Commands.run("export", model, "-o", folder.resolve("penguins.txt"))
                        .code())
                .isEqualTo(2);
        assertThat(Commands.run("export", folder.resolve("none.hourglass"), "-o", onnx)
                        .code())
                .isEqualTo(66);
        assertThat(Commands.run("export", folder.resolve("penguins.csv"), "-o", onnx)
                        .code())
                .isEqualTo(65);
        assertThat(Commands.run("export", model, "-o", folder.resolve("none/penguins.onnx"))
                        .code())
                .isEqualTo(73);
        assertThat(onnx).doesNotExist();
    }

    /// The Python program of docs/onnx.md finds the scores that `score` writes.
    @Test
    void pythonFindsTheSameScores() throws IOException, InterruptedException {
        assumeTrue(
                python("import numpy, onnxruntime") == 0,
                "the program of docs/onnx.md needs python3 with numpy and onnxruntime, and one of them is missing");
        assertThat(Commands.run("export", model, "-o", onnx).code()).isZero();
        assertThat(python(Document.read("docs/onnx.md").blocks("python").getFirst()))
                .isZero();
        Path scores = folder.resolve("scores.csv");
        assertThat(Commands.run("score", model, folder.resolve("penguins.csv"), "-o", scores, "--quiet")
                        .code())
                .isZero();
        Frame ours = DataFile.read(scores);
        List<String> found = Files.readAllLines(folder.resolve("scores.txt"));
        assertThat(found).hasSize(ours.rows());
        for (int row = 0; row < ours.rows(); row++) {
            double score = ours.number(row, ours.indexOf("score"));
            assertThat(Double.parseDouble(found.get(row))).isBetween(score * (1 - 1e-5), score * (1 + 1e-5));
        }
    }

    private int python(String program) throws IOException, InterruptedException {
        Path log = folder.resolve("log.txt");
        try {
            Process process = new ProcessBuilder("python3", "-c", program)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            if (!process.waitFor(2, TimeUnit.MINUTES)) {
                process.destroyForcibly().waitFor();
                return -1;
            }
            if (process.exitValue() != 0) {
                assertThat(Files.readString(log, StandardCharsets.UTF_8)).contains("ModuleNotFoundError");
            }
            return process.exitValue();
        } catch (IOException notThere) {
            return -1;
        }
    }
}
