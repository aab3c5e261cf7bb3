package hourglass.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import hourglass.json.Json;
import hourglass.json.JsonArray;
import hourglass.json.JsonObject;
import hourglass.problem.ProblemException;
import hourglass.storage.TensorFile;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Models whose parts are sound each and do not fit together.
class InconsistentModelTest {
    private static final Path SERIES = Path.of("src/test/resources/golden/series/windows.hourglass");
    private static final Path PLAIN = Path.of("src/test/resources/golden/models/plain.hourglass");

    @TempDir
    Path folder;

    private String refusal(Path model, String key, UnaryOperator<String> change) {
        TensorFile file = TensorFile.read(model);
        Map<String, String> metadata = new LinkedHashMap<>(file.metadata());
        metadata.computeIfPresent(key, (name, text) -> change.apply(text));
        assertThat(metadata.get(key)).isNotEqualTo(file.metadata().get(key));
        Path changed = folder.resolve("changed.hourglass");
        new TensorFile(metadata, file.tensors()).write(changed);
        return catchThrowableOfType(ProblemException.class, () -> Model.load(changed))
                .problem()
                .text();
    }

    @Test
    void otherwiseManyJudgesThanVariables() {
        UnaryOperator<String> oneLess = text -> {
            JsonObject calibration = (JsonObject) Json.parse(text, "calibration");
            Map<String, Json> members = new LinkedHashMap<>(calibration.members());
            List<Json> cells = ((JsonArray) calibration.find("cells").orElseThrow()).items();
            members.put("cells", new JsonArray(cells.subList(1, cells.size())));
            return new JsonObject(members).compact();
        };
        assertThat(refusal(SERIES, "calibration", oneLess))
                .contains("the model is inconsistent", "changed.hourglass, calibration", "a judge for each of");
    }

    @Test
    void columnsOfAnOldVersionNestedAsDeepAsTheyMayBe() {
        UnaryOperator<String> deep = text -> "[".repeat(16) + "]".repeat(16);
        assertThat(refusal(PLAIN, "columns", deep))
                .contains("JSON text is nested too deeply", "changed.hourglass, columns");
    }
}
