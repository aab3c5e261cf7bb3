package hourglass.cli;

import static org.assertj.core.api.Assertions.assertThat;

import hourglass.data.DataFile;
import hourglass.model.Model;
import hourglass.onnx.OnnxModel;
import hourglass.report.Evaluation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What users of the libraries can see is a list under review: a change to it shows in a commit. To take a change over:
/// `mvn -q -pl cli -am test -Dtest=PublicSurfaceTest -Dsurefire.failIfNoSpecifiedTests=false -Dpublic-surface=write`
class PublicSurfaceTest {
    private static final Path LIST = Path.of("src/test/resources/public-surface.txt");

    private static final List<Class<?>> MODULES =
            List.of(Model.class, DataFile.class, Evaluation.class, OnnxModel.class);

    @Test
    void itNamesNothingThatUsersCannot() throws Exception {
        // What layers are bound to, and how settings are written, is no concern of those who only put them together.
        assertThat(PublicSurface.hidden(MODULES))
                .containsExactly("hourglass.bound.Binding", "hourglass.bound.BoundLayer", "hourglass.json.RecordCodec");
    }

    @Test
    void itIsAsListed() throws Exception {
        List<String> surface = new ArrayList<>();
        for (Class<?> type : MODULES) {
            surface.addAll(PublicSurface.of(type));
            surface.add("");
        }
        assertThat(surface).contains("record hourglass.matrix.KernelsChoice(Kernels kernels, List<String> notes)");
        if ("write".equals(System.getProperty("public-surface"))) {
            Files.write(LIST, surface);
        }
        assertThat(surface)
                .as("the public surface; see this test's class for how to take a change over")
                .containsExactlyElementsOf(Files.readAllLines(LIST));
    }
}
