package hourglass.cli;

import hourglass.model.Card;
import hourglass.model.Model;
import hourglass.model.Outcome;
import hourglass.model.Task;
import hourglass.network.Parameters.Tensor;
import hourglass.objective.Objective;
import hourglass.problem.Counted;
import hourglass.problem.Problem;
import hourglass.storage.FormatVersion;
import hourglass.storage.TensorFile;
import hourglass.train.RecipeJson;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "inspect", description = "Show what a model is, where it comes from and how good it was.")
final class InspectCommand extends ConsoleCommand {
    private static final int MOST_CLASSES = 8;

    /// The mean loss of fewer rows is mostly their chance.
    private static final int FEW = 30;

    @Parameters(paramLabel = "MODEL", description = "A trained model.")
    Path file = Path.of("");

    @Option(names = "--recipe", description = "Print the recipe as JSON, ready for train --recipe, and nothing else.")
    boolean recipe;

    @Option(names = "--all", description = "Show all columns, not just the first 40.")
    boolean all;

    @Option(names = "--json", description = "One JSON object instead, with all columns.")
    boolean json;

    InspectCommand(Console console) {
        super(console);
    }

    @Override
    public void run() {
        if (recipe && json) {
            throw Problem.usage("--recipe and --json print different things, and nothing else each")
                    .exception();
        }
        Model model = ModelFiles.load(file);
        if (recipe) {
            console.print(RecipeJson.standard().indented(model.recipe()));
            return;
        }
        int format = FormatVersion.check(TensorFile.read(file), file.toString());
        if (json) {
            console.print(InspectionJson.of(model, file, format));
            return;
        }
        console.print("model       " + file + ", format version " + format);
        print(model);
        InspectedColumns.print(console, model, all);
        tensors(model.network().parameters());
    }

    private void print(Model model) {
        if (model.task() instanceof Task.Predict predict) {
            Outcome outcome = predict.outcome();
            console.print("predicts    " + outcome.column() + ": " + outcome.description()
                    + (outcome instanceof Outcome.Classes classes ? ": " + shortened(classes.names()) : ""));
        }
        console.print("network     " + NetworkWords.of(model.recipe().architecture()));
        Objective objective = model.recipe().architecture().objective();
        console.print(LikelihoodWords.label(objective)
                + LikelihoodWords.of(objective)
                + (model.readsHoles()
                        ? ""
                        : ", scaling " + model.columns().scaling().kind().label()));
        model.columns().window().ifPresent(window -> console.print("series      " + SeriesLines.description(window)));
        card(model, model.card());
        if (model.calibration().isCalibrated()) {
            console.print(
                    "flags       " + new ScoredRows(model, model.calibration().decision()).description()
                            + "; compared with "
                            + Counted.of(model.calibration().reference().count(), "row") + " not trained on");
        }
    }

    private void card(Model model, Card card) {
        if (model.task() instanceof Task.Reproduce) {
            card.labelColumn().ifPresent(label -> console.print("set aside   " + label));
        }
        if (card.rowShape().size() > 1) {
            console.print("row shape   "
                    + card.rowShape().stream().map(String::valueOf).collect(Collectors.joining(" x "))
                    + model.columns()
                            .patches()
                            .map(it -> ", patches cut every " + it.stride() + " pixels")
                            .orElse(""));
        }
        String row = model.columns().window().isPresent() ? "window" : "row";
        String unit = Summary.unit(model) + " per " + row;
        console.print("trained on  " + card.source() + ", " + Counted.of(card.trainingRows(), row)
                + (card.ofPairs() ? " with targets of their own, " : ", ") + learning(model.task(), card) + ", seed "
                + model.recipe().training().seed());
        if (Double.isFinite(card.trainingLoss())) {
            console.print("training    " + Numbers.significant(card.trainingLoss()) + " " + unit
                    + (isFitted(model.task()) ? "" : " in the last epoch, while the weights moved"));
        }
        card.validationLoss()
                .ifPresent(loss -> console.print("validation  " + Numbers.significant(loss) + " " + unit + " on "
                        + Counted.of(card.validationRows(), row) + " kept back"
                        + (isFitted(model.task()) ? "" : ", which chose the epoch")
                        + (card.validationRows() < FEW ? "; so few say little" : "")));
        card.verdict().ifPresent(it -> console.print("verdict     " + Problems.withOptions(it)));
        card.remarks().forEach(it -> console.print("note        " + Problems.withOptions(it)));
    }

    private static boolean isFitted(Task task) {
        return task instanceof Task.Predict predict && predict.solver().isPresent();
    }

    private static String learning(Task task, Card card) {
        return task instanceof Task.Predict predict && predict.solver().isPresent()
                ? Counted.of(card.epochs(), "step") + " of "
                        + Summary.name(predict.solver().get())
                : Counted.of(card.epochs(), "epoch") + ", best epoch " + card.bestEpoch();
    }

    private static String shortened(List<String> names) {
        return String.join(", ", names.stream().limit(MOST_CLASSES).toList())
                + (names.size() > MOST_CLASSES ? ", …" : "");
    }

    private void tensors(hourglass.network.Parameters parameters) {
        console.print("tensors");
        for (Tensor tensor : parameters.tensors()) {
            console.print(
                    "  " + tensor.name() + "  " + (tensor.isWeight() ? tensor.rows() + " x " : "") + tensor.columns());
        }
    }
}
