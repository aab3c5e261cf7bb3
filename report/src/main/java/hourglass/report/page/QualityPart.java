package hourglass.report.page;

import hourglass.json.Json;
import hourglass.json.JsonObject;
import hourglass.matrix.Kernels;
import hourglass.matrix.Matrix;
import hourglass.model.Model;
import hourglass.report.Compression;
import hourglass.report.Evaluation;
import hourglass.report.Evaluation.Candidate;
import hourglass.report.Evaluation.Classifier;
import hourglass.report.Evaluation.Density;
import hourglass.report.Evaluation.Reconstruction;
import hourglass.report.Evaluation.Regressor;
import hourglass.report.Remarks;
import hourglass.report.page.Subject.Seeded;
import hourglass.train.EpochResult;
import hourglass.train.Split;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Whether a model is any good: beside its baselines, epoch by epoch, and as compression.
final class QualityPart {
    private static final int COMPRESSED = 2000;

    private QualityPart() {}

    /// The comparison with baselines.
    ///
    /// @param where what was judged, for a person
    /// @param remarks what to know of it
    static Json of(Evaluation evaluation, Model model, String where, List<String> remarks) {
        String unit = model.recipe().architecture().objective().unit();
        JsonObject.Builder quality = JsonObject.builder()
                .put("where", where)
                .put("unit", unit)
                .put(
                        "table",
                        Values.table(
                                names(evaluation),
                                evaluation.candidates().stream()
                                        .map(it -> line(it, model))
                                        .toList()));
        quality.put(
                "remarks",
                Values.texts(remarks.stream().map(it -> it.replace("`", "")).toList()));
        evaluation
                .denoising()
                .ifPresent(it -> quality.put(
                        "noise",
                        JsonObject.builder()
                                .put("before", Values.of(it.before()))
                                .put("after", Values.of(it.after()))
                                .put("removed", Values.of(it.removed()))
                                .build()));
        return quality.build();
    }

    private static List<String> names(Evaluation evaluation) {
        return switch (evaluation.model()) {
            case Reconstruction it -> List.of("", "loss per row", "squared error per number", "explained");
            case Classifier it -> List.of("", "accuracy", "log loss");
            case Regressor it -> List.of("", "root mean squared error", "R²");
            case Density it -> List.of("", "nats per row");
        };
    }

    /// The model beside the same training with other seeds.
    static Json seeds(Evaluation own, List<Seeded> others, Model model) {
        long seed = model.recipe().training().seed();
        List<List<Json>> lines = new ArrayList<>();
        lines.add(seeded(seed, own, model));
        others.forEach(it -> lines.add(seeded(it.seed(), it.evaluation(), model)));
        return Values.table(names(own), lines);
    }

    private static List<Json> seeded(long seed, Evaluation evaluation, Model model) {
        List<Json> line = new ArrayList<>(line(evaluation.model(), model));
        line.set(0, Json.of("seed " + seed));
        return line;
    }

    private static List<Json> line(Candidate candidate, Model model) {
        Json name = Values.of(candidate.name());
        return switch (candidate) {
            case Reconstruction it ->
                List.of(
                        name,
                        Values.of(it.loss().orElse(Double.NaN)),
                        Values.of(it.meanSquaredError()),
                        Values.of(
                                Remarks.explainedApplies(model, it.explainedVariance())
                                        ? it.explainedVariance()
                                        : Double.NaN));
            case Classifier it -> List.of(name, Values.of(it.accuracy()), Values.of(it.logLoss()));
            case Regressor it -> List.of(name, Values.of(it.rootMeanSquaredError()), Values.of(it.explained()));
            case Density it -> List.of(name, Values.of(it.nats()));
        };
    }

    /// Loss and penalties by epoch.
    static Json history(List<EpochResult> history, int bestEpoch) {
        return JsonObject.builder()
                .put("best", Json.of((long) bestEpoch))
                .put(
                        "training",
                        Values.numbers(history.stream()
                                .mapToDouble(it -> it.loss() + it.penalty())
                                .toArray()))
                .put(
                        "validation",
                        Values.numbers(history.stream()
                                .mapToDouble(it -> it.validation().isPresent() ? it.watched() : Double.NaN)
                                .toArray()))
                .build();
    }

    /// What the code costs in bytes; empty for columns of several kinds, which no baseline
    /// stores, and for pairs.
    static Optional<Json> compression(JudgedRows rows) {
        if (rows.model().readsHoles() || rows.arePairs() || rows.count() == 0) {
            return Optional.empty();
        }
        Matrix x = Split.select(rows.numbers(), rows.drawn(COMPRESSED, 7));
        Compression compression =
                Compression.of(rows.model(), x, Kernels.fastest().kernels());
        List<List<Json>> lines = new ArrayList<>();
        for (Compression.Candidate it : compression.candidates()) {
            lines.add(List.of(
                    Json.of(it.name()),
                    Values.of(it.bytesPerRow()),
                    Values.of((double) it.sharedBytes()),
                    Values.of(it.error())));
        }
        return Optional.of(JsonObject.builder()
                .put("rows", Json.of((long) compression.rows()))
                .put("table", Values.table(List.of("stored as", "bytes a row", "bytes for all", "error"), lines))
                .build());
    }
}
