package hourglass.report.page;

import hourglass.column.ColumnMatch;
import hourglass.json.Json;
import hourglass.json.JsonArray;
import hourglass.json.JsonObject;
import hourglass.matrix.Kernels;
import hourglass.matrix.Matrix;
import hourglass.model.MappedModel;
import hourglass.model.Model;
import hourglass.model.Task;
import hourglass.problem.Counted;
import hourglass.report.Evaluation;
import hourglass.report.LinearProbe;
import hourglass.report.Remarks;
import hourglass.storage.AtomicFile;
import hourglass.table.Frame;
import hourglass.train.Split;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/// A report of a model on some rows: one page of HTML that needs no other file and no network, in the order in which a
/// person asks. What was trained on what; whether it is any good; columns; pictures; the map; the code; odd rows;
/// labels.
///
/// The page holds values of the rows it shows.
public final class Report {
    private static final int EVALUATED = 10_000;

    private final Json content;
    private final String title;

    private Report(Subject subject, Json content) {
        this.title = subject.title();
        this.content = content;
    }

    /// What is reported on.
    ///
    /// @param match where the model's columns stand in the rows
    /// @param targets what the rows should be, if not themselves, in the model's columns and order
    /// @param label name of the column that tells what rows are
    /// @param ids names of columns that tell rows
    /// @param saved a map that came with the model
    public record Rows(
            Model model,
            Frame frame,
            ColumnMatch match,
            Optional<Matrix> targets,
            Optional<String> label,
            List<String> ids,
            Optional<MappedModel> saved) {
        public Rows {
            ids = List.copyOf(ids);
        }
    }

    /// Looks at rows.
    ///
    /// @param progress told the steps of the map's layout, of [hourglass.report.MapMaker#STEPS]
    public static Report of(Rows rows, Subject subject, IntConsumer progress) {
        JsonObject.Builder content = head(subject);
        subject.evaluation()
                .filter(it -> !subject.seeds().isEmpty())
                .ifPresent(it -> content.put("seeds", QualityPart.seeds(it, subject.seeds(), rows.model())));
        if (rows.model().task() instanceof Task.Reproduce) {
            JudgedRows judged = JudgedRows.of(rows);
            subject.evaluation()
                    .map(it -> QualityPart.of(it, rows.model(), trained(it), remarks(it, rows.model(), subject)))
                    .or(() -> quality(judged))
                    .ifPresent(it -> content.put("quality", it));
            if (rows.model().columns().window().isPresent()) {
                content.put("series", SeriesPart.of(judged));
                content.put("odd", OddPart.of(judged, Optional.empty()));
            } else {
                addRows(content, judged, rows.saved(), progress);
            }
        } else {
            subject.evaluation()
                    .ifPresent(it -> content.put(
                            "quality",
                            QualityPart.of(it, rows.model(), trained(it), remarks(it, rows.model(), subject))));
        }
        return new Report(subject, content.build());
    }

    private static JsonObject.Builder head(Subject subject) {
        JsonObject.Builder content = JsonObject.builder()
                .put("title", Values.of(subject.title()))
                .put("facts", facts(subject.facts()))
                .put("commands", facts(subject.commands()))
                .put("notes", Values.texts(subject.notes()));
        if (!subject.history().isEmpty()) {
            content.put("history", QualityPart.history(subject.history(), subject.bestEpoch()));
        }
        return content;
    }

    private static Json facts(List<Subject.Fact> facts) {
        return new JsonArray(facts.stream()
                .map(it -> Values.texts(List.of(it.name(), it.text())))
                .toList());
    }

    private static List<String> remarks(Evaluation evaluation, Model model, Subject subject) {
        return told(evaluation, model, Remarks.of(evaluation, model, subject.history(), subject.bestEpoch()));
    }

    private static List<String> told(Evaluation evaluation, Model model, List<String> remarks) {
        List<String> told = new ArrayList<>(List.of(Remarks.verdict(evaluation, model)));
        told.addAll(remarks);
        return told;
    }

    private static String trained(Evaluation it) {
        return "on " + Counted.of(it.rows(), it.held() ? "row" : "training row")
                + (it.held() ? " kept back from training" : "");
    }

    private static Optional<Json> quality(JudgedRows rows) {
        Model model = rows.model();
        if (rows.count() == 0 || model.columns().window().isPresent()) {
            return Optional.empty();
        }
        int[] drawn = rows.drawn(EVALUATED, 8);
        Matrix some = Split.select(rows.numbers(), drawn);
        Matrix targets = rows.arePairs() ? Split.select(rows.targets(), drawn) : some;
        return Evaluation.ofRows(model, some, targets, Kernels.fastest().kernels())
                .map(it -> QualityPart.of(
                        it,
                        model,
                        it.held()
                                ? trained(it)
                                : "on " + Counted.of(it.rows(), "row") + " of this file"
                                        + (it.rows() < rows.count() ? ", drawn" : "")
                                        + "; mean and PCA are fitted to these very rows, which favours them",
                        told(it, model, Remarks.of(it, model))));
    }

    private static void addRows(
            JsonObject.Builder content, JudgedRows rows, Optional<MappedModel> saved, IntConsumer progress) {
        Optional<Pixels> pixels = PicturePart.pixels(rows);
        Matrix codes = rows.model().encode(rows.numbers());
        QualityPart.compression(rows).ifPresent(it -> content.put("compression", it));
        if (rows.count() > 0) {
            content.put("columns", ColumnPart.of(rows, pixels));
            pixels.ifPresent(it -> content.put("pictures", PicturePart.of(rows, it)));
        }
        MapPart.of(rows, codes, saved, pixels, progress).ifPresent(it -> content.put("map", it));
        if (rows.count() > 0) {
            content.put("code", CodePart.of(rows, codes, pixels));
        }
        content.put("odd", OddPart.of(rows, pixels));
        if (rows.label().isPresent()) {
            List<String> labels =
                    IntStream.range(0, rows.count()).mapToObj(rows::label).toList();
            LinearProbe.of(
                            rows.model(),
                            rows.numbers(),
                            labels,
                            Kernels.fastest().kernels())
                    .ifPresent(it -> content.put("probe", probe(it, rows.labelName())));
        }
    }

    private static Json probe(LinearProbe probe, String name) {
        List<List<Json>> lines = new ArrayList<>();
        lines.add(List.of(Json.of("always the commonest label"), Values.of(Double.NaN), Values.of(probe.commonest())));
        probe.features()
                .forEach(it ->
                        lines.add(List.of(Json.of(it.name()), Json.of((long) it.numbers()), Values.of(it.accuracy()))));
        return JsonObject.builder()
                .put("label", Values.of(name))
                .put("classes", Json.of((long) probe.classes()))
                .put("judged", Json.of((long) probe.judged()))
                .put("all", Json.of(probe.hasAll()))
                .put("table", Values.table(List.of("told from", "numbers a row", "accuracy"), lines))
                .build();
    }

    /// The page.
    public String html() {
        return Page.of(title, content);
    }

    /// Writes the page, whole or not at all.
    public void write(Path file) {
        byte[] bytes = html().getBytes(StandardCharsets.UTF_8);
        AtomicFile.replace(file, channel -> channel.write(ByteBuffer.wrap(bytes)));
    }
}
