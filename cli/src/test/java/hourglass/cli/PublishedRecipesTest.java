package hourglass.cli;

import static org.assertj.core.api.Assertions.assertThat;

import hourglass.train.RecipeJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The recipes in docs/recipes, which the documents tell people to train with.
class PublishedRecipesTest {
    private static final Path FOLDER = Path.of("../docs/recipes");

    static List<Path> recipes() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("recipes")
    void eachCanBeRead(Path recipe) throws IOException {
        assertThat(RecipeJson.standard()
                        .read(Files.readString(recipe), recipe.toString())
                        .architecture()
                        .isAutoencoder())
                .isTrue();
    }

    @Test
    void thoseOfTheDocumentsAreThere() throws IOException {
        assertThat(recipes())
                .extracting(it -> it.getFileName().toString())
                .contains("keras-784-32.json", "digits-svd.json");
    }
}
