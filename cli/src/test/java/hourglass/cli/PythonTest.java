package hourglass.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import hourglass.column.Variable;
import hourglass.data.DataFile;
import hourglass.matrix.Matrix;
import hourglass.model.Model;
import hourglass.table.Frame;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The programs of docs/python.md, run as they stand there by Python with numpy, find in model files what the command
/// line finds.
class PythonTest {
    /// Debian's comes with its own numpy; another may stand before it in the path.
    private static final List<String> PROGRAMS = List.of("/usr/bin/python3", "python3");

    private static final List<String> BLOCKS = Document.read("docs/python.md").blocks("python");
    private static final String READ = BLOCKS.get(0);
    private static final String ALIKE = BLOCKS.get(1);
    /// What the block on columns taken alike defines, without the model and the rows it goes on to.
    private static final String ALIKE_BUT_ROWS = ALIKE.substring(0, ALIKE.indexOf("metadata, tensors ="));

    private static final String SCORE = BLOCKS.get(2);
    private static final String TABLE = BLOCKS.get(3);
    private static final String DICTIONARY = BLOCKS.get(4);

    /// Of the largest number of a column: both compute in single precision, in other orders. Measured: 2e-6 at most.
    private static final double LARGEST_DIFFERENCE = 5e-6;

    private static Optional<String> python = Optional.empty();

    @TempDir
    Path folder;

    @BeforeAll
    static void needsNumpy() throws IOException, InterruptedException {
        for (String program : PROGRAMS) {
            if (python.isEmpty() && hasNumpy(program)) {
                python = Optional.of(program);
            }
        }
        assumeTrue(
                python.isPresent(),
                "the programs of docs/python.md need python3 with numpy, and one of them is missing");
    }

    private static boolean hasNumpy(String program) throws InterruptedException {
        try {
            Process process = new ProcessBuilder(program, "-c", "import numpy")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor() == 0;
        } catch (IOException notThere) {
            return false;
        }
    }

    @Test
    void columnsTakenAlike() throws IOException, InterruptedException {
        train("digits", Commands.digits(folder), "--label", "column64", "--epochs", "5");
        assertTheSameCodesAndReconstructions("digits", READ, ALIKE, SCORE, save("score"));
        assertTheSameScores();
    }

    /// With hidden layers of rectifiers and reconstructions as they come.
    @Test
    void columnsTakenAlikeWithAnotherLikelihood() throws IOException, InterruptedException {
        train(
                "digits",
                Commands.digits(folder),
                "--label",
                "column64",
                "--likelihood",
                "gaussian",
                "--scale",
                "standardize",
                "--activation",
                "relu",
                "--hidden",
                "40,30",
                "--epochs",
                "5");
        assertTheSameCodesAndReconstructions("digits", READ, ALIKE, SCORE, save("score"));
        assertTheSameScores();
    }

    private void assertTheSameScores() {
        Commands.assertDone(Commands.run(
                "score", model("digits"), folder.resolve("digits.csv.gz"), "--quiet", "-o", file("expected.npy")));
        assertClose("score", array("score"), array("expected"));
    }

    /// Categories, numbers and holes.
    @Test
    void columnsOfSeveralKinds() throws IOException, InterruptedException {
        train("penguins", Commands.copy(BundledData.PENGUINS, folder), "--epochs", "5");
        assertTheSameCodesAndReconstructions("penguins", READ, ALIKE_BUT_ROWS, TABLE);
    }

    /// Counts, yes or no, and numbers.
    @Test
    void otherKindsOfColumns() throws IOException, InterruptedException {
        try (Stream<String> lines = new String(
                        new GZIPInputStream(BundledData.RANDHIE.open()).readAllBytes(), StandardCharsets.UTF_8)
                .lines()) {
            Files.write(folder.resolve("randhie.csv"), lines.limit(500).toList());
        }
        train("randhie", file("randhie.csv"), "--epochs", "5");
        assertThat(Model.load(model("randhie")).columns().schema().columns().stream()
                        .map(it -> it.kind().getClass().getSimpleName())
                        .collect(Collectors.toSet()))
                .contains("Count", "YesNo", "Real");
        assertTheSameCodesAndReconstructions("randhie", READ, ALIKE_BUT_ROWS, TABLE.replace("penguins", "randhie"));
    }

    @Test
    void sparseDictionary() throws IOException, InterruptedException {
        train(
                "digits",
                Commands.digits(folder),
                "--label",
                "column64",
                "--hidden",
                "0",
                "--code",
                "128",
                "--sparse",
                "topk:8",
                "--likelihood",
                "gaussian",
                "--epochs",
                "5");
        Files.copy(model("digits"), model("dictionary"));
        assertTheSameCodesAndReconstructions("digits", READ, DICTIONARY, save("directions"), save("center"));
        assertThatDirectionsAreWhatAUnitAdds();
    }

    private void assertThatDirectionsAreWhatAUnitAdds() {
        Model model = Model.load(model("dictionary"));
        Matrix directions = array("directions");
        Matrix center = array("center");
        int units = directions.rows();
        assertThat(units).isEqualTo(128);
        Matrix codes = Matrix.zeros(units, units);
        Matrix expected = Matrix.zeros(units, directions.columns());
        for (int unit = 0; unit < units; unit++) {
            codes.set(unit, unit, 1);
            for (int j = 0; j < directions.columns(); j++) {
                expected.set(unit, j, directions.get(unit, j) + center.get(j, 0));
            }
        }
        assertClose("decoded units", model.decode(codes), expected);
    }

    private void train(String name, Object... arguments) {
        Object[] all = Stream.concat(Stream.of("train", "-o", model(name)), Stream.of(arguments))
                .toArray();
        Commands.assertDone(Commands.run(all));
    }

    private Path model(String name) {
        return folder.resolve(name + ".hourglass");
    }

    private Path file(String name) {
        return folder.resolve(name);
    }

    private static String save(String variable) {
        return "np.save('" + variable + ".npy', " + variable + ")\n";
    }

    /// @param name of a model, and of a table beside it
    private void assertTheSameCodesAndReconstructions(String name, String... programs)
            throws IOException, InterruptedException {
        run(String.join("\n", programs) + save("code") + save("reconstruction"));
        Path table = name.equals("digits") ? file("digits.csv.gz") : file(name + ".csv");
        Commands.assertDone(Commands.run("encode", model(name), table, "-o", file("expected.npy")));
        assertClose("code", array("code"), array("expected"));
        Commands.assertDone(Commands.run("reconstruct", model(name), table, "-o", file("expected.csv")));
        Frame written = DataFile.read(file("expected.csv"));
        List<Variable> variables = Model.load(model(name)).columns().schema().variables();
        Matrix expected = Matrix.zeros(written.rows(), variables.size());
        for (int row = 0; row < written.rows(); row++) {
            for (int j = 0; j < variables.size(); j++) {
                expected.set(row, j, number(written, row, j, variables.get(j)));
            }
        }
        assertClose("reconstruction", array("reconstruction"), expected);
    }

    /// A level by its place, as Python has it.
    private static float number(Frame written, int row, int j, Variable variable) {
        return written.isText(row, j)
                ? IntStream.range(0, variable.levels())
                        .filter(level -> variable.level(level).equals(written.text(row, j)))
                        .findFirst()
                        .orElseThrow()
                : (float) written.number(row, j);
    }

    private void run(String program) throws IOException, InterruptedException {
        Files.writeString(file("program.py"), program);
        Path log = file("log.txt");
        Process process = new ProcessBuilder(python.orElseThrow(), "-W", "error", "program.py")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        boolean done = process.waitFor(2, TimeUnit.MINUTES);
        process.destroyForcibly();
        assertThat(done && process.waitFor() == 0).as(Files.readString(log)).isTrue();
    }

    private Matrix array(String name) {
        return DataFile.read(file(name + ".npy")).toMatrix();
    }

    private static void assertClose(String what, Matrix found, Matrix expected) {
        assertThat(List.of(found.rows(), found.columns()))
                .as(what)
                .isEqualTo(List.of(expected.rows(), expected.columns()));
        double largest = 0;
        for (int j = 0; j < found.columns(); j++) {
            int column = j;
            double size = IntStream.range(0, expected.rows())
                    .mapToDouble(row -> Math.abs(expected.get(row, column)))
                    .max()
                    .orElse(0);
            for (int row = 0; row < found.rows(); row++) {
                double difference = Math.abs((double) found.get(row, j) - expected.get(row, j));
                assertThat(difference).as("%s, row %d, column %d", what, row, j).isNotNaN();
                largest = Math.max(largest, size == 0 ? difference : difference / size);
            }
        }
        assertThat(largest).as(what).isLessThanOrEqualTo(LARGEST_DIFFERENCE);
    }
}
