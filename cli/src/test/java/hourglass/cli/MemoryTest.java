package hourglass.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Tables that are larger than the memory they may take.
class MemoryTest {
    @TempDir
    Path folder;

    /// 4,000 rows of numbers, texts, dates, holes and strays.
    private Path table() throws IOException {
        Random random = new Random(3);
        StringBuilder text = new StringBuilder("amount,city,day,kind,key\n");
        for (int i = 0; i < 4000; i++) {
            text.append(random.nextInt(20) == 0 ? "" : String.valueOf(Math.exp(2 * random.nextGaussian())))
                    .append(random.nextBoolean() ? ",Bern,2021-0" : ",Chur,2022-0")
                    .append(1 + random.nextInt(9))
                    .append("-11,")
                    .append(random.nextInt(50) == 0 ? "unknown" : String.valueOf(random.nextGaussian()))
                    .append(random.nextBoolean() ? ",yes" : ",no")
                    .append('\n');
        }
        return Files.writeString(folder.resolve("table.csv"), text);
    }

    private Path model(String name) {
        return folder.resolve(name + ".hourglass");
    }

    private static String withoutTimes(String output) {
        return output.lines()
                .filter(line ->
                        !line.startsWith("on disk") && !line.startsWith("trained") && !line.startsWith("judged "))
                .map(line -> line.replaceAll("(small|large)\\.hourglass", "M"))
                .reduce("", (a, b) -> a + b + "\n");
    }

    @Test
    void theModelIsTheSameAndAllThatIsSaidOfIt() throws IOException {
        Path table = table();
        Commands.Result inMemory = Commands.run("train", table, "--epochs", 4, "-o", model("large"));
        Commands.Result onDisk = Commands.run("train", table, "--epochs", 4, "-o", model("small"), "--memory", "64K");
        Commands.assertDone(inMemory);
        Commands.assertDone(onDisk);
        assertThat(onDisk.output()).contains("on disk     4,000 rows x 5 columns, too many for the memory");
        assertThat(onDisk.output()).contains("judged      on rows spread evenly over those on the disk");
        assertThat(inMemory.output()).doesNotContain("on disk", "judged  ").contains("missing  ");
        assertThat(inMemory.messages()).contains("of column \"kind\" cannot be what the column is");
        assertThat(withoutTimes(onDisk.output())).isEqualTo(withoutTimes(inMemory.output()));
        assertThat(onDisk.messages()).contains("of column \"kind\" cannot be what the column is");
        assertThat(model("small")).hasSameBinaryContentAs(model("large"));
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left.map(it -> String.valueOf(it.getFileName())))
                    .containsExactlyInAnyOrder("table.csv", "small.hourglass", "large.hourglass");
        }
    }

    @Test
    void standardInputAndAColumnToPredict() throws IOException {
        Path table = table();
        for (String memory : new String[] {"1G", "64K"}) {
            Commands.assertDone(Commands.run(
                    "train", table, "--predict", "key", "--epochs", 3, "-o", model(memory), "--memory", memory));
        }
        assertThat(model("64K")).hasSameBinaryContentAs(model("1G"));
    }

    @Test
    void anInterruptedRunResumes() throws IOException {
        Path rows = InterruptedRun.rows(folder.resolve("rows.csv"), 5);
        Path checkpoint = InterruptedRun.of(rows, new DataOptions(), model("m"), 2, "");
        Commands.Result resumed = Commands.run("resume", checkpoint, "--memory", "1K");
        Commands.assertDone(resumed);
        Commands.assertDone(Commands.run("train", rows, "--epochs", InterruptedRun.EPOCHS, "-o", model("whole")));
        assertThat(model("m")).hasSameBinaryContentAs(model("whole"));
        assertThat(resumed.output()).contains("on disk     60 rows x 3 columns");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "0.5G", "-1G", "G", "1P", "1G!", "12345678G"})
    void whatIsNoSizeIsRefused(String size) throws IOException {
        Commands.Result refused = Commands.run("train", table(), "-o", model("m"), "--memory", size);
        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.messages()).contains("not a size of memory", "--memory", size);
    }

    @Test
    void whatNeedsAllRowsInMemoryIsRefusedBeforeTraining() throws IOException {
        Path table = table();
        Commands.Result report = Commands.run("train", table, "-o", model("m"), "--memory", "64K", "--report");
        assertThat(report.code()).isEqualTo(2);
        assertThat(report.messages()).contains("a report lays out rows in memory");
        Commands.Result series =
                Commands.run("train", table, "-o", model("m"), "--memory", "64K", "--window", 24, "--order", "day");
        assertThat(series.messages()).contains("a series must fit in memory", "4,000 rows x 5 columns");
        assertThat(series.code()).isEqualTo(65);
        assertThat(model("m")).doesNotExist();
    }

    @Test
    void pairsRowByRow() throws IOException {
        Path rows = InterruptedRun.rows(folder.resolve("noisy.csv"), 5);
        Path clean = InterruptedRun.rows(folder.resolve("clean.csv"), 6);
        for (String memory : new String[] {"1G", "1K"}) {
            Commands.assertDone(Commands.run(
                    "train", rows, "--target", clean, "--epochs", 3, "-o", model(memory), "--memory", memory));
        }
        assertThat(model("1K")).hasSameBinaryContentAs(model("1G"));
    }
}
