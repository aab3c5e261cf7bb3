package hourglass.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Series from a file to scores of its rows.
class SeriesTest {
    private static final int ROWS = 1500;

    @TempDir
    Path folder;

    /// Two sensors, turn by turn; the second one is stuck from row 2,000 on for 40 of its rows.
    private Path series(String name, int gap) throws IOException {
        Random random = new Random(3);
        StringBuilder text = new StringBuilder("time,sensor,value\n");
        LocalDateTime time = LocalDateTime.of(2024, 1, 1, 0, 0);
        for (int i = 0; i < ROWS; i++) {
            time = time.plusMinutes(i == gap ? 600 : 30);
            for (int sensor = 0; sensor < 2; sensor++) {
                boolean stuck = sensor == 1 && i >= 1000 && i < 1040;
                double wave = stuck ? 0.3 : Math.sin(2 * Math.PI * i / 24 + sensor);
                text.append(time.toString().replace('T', ' '))
                        .append(":00,s")
                        .append(sensor)
                        .append(',')
                        .append(wave + 0.1 * random.nextGaussian())
                        .append('\n');
            }
        }
        return Files.writeString(folder.resolve(name), text);
    }

    @Test
    void aPlantedStretchIsFound() throws IOException {
        Path file = series("line.csv", 700);
        Path model = folder.resolve("line.hourglass");
        Commands.Result trained =
                Commands.run("train", file, "--window", 24, "--by", "sensor", "--epochs", 10, "-o", model);
        assertThat(trained.code()).as(trained.messages()).isZero();
        assertThat(trained.output())
                .contains("series      value by sensor, in the order of time, windows of 24 rows: 2,908 windows from"
                        + " 3,000 rows");
        assertThat(trained.messages()).contains("the series has 2 gaps; no window reaches over one");
        Path scores = folder.resolve("scores.csv");
        Commands.Result scored = Commands.run("score", model, file, "--id", "time,sensor", "-o", scores);
        assertThat(scored.code()).as(scored.messages()).isZero();
        assertThat(scored.messages()).contains("3,000 rows scored").contains("mean over the windows of 24 rows");
        List<String> lines = Files.readAllLines(scores);
        assertThat(lines).hasSize(1 + 2 * ROWS);
        assertThat(lines.getFirst()).isEqualTo("row,line,score,p_value,flagged,time,sensor");
        int highest = 1;
        int flagged = 0;
        for (int row = 1; row < lines.size(); row++) {
            String[] cells = lines.get(row).split(",", -1);
            assertThat(cells[0]).isEqualTo(String.valueOf(row));
            assertThat(cells[1]).isEqualTo(String.valueOf(row + 1));
            flagged += Integer.parseInt(cells[4]);
            highest = score(lines, row) > score(lines, highest) ? row : highest;
        }
        assertThat(lines.get(highest)).endsWith(",s1");
        assertThat(highest).isBetween(1980, 2100);
        assertThat(flagged).isBetween(20, 300);
        assertThat(Commands.run("inspect", model).output())
                .contains("series      value by sensor, in the order of time");
        List<String> told = Commands.run("explain", model, file, "--top", 2)
                .output()
                .lines()
                .toList();
        assertThat(told).hasSize(12);
        assertThat(told.getFirst())
                .startsWith(
                        "row " + Numbers.grouped(highest) + " (line " + (highest + 1) + ")  sensor s1  time 2024-01-")
                .endsWith("flagged");
        assertThat(told.subList(1, 6))
                .allSatisfy(line -> assertThat(line)
                        .matches(" +[0-9.]+  value -?[0-9.]+, expected -?[0-9.]+( to -?[0-9.]+)?  in line 2[01][0-9]{2}"
                                + "  sensor s1  time 2024-01-2.*"));
        assertThat(told.get(6)).startsWith("row ");
        assertThat(Commands.run("encode", model, file).messages()).contains("one of a series");
    }

    @Test
    void explanationsAsJsonHaveRowsAndLines() throws IOException {
        Path file = series("line.csv", -1);
        Path model = folder.resolve("line.hourglass");
        assertThat(Commands.run("train", file, "--window", 24, "--by", "sensor", "--epochs", 2, "-o", model)
                        .code())
                .isZero();
        String line = Commands.run("explain", model, file, "--top", 1, "--json").output();
        assertThat(line)
                .startsWith("{\"row\":")
                .containsPattern("\"reasons\":\\[\\{\"row\":[0-9]+,\"line\":[0-9]+,\"column\":\"value\",\"nats\":");
    }

    /// A text among numbers is no number of the series; its windows are left out, and that is said.
    @Test
    void textsAmongNumbersAreToldOf() throws IOException {
        Path file = series("line.csv", -1);
        List<String> lines = Files.readAllLines(file);
        lines.set(1201, lines.get(1201).replaceFirst(",[^,]*$", ",broken"));
        Files.write(file, lines);
        Path model = folder.resolve("line.hourglass");
        Commands.Result trained =
                Commands.run("train", file, "--window", 24, "--by", "sensor", "--epochs", 1, "-o", model);
        assertThat(trained.code()).as(trained.messages()).isZero();
        assertThat(trained.messages())
                .contains("note: 1 of column \"value\" is no number, such as \"broken\" in line 1202: counted as"
                        + " missing")
                .contains("note: 24 windows with missing values left out");
        assertThat(Commands.run("score", model, file).messages())
                .contains("note: 1 of column \"value\" is no number, such as \"broken\" in line 1202")
                .contains("note: 1 row has no score");
    }

    private static double score(List<String> lines, int row) {
        return Double.parseDouble(lines.get(row).split(",", -1)[2]);
    }

    @Test
    void rowsInNoWholeWindowHaveNoScore() throws IOException {
        Path file = series("line.csv", -1);
        Path model = folder.resolve("line.hourglass");
        assertThat(Commands.run("train", file, "--window", 24, "--by", "sensor", "--epochs", 1, "-o", model)
                        .code())
                .isZero();
        List<String> lines = Files.readAllLines(file).subList(0, 101);
        Path few = Files.write(folder.resolve("few.csv"), lines.subList(0, 41));
        Commands.Result scored = Commands.run("score", model, few);
        assertThat(scored.code()).as(scored.messages()).isZero();
        assertThat(scored.messages()).contains("note: 40 rows have no score");
        assertThat(scored.output().lines().skip(1)).hasSize(40).allMatch(line -> line.endsWith(",,,0"));
    }

    @Test
    void aColumnOfNumbersBesideDatesIsToldOfWindowsOnce() throws IOException {
        Path file = series("line.csv", -1);
        Path model = folder.resolve("line.hourglass");
        Commands.Result trained = Commands.run("train", file, "--drop", "sensor", "--epochs", 1, "-o", model);
        assertThat(trained.messages()).containsOnlyOnce("--window 48");
        Commands.Result lonely = Commands.run("train", file, "--window", 24, "--epochs", 1, "-o", model);
        assertThat(lonely.messages()).doesNotContain("--window 48");
        assertThat(Commands.run("train", file, "--by", "sensor").messages()).contains("--by needs --window");
    }
}
