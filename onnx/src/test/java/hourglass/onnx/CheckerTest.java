package hourglass.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import hourglass.model.Model;
import hourglass.model.ScalingKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// ONNX's own checker, with its inference of types and shapes, finds nothing wrong with the models of all walks.
class CheckerTest {
    /// Debian's (python3-onnx) belongs to its own Python.
    private static final List<String> PROGRAMS = List.of("/usr/bin/python3", "python3");

    private static final String CHECK = """
            import sys
            import onnx
            for path in sys.argv[1:]:
                onnx.checker.check_model(path, full_check=True)
                model = onnx.shape_inference.infer_shapes(onnx.load(path), strict_mode=True, data_prop=True)
                assert [(s.domain, s.version) for s in model.opset_import][0] == ("", 17), model.opset_import
            print("checked", len(sys.argv) - 1)
            """;

    @TempDir
    Path folder;

    private record Output(int code, String text) {}

    private static Optional<Output> run(List<String> command) throws InterruptedException {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return Optional.of(new Output(process.waitFor(), text));
        } catch (IOException notThere) {
            return Optional.empty();
        }
    }

    private static String python() throws InterruptedException {
        for (String program : PROGRAMS) {
            Optional<Output> tried = run(List.of(program, "-c", "import onnx"));
            if (tried.isPresent() && tried.get().code() == 0) {
                return program;
            }
        }
        assumeTrue(false, "the checker of ONNX needs python3 with onnx, and one of them is missing");
        throw new IllegalStateException("not reached");
    }

    @Test
    void theCheckerFindsNothing() throws Exception {
        String python = python();
        List<Model> models = new ArrayList<>(List.of(TableWalkTest.train()));
        LayerWalkTest.all()
                .forEach(it -> models.add(
                        Networks.model(it, ScalingKind.STANDARDIZE, Networks.normal(20, it.features(), 1), true)));
        ActivationWalkTest.all()
                .forEach(it -> models.add(Networks.model(
                        ActivationWalkTest.architecture(it), ScalingKind.NONE, Networks.normal(20, 6, 1), false)));
        ObjectiveWalkTest.all()
                .forEach(it -> models.add(
                        ObjectiveWalkTest.model(it, ObjectiveWalkTest.rows(it, ObjectiveWalkTest.COLUMNS), true)));
        List<String> command = new ArrayList<>(List.of(python, "-c", CHECK));
        for (int i = 0; i < models.size(); i++) {
            Path file = folder.resolve(i + ".onnx");
            OnnxModel.of(models.get(i)).save(file);
            command.add(file.toString());
        }
        Output checked = run(command).orElseThrow();
        assertThat(checked.text()).isEqualToIgnoringNewLines("checked " + models.size());
        assertThat(checked.code()).isZero();
    }
}
