package hourglass.cli;

import hourglass.model.Card;
import hourglass.model.Model;
import hourglass.model.Outcome;
import hourglass.model.Task;
import hourglass.network.Parameters.Tensor;
import hourglass.objective.Objective;
import hourglass.problem.Counted;
import hourglass.train.RecipeJson;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "inspect", description = "Show what a model is, where it comes from and how good it was.")
final class InspectCommand extends ConsoleCommand {
    private static final int MOST_COLUMNS = 8;

    /// The mean loss of fewer rows is mostly their chance.
    private static final int FEW = 30;

    @Parameters(paramLabel = "MODEL", description = "A trained model.")
    Path file = Path.of("");

    @Option(names = "--recipe", description = "Print the recipe as JSON, ready for train --recipe, and nothing else.")
    boolean recipe;

    InspectCommand(Console console) {
        super(console);
    }

    @Override
    public void run() {
        Model model = ModelFiles.load(file);
        if (recipe) {
            console.print(RecipeJson.standard().indented(model.recipe()));
            return;
        }
        Card card = model.card();
        console.print("model       " + file);
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
        console.print("columns     " + model.columns().count() + ": "
                + shortened(model.columns().names()));
        if (model.task() instanceof Task.Reproduce) {
            card.labelColumn().ifPresent(label -> console.print("set aside   " + label));
        }
        String row = model.columns().window().isPresent() ? "window" : "row";
        console.print("trained on  " + card.source() + ", " + Counted.of(card.trainingRows(), row)
                + (card.ofPairs() ? " with targets of their own, " : ", ") + learning(model.task(), card));
        card.validationLoss()
                .ifPresent(loss -> console.print("validation  " + Numbers.significant(loss) + " " + Summary.unit(model)
                        + " per " + row + " on " + Counted.of(card.validationRows(), row) + " kept back"
                        + (isFitted(model.task()) ? "" : ", which chose the epoch")
                        + (card.validationRows() < FEW ? "; so few say little" : "")));
        if (model.calibration().isCalibrated()) {
            console.print(
                    "flags       " + new ScoredRows(model, model.calibration().decision()).description()
                            + "; compared with "
                            + Counted.of(model.calibration().reference().count(), "row") + " not trained on");
        }
        ScalingTable.print(console, model);
        tensors(model.network().parameters());
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
        return String.join(", ", names.stream().limit(MOST_COLUMNS).toList())
                + (names.size() > MOST_COLUMNS ? ", …" : "");
    }

    private void tensors(hourglass.network.Parameters parameters) {
        console.print("tensors");
        for (Tensor tensor : parameters.tensors()) {
            console.print(
                    "  " + tensor.name() + "  " + (tensor.isWeight() ? tensor.rows() + " x " : "") + tensor.columns());
        }
    }
}
