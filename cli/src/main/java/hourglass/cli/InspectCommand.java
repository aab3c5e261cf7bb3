package hourglass.cli;

import hourglass.network.Parameters.Tensor;
import hourglass.pipeline.Card;
import hourglass.pipeline.Model;
import hourglass.train.RecipeJson;
import java.nio.file.Path;
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
        Model model = Model.load(file);
        if (recipe) {
            console.print(RecipeJson.standard().write(model.recipe()).indented());
            return;
        }
        Card card = model.card();
        console.print("model       " + file);
        console.print("network     " + Announcement.describe(model.recipe().architecture()));
        console.print(
                "likelihood  " + model.recipe().architecture().likelihood().name() + ", scaling "
                        + model.input().kind().label());
        console.print("columns     " + model.columns().size() + ": "
                + String.join(", ", model.columns().stream().limit(MOST_COLUMNS).toList())
                + (model.columns().size() > MOST_COLUMNS ? ", …" : ""));
        card.labelColumn().ifPresent(label -> console.print("set aside   " + label));
        console.print("trained on  " + card.source() + ", " + Numbers.grouped(card.trainingRows()) + " rows, "
                + card.epochs() + " epochs, best epoch " + card.bestEpoch());
        card.validationLoss()
                .ifPresent(loss -> console.print("validation  " + Numbers.significant(loss) + " "
                        + Summary.unit(model.recipe().architecture().likelihood()) + " per row on "
                        + Numbers.grouped(card.validationRows()) + " unseen rows"));
        console.print("tensors");
        for (Tensor tensor : model.autoencoder().parameters().tensors()) {
            console.print(
                    "  " + tensor.name() + "  " + (tensor.isWeight() ? tensor.rows() + " x " : "") + tensor.columns());
        }
    }
}
