package hourglass.cli;

import static org.assertj.core.api.Assertions.assertThat;

import hourglass.data.DataFile;
import hourglass.matrix.Matrix;
import hourglass.model.Model;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Files longer than what is read at once, 8,192 rows of 512 columns: what commands write of their parts has the bits
/// of what the model says of all rows in one piece, with whatever kernels are at hand.
class ChunksTest {
    private static final int COLUMNS = 512;
    private static final int ROWS = 2 * 8192 + 100;

    @TempDir
    static Path folder;

    private static Path modelFile = Path.of("");

    /// The same digits as a table with a label and as an array.
    @BeforeAll
    static void makeFiles() throws IOException {
        ByteArrayOutputStream table = new ByteArrayOutputStream();
        ByteArrayOutputStream array = new ByteArrayOutputStream();
        array.write(npyHeader());
        for (int j = 0; j < COLUMNS; j++) {
            table.writeBytes(("p" + j + ",").getBytes(StandardCharsets.US_ASCII));
        }
        table.writeBytes("name\n".getBytes(StandardCharsets.US_ASCII));
        for (int row = 0; row < ROWS; row++) {
            for (int j = 0; j < COLUMNS; j++) {
                int digit = Math.floorMod(row * 7 + j * (row % 13 + 1) + j * j % 5, 10);
                table.write('0' + digit);
                table.write(',');
                array.write(digit);
            }
            table.writeBytes(("row" + row + "\n").getBytes(StandardCharsets.US_ASCII));
            if (row == 299) {
                Files.write(folder.resolve("few.csv"), table.toByteArray());
            }
        }
        Files.write(folder.resolve("all.csv"), table.toByteArray());
        Files.write(folder.resolve("all.npy"), array.toByteArray());
        modelFile = folder.resolve("m.hourglass");
        assertThat(run("train", "few.csv", "--label", "name", "--code", 5, "--epochs", 2, "-o", modelFile)
                        .code())
                .isZero();
    }

    private static byte[] npyHeader() {
        String header = "{'descr': '|u1', 'fortran_order': False, 'shape': (" + ROWS + ", " + COLUMNS + "), }";
        String padded = header + " ".repeat(118 - 1 - header.length()) + "\n";
        return ("\u0093NUMPY\u0001\u0000v\u0000" + padded).getBytes(StandardCharsets.ISO_8859_1);
    }

    private static Commands.Result run(String command, Object... arguments) {
        Object[] all = new Object[arguments.length + 1];
        all[0] = command;
        for (int i = 0; i < arguments.length; i++) {
            boolean isFile = arguments[i] instanceof String text && text.matches("\\w+\\.\\w+");
            all[i + 1] = isFile ? folder.resolve(arguments[i].toString()) : arguments[i];
        }
        return Commands.run(all);
    }

    private static Matrix rows() {
        return DataFile.read(folder.resolve("all.npy")).toMatrix();
    }

    @ParameterizedTest
    @ValueSource(strings = {"all.csv", "all.npy"})
    void codesAndScoresAreThoseOfOnePiece(String file) {
        Model model = Model.load(modelFile);
        assertThat(run("encode", modelFile, file, "-o", "codes.npy").code()).isZero();
        assertThat(DataFile.read(folder.resolve("codes.npy")).toMatrix().array())
                .isEqualTo(model.encode(rows()).array());
        double[] scores = model.score(rows());
        String output = run("score", modelFile, file).output();
        List<String> found = Commands.column(output, "score");
        List<String> lines = output.lines().skip(1).toList();
        assertThat(lines).hasSize(ROWS);
        for (int row = 0; row < ROWS; row++) {
            String[] cells = lines.get(row).split(",", -1);
            assertThat(Integer.parseInt(cells[0])).isEqualTo(row + 1);
            assertThat(Float.parseFloat(found.get(row))).isEqualTo((float) scores[row]);
        }
    }

    @Test
    void labelsStayWithTheirRows() {
        double[] scores = Model.load(modelFile).score(rows());
        String output = run("score", modelFile, "all.csv", "--label", "name").output();
        List<String> found = Commands.column(output, "score");
        List<String> lines = output.lines().skip(1).toList();
        assertThat(lines).hasSize(ROWS);
        for (int row = 0; row < ROWS; row++) {
            String[] cells = lines.get(row).split(",", -1);
            assertThat(cells[cells.length - 1]).isEqualTo("row" + row);
            assertThat(Float.parseFloat(found.get(row))).isEqualTo((float) scores[row]);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"all.csv", "all.npy"})
    void theFiguresAreThoseOfOnePiece(String file) {
        Model model = Model.load(modelFile);
        Matrix rows = rows();
        double[] scores = model.score(rows);
        double[] sums = new double[COLUMNS];
        double[] squares = new double[COLUMNS];
        Matrix targets = model.task().target().scaled(rows);
        Matrix means = model.network().means(model.columns().encode(rows));
        double error = 0;
        for (int row = 0; row < ROWS; row++) {
            for (int j = 0; j < COLUMNS; j++) {
                error += Math.pow((double) means.get(row, j) - targets.get(row, j), 2);
                sums[j] += targets.get(row, j);
                squares[j] += Math.pow(targets.get(row, j), 2);
            }
        }
        double variation = 0;
        for (int j = 0; j < COLUMNS; j++) {
            variation += squares[j] - sums[j] * sums[j] / ROWS;
        }
        Arrays.sort(scores);
        assertThat(run("evaluate", modelFile, file).output())
                .contains("16,484 x 512 columns")
                .contains("score          "
                        + Numbers.significant(Arrays.stream(scores).average().orElseThrow()))
                .contains("squared error  " + Numbers.significant(error / ROWS) + " per row")
                .contains("explained      " + Numbers.percent(1 - error / variation))
                .contains("largest " + Numbers.significant(scores[ROWS - 1]));
    }
}
