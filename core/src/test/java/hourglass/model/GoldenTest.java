package hourglass.model;

import static org.assertj.core.api.Assertions.assertThat;

import hourglass.storage.TensorFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Files of earlier versions give today what they gave when they were written, to the last bit: plain Java's arithmetic
/// is the same on every machine. Golden files are never written again (`golden/README.md`); a test that fails here
/// found a change that users' files would not survive.
class GoldenTest {
    static final Path FOLDER = Path.of("src/test/resources/golden");

    @BeforeAll
    static void theKernelsArePlain() {
        assertThat(GoldenApi.kernels()).isEqualTo("plain Java");
    }

    static Stream<Path> models() {
        return files("models", ".hourglass");
    }

    static Stream<Path> predictors() {
        return files("predictors", ".hourglass");
    }

    static Stream<Path> series() {
        return files("series", ".hourglass");
    }

    static Stream<Path> checkpoints() {
        return files("checkpoints", ".checkpoint");
    }

    private static Stream<Path> files(String folder, String ending) {
        try (Stream<Path> files = Files.list(FOLDER.resolve(folder))) {
            return files.filter(file -> file.toString().endsWith(ending)).sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("models")
    void modelsScoreEncodeAndReconstructAsEver(Path file) throws IOException {
        assertThat(GoldenApi.model(file, table(file))).containsExactlyElementsOf(expected(file));
    }

    @ParameterizedTest
    @MethodSource("predictors")
    void predictorsPredictAsEver(Path file) throws IOException {
        assertThat(GoldenApi.predictor(file, table(file))).containsExactlyElementsOf(expected(file));
    }

    @ParameterizedTest
    @MethodSource("series")
    void seriesAreCutAndJudgedAsEver(Path file) throws IOException {
        assertThat(GoldenApi.series(file, table(file))).containsExactlyElementsOf(expected(file));
    }

    @ParameterizedTest
    @MethodSource("checkpoints")
    void runsThatGoOnEndAsEver(Path file) throws IOException {
        assertThat(GoldenApi.checkpoint(file, table(file))).containsExactlyElementsOf(expected(file));
    }

    /// Revival changed, since it did damage (docs/decisions/009): a run of before goes on with what revives today. What
    /// it told until then stays.
    @Test
    void aRunThatRevivesKeepsItsPast() throws IOException {
        Path file = FOLDER.resolve("checkpoints/top-k.checkpoint");
        List<String> before = Files.readAllLines(file.resolveSibling("top-k.txt"));
        assertThat(before).hasSizeGreaterThan(10);
        assertThat(expected(file).subList(0, 4)).isEqualTo(before.subList(1, 5));
        assertThat(expected(file)).isNotEqualTo(before.subList(1, before.size()));
    }

    /// Kinds of scaling are words for people, which no number above depends on.
    @ParameterizedTest
    @MethodSource({"models", "predictors"})
    void kindsOfScalingAreAsWritten(Path file) {
        Map<String, String> written = TensorFile.read(file).metadata();
        Model model = GoldenApi.load(file);
        assertThat(model.columns().scaling().kind().label()).isEqualTo(written.get("scaling.input"));
        assertThat(model.task().target().kind().label()).isEqualTo(written.get("scaling.target"));
    }

    /// A file that is lost would be missed by nobody above.
    @Test
    void allAreThere() {
        assertThat(Stream.of(models(), predictors(), series(), checkpoints())
                        .flatMap(files -> files)
                        .map(file -> FOLDER.relativize(file).toString().replace('\\', '/')))
                .contains(
                        "models/contractive.hourglass",
                        "models/denoising.hourglass",
                        "models/huber.hourglass",
                        "models/kullback-leibler.hourglass",
                        "models/negative-binomial.hourglass",
                        "models/own-likelihood.hourglass",
                        "models/own-likelihood-nested.hourglass",
                        "models/plain.hourglass",
                        "models/poisson.hourglass",
                        "models/tied.hourglass",
                        "models/top-k.hourglass",
                        "models/variational.hourglass",
                        "predictors/newton.hourglass",
                        "predictors/numbers.hourglass",
                        "series/windows.hourglass",
                        "checkpoints/plain.checkpoint",
                        "checkpoints/top-k.checkpoint",
                        "checkpoints/variational.checkpoint");
    }

    /// The text beside a golden file: in the first line its table, then what it gives. A later one, of 2, goes before.
    static Path text(Path file) {
        String name = file.getFileName().toString();
        String plain = name.substring(0, name.lastIndexOf('.'));
        Path later = file.resolveSibling(plain + ".2.txt");
        return Files.exists(later) ? later : file.resolveSibling(plain + ".txt");
    }

    private static Path table(Path file) throws IOException {
        return FOLDER.resolve(Files.readAllLines(text(file)).getFirst());
    }

    private static List<String> expected(Path file) throws IOException {
        List<String> lines = Files.readAllLines(text(file));
        return lines.subList(1, lines.size());
    }
}
