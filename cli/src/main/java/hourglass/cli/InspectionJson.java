package hourglass.cli;

import hourglass.json.Json;
import hourglass.json.JsonArray;
import hourglass.json.JsonObject;
import hourglass.json.RecordCodec;
import hourglass.judge.CellJudge;
import hourglass.model.Card;
import hourglass.model.Model;
import hourglass.model.Outcome;
import hourglass.model.Task;
import hourglass.network.Parameters;
import hourglass.objective.Objective;
import hourglass.train.RecipeJson;
import java.nio.file.Path;
import java.util.List;

/// What `inspect --json` prints: the facts of a model in one line. What does not apply to it is absent.
final class InspectionJson {
    private InspectionJson() {}

    /// @param format the version of the file
    static String of(Model model, Path file, int format) {
        JsonObject.Builder json = JsonObject.builder()
                .put("model", file.toString())
                .put("format_version", Json.of((long) format))
                .put("task", model.task().description());
        if (model.task() instanceof Task.Predict predict) {
            if (predict.outcome() instanceof Outcome.Classes classes) {
                json.put("classes", texts(classes.names()));
            }
            predict.solver().ifPresent(it -> json.put("solver", Summary.name(it)));
        }
        Objective objective = model.recipe().architecture().objective();
        json.put("network", NetworkWords.of(model.recipe().architecture()))
                .put("parameters", Json.of(Parameters.count(model.recipe().architecture())))
                .put("objective", objective.name())
                .put("unit", objective.unit())
                .put("scaling", model.columns().scaling().kind().label());
        model.columns().window().ifPresent(it -> json.put("series", SeriesLines.description(it)));
        model.columns().patches().ifPresent(it -> json.put("patches", Json.of((long) it.side())));
        put(json, model.card());
        json.put("seed", Json.of(model.recipe().training().seed()));
        if (model.calibration().isCalibrated()) {
            json.put("decision", new ScoredRows(model, model.calibration().decision()).description())
                    .put("compared_rows", Json.of((long)
                            model.calibration().reference().count()));
        }
        return json.put("columns", columns(model)).build().compact();
    }

    private static void put(JsonObject.Builder json, Card card) {
        json.put("source", card.source())
                .put("training_rows", Json.of((long) card.trainingRows()))
                .put("validation_rows", Json.of((long) card.validationRows()))
                .put("epochs", Json.of((long) card.epochs()))
                .put("best_epoch", Json.of((long) card.bestEpoch()))
                .put("training_loss", ScoreSummary.number(card.trainingLoss()));
        card.validationLoss().ifPresent(it -> json.put("validation_loss", ScoreSummary.number(it)));
        card.verdict().ifPresent(it -> json.put("verdict", Problems.withOptions(it)));
        json.put(
                "notes",
                texts(card.remarks().stream().map(Problems::withOptions).toList()));
        card.labelColumn().ifPresent(it -> json.put("label_column", it));
        json.put(
                        "row_shape",
                        new JsonArray(card.rowShape().stream()
                                .map(it -> Json.of((long) it))
                                .toList()))
                .put("pairs", Json.of(card.ofPairs()));
    }

    private static Json texts(List<String> texts) {
        return new JsonArray(texts.stream().map(Json::of).toList());
    }

    private static Json columns(Model model) {
        RecordCodec codec = RecipeJson.standard().codec();
        return new JsonArray(ColumnFacts.of(model).stream()
                .<Json>map(it -> column(it, codec))
                .toList());
    }

    private static Json column(ColumnFacts facts, RecordCodec codec) {
        JsonObject.Builder json = JsonObject.builder()
                .put("name", facts.name())
                .put("kind", facts.kind().description());
        if (facts.isRead()) {
            json.put("offset", Json.of((float) facts.offset())).put("scale", Json.of((float) facts.scale()));
        }
        if (facts.judge().isPresent()) {
            CellJudge judge = facts.judge().get();
            if (facts.fromOthers()) {
                json.put("nats_alone", ScoreSummary.number(facts.natsAlone()))
                        .put("nats_from_others", ScoreSummary.number(facts.natsFromOthers()));
            }
            json.put(facts.fromOthers() ? "from_others" : "from_reconstruction", encoded(judge.given(), codec))
                    .put("alone", encoded(judge.alone(), codec))
                    .put(
                            "alone_at",
                            new JsonArray(judge.eta().stream().map(Json::of).toList()));
        }
        return json.build();
    }

    /// With all its numbers, as in a recipe.
    private static Json encoded(Objective density, RecordCodec codec) {
        return codec.encode(Objective.class, density);
    }
}
