package hourglass.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hourglass.problem.Problem;
import hourglass.problem.ProblemException;
import hourglass.storage.FormatVersion;
import hourglass.storage.TensorFile;
import hourglass.train.CheckpointFile;
import hourglass.train.RecipeJson;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The version of the format in all three kinds of file, started from golden ones, which have none.
class FormatVersionTest {
    private static final int CURRENT = FormatVersion.CURRENT;

    @TempDir
    Path folder;

    /// A kind of file with the golden one to start from.
    enum Kind {
        MODEL("models/plain.hourglass"),
        PREDICTOR("predictors/newton.hourglass"),
        CHECKPOINT("checkpoints/plain.checkpoint");

        private final Path golden;

        Kind(String golden) {
            this.golden = GoldenTest.FOLDER.resolve(golden);
        }

        /// Reads a file and saves what was read to another.
        void copy(Path from, Path to) {
            switch (this) {
                case MODEL, PREDICTOR -> Model.load(from).save(to);
                case CHECKPOINT -> {
                    RecipeJson recipes = RecipeJson.standard();
                    CheckpointFile.save(to, CheckpointFile.load(from, recipes).checkpoint(), recipes, Map.of());
                }
            }
        }
    }

    private Path withVersion(Kind kind, String version) {
        TensorFile golden = TensorFile.read(kind.golden);
        Map<String, String> metadata = new LinkedHashMap<>(golden.metadata());
        metadata.put(FormatVersion.KEY, version);
        Path file = folder.resolve("file");
        new TensorFile(metadata, golden.tensors()).write(file);
        return file;
    }

    @ParameterizedTest
    @EnumSource
    void aFileWithoutVersionIsOfTheFirstAndSavedInTheCurrentOne(Kind kind) {
        TensorFile golden = TensorFile.read(kind.golden);
        assertThat(golden.metadata()).doesNotContainKey(FormatVersion.KEY);
        assertThat(FormatVersion.check(golden, "golden")).isEqualTo(1);
        Path saved = folder.resolve("saved");
        kind.copy(kind.golden, saved);
        TensorFile again = TensorFile.read(saved);
        assertThat(again.metadata()).containsEntry(FormatVersion.KEY, Integer.toString(CURRENT));
        assertThat(FormatVersion.check(again, "saved")).isEqualTo(CURRENT);
        kind.copy(saved, folder.resolve("once more"));
        assertThat(folder.resolve("once more")).hasSameBinaryContentAs(saved);
    }

    @ParameterizedTest
    @EnumSource
    void anyVersionUpToTheCurrentOneIsRead(Kind kind) {
        for (int version = 1; version <= CURRENT; version++) {
            kind.copy(withVersion(kind, Integer.toString(version)), folder.resolve("read"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aNewerVersionIsRefusedWithWhatToDo(Kind kind) {
        for (String version : new String[] {Integer.toString(CURRENT + 1), "2147483648", "9".repeat(30)}) {
            Path file = withVersion(kind, version);
            assertThatThrownBy(() -> kind.copy(file, folder.resolve("never")))
                    .as(version)
                    .isInstanceOfSatisfying(
                            ProblemException.class,
                            e -> assertThat(e.problem().kind()).isEqualTo(Problem.Kind.BAD_DATA))
                    .hasMessage("error: the file was written by a newer Hourglass, in a format this one does not know\n"
                            + "  at  " + file + ", format_version\n"
                            + "  expected version " + CURRENT + " at most, found version " + version + "\n"
                            + "  try  read it with a newer Hourglass");
        }
        assertThat(folder.resolve("never")).doesNotExist();
    }

    @ParameterizedTest
    @EnumSource
    void whatIsNoVersionIsRefused(Kind kind) {
        for (String version : new String[] {"", "0", "-1", "+1", "01", "1.0", " 1", "one", "\u0661"}) {
            Path file = withVersion(kind, version);
            assertThatThrownBy(() -> kind.copy(file, folder.resolve("never")))
                    .as(version)
                    .isInstanceOf(ProblemException.class)
                    .hasMessageContaining("not a whole number from 1 on");
        }
    }
}
