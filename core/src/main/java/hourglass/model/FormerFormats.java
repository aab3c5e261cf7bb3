package hourglass.model;

import hourglass.json.Json;
import hourglass.json.JsonObject;
import hourglass.problem.Problem;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Reads the metadata of models of version 1, when autoencoders and predictors had formats of their own: theirs told as
/// that of today. Tensors had their names already.
final class FormerFormats {
    private static final String AUTOENCODER = "hourglass-model-1";
    private static final String PREDICTOR = "hourglass-predictor-1";

    private FormerFormats() {}

    /// The metadata of a model of version 1 as that of today; any other as it is.
    static Map<String, String> asOfToday(Map<String, String> metadata, String origin) {
        String format = metadata.getOrDefault("format", "");
        if (!format.equals(AUTOENCODER) && !format.equals(PREDICTOR)) {
            return metadata;
        }
        Map<String, String> today = new LinkedHashMap<>(metadata);
        today.put("format", ModelFile.FORMAT);
        today.put(ModelFile.CALIBRATION, "{}");
        JsonObject.Builder columns = JsonObject.builder()
                .put("names", json(metadata, "columns", origin))
                .put("scaling", kind(metadata, "scaling.input", origin));
        today.put(ModelFile.COLUMNS, columns.build().compact());
        JsonObject.Builder task = JsonObject.builder();
        if (format.equals(AUTOENCODER)) {
            task.put("type", "reproduce");
        } else {
            task.put("type", "predict").put("outcome", json(metadata, "outcome", origin));
            if (metadata.containsKey("solver")) {
                task.put("solver", json(metadata, "solver", origin));
            }
        }
        task.put("target", kind(metadata, "scaling.target", origin));
        today.put(ModelFile.TASK, task.build().compact());
        return today;
    }

    private static Json json(Map<String, String> metadata, String key, String origin) {
        return Json.parse(text(metadata, key, origin), origin + ", " + key);
    }

    /// Kinds of scaling stood there as on the command line: `common-range`.
    private static String kind(Map<String, String> metadata, String key, String origin) {
        return text(metadata, key, origin).replace('-', '_');
    }

    private static String text(Map<String, String> metadata, String key, String origin) {
        return Optional.ofNullable(metadata.get(key))
                .orElseThrow(() -> Problem.badData("the model is incomplete")
                        .at(origin)
                        .expected("metadata " + key)
                        .exception());
    }
}
