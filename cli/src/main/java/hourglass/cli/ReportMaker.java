package hourglass.cli;

import hourglass.column.ColumnMatch;
import hourglass.matrix.Matrix;
import hourglass.model.MappedModel;
import hourglass.model.Model;
import hourglass.model.Task;
import hourglass.problem.Problem;
import hourglass.report.Evaluation;
import hourglass.report.MapMaker;
import hourglass.report.page.Report;
import hourglass.report.page.Subject;
import hourglass.report.page.Subject.Seeded;
import hourglass.table.Frame;
import hourglass.train.EpochResult;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Reads the rows of a report and writes its page.
///
/// @param file the rows; held in memory
/// @param target what they should be, if not themselves
/// @param ids columns that tell rows
record ReportMaker(Console console, Path file, Optional<Path> target, DataOptions data, List<String> ids) {
    private static final int HEAD = 2048;
    private static final String MARK = "name=\"generator\" content=\"Hourglass\"";

    /// What training has to say, besides the model: nothing of a model from a file.
    ///
    /// @param seeds the same with other seeds
    /// @param history of the epochs; none of a single layer that was fitted
    record Trained(Optional<Evaluation> evaluation, List<Seeded> seeds, List<EpochResult> history, int bestEpoch) {
        static Trained before() {
            return new Trained(Optional.empty(), List.of(), List.of(), 0);
        }
    }

    /// The page of a model, beside it.
    static Path beside(Path model) {
        return beside(model, ".html");
    }

    /// What belongs to a model stands beside it under its name.
    static Path beside(Path model, String ending) {
        String name = String.valueOf(model.getFileName());
        return model.resolveSibling(
                (name.endsWith(".hourglass") ? name.substring(0, name.length() - 10) : name) + ending);
    }

    /// Better now than after the work: whether a page can be written, and takes the place of no page but one of ours.
    ///
    /// @param inputs what is read
    static void checkWritable(Path page, List<Path> inputs) {
        Destination.check(page, inputs);
        if (Files.exists(page) && !isReport(page)) {
            throw Problem.of(Problem.Kind.CANNOT_CREATE, "the output exists and is no report")
                    .at(page.toString())
                    .remedy("-o with another name")
                    .exception();
        }
    }

    private static boolean isReport(Path page) {
        if (!Files.isRegularFile(page)) {
            return false;
        }
        try (InputStream stream = Files.newInputStream(page)) {
            return new String(stream.readNBytes(HEAD), StandardCharsets.UTF_8).contains(MARK);
        } catch (IOException e) {
            return false;
        }
    }

    /// Makes the page.
    ///
    /// @param modelFile where the model stands
    /// @param command what made the model, as it was typed; null if that is not known
    void write(Path page, Path modelFile, Model model, Trained trained, @Nullable String command) {
        List<String> notes = new ArrayList<>();
        Report.Rows rows = model.task() instanceof Task.Predict
                ? new Report.Rows(
                        model,
                        Frame.builder(List.of()).build(),
                        new ColumnMatch(new int[0], List.of()),
                        Optional.empty(),
                        Optional.empty(),
                        List.of(),
                        Optional.empty())
                : read(modelFile, model, trained.evaluation().isPresent() ? console.silent() : console, notes);
        if (model.card().ofPairs() && rows.targets().isEmpty()) {
            notes.add("Rows are compared with " + TargetRows.themselves() + ".");
        }
        if (trained.history().isEmpty()
                && ScoreCommand.areAsManyAsLearned(model, rows.frame().rows())) {
            notes.add(
                    "These are as many rows as the model learned from: rows it has seen are less strange to it than new"
                            + " ones, so that fewer of them are flagged than promised.");
        }
        ReportFacts facts = new ReportFacts(modelFile, model, file, rows, data, page);
        Subject subject = new Subject(
                String.valueOf(modelFile.getFileName()),
                facts.facts(),
                facts.commands(Optional.ofNullable(command)),
                notes,
                trained.evaluation(),
                trained.seeds(),
                trained.history(),
                trained.bestEpoch());
        StepProgress progress = new StepProgress(console, "map", MapMaker.STEPS);
        Report.of(rows, subject, progress::taken).write(page);
    }

    /// @param said where notes go; training has told them before
    private Report.Rows read(Path modelFile, Model model, Console said, List<String> notes) {
        data.takeLabelOf(model, file);
        List<String> named = Stream.concat(ids.stream(), Stream.ofNullable(data.label))
                .distinct()
                .toList();
        try (ModelInput input = ModelInput.open(said, model, file, data, named, false)) {
            Frame frame = input.rest();
            boolean series = model.columns().window().isPresent();
            if (!series) {
                Numeric.require(
                        model, frame, input.match(), model.columns().schema().read(frame, input.match()));
            }
            input.notes().forEach(it -> {
                said.note(it);
                notes.add(Problems.withOptions(it));
            });
            if (input.rejected() > 0) {
                notes.add(Numbers.grouped(input.rejected()) + " rows could not be read and were set aside.");
            }
            Optional<Matrix> targets = target.map(it -> {
                TargetRows read = TargetRows.read(said, model, file, it, data);
                Matrix wanted = read.of(frame);
                read.requireAllTaken();
                return wanted;
            });
            return new Report.Rows(
                    model,
                    frame,
                    input.match(),
                    targets,
                    Optional.ofNullable(data.label),
                    ids,
                    series ? Optional.empty() : MappedModel.find(modelFile, model));
        }
    }
}
