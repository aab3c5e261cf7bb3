package hourglass.cli;

import hourglass.column.Kind;
import hourglass.model.Card;
import hourglass.model.Model;
import hourglass.model.Task;
import hourglass.network.Architecture;
import hourglass.problem.Counted;
import hourglass.report.page.Report;
import hourglass.report.page.Subject.Fact;
import hourglass.table.Frame;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// What was trained on what, and what to type to have it again.
///
/// @param file the rows of the report
/// @param page the report
record ReportFacts(Path modelFile, Model model, Path file, Report.Rows rows, DataOptions data, Path page) {
    List<Fact> facts() {
        Card card = model.card();
        Architecture architecture = model.recipe().architecture();
        String row = model.columns().window().isPresent() ? "window" : "row";
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact("what it does", model.task().description()));
        facts.add(new Fact(
                "trained on",
                card.source() + ": " + Counted.of(card.trainingRows(), row)
                        + (card.ofPairs() ? " with targets of their own" : "")
                        + (card.validationRows() == 0
                                ? ", none kept back to judge by"
                                : ", " + Numbers.grouped(card.validationRows()) + " kept back to judge by")));
        facts.add(new Fact("columns", columns()));
        model.columns().window().ifPresent(it -> facts.add(new Fact("series", SeriesLines.description(it))));
        model.columns()
                .patches()
                .ifPresent(it -> facts.add(
                        new Fact("patches", it.side() + " x " + it.side() + " pixels, cut from larger pictures")));
        card.labelColumn()
                .filter(it -> model.task() instanceof Task.Reproduce)
                .ifPresent(it -> facts.add(new Fact("set aside", it)));
        facts.add(new Fact("network", NetworkWords.of(architecture)));
        facts.add(new Fact(
                LikelihoodWords.label(architecture.objective()).strip(), LikelihoodWords.of(architecture.objective())));
        facts.add(new Fact(
                "training",
                Counted.of(
                                card.epochs(),
                                model.task() instanceof Task.Predict it
                                                && it.solver().isPresent()
                                        ? "step"
                                        : "epoch")
                        + ", best " + card.bestEpoch() + ", seed "
                        + model.recipe().training().seed()));
        if (model.task() instanceof Task.Reproduce) {
            facts.add(new Fact("this report", rowsOfReport()));
        }
        facts.add(new Fact(
                "made by",
                Main.VERSION + ", Java " + Runtime.version().feature() + ", "
                        + hourglass.matrix.Kernels.fastest().kernels().description()));
        return facts;
    }

    private String columns() {
        if (model.columns().window().isPresent() || !model.readsHoles()) {
            return Numbers.grouped(model.columns().count()) + " numbers taken alike, scaling "
                    + model.columns().scaling().kind().label();
        }
        Map<String, Long> kinds = model.columns().schema().columns().stream()
                .collect(Collectors.groupingBy(it -> name(it.kind()), LinkedHashMap::new, Collectors.counting()));
        return model.columns().schema().columns().size() + ": "
                + kinds.entrySet().stream()
                        .map(it -> it.getValue() + " " + it.getKey())
                        .collect(Collectors.joining(", "));
    }

    /// Without what differs from column to column.
    private static String name(Kind kind) {
        return kind.description().replaceFirst("[:,(].*", "").strip();
    }

    private String rowsOfReport() {
        Frame frame = rows.frame();
        int[] places = rows.match().places();
        long holes = 0;
        for (int place : places) {
            for (int row = 0; place >= 0 && row < frame.rows(); row++) {
                holes += frame.isMissing(row, place) ? 1 : 0;
            }
        }
        long cells = (long) frame.rows() * places.length;
        return file + ": " + Counted.of(frame.rows(), "row")
                + (holes == 0
                        ? ", no missing cells"
                        : ", " + Numbers.grouped(holes) + " missing cells (" + Numbers.percent((double) holes / cells)
                                + ")")
                + Optional.ofNullable(data.label)
                        .map(it -> ", labelled by " + it)
                        .orElse("");
    }

    /// @param command what made the model, as it was typed
    List<Fact> commands(Optional<String> command) {
        String name = Summary.quoted(Summary.shown(modelFile));
        List<Fact> commands = new ArrayList<>();
        commands.add(command.map(it -> new Fact("Trained by", it))
                .orElseGet(() -> new Fact(
                        "To train its like again",
                        "hourglass inspect " + name + " --recipe > recipe.json\nhourglass train "
                                + Summary.quoted(model.card().source()) + " --recipe recipe.json"
                                + model.card()
                                        .labelColumn()
                                        .map(it -> (model.task() instanceof Task.Predict ? " --predict " : " --label ")
                                                + Summary.quoted(it))
                                        .orElse(""))));
        if (model.task() instanceof Task.Reproduce) {
            commands.add(new Fact(
                    "To make this report again",
                    "hourglass report " + name + " " + Summary.quoted(file.toString())
                            + Optional.ofNullable(data.label)
                                    .map(it -> " --label " + Summary.quoted(it))
                                    .orElse("")
                            + data.typed().stream()
                                    .map(it -> " " + Summary.quoted(it))
                                    .collect(Collectors.joining())
                            + " -o " + Summary.quoted(Summary.shown(page))));
        }
        return commands;
    }
}
