package hourglass.model;

import hourglass.json.Json;
import hourglass.json.JsonObject;
import hourglass.problem.Problem;
import hourglass.storage.TensorFile;
import java.util.LinkedHashMap;
import java.util.Map;

/// Reads the metadata of models of version 1, when autoencoders and predictors had formats of their own: theirs told as
/// that of today. Tensors had their names already.
final class FormerFormats {
    private static final String AUTOENCODER = "hourglass-model-1";
    private static final String PREDICTOR = "hourglass-predictor-1";

    private FormerFormats() {}

    /// A model of version 1 as one of today; any other file as it is.
    static TensorFile asOfToday(TensorFile file, String origin) {
        String format = file.metadata().getOrDefault("format", "");
        if (format.equals(ModelFile.FORMAT)) {
            return withSchema(file, origin);
        }
        if (!format.equals(AUTOENCODER) && !format.equals(PREDICTOR)) {
            return file;
        }
        Map<String, String> today = new LinkedHashMap<>(file.metadata());
        today.put("format", ModelFile.FORMAT);
        today.put(ModelFile.CALIBRATION, "{}");
        JsonObject.Builder columns = JsonObject.builder()
                .put("schema", numbers(json(file, "columns", origin)))
                .put("scaling", kind(file, "scaling.input", origin));
        today.put(ModelFile.COLUMNS, compact(columns.build(), ModelFile.COLUMNS, origin));
        JsonObject.Builder task = JsonObject.builder();
        if (format.equals(AUTOENCODER)) {
            task.put("type", "reproduce");
        } else {
            task.put("type", "predict").put("outcome", json(file, "outcome", origin));
            if (file.metadata().containsKey("solver")) {
                task.put("solver", json(file, "solver", origin));
            }
        }
        task.put("target", kind(file, "scaling.target", origin));
        today.put(ModelFile.TASK, compact(task.build(), ModelFile.TASK, origin));
        return new TensorFile(today, file.tensors());
    }

    /// Columns of version 2 had names alone.
    private static TensorFile withSchema(TensorFile file, String origin) {
        Json columns = json(file, ModelFile.COLUMNS, origin);
        if (!(columns instanceof JsonObject object)
                || object.find("names").isEmpty()
                || object.find("scaling").isEmpty()) {
            return file;
        }
        JsonObject today = JsonObject.builder()
                .put("schema", numbers(object.find("names").orElseThrow()))
                .put("scaling", object.find("scaling").orElseThrow())
                .build();
        Map<String, String> metadata = new LinkedHashMap<>(file.metadata());
        metadata.put(ModelFile.COLUMNS, compact(today, ModelFile.COLUMNS, origin));
        return new TensorFile(metadata, file.tensors());
    }

    /// What was as deep as it may be is one level deeper now.
    private static String compact(Json today, String key, String origin) {
        try {
            return today.compact();
        } catch (IllegalArgumentException tooDeep) {
            throw Problem.badData("JSON text is nested too deeply")
                    .at(origin + ", " + key)
                    .exception(tooDeep);
        }
    }

    private static Json numbers(Json names) {
        return JsonObject.builder().put("numbers", names).build();
    }

    private static Json json(TensorFile file, String key, String origin) {
        return Json.parse(file.text(key, origin), origin + ", " + key);
    }

    /// Kinds of scaling stood there as on the command line: `common-range`.
    private static String kind(TensorFile file, String key, String origin) {
        return file.text(key, origin).replace('-', '_');
    }
}
