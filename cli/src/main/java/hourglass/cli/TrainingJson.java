package hourglass.cli;

import hourglass.column.Variable;
import hourglass.json.Json;
import hourglass.json.JsonArray;
import hourglass.json.JsonObject;
import hourglass.judge.CellJudge;
import hourglass.model.Card;
import hourglass.model.Model;
import hourglass.report.Evaluation;
import hourglass.report.Evaluation.Candidate;
import hourglass.report.Evaluation.Classifier;
import hourglass.report.Evaluation.Density;
import hourglass.report.Evaluation.Reconstruction;
import hourglass.report.Evaluation.Regressor;
import hourglass.report.Remarks;
import java.nio.file.Path;
import java.util.List;

/// What training ends with, as a JSON object in one line.
final class TrainingJson {
    private TrainingJson() {}

    /// @param remarks what to know of it
    static String of(Model model, Evaluation evaluation, List<String> remarks, Path output) {
        Card card = model.card();
        JsonObject.Builder candidates = JsonObject.builder();
        evaluation.candidates().forEach(it -> candidates.put(it.name(), figures(it)));
        JsonObject.Builder json = JsonObject.builder()
                .put("model", output.toString())
                .put("task", model.task().description())
                .put("training_rows", Json.of((long) card.trainingRows()))
                .put("validation_rows", Json.of((long) card.validationRows()))
                .put("epochs", Json.of((long) card.epochs()))
                .put("best_epoch", Json.of((long) card.bestEpoch()))
                .put("judged_rows", Json.of((long) evaluation.rows()))
                .put("candidates", candidates.build());
        json.put("verdict", Problems.withOptions(Remarks.verdict(evaluation, model)));
        json.put(
                "notes",
                new JsonArray(remarks.stream()
                        .map(it -> Json.of(Problems.withOptions(it)))
                        .toList()));
        evaluation
                .denoising()
                .ifPresent(it -> json.put(
                        "noise",
                        JsonObject.builder()
                                .put("before", ScoreSummary.number(it.before()))
                                .put("after", ScoreSummary.number(it.after()))
                                .build()));
        if (model.calibration().isCalibrated()) {
            json.put("decision", new ScoredRows(model, model.calibration().decision()).description());
        }
        if (model.readsHoles() && !model.calibration().cells().isEmpty()) {
            json.put("columns", columns(model));
        }
        return json.build().compact();
    }

    private static Json columns(Model model) {
        List<Variable> variables = model.columns().schema().variables();
        List<CellJudge> cells = model.calibration().cells();
        JsonObject.Builder columns = JsonObject.builder();
        for (int j = 0; j < cells.size(); j++) {
            columns.put(
                    variables.get(j).name(),
                    JsonObject.builder()
                            .put("nats_alone", ScoreSummary.number(cells.get(j).lossAlone()))
                            .put(
                                    "nats_from_others",
                                    ScoreSummary.number(cells.get(j).lossGiven()))
                            .build());
        }
        return columns.build();
    }

    private static Json figures(Candidate candidate) {
        JsonObject.Builder json = JsonObject.builder();
        return switch (candidate) {
            case Reconstruction it ->
                json.put("loss", ScoreSummary.number(it.loss().orElse(Double.NaN)))
                        .put("squared_error", ScoreSummary.number(it.meanSquaredError()))
                        .put("explained", ScoreSummary.number(it.explainedVariance()))
                        .build();
            case Classifier it ->
                json.put("accuracy", ScoreSummary.number(it.accuracy()))
                        .put("log_loss", ScoreSummary.number(it.logLoss()))
                        .build();
            case Regressor it ->
                json.put("rmse", ScoreSummary.number(it.rootMeanSquaredError()))
                        .put("r_squared", ScoreSummary.number(it.explained()))
                        .build();
            case Density it -> json.put("nats", ScoreSummary.number(it.nats())).build();
        };
    }
}
