package hourglass.cli;

import hourglass.model.Advice;
import hourglass.model.Model;
import hourglass.model.Pairs;
import hourglass.model.Prepared;
import hourglass.report.Evaluation;
import hourglass.report.page.Subject.Seeded;
import hourglass.train.Recipe;
import hourglass.train.TrainingRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The same training with the next seeds: other weights to begin with, another order of rows, other rows kept back. How
/// far its results lie apart says how much of a result is chance.
///
/// @param advice of the first training
/// @param count how many more
record OtherSeeds(Console console, Pairs pairs, Advice advice, RunOptions running, int count) {
    /// Trains, one after the other; the models are judged and forgotten.
    List<Seeded> judged() {
        List<Seeded> judged = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            long seed = advice.recipe().training().seed() + i;
            Recipe recipe = new Recipe(
                    advice.recipe().architecture(), advice.recipe().training().withSeed(seed));
            Prepared prepared = Prepared.of(pairs, advice.withRecipe(recipe));
            try (TrainingRun run = TrainingRun.start(
                    recipe,
                    prepared.training(),
                    prepared.validation(),
                    running.kernels().kernels(),
                    running.threads())) {
                console.say("seed " + seed + ", to tell how much is chance");
                ProgressDisplay display =
                        new ProgressDisplay(console, recipe.training().epochs());
                while (run.advance()) {
                    display.afterStep(run);
                }
                display.finish(run);
                Model model = Model.of(prepared, run, "", Optional.empty());
                judged.add(new Seeded(
                        seed, Evaluation.of(model, prepared, running.kernels().kernels())));
            }
        }
        return judged;
    }
}
