package hourglass.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine.Model.CommandSpec;

/// The commands of README.md, docs/ and `--help` do what they say, as typed: each document's blocks run in a shell in
/// one folder, in their order.
class DocumentsTest {
    /// What cannot run here, and why.
    private static final Map<String, String> NOT_RUN = Map.of(
            "mvn", "builds and tests everything, this test included",
            "dev/bench", "downloads peers and measures for half an hour");

    /// What is cut short, and why. Each must still stand in its document.
    private record Cut(String document, String text, String instead, String reason) {}

    private static final List<Cut> CUTS = List.of(
            new Cut("README.md", "--epochs 20", "--epochs 1", "half a minute"),
            new Cut("docs/figures.md", "--epochs 60", "--epochs 2", "5 minutes"),
            new Cut("docs/figures.md", "keras-784-32.json", "keras-784-32.json --epochs 2", "50 epochs, 10 seconds"),
            new Cut("docs/figures.md", " 200 5000", " 1 5", "200 epochs, and 5,000 samples an image, take hours"),
            new Cut(
                    "docs/figures.md",
                    "'cli/target/libraries/*'",
                    "'" + ReadersFolder.classPath() + "'",
                    "comes later"),
            new Cut(
                    "docs/lecture.md",
                    "'cli/target/libraries/*'",
                    "'" + ReadersFolder.classPath() + "'",
                    "comes later"));

    @TempDir
    Path folder;

    @BeforeEach
    void needsAShell() {
        assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "commands are typed into a shell, and /bin/sh is missing");
    }

    static List<Document> documents() throws IOException {
        return Document.all().stream().filter(it -> !it.commands().isEmpty()).toList();
    }

    @ParameterizedTest
    @MethodSource("documents")
    void commandsRunAsTyped(Document document) throws IOException, InterruptedException {
        StringBuilder said = new StringBuilder();
        try (ReadersFolder reader = new ReadersFolder(folder)) {
            for (String command : document.commands()) {
                String program = command.replaceFirst(" .*", "");
                if (NOT_RUN.containsKey(program)) {
                    assertThat(program.equals("mvn") || Files.isExecutable(Document.PROJECT.resolve(program)))
                            .isTrue();
                    continue;
                }
                ReadersFolder.Result result = reader.run(cut(document, command));
                assertThat(result.code()).as("%s%n%s", command, result.output()).isZero();
                said.append(result.output());
            }
        }
        if (document.name().equals("docs/lecture.md")) {
            assertThatTheLinearAutoencodersReachTheirFigures(document, said.toString());
        }
    }

    /// Trained to the end, the first is as good as PCA; the second as the singular value decomposition, which differs
    /// from PCA; the third stops before.
    private static void assertThatTheLinearAutoencodersReachTheirFigures(Document lecture, String said) {
        List<String> found = Pattern.compile("(?:PCA, \\d+ components|this autoencoder) +\\S+ +(\\S+)")
                .matcher(said)
                .results()
                .map(it -> it.group(1))
                .toList();
        assertThat(found).containsExactly("0.02379", "0.02379", "4.914", "5.024", "0.02379", "0.02413");
        assertThat(String.join("\n", lecture.lines())).contains(found);
    }

    private static String cut(Document document, String command) {
        String cut = command;
        for (Cut each : CUTS) {
            if (each.document().equals(document.name())) {
                cut = cut.replace(each.text(), each.instead());
            }
        }
        return cut;
    }

    @Test
    void whatIsCutOrNotRunStillStandsInADocument() throws IOException {
        for (Cut cut : CUTS) {
            assertThat(Document.read(cut.document()).commands()).anyMatch(it -> it.contains(cut.text()));
        }
        List<String> all =
                documents().stream().flatMap(it -> it.commands().stream()).toList();
        assertThat(NOT_RUN.keySet()).allMatch(program -> all.stream().anyMatch(it -> it.startsWith(program)));
        assertThat(documents()).extracting(Document::name).contains("README.md", "docs/lecture.md", "docs/figures.md");
    }

    static List<CommandSpec> helps() {
        CommandSpec main = Main.commandLine(new Main(), Console.ofProcess()).getCommandSpec();
        List<CommandSpec> helps = new ArrayList<>(List.of(main));
        main.subcommands().values().forEach(it -> helps.add(it.getCommandSpec()));
        return helps;
    }

    @ParameterizedTest
    @MethodSource("helps")
    void helpIsShownAndItsExamplesRunAsTyped(CommandSpec help) throws IOException, InterruptedException {
        String[] words = help.qualifiedName().replaceFirst("^hourglass ?", "").split(" ", -1);
        List<Object> asked = new ArrayList<>();
        for (String word : words) {
            if (!word.isEmpty()) {
                asked.add(word);
            }
        }
        asked.add("--help");
        Commands.Result shown = Commands.run(asked.toArray());
        assertThat(shown.code()).isZero();
        String footer = String.join("\n", help.usageMessage().footer());
        assertThat(shown.output().replaceAll("\\s", ""))
                .contains(("Usage: " + help.qualifiedName()).replace(" ", ""))
                .contains(footer.replaceAll("\\s", ""));
        Matcher examples = Pattern.compile("(?m)^(?:[A-Z][^:;]*:)? {2,}(hourglass .*)$")
                .matcher(footer.replaceAll("\\\\\n\\s*", ""));
        int run = 0;
        try (ReadersFolder reader = new ReadersFolder(folder)) {
            while (examples.find()) {
                ReadersFolder.Result result = reader.run(examples.group(1));
                assertThat(result.code())
                        .as("%s%n%s", examples.group(1), result.output())
                        .isZero();
                run++;
            }
        }
        assertThat(run).isEqualTo(footer.split(" {2}hourglass ", -1).length - 1);
    }
}
