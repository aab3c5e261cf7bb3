package hourglass.cli;

import hourglass.network.Architecture;
import hourglass.pipeline.Advice;
import hourglass.pipeline.Wishes;
import hourglass.problem.Problem;
import hourglass.train.Recipe;
import hourglass.train.RecipeJson;
import hourglass.train.Training;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;

/// A recipe that the user hands over in a file: it says what the network is; how long and how fast it learns may be
/// said
/// beside it.
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
        if (!Files.isRegularFile(file)) {
            throw Problem.of(Problem.Kind.MISSING_INPUT, "no such recipe")
                    .at(file.toString())
                    .remedy("hourglass inspect --recipe MODEL > " + file)
                    .exception();
        }
        try {
            return new GivenRecipe(file, RecipeJson.standard().read(Files.readString(file), file.toString()));
        } catch (IOException e) {
            throw Problem.of(Problem.Kind.INPUT_OUTPUT, "cannot read the recipe")
                    .at(file.toString())
                    .found(String.valueOf(e.getMessage()))
                    .exception(e);
        }
    }

    /// The wishes that say how data are to be made ready for this recipe.
    Wishes suiting(Wishes wishes) {
        return wishes.withLikelihood(recipe.architecture().likelihood());
    }

    /// Advice with this autoencoder in the place of its own.
    Advice inPlaceOf(Advice advice, Wishes wishes) {
        if (!recipe.architecture().isAutoencoder()) {
            throw Problem.usage("the recipe is that of a network that predicts a column")
                    .at(file.toString())
                    .remedy("--predict COLUMN beside it")
                    .exception();
        }
        return with(advice, changed(wishes));
    }

    /// Advice with this network, which predicts a column, in the place of its own.
    ///
    /// @param decay in the place of that of the recipe
    Advice predictorInPlaceOf(Advice advice, Wishes wishes, OptionalDouble decay) {
        Architecture given = recipe.architecture();
        Architecture suiting = advice.recipe().architecture();
        if (given.isAutoencoder()) {
            throw Problem.usage("the recipe is that of an autoencoder")
                    .at(file.toString())
                    .remedy("it without --predict")
                    .exception();
        }
        if (given.features() != suiting.features() || given.targetColumns() != suiting.targetColumns()) {
            throw Problem.badData("the recipe is for other columns")
                    .at(file.toString())
                    .expected(shape(suiting))
                    .found(shape(given))
                    .remedy("\"features\" and \"targets\" of the file, and the units of the last layer")
                    .exception();
        }
        Recipe changed = changed(wishes);
        Training training = changed.training();
        return with(advice, new Recipe(given, training.withWeightDecay(decay.orElse(training.weightDecay()))));
    }

    private static String shape(Architecture architecture) {
        return architecture.features() + " columns to learn from and " + architecture.targetColumns() + " to predict";
    }

    private static Advice with(Advice advice, Recipe changed) {
        return new Advice(advice.kind(), advice.input(), advice.target(), changed);
    }

    private Recipe changed(Wishes wishes) {
        Training training = recipe.training();
        training = training.withEpochs(wishes.epochs().orElse(training.epochs()))
                .withBatch(wishes.batch().orElse(training.batch()))
                .withOptimizer(wishes.optimizer().orElse(training.optimizer()))
                .withSeed(wishes.seed().orElse(training.seed()));
        if (wishes.rate().isPresent()) {
            training = training.withOptimizer(
                    training.optimizer().withRate(wishes.rate().getAsDouble()));
        }
        return new Recipe(recipe.architecture(), training);
    }
}
