package hourglass.train;

import hourglass.json.Json;
import hourglass.json.RecordCodec;
import hourglass.likelihood.Likelihood;
import java.util.ArrayList;
import java.util.List;

/// Recipes as JSON: the text in model files and behind `--recipe`.
public final class RecipeJson {
    private final RecordCodec codec;

    private RecipeJson(RecordCodec codec) {
        this.codec = codec;
    }

    /// Knows the likelihoods that Hourglass brings.
    public static RecipeJson standard() {
        return with(List.of());
    }

    /// Knows likelihoods of the user's own besides: records, named in JSON by their simple name in snake case. A file
    /// never names a class; it can only choose among those handed over here.
    public static RecipeJson with(List<? extends Class<? extends Likelihood>> likelihoods) {
        List<Class<? extends Likelihood>> all = new ArrayList<>(Likelihood.standard());
        all.addAll(likelihoods);
        return new RecipeJson(RecordCodec.standard().withRecords(Likelihood.class, all));
    }

    /// The recipe as JSON, with every setting written out.
    public Json write(Recipe recipe) {
        return codec.encode(Recipe.class, recipe);
    }

    /// The recipe in a text.
    ///
    /// @param origin what to call the text in errors, mostly a file name
    /// @throws hourglass.problem.ProblemException if it is not a recipe
    public Recipe read(String text, String origin) {
        return codec.decode(Recipe.class, Json.parse(text, origin), origin);
    }

    RecordCodec codec() {
        return codec;
    }
}
