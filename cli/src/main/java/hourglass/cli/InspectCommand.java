package hourglass.cli;

import hourglass.network.Parameters.Tensor;
import hourglass.pipeline.Card;
import hourglass.pipeline.Model;
import hourglass.pipeline.Outcome;
import hourglass.pipeline.Predictor;
import hourglass.train.RecipeJson;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "inspect", description = "Show what a model is, where it comes from and how good it was.")
final class InspectCommand extends ConsoleCommand {
    private static final int MOST_COLUMNS = 8;

    @Parameters(paramLabel = "MODEL", description = "A trained model.")
    Path file = Path.of("");

    @Option(names = "--recipe", description = "Print the recipe as JSON, ready for train --recipe, and nothing else.")
    boolean recipe;

    InspectCommand(Console console) {
        super(console);
    }

    @Override
    public void run() {
        if (Predictor.isPredictor(file)) {
            inspect(Predictor.load(file));
            return;
        }
        Model model = Model.load(file);
        if (recipe) {
            console.print(RecipeJson.standard().write(model.recipe()).indented());
            return;
        }
        Card card = model.card();
        console.print("model       " + file);
        console.print("network     " + NetworkWords.of(model.recipe().architecture()));
        console.print(
                "likelihood  " + model.recipe().architecture().likelihood().name() + ", scaling "
                        + model.input().kind().label());
        columns(model.columns());
        card.labelColumn().ifPresent(label -> console.print("set aside   " + label));
        console.print("trained on  " + card.source() + ", " + Numbers.grouped(card.trainingRows()) + " rows, "
                + card.epochs() + " epochs, best epoch " + card.bestEpoch());
        card.validationLoss()
                .ifPresent(loss -> console.print("validation  " + Numbers.significant(loss) + " "
                        + Summary.unit(model.recipe().architecture().likelihood()) + " per row on "
                        + Numbers.grouped(card.validationRows()) + " unseen rows"));
        tensors(model.autoencoder().parameters());
    }

    private void inspect(Predictor predictor) {
        if (recipe) {
            console.print(RecipeJson.standard().write(predictor.recipe()).indented());
            return;
        }
        Card card = predictor.card();
        console.print("model       " + file);
        console.print("predicts    " + predictor.outcome().column() + ": "
                + predictor.outcome().description()
                + (predictor.outcome() instanceof Outcome.Classes classes ? ": " + shortened(classes.names()) : ""));
        console.print("network     " + NetworkWords.of(predictor.recipe().architecture()));
        console.print(
                "likelihood  " + predictor.recipe().architecture().likelihood().name() + ", scaling "
                        + predictor.input().kind().label());
        columns(predictor.columns());
        console.print("trained on  " + card.source() + ", " + Numbers.grouped(card.trainingRows()) + " rows, "
                + predictor
                        .solver()
                        .map(solver -> card.epochs() + " steps of " + PredictionSummary.name(solver))
                        .orElse(card.epochs() + " epochs, best epoch " + card.bestEpoch()));
        card.validationLoss()
                .ifPresent(loss -> console.print("validation  " + Numbers.significant(loss) + " nats per row on "
                        + Numbers.grouped(card.validationRows()) + " unseen rows"));
        tensors(predictor.network().parameters());
    }

    private void columns(List<String> names) {
        console.print("columns     " + names.size() + ": " + shortened(names));
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
