package hourglass.train;

import hourglass.json.Json;
import hourglass.json.RecordCodec;
import hourglass.json.SettingsFile;
import hourglass.objective.Likelihood;
import hourglass.objective.Objective;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Recipes as JSON: the text in model files and behind `--recipe`.
public final class RecipeJson {
    private final RecordCodec codec;

    private RecipeJson(RecordCodec codec) {
        this.codec = codec;
    }

    /// Knows the objectives that Hourglass brings.
    public static RecipeJson standard() {
        return with(List.of());
    }

    /// Knows objectives of the user's own besides: records, named in JSON by their simple name in snake case, one
    /// inside another too. A file never names a class; it can only choose among those handed over here.
    public static RecipeJson with(List<? extends Class<? extends Objective>> objectives) {
        List<Class<? extends Objective>> all = new ArrayList<>(Objective.standard());
        all.addAll(objectives);
        List<Class<? extends Likelihood>> densities = new ArrayList<>();
        for (Class<? extends Objective> type : all) {
            if (Likelihood.class.isAssignableFrom(type)) {
                densities.add(type.asSubclass(Likelihood.class));
            }
        }
        return new RecipeJson(
                RecordCodec.standard().withRecords(Objective.class, all).withRecords(Likelihood.class, densities));
    }

    /// The recipe as JSON in one line, with every setting written out; objectives of the user's own need not be known
    /// to write.
    public String compact(Recipe recipe) {
        return codec.encode(Recipe.class, recipe).compact();
    }

    /// The recipe as JSON as people read it.
    public String indented(Recipe recipe) {
        return codec.encode(Recipe.class, recipe).indented();
    }

    /// The recipe in a text.
    ///
    /// @param origin what to call the text in errors, mostly a file name
    /// @throws hourglass.problem.ProblemException if it is not a recipe
    public Recipe read(String text, String origin) {
        return codec.decode(Recipe.class, Json.parse(text, origin), origin);
    }

    /// The recipe in a file, see [SettingsFile].
    ///
    /// @throws hourglass.problem.ProblemException if the file cannot be read or holds no recipe
    public Recipe read(Path file) {
        return read(SettingsFile.text(file, "recipe"), file.toString());
    }

    /// What it reads and writes by, for files that hold objectives elsewhere too.
    @SuppressWarnings("exports")
    public RecordCodec codec() {
        return codec;
    }
}
