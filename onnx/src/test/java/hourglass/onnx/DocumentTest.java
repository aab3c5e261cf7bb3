package hourglass.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import hourglass.model.Model;
import hourglass.model.Wishes;
import hourglass.table.Frame;
import hourglass.table.FrameBuilder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The Java program of docs/onnx.md, line by line but for spaces, gives the score that the model gives.
class DocumentTest {
    private static final List<String> COLUMNS = List.of(
            "Species", "Island", "Beak_Length_(mm)", "Beak_Depth_(mm)", "Flipper_Length_(mm)", "Body_Mass_(g)", "Sex");

    @TempDir
    Path folder;

    private static Frame birds() {
        FrameBuilder builder = Frame.builder(COLUMNS);
        Random random = new Random(3);
        for (int i = 0; i < 200; i++) {
            double z = random.nextGaussian();
            builder.text(z > 0 ? "Gentoo" : "Adelie").text(z > 0.5 ? "Biscoe" : z > -0.5 ? "Dream" : "Torgersen");
            builder.number(40 + 5 * z + random.nextGaussian()).number(17 - z + random.nextGaussian() / 3);
            builder.number(Math.rint(200 + 10 * z)).number(4200 + 700 * z + 30 * random.nextGaussian());
            builder.text(random.nextInt(3) == 0 ? "MALE" : random.nextInt(9) == 0 ? "." : "FEMALE")
                    .endRow();
        }
        return builder.build();
    }

    @Test
    void theProgramGivesTheScoreOfTheModel() throws Exception {
        Model model = Model.train(birds(), Wishes.none().withEpochs(2));
        Path file = folder.resolve("penguins.onnx");
        OnnxModel.of(model).save(file);
        FrameBuilder row = Frame.builder(COLUMNS).text("Adelie");
        row.missing("")
                .missing("")
                .missing("")
                .missing("")
                .number(9000)
                .missing("")
                .endRow();
        Agreement.assertAgree("score", new double[][] {{program(file.toString())}}, model.score(row.build()));
        String document = Files.readString(Path.of("../docs/onnx.md"));
        String said = document.substring(document.indexOf("```java\n") + 8, document.lastIndexOf("```"));
        String program = Files.readString(Path.of("src/test/java/hourglass/onnx/DocumentTest.java"));
        assertThat(said.lines()
                        .filter(line -> !line.contains("createSession"))
                        .filter(line -> !line.contains("System.out"))
                        .map(line -> line.replaceAll("\\s", "")))
                .hasSizeGreaterThan(8)
                .allMatch(program.replaceAll("\\s", "")::contains);
    }

    private static double program(String file) throws OrtException {
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        try (OrtSession session = environment.createSession(file)) {
            Map<String, OnnxTensor> row = new HashMap<>();
            for (String column : session.getInputNames()) {
                row.put(column, OnnxTensor.createTensor(environment, new float[][] {{Float.NaN}})); // missing
            }
            for (String column : List.of("Species", "Island", "Sex")) {
                row.put(column, OnnxTensor.createTensor(environment, new String[][] {{""}})); // missing too
            }
            row.put("Species", OnnxTensor.createTensor(environment, new String[][] {{"Adelie"}}));
            row.put("Body_Mass_(g)", OnnxTensor.createTensor(environment, new float[][] {{9000}}));
            double[][] score =
                    (double[][]) session.run(row).get("score").orElseThrow().getValue();
            return score[0][0];
        }
    }
}
