package hourglass.cli;

import static org.assertj.core.api.Assertions.assertThat;

import hourglass.problem.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/// Libraries name settings, the command line its options.
class ProblemsTest {
    /// Databases are read from Java only: what is said of these settings reaches no user of the command line.
    private static final Set<String> OF_DATABASES = Set.of("driver", "query");

    private static final Pattern TEXT = Pattern.compile("\"(?:[^\"\\\\\n]|\\\\.)*\"");

    /// Texts in the sources of a module, of code, not of documentation.
    private static List<String> texts(String module) {
        try (Stream<Path> files = Files.walk(Path.of("..", module, "src/main/java"))) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .flatMap(ProblemsTest::code)
                    .flatMap(line -> TEXT.matcher(line).results().map(MatchResult::group))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<String> code(Path file) {
        try {
            return Files.readAllLines(file).stream()
                    .filter(line -> !line.strip().startsWith("//"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void everySettingThatALibraryNamesIsAnOption() {
        Set<String> named = Stream.of("core", "data", "report", "onnx")
                .flatMap(module -> texts(module).stream())
                .flatMap(text -> Pattern.compile("`(\\w+)`").matcher(text).results())
                .map(setting -> setting.group(1))
                .filter(setting -> !OF_DATABASES.contains(setting))
                .collect(Collectors.toCollection(TreeSet::new));
        CommandSpec train =
                new CommandLine(new TrainCommand(new Console(System.out, System.err, false))).getCommandSpec();
        WishOptions.addTo(train);
        assertThat(named)
                .contains("rate", "header", "sparsity")
                .allSatisfy(setting -> assertThat(Problems.text(Problem.usage("`" + setting + "`")))
                        .isEqualTo("error: " + Problems.options(setting).getFirst()))
                .allSatisfy(setting -> assertThat(train.optionsMap().keySet()).containsAll(Problems.options(setting)));
    }

    @Test
    void noLibraryKnowsOptionsOrCommands() {
        for (String module : List.of("core", "data", "report", "onnx")) {
            assertThat(texts(module))
                    .hasSizeGreaterThan(20)
                    .noneMatch(text -> text.matches(".*--[a-z].*|.*\\bhourglass [a-z]+ .*"));
        }
    }

    @Test
    void settingsBecomeOptionsWhereverTheyStand() {
        Problem problem = Problem.usage("`tied` and `sparsity`")
                .at("`variational`")
                .expected("`rate` 1")
                .found("`objective` and `of a file`")
                .remedy("`drop` 'a`b'");
        assertThat(Problems.text(problem))
                .isEqualTo("error: --tied and --sparse\n  at  --variational\n  expected --rate 1,"
                        + " found --likelihood and `of a file`\n  try  --drop 'a`b'");
        assertThat(problem.text()).contains("`tied` and `sparsity`");
        assertThat(Problems.text(Problem.usage("`unknown`"))).isEqualTo("error: `unknown`");
    }
}
