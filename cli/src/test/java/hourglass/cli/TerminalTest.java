package hourglass.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a person sees who watches.
class TerminalTest {
    @TempDir
    Path folder;

    private Commands.Result trained(int width, Object... more) throws IOException {
        Path table = Files.writeString(folder.resolve("t.csv"), OrdinaryRows.HEADER + OrdinaryRows.of(400, 1));
        Object[] arguments = new Object[more.length + 4];
        arguments[0] = "train";
        arguments[1] = table;
        System.arraycopy(more, 0, arguments, 2, more.length);
        arguments[more.length + 2] = "-o";
        arguments[more.length + 3] = folder.resolve("m.hourglass");
        Commands.Result result = Commands.onTerminal(width, arguments);
        Commands.assertDone(result);
        return result;
    }

    /// Each state of the line, and what was said between.
    private static List<String> states(Commands.Result result) {
        return Arrays.asList(result.messages().split("[\r\n]+", -1));
    }

    private static String last(Commands.Result result) {
        return states(result).stream()
                .filter(it -> it.contains("epoch "))
                .reduce((first, second) -> second)
                .orElseThrow();
    }

    @Test
    void theLastLineKeepsTheCurveOfTheLoss() throws IOException {
        Commands.Result result = trained(80, "--epochs", 9);
        assertThat(result.messages()).contains("\r  ").endsWith("left\n");
        assertThat(last(result)).matches("  █{8}  █[▁-█]{7}▁  epoch 9/9  loss \\S+  validation \\S+  0:00 left");
    }

    @Test
    void theLineIsNeverWiderThanTheTerminal() throws IOException {
        for (int width : new int[] {40, 60, 80, 100, 200}) {
            Commands.Result result = trained(width, "--epochs", 60);
            assertThat(states(result)).allSatisfy(it -> assertThat(it).hasSizeLessThan(width));
        }
        assertThat(last(trained(200, "--epochs", 60))).containsPattern("  [▁-█]{24}  epoch .* rows/s");
        assertThat(last(trained(80, "--epochs", 60)))
                .containsPattern("  [▁-█]{10,24}  epoch ")
                .doesNotContain("rows/s");
    }

    /// A note in the midst of a run stands on a line of its own, not behind what was drawn.
    @Test
    void whatIsSaidFirstClearsTheLine() {
        Commands.Streams streams = new Commands.Streams(80);
        Console console = streams.console();
        console.line().draw("  half done");
        console.say("note: a");
        console.line().draw("  more");
        console.print("b");
        console.line().draw("longer");
        console.line().draw("x");
        console.line().keep();
        console.line().keep();
        console.line().clear();
        assertThat(streams.messages())
                .isEqualTo("\r  half done\r           \rnote: a\n\r  more\r      \r\rlonger\rx     \n");
        assertThat(streams.output()).isEqualTo("b\n");
    }

    @Test
    void widthsAreWholeNumbersOrUsual() {
        assertThat(ChangingLine.width("132")).isEqualTo(132);
        for (String odd : new String[] {null, "", "0", "-3", "wide", "99999"}) {
            assertThat(ChangingLine.width(odd)).as(odd).isEqualTo(80);
        }
    }

    @Test
    void aBarIsFullOnlyAtTheEnd() {
        assertThat(ChangingLine.bar(0.7)).isEqualTo("█".repeat(14) + "░".repeat(6));
        assertThat(ChangingLine.bar(0.999)).endsWith("█░");
        assertThat(ChangingLine.bar(1, 8)).isEqualTo("████████");
        assertThat(ChangingLine.bar(3, 2)).isEqualTo("██");
    }

    /// Elsewhere lines stay, without curve and bar.
    @Test
    void noTerminalNoCurve() throws IOException {
        Path table = Files.writeString(folder.resolve("t.csv"), OrdinaryRows.HEADER + OrdinaryRows.of(400, 1));
        Commands.Result result = Commands.run("train", table, "--epochs", 3, "-o", folder.resolve("plain.hourglass"));
        Commands.assertDone(result);
        assertThat(result.messages()).doesNotContain("\r", "█", "▁");
        assertThat(result.messages().lines().filter(it -> it.contains("epoch ")))
                .hasSize(3)
                .allMatch(it -> it.matches("  epoch \\d/3  loss \\S+  validation \\S+  \\S+ rows/s  \\d+:\\d\\d left"));
    }
}
