package hourglass.cli;

import static org.assertj.core.api.Assertions.assertThat;

import hourglass.data.DataFile;
import hourglass.data.row.ReadOptions;
import hourglass.data.row.RowReader;
import hourglass.model.Model;
import hourglass.table.Frame;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RowsProgressTest {
    private static final OptionalDouble UNKNOWN = OptionalDouble.empty();

    @TempDir
    Path folder;

    private long milliseconds;

    private RowsProgress progress(Commands.Streams streams) {
        return new RowsProgress(streams.console(), "row", () -> 1_000_000 * milliseconds);
    }

    private static OptionalDouble share(double share) {
        return OptionalDouble.of(share);
    }

    @Test
    void aTerminalSeesALineAfterASecondThatIsGoneAtTheEnd() {
        Commands.Streams streams = new Commands.Streams(80);
        RowsProgress progress = progress(streams);
        milliseconds = 999;
        progress.done(5000, share(0.1));
        assertThat(streams.messages()).isEmpty();
        milliseconds = 1000;
        progress.done(6000, share(0.25));
        String line = "  █████" + "░".repeat(15) + "  6,000 rows  6,000 rows/s  0:03 left";
        assertThat(streams.messages()).isEqualTo("\r" + line);
        milliseconds = 1099;
        progress.done(7000, share(0.3));
        assertThat(streams.messages()).isEqualTo("\r" + line);
        progress.end();
        progress.end();
        assertThat(streams.messages()).isEqualTo("\r" + line + "\r" + " ".repeat(line.length()) + "\r");
        assertThat(streams.output()).isEmpty();
    }

    @Test
    void withoutAShareThereIsNoBar() {
        Commands.Streams streams = new Commands.Streams(80);
        RowsProgress progress = progress(streams);
        milliseconds = 4000;
        progress.done(2, UNKNOWN);
        assertThat(streams.messages()).isEqualTo("\r  2 rows  0.5000 rows/s");
    }

    @Test
    void elsewhereALineEveryTenSeconds() {
        Commands.Streams streams = new Commands.Streams();
        RowsProgress progress = progress(streams);
        for (int second = 0; second <= 25; second++) {
            milliseconds = 1000L * second;
            progress.done(1000L * second, share(second / 40.0));
        }
        progress.end();
        assertThat(streams.messages())
                .isEqualTo("  10,000 rows  1,000 rows/s  0:30 left\n  20,000 rows  1,000 rows/s  0:20 left\n");
    }

    /// Quiet commands have a silent console.
    @Test
    void aSilentConsoleShowsNothing() {
        Commands.Streams streams = new Commands.Streams(80);
        RowsProgress progress = new RowsProgress(streams.console().silent(), "row", () -> 1_000_000 * milliseconds);
        milliseconds = 60_000;
        progress.done(1000, share(0.5));
        progress.end();
        assertThat(streams.messages()).isEmpty();
    }

    /// They are written in pieces that end within a row: nothing is drawn over the start of one.
    @Test
    void rowsOnATerminalTakeThePlaceOfProgress() throws IOException {
        Commands.Streams streams = new Commands.Streams(80);
        OutputStream rows = streams.console().rows();
        streams.console().line().draw("half");
        rows.write("a,b\n1,".getBytes(StandardCharsets.UTF_8));
        streams.console().line().draw("three quarters");
        rows.write("2\n".getBytes(StandardCharsets.UTF_8));
        streams.console().say("2 rows");
        assertThat(streams.messages()).isEqualTo("\rhalf\r    \r2 rows\n");
        assertThat(streams.output()).isEqualTo("a,b\n1,2\n");
    }

    /// All commands with a model read through it.
    @Test
    void whoeverReadsForAModelTellsHowFarItIs() throws IOException, InterruptedException {
        Path table = Files.writeString(folder.resolve("t.csv"), OrdinaryRows.HEADER + OrdinaryRows.of(300, 1));
        Path model = folder.resolve("m.hourglass");
        Commands.assertDone(Commands.run("train", table, "--epochs", 1, "-o", model));
        Commands.Streams streams = new Commands.Streams(80);
        try (ModelInput input =
                ModelInput.open(streams.console(), Model.load(model), table, new DataOptions(), List.of(), false)) {
            assertThat(input.next().rows()).isEqualTo(300);
            assertThat(streams.messages()).isEmpty();
            Thread.sleep(1100);
            assertThat(input.next().rows()).isZero();
        }
        assertThat(streams.messages()).matches("\r  █{20}  300 rows  \\d+ rows/s  0:00 left\r +\r");
    }

    /// The share of a text is that of its bytes, of an array that of its rows.
    @Test
    void everyReadTellsHowFarItIs() throws IOException {
        String line = "1.25,2.5,3.75\n";
        Path text = Files.writeString(folder.resolve("long.csv"), "a,b,c\n" + line.repeat(800_000));
        List<Double> shares = new ArrayList<>();
        Commands.Streams streams = new Commands.Streams(80);
        try (RowReader rows = DataFile.open(text, ReadOptions.none())) {
            RowsProgress progress = progress(streams);
            Frame all = DataFile.read(rows, "long.csv", count -> {
                milliseconds += 2000;
                shares.add(RowsProgress.share(rows, count).orElseThrow());
                progress.done(count, RowsProgress.share(rows, count));
            });
            assertThat(all.rows()).isEqualTo(800_000);
            progress.end();
        }
        assertThat(shares).hasSize(3).isSorted();
        assertThat(shares.getFirst()).isBetween(0.43, 0.5);
        assertThat(shares.getLast()).isEqualTo(1.0);
        assertThat(streams.messages())
                .contains("\r  " + "█".repeat(20) + "  800,000 rows  ")
                .contains("349,525 rows  174,762 rows/s")
                .endsWith(" \r");
        Path records = Files.writeString(folder.resolve("r.jsonl"), "{\"a\":1}\n{\"a\":2}\n{\"a\":3}\n{\"a\":4}\n");
        try (var reader = DataFile.open(records, ReadOptions.none())) {
            assertThat(RowsProgress.share(reader, 1)).hasValue(0.25);
        }
    }

    @Test
    void severalFilesCountAlike() throws IOException {
        for (String name : new String[] {"a.csv", "b.csv"}) {
            Files.writeString(folder.resolve(name), "x,y\n" + "1,2\n".repeat(10));
        }
        try (var rows = DataFile.open(List.of(folder.resolve("a.csv"), folder.resolve("b.csv")), ReadOptions.none())) {
            assertThat(rows.progress()).hasValue(0);
            rows.read(100);
            assertThat(rows.progress()).hasValue(0.5);
            rows.read(100);
            assertThat(rows.progress()).hasValue(1);
        }
    }

    /// A compressed file has fewer bytes than are read of it: counted beyond the decompressor, half would be all.
    @Test
    void theShareOfACompressedFileIsThatOfItsBytes() throws IOException {
        Random random = new Random(1);
        Path file = folder.resolve("random.csv.gz");
        try (OutputStream packed = new GZIPOutputStream(Files.newOutputStream(file))) {
            packed.write("a,b\n".getBytes(StandardCharsets.UTF_8));
            for (int row = 0; row < 40_000; row++) {
                packed.write((random.nextDouble() + "," + random.nextDouble() + "\n").getBytes(StandardCharsets.UTF_8));
            }
        }
        try (var rows = DataFile.open(file, ReadOptions.none())) {
            assertThat(rows.progress()).hasValue(0);
            for (int half = 0; half < 20_000; ) {
                half += rows.read(20_000 - half).rows();
            }
            assertThat(rows.progress().orElseThrow()).isBetween(0.45, 0.7);
            while (rows.read(20_000).rows() > 0) {
                assertThat(rows.progress().orElseThrow()).isGreaterThan(0.5);
            }
            assertThat(rows.progress()).hasValue(1);
        }
    }
}
