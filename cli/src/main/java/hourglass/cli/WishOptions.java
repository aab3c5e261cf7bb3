package hourglass.cli;

import hourglass.model.Wish;
import hourglass.model.Wishes;
import hourglass.problem.Problem;
import hourglass.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/// What can be asked for in training: an option for each [Wish]. Whatever is left out is chosen from the data.
record WishOptions(ParseResult parsed) {
    static void addTo(CommandSpec command) {
        for (Wish wish : Wish.all()) {
            OptionSpec.Builder option = OptionSpec.builder(
                            Problems.options(wish.name()).toArray(String[]::new))
                    .type(wish.isFlag() ? boolean.class : String.class)
                    .paramLabel(wish.label())
                    .description(wish.description("${COMPLETION-CANDIDATES}"))
                    .completionCandidates(() -> wish.examples().iterator());
            if (!wish.isFlag()) {
                wish.alone().ifPresent(word -> option.arity("0..1").fallbackValue(word));
            }
            command.addOption(option.build());
        }
    }

    Wishes toWishes() {
        List<String> objectives = given(wish -> Set.of("likelihood", "loss").contains(wish.name()));
        if (objectives.size() > 1) {
            throw Problem.usage("a network makes one thing small, a likelihood or a loss")
                    .found(String.join(" and ", objectives))
                    .exception();
        }
        Wishes wishes = Wishes.none();
        for (Wish wish : Wish.all()) {
            String option = Problems.options(wish.name()).getFirst();
            if (parsed.hasMatchedOption(option)) {
                wishes = added(wish, option, wishes);
            }
        }
        return wishes;
    }

    private Wishes added(Wish wish, String option, Wishes wishes) {
        try {
            return wish.addedTo(wishes, String.valueOf(parsed.<Object>matchedOptionValue(option, "")));
        } catch (ProblemException refused) {
            throw refused.problem().at(option).exception(refused);
        }
    }

    /// The options that mean nothing for a network that predicts a column.
    List<String> thatShapeAnAutoencoder() {
        return given(Wish::shapesTheCode);
    }

    /// The options that a complete recipe leaves no room for.
    List<String> thatShapeTheNetwork() {
        return given(Wish::shapesTheNetwork);
    }

    private List<String> given(Predicate<Wish> which) {
        List<String> names = new ArrayList<>();
        for (Wish wish : Wish.all()) {
            String name = Problems.options(wish.name()).getFirst();
            if (which.test(wish) && parsed.hasMatchedOption(name)) {
                names.add(name);
            }
        }
        return names;
    }
}
