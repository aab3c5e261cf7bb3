package hourglass.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/// What the tables of the documents claim: commands can be run, code and tests of these names are there.
class DocumentTablesTest {
    private static final int ROWS = 200;

    @TempDir
    static Path shared;

    @TempDir
    Path folder;

    private static Path digits = Path.of("");
    private static Path penguins = Path.of("");

    /// Two hundred digits; two passes over them, where a document lets training choose: names and options are what is
    /// looked at here.
    @BeforeAll
    static void makeFile() throws IOException {
        try (Stream<String> lines = new String(
                        new GZIPInputStream(BundledData.DIGITS.open()).readAllBytes(), StandardCharsets.UTF_8)
                .lines()) {
            digits = Files.write(shared.resolve("digits.csv"), lines.limit(ROWS).toList());
        }
        penguins = Commands.copy(BundledData.PENGUINS, shared);
    }

    private static List<List<String>> lecture() {
        return Document.read("docs/lecture.md").rows().stream()
                .filter(row -> row.size() == 5 && !row.get(1).startsWith("-"))
                .toList();
    }

    static List<String> commandsOfTheLecture() {
        List<String> commands = new ArrayList<>();
        for (List<String> row : lecture()) {
            for (String code : Document.code(row.get(2))) {
                if (!code.equals("main") && Character.isLowerCase(code.charAt(0))) {
                    names(code, row.getFirst()).forEach(name -> commands.add(code.replace("NAME", name)));
                }
            }
        }
        commands.remove("demo"); // DemoTest
        return commands.stream().distinct().toList();
    }

    /// What NAME stands for: the names in the text that the option knows, all that it knows if there are none.
    private static List<String> names(String command, String text) {
        if (!command.contains("NAME")) {
            return List.of("");
        }
        List<String> known = candidates(command.contains("--loss") ? "--loss" : "--activation");
        List<String> words = Arrays.asList(text.toLowerCase(Locale.ROOT).split("[^a-z0-9_]+", -1));
        List<String> said = known.stream().filter(words::contains).toList();
        return said.isEmpty() ? known : said;
    }

    /// What the description of an option of `train` lists.
    private static List<String> candidates(String option) {
        List<String> candidates = new ArrayList<>();
        train().findOption(option).completionCandidates().forEach(candidates::add);
        return candidates;
    }

    private static CommandSpec train() {
        return Objects.requireNonNull(Main.commandLine(new Main(), Console.ofProcess())
                        .getSubcommands()
                        .get("train"))
                .getCommandSpec();
    }

    @ParameterizedTest
    @MethodSource("commandsOfTheLecture")
    void commandsOfTheLectureRun(String command) {
        assertRuns(command);
    }

    static List<List<String>> commandsOfTheReadme() {
        return Document.read("README.md").rows().stream()
                .filter(row -> row.getFirst().startsWith("`"))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("commandsOfTheReadme")
    void commandsOfTheReadmeRunAndHaveTheOptionsItNames(List<String> row) throws IOException {
        String command = Document.code(row.getFirst()).getFirst();
        Map<String, CommandLine> all =
                Main.commandLine(new Main(), Console.ofProcess()).getSubcommands();
        Set<String> options = new HashSet<>();
        for (String known : List.of("train", command.replaceFirst(" .*", ""))) {
            assertThat(all).containsKey(known);
            options.addAll(Objects.requireNonNull(all.get(known))
                    .getCommandSpec()
                    .optionsMap()
                    .keySet());
        }
        for (String code : Document.code(row.get(1))) {
            for (String word : code.split(" ", -1)) {
                if (word.startsWith("-")) {
                    assertThat(options).contains(word);
                }
            }
        }
        if (command.equals("demo")) {
            return; // DemoTest
        }
        assertRuns(command.replace("data NAME", "data digits " + folder).replace("CHECKPOINT", checkpoint(command)));
    }

    @Test
    void theReadmeNamesEveryCommand() {
        assertThat(commandsOfTheReadme().stream()
                        .map(row -> Document.code(row.getFirst()).getFirst().replaceFirst(" .*", "")))
                .containsExactlyInAnyOrderElementsOf(Main.commandLine(new Main(), Console.ofProcess())
                        .getSubcommands()
                        .keySet());
    }

    /// What the descriptions of the options of `train` list and say by way of example. A contractive code wants no
    /// hidden
    /// layers, a top-k one of 32 needs more numbers than the default.
    static List<String> examplesOfOptions() {
        List<String> commands = new ArrayList<>();
        for (OptionSpec option : train().options()) {
            String description = String.join(" ", option.description());
            if (description.startsWith("With --predict")) {
                continue;
            }
            List<String> words = new ArrayList<>();
            if (description.contains("${COMPLETION-CANDIDATES}")) {
                option.completionCandidates().forEach(words::add);
            }
            Pattern.compile("[a-z_-]+:[0-9.:]*[0-9]|(?<=such as )[0-9.,]*[0-9]G?")
                    .matcher(description)
                    .results()
                    .forEach(it -> words.add(it.group()));
            for (String word : words) {
                String code = word.startsWith("contractive") ? "--hidden 0 " : "--code 64 ";
                commands.add("train FILE " + code + option.longestName() + " " + word);
            }
        }
        return commands.stream().distinct().toList();
    }

    @ParameterizedTest
    @MethodSource("examplesOfOptions")
    void examplesOfOptionsRun(String command) {
        assertRuns(command);
    }

    private void assertRuns(String command) {
        String name = command.replaceFirst(" .*", "");
        List<Object> words = new ArrayList<>();
        for (String word : command.split(" ", -1)) {
            switch (word) {
                // Pixels go up to 16.
                case "sparse_categorical_crossentropy:10" -> words.add("sparse_categorical_crossentropy:17");
                // Cells go missing in tables only.
                case "FILE", "NOISY", "CLEAN" -> words.add(ofPenguins(command) ? penguins : digits);
                case "COLUMN" -> words.add("column64");
                case "MODEL" -> words.add(model(name));
                default -> words.add(word.startsWith("docs/") ? Document.PROJECT.resolve(word) : word);
            }
        }
        if (name.equals("train")) {
            words.addAll(List.of("-o", folder.resolve("new.hourglass")));
            if (!command.contains("--predict")) {
                words.addAll(List.of("--label", words.contains(penguins) ? "Species" : "column64"));
            }
            if (!command.contains("--solver") && !command.contains("--epochs") && !command.endsWith("--hidden 0")) {
                words.addAll(List.of("--epochs", 2));
            }
        }
        Commands.Result result = Commands.run(words.toArray());
        assertThat(result.code()).as("%s%n%s", command, result.messages()).isZero();
        assertThat(result.output() + result.messages()).isNotBlank();
        assertThat(Files.exists(folder.resolve("new.hourglass"))).isEqualTo(name.equals("train"));
    }

    /// What needs a table with holes.
    private static boolean ofPenguins(String command) {
        return command.contains("missing:") || command.startsWith("impute");
    }

    private Path model(String command) {
        Path model = folder.resolve("given.hourglass");
        List<Object> words =
                new ArrayList<>(List.of("train", ofPenguins(command) ? penguins : digits, "--epochs", 1, "-o", model));
        if (ofPenguins(command)) {
            assertThat(Commands.run(words.toArray()).code()).isZero();
            return model;
        }
        words.addAll(
                command.equals("predict")
                        ? List.of("--predict", "column64")
                        : command.equals("sample")
                                ? List.of("--label", "column64", "--variational")
                                : List.of("--label", "column64"));
        assertThat(Commands.run(words.toArray()).code()).isZero();
        return model;
    }

    /// One that was left by a run in its midst: copied while the run goes on.
    private String checkpoint(String command) throws IOException {
        if (!command.startsWith("resume")) {
            return "";
        }
        Path written = folder.resolve("run.hourglass.checkpoint");
        Path kept = folder.resolve("kept.checkpoint");
        Thread copier = Thread.ofPlatform().start(() -> {
            while (!Files.exists(kept)) {
                try {
                    Files.copy(written, kept);
                } catch (IOException notYet) {
                    Thread.onSpinWait();
                }
            }
        });
        Path model = folder.resolve("run.hourglass");
        assertThat(Commands.run("train", digits, "--epochs", 8, "--checkpoint", 0, "-o", model)
                        .code())
                .isZero();
        try {
            copier.join();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
        return kept.toString();
    }

    @Test
    void testsOfTheLectureAreThere() throws IOException {
        int found = 0;
        for (List<String> row : lecture()) {
            String module = "core";
            String content = "";
            for (String code : Document.code(row.get(3))) {
                if (Files.isDirectory(Document.PROJECT.resolve(code).resolve("src"))) {
                    module = code;
                } else if (Character.isUpperCase(code.charAt(0))) {
                    Optional<Path> file = source(module, "test", code);
                    assertThat(file).as("%s of %s", code, module).isPresent();
                    content = Files.readString(file.orElseThrow());
                    found++;
                } else {
                    assertThat(content).contains(code);
                }
            }
        }
        assertThat(found).isGreaterThan(80);
    }

    @Test
    void codeOfTheLectureIsThere() throws IOException {
        int found = 0;
        for (List<String> row : lecture()) {
            for (String code : Document.code(row.get(1) + row.get(2))) {
                if (isType(code)) {
                    assertThat(isThere(code)).as(code).isTrue();
                    found++;
                }
            }
        }
        assertThat(found).isGreaterThan(60);
    }

    /// `Type`, `package.Type`, `Type.member` or `Type.Nested`.
    private static boolean isType(String code) {
        return code.matches("([a-z]+\\.)?[A-Z]\\w*(\\.\\w+)?");
    }

    private static boolean isThere(String code) throws IOException {
        boolean hasPackage = Character.isLowerCase(code.charAt(0));
        String[] parts = code.split("\\.", -1);
        String type = parts[hasPackage ? 1 : 0];
        String member = parts[parts.length - 1];
        for (String module : List.of("core", "accelerated", "data", "report", "examples")) {
            Optional<Path> file = source(module, "main", type);
            if (file.isPresent()
                    && (!hasPackage || file.get().toString().contains("/" + parts[0] + "/"))
                    && Files.readString(file.get()).contains(member)) {
                return true;
            }
        }
        return false;
    }

    @Test
    void examplesThatTheLectureRunsHaveAMain() throws IOException {
        int found = 0;
        for (List<String> row : lecture()) {
            if (row.get(2).contains("`main`")) {
                List<String> types = Document.code(row.get(2)).stream()
                        .filter(DocumentTablesTest::isType)
                        .toList();
                for (String type : types.isEmpty() ? Document.code(row.get(1)) : types) {
                    if (isType(type)) {
                        assertThat(Files.readString(
                                        source("examples", "main", type).orElseThrow()))
                                .as(type)
                                .contains("static void main(String[]");
                        found++;
                    }
                }
            }
        }
        assertThat(found).isGreaterThanOrEqualTo(6);
    }

    private static Optional<Path> source(String module, String kind, String type) throws IOException {
        try (Stream<Path> files = Files.walk(Document.PROJECT.resolve(module).resolve("src/" + kind + "/java"))) {
            return files.filter(it -> it.endsWith(type + ".java")).findFirst();
        }
    }

    /// How CONTRIBUTING.md runs one test: the module has it.
    @Test
    void theCommandForOneTestNamesAModuleAndATestOfIt() throws IOException {
        String command = Document.read("CONTRIBUTING.md").commands().stream()
                .filter(it -> it.contains("-Dtest="))
                .findFirst()
                .orElseThrow();
        String module = command.replaceFirst(".* -pl (\\S+) .*", "$1");
        String test = command.replaceFirst(".* -Dtest=(\\S+) .*", "$1");
        assertThat(command).contains(" -am test ").contains("-Dsurefire.failIfNoSpecifiedTests=false");
        assertThat(source(module, "test", test)).isPresent();
    }

    /// The program of the README is that of the examples, but for names of files.
    @Test
    void theJavaOfTheReadmeIsCompiledByTheExamples() throws IOException {
        String program = Files.readString(
                        source("examples", "main", "FileToScores").orElseThrow())
                .replaceAll("Path\\.of\\(files\\[\\d]\\)", "Path.of(…)");
        List<String> said = Document.read("README.md").blocks().stream()
                .filter(block -> block.getFirst().contains("= DataFile.read"))
                .findFirst()
                .orElseThrow();
        assertThat(said).hasSize(5);
        for (String line : said) {
            assertThat(program).contains(line.replaceAll("Path\\.of\\(\"[^\"]+\"\\)", "Path.of(…)"));
        }
    }

    /// The program of docs/library.md, line by line, but for the name of the file.
    @Test
    void theJavaForServicesIsCompiledByTheExamples() throws IOException {
        String program =
                Files.readString(source("examples", "main", "RowsByName").orElseThrow());
        String said = Document.read("docs/library.md").blocks("java").getFirst();
        assertThat(said.lines()).hasSize(13);
        assertThat(said.lines()
                        .map(line -> line.replace("\"penguins.hourglass\"", "files[0]")
                                .strip()))
                .allMatch(program::contains);
    }
}
