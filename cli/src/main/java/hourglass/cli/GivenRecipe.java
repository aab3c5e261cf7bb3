package hourglass.cli;

import hourglass.model.Advice;
import hourglass.model.Wishes;
import hourglass.network.Architecture;
import hourglass.network.Encode;
import hourglass.problem.Counted;
import hourglass.problem.Problem;
import hourglass.train.Recipe;
import hourglass.train.RecipeJson;
import hourglass.train.Training;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// A recipe that the user hands over in a file: it says what the network is; how long and how fast it learns may be
/// said beside it.
record GivenRecipe(Path file, Recipe recipe) {
    /// Reads it.
    ///
    /// @param conflicting options given beside it that a recipe leaves no room for
    static GivenRecipe read(Path file, List<String> conflicting) {
        if (!conflicting.isEmpty()) {
            throw Problem.usage("a recipe already says what " + String.join(", ", conflicting) + " would")
                    .remedy("the change in " + file + " itself")
                    .exception();
        }
        if (!Files.exists(file)) {
            throw Problem.of(Problem.Kind.MISSING_INPUT, "no such recipe")
                    .at(file.toString())
                    .remedy("hourglass inspect --recipe MODEL > " + file)
                    .exception();
        }
        return new GivenRecipe(file, RecipeJson.standard().read(file));
    }

    /// Whether it is for the columns of a table, each with an encoding and a likelihood of its own.
    boolean isOfTable() {
        return recipe.architecture().layers().stream().anyMatch(Encode.class::isInstance);
    }

    /// The wishes that say how data are to be made ready for this recipe.
    Wishes suiting(Wishes wishes) {
        return isOfTable() ? wishes : wishes.withObjective(recipe.architecture().objective());
    }

    /// Advice with this network in the place of its own, which is for the same task.
    Advice inPlaceOf(Advice advice, Wishes wishes) {
        Architecture given = recipe.architecture();
        Architecture suiting = advice.recipe().architecture();
        if (given.isAutoencoder() != suiting.isAutoencoder()) {
            throw Problem.usage(
                            given.isAutoencoder()
                                    ? "the recipe is that of an autoencoder"
                                    : "the recipe is that of a network that predicts a column")
                    .at(file.toString())
                    .remedy(given.isAutoencoder() ? "it without --predict" : "--predict COLUMN beside it")
                    .exception();
        }
        boolean fits = given.features() == suiting.features() && given.targetColumns() == suiting.targetColumns();
        if (!given.isAutoencoder() && !fits) {
            throw Problem.badData("the recipe is for other columns")
                    .at(file.toString())
                    .expected(shape(suiting))
                    .found(shape(given))
                    .remedy("\"features\" and \"targets\" of the file, and the units of the last layer")
                    .exception();
        }
        return advice.withRecipe(changed(wishes));
    }

    private static String shape(Architecture architecture) {
        return Counted.of(architecture.features(), "column") + " to learn from and " + architecture.targetColumns()
                + " to predict";
    }

    private Recipe changed(Wishes wishes) {
        Training training = recipe.training();
        training = training.withEpochs(wishes.epochs().orElse(training.epochs()))
                .withBatch(wishes.batch().orElse(training.batch()))
                .withOptimizer(wishes.optimizer().orElse(training.optimizer()))
                .withWeightDecay(wishes.decay().orElse(training.weightDecay()))
                .withSeed(wishes.seed().orElse(training.seed()));
        if (wishes.rate().isPresent()) {
            training = training.withOptimizer(
                    training.optimizer().withRate(wishes.rate().getAsDouble()));
        }
        return new Recipe(recipe.architecture(), training);
    }
}
