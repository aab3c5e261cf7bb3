package hourglass.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Every way to go wrong ends with one error in the one form and the documented code.
class ExitCodesTest {
    @TempDir
    Path folder;

    @BeforeEach
    void makeFiles() throws IOException {
        StringBuilder rows = new StringBuilder("alpha,beta,gamma\n");
        Random random = new Random(2);
        for (int i = 0; i < 40; i++) {
            rows.append(random.nextGaussian())
                    .append(',')
                    .append(i)
                    .append(',')
                    .append(i % 7)
                    .append('\n');
        }
        Files.writeString(folder.resolve("ok.csv"), rows);
        Files.writeString(folder.resolve("other.csv"), rows.toString().replace("beta", "betta"));
        Files.writeString(folder.resolve("wide.csv"), "a,b,c,d,e\n1,2,3,4,5\n");
        Files.writeString(folder.resolve("text.csv"), "a,b\n1,x\n2,y\n");
        Files.writeString(folder.resolve("hole.csv"), "a,b\n1,2\n,3\n");
        Files.writeString(folder.resolve("empty.csv"), "");
        Files.writeString(folder.resolve("r.json"), "{\"architecture\": {\"featurs\": 3}}");
        Files.writeString(folder.resolve("deep.json"), "[".repeat(100_000));
        Files.write(folder.resolve("latin.json"), "{\"größe\": 1}".getBytes(StandardCharsets.ISO_8859_1));
        Files.writeString(folder.resolve("long.json"), " ".repeat(9 << 20));
        Files.createDirectory(folder.resolve("dir"));
        assertThat(Commands.run("train", folder.resolve("ok.csv"), "--epochs", 1, "-o", folder.resolve("m.hourglass"))
                        .code())
                .isZero();
    }

    /// A word that starts with @ stands for a file in the folder.
    private Commands.Result run(String line) {
        List<Object> arguments = new ArrayList<>();
        for (String word : line.trim().split(" +", -1)) {
            if (word.isEmpty()) {
                continue;
            }
            boolean isFile = word.startsWith("@");
            arguments.add(isFile ? folder.resolve(word.substring(1)) : word);
        }
        return Commands.run(arguments.toArray());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2  | tran @ok.csv                                       | did you mean \"train\"?",
                "2  | ''                                                 | command",
                "2  | train                                              | FILE",
                "2  | train @ok.csv --lable beta                         | did you mean \"--label\"?",
                "2  | train @ok.csv @other.csv                           | unknown argument",
                "2  | train @ok.csv --label betta                        | did you mean \"beta\"?",
                "2  | train @ok.csv --activation relo                    | did you mean \"relu\"?",
                "2  | train @ok.csv --likelihood gausian                 | did you mean \"gaussian\"?",
                "2  | train @ok.csv --loss hubert                        | did you mean \"huber\"?",
                "2  | train @ok.csv --loss huber:wide                    | something like huber:1 (delta)",
                "2  | train @ok.csv --loss huber:0 -o @n.hourglass       | above 0",
                "2  | train @ok.csv --loss log_cosh:2                    | takes no number",
                "2  | train @ok.csv --loss sparse_categorical_crossentropy | crossentropy:10 (classes)",
                "2  | train @ok.csv --loss mse --likelihood gaussian     | a likelihood or a loss",
                "2  | train @ok.csv --scale rang                         | did you mean \"range\"?",
                "2  | train @ok.csv --corrupt maskin:0.1                 | did you mean \"masking\"?",
                "2  | train @ok.csv --corrupt masking                    | masking:0.1",
                "2  | train @ok.csv --corrupt masking:2                  | between 0 and 1",
                "2  | train @ok.csv --sparse kl:0.1                      | kl:0.1:0.1 (weight, target)",
                "2  | train @ok.csv --code 0 -o @n.hourglass             | at least 1 unit",
                "2  | train @ok.csv --code 99999999999                   | at  --code",
                "2  | train @ok.csv --dropout 1.5                        | at  --dropout",
                "2  | train @ok.csv --dropout 1.5                        | found 1.5",
                "2  | train @ok.csv --penalty l1:-1                      | at  --sparse",
                "2  | train @ok.csv --variational=-1                     | at  --variational",
                "2  | train @ok.csv --code 2000000000 -o @n.hourglass    | 2^31",
                "2  | train @ok.csv --epochs 0 -o @n.hourglass           | at least 1 epoch",
                "2  | train @ok.csv --batch 0 -o @n.hourglass            | at least 1 row",
                "2  | train @ok.csv --rate 0 -o @n.hourglass             | learning rate",
                "2  | train @ok.csv --threads 0 -o @n.hourglass          | 1 to 1024",
                "2  | train @ok.csv --threads 99999 -o @n.hourglass      | 1 to 1024",
                "2  | train @ok.csv --checkpoint -1 -o @n.hourglass      | --checkpoint",
                "2  | train @ok.csv --batch 1_000 -o @n.hourglass        | --batch",
                "2  | train @ok.csv --batch 0x10 -o @n.hourglass         | expected a whole number",
                "2  | train @ok.csv --threads 1_000 -o @n.hourglass      | found 1_000",
                "2  | train @ok.csv --threads 0x10 -o @n.hourglass       | at  --threads",
                "2  | train @ok.csv --checkpoint 1f -o @n.hourglass      | a number in plain digits",
                "2  | train @ok.csv --rate 0x1p3 -o @n.hourglass         | a number in plain digits",
                "2  | train @ok.csv --rate NaN -o @n.hourglass           | found NaN",
                "2  | train @ok.csv --rate -1 -o @n.hourglass            | at  --rate",
                "2  | train @ok.csv --rate -1 -o @n.hourglass            | found -1",
                "2  | train @ok.csv --corrupt masking:0x1 -o @n.hourglass | masking:0x1",
                "2  | train @ok.csv --patches -1 -o @n.hourglass         | at  --patches",
                "2  | explain @m.hourglass @ok.csv --top 1_0             | at  --top",
                "2  | score @m.hourglass @ok.csv --fdr -1                | found -1.0",
                "65 | train @ok.csv --recipe @latin.json                 | text is not UTF-8",
                "65 | train @ok.csv --recipe @long.json                  | the recipe is too long",
                "66 | train @ok.csv --recipe @dir                        | the recipe is a folder",
                "65 | train @ok.csv --schema @latin.json                 | latin.json, byte 4",
                "66 | train @ok.csv --schema @none.json                  | no such schema",
                "2  | score @m.hourglass @ok.csv --false-alarms 7        | at  --false-alarms",
                "2  | score @m.hourglass @ok.csv --fdr -1                | at  --fdr",
                "2  | train @ok.csv -o -                                 | not to standard output",
                "2  | score @m.hourglass @ok.csv -o @s.xyz               | cannot be written",
                "2  | score @m.hourglass @ok.csv -o @ok.csv              | one of the inputs",
                "65 | train @text.csv --scale none -o @n.hourglass       | line 2, column \"b\"",
                "65 | train @hole.csv --tied -o @n.hourglass             | line 3, column \"a\"",
                "65 | train @empty.csv -o @n.hourglass                   | empty",
                "66 | train @dir -o @n.hourglass                         | no file is found",
                "65 | train @ok.csv --rate 1e30 -o @n.hourglass          | training diverged",
                "65 | train @ok.csv --recipe @r.json -o @n.hourglass     | did you mean \"features\"?",
                "65 | train @ok.csv --recipe @deep.json -o @n.hourglass  | deep.json",
                "65 | score @ok.csv @ok.csv                              | ok.csv",
                "65 | score @m.hourglass @other.csv                      | rename column \"betta\" to \"beta\"",
                "65 | score @m.hourglass @wide.csv                       | lack 3 columns",
                "65 | resume @m.hourglass                                | not a checkpoint",
                "66 | train @none.csv -o @n.hourglass                    | none.csv",
                "66 | train @ok.csv --recipe @none.json                  | none.json",
                "66 | score @none.hourglass @ok.csv                      | none.hourglass",
                "66 | score @m.hourglass @none.csv                       | none.csv",
                "66 | resume @none.hourglass                             | none.hourglass",
                "66 | inspect @none.hourglass                            | none.hourglass",
                "73 | train @ok.csv -o @dir                              | folder",
                "73 | train @ok.csv -o @none/n.hourglass                 | folder",
                "73 | train @ok.csv -o @ok.csv                           | not a sound Hourglass model",
                "73 | score @m.hourglass @ok.csv -o @none/s.csv          | cannot be created",
            })
    void goneWrong(int code, String line, String said) {
        Commands.Result result = run(line);
        assertThat(result.code()).as(result.messages()).isEqualTo(code);
        String messages = result.messages();
        String error = messages.substring(Math.max(0, messages.indexOf("error: ")));
        assertThat(error)
                .startsWith("error: ")
                .contains(said)
                .doesNotContain("Exception")
                .doesNotContain("\tat ");
        assertThat(error.lines().skip(1)).allMatch(text -> text.matches(" {2}(at {2}|expected |found |try {2}).*"));
        assertThat(error.lines().filter(text -> text.startsWith("  try"))).hasSizeLessThanOrEqualTo(2);
        assertThat(folder.resolve("n.hourglass")).doesNotExist();
    }

    @Test
    void helpAndVersionAreNoErrors() {
        assertSays("--help", "Usage: hourglass [-hV] [--debug] COMMAND");
        assertSays("--version", "hourglass 0.1.0");
        assertSays("train --help", "Usage: hourglass train [-h]");
        assertSays("score -h", "Usage: hourglass score [-h]");
    }

    private void assertSays(String line, String said) {
        Commands.Result result = run(line);
        assertThat(result.code()).as(line).isZero();
        assertThat(result.output()).startsWith(said);
        assertThat(result.messages()).as(line).isEmpty();
    }

    @Test
    void aFullStandardOutputIsNoticed() {
        for (List<String> words : List.of(
                List.of("score", folder + "/m.hourglass", folder + "/ok.csv"),
                List.of("inspect", folder + "/m.hourglass"))) {
            StringBuilder said = new StringBuilder();
            PrintStream full = new PrintStream(
                    new OutputStream() {
                        @Override
                        public void write(int b) throws IOException {
                            throw new IOException("No space left on device");
                        }
                    },
                    true,
                    StandardCharsets.UTF_8);
            PrintStream messages = new PrintStream(
                    new OutputStream() {
                        @Override
                        public void write(int b) {
                            said.append((char) b);
                        }
                    },
                    true,
                    StandardCharsets.UTF_8);
            int code = Main.run(new Console(full, messages, false), words.toArray(String[]::new));
            assertThat(code).isEqualTo(74);
            assertThat(said.toString()).contains("error: standard output cannot be written");
        }
    }

    @Test
    void anyDamagedModelIsRefusedOrWithoutEffect() throws IOException {
        Path model = folder.resolve("m.hourglass");
        byte[] bytes = Files.readAllBytes(model);
        String scores = run("score @m.hourglass @ok.csv").output();
        Path damaged = folder.resolve("d.hourglass");
        Random random = new Random(8);
        int refused = 0;
        for (int trial = 0; trial < 60; trial++) {
            byte[] copy = trial % 4 == 0 ? Arrays.copyOf(bytes, random.nextInt(bytes.length)) : bytes.clone();
            if (trial % 4 != 0) {
                int bit = random.nextInt(bytes.length * 8);
                copy[bit / 8] ^= (byte) (1 << (bit % 8));
            }
            Files.write(damaged, copy);
            Commands.Result result = run("score @d.hourglass @ok.csv");
            assertThat(result.code()).as(result.messages()).isIn(0, 65);
            assertThat(result.output()).isEqualTo(result.code() == 0 ? scores : "");
            if (result.code() != 0) {
                assertThat(result.messages()).startsWith("error: ").contains("d.hourglass");
                refused++;
            }
        }
        // All that is not in a name or a blank that nobody reads.
        assertThat(refused).isGreaterThan(50);
    }

    @Test
    void textFromAFileCannotSteerTheTerminal() throws IOException {
        Files.writeString(folder.resolve("evil.csv"), "a\u001b[31m,b\nx,1\ny,2\n");
        Commands.Result refused = run("train @evil.csv -o @n.hourglass");
        assertThat(refused.code()).isEqualTo(65);
        assertThat(refused.messages()).contains("bytes that no text holds").doesNotContain("\u001b");
        // JSON can spell what a text cannot hold.
        StringBuilder rows = new StringBuilder();
        for (int i = 0; i < 40; i++) {
            rows.append("{\"a\\u001b[31m\":%d,\"b\":\"\\u001b[2J%s\"}\n".formatted(i * i % 17, i % 3 == 0 ? "x" : "y"));
        }
        Files.writeString(folder.resolve("evil.jsonl"), rows);
        for (String line : List.of(
                "train @evil.jsonl --epochs 2 -o @e.hourglass",
                "score @e.hourglass @evil.jsonl --threshold 0",
                "explain @e.hourglass @evil.jsonl --id b",
                "evaluate @e.hourglass @evil.jsonl",
                "inspect @e.hourglass",
                "train @evil.jsonl --tied -o @n.hourglass")) {
            Commands.Result result = run(line);
            assertThat(result.code()).as(result.messages()).isEqualTo(line.contains("--tied") ? 65 : 0);
            assertThat(result.messages() + (line.startsWith("score") ? "" : result.output()))
                    .as(line)
                    .contains(line.startsWith("score") ? "40 rows scored" : line.contains("--tied") ? "[2Jx" : "[31m")
                    .doesNotContain("\u001b");
        }
    }
}
