package hourglass.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import hourglass.matrix.Matrix;
import hourglass.problem.Problem;
import hourglass.problem.ProblemException;
import hourglass.table.Frame;
import hourglass.table.ValueType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Rows written as pictures are the same numbers when read again; what cannot be written is said, and nothing is left.
class PictureOutputTest {
    @TempDir
    Path folder;

    private static Problem problem(Runnable attempt) {
        ProblemException failure = catchThrowableOfType(ProblemException.class, attempt::run);
        assertThat(failure).as("a problem").isNotNull();
        return failure.problem();
    }

    private List<String> names(Path place) throws IOException {
        try (Stream<Path> files = Files.list(place)) {
            return files.map(it -> String.valueOf(it.getFileName())).sorted().toList();
        }
    }

    @ParameterizedTest
    @CsvSource({"false, 1", "false, 3", "true, 1", "true, 3"})
    void whatIsWrittenIsRead(boolean deep, int channels) {
        int top = deep ? 65_535 : 255;
        Matrix rows = Matrix.zeros(2, 6 * channels);
        for (int i = 0; i < rows.columns(); i++) {
            rows.array()[rows.rowOffset(1) + i] = i * (top / (rows.columns() - 1));
        }
        List<Integer> shape = channels == 1 ? List.of(2, 3) : List.of(2, 3, 3);
        Path file = folder.resolve("a.png");
        try (PictureOutput output = PictureOutput.create(file, false, deep)) {
            output.write("row", shape, rows, 1);
            output.commit();
        }
        Frame read = DataFile.read(file);
        assertThat(read.shape()).isEqualTo(shape);
        assertThat(read.valueType()).isEqualTo(deep ? ValueType.INTEGER : ValueType.UNSIGNED_BYTE);
        for (int i = 0; i < rows.columns(); i++) {
            assertThat(read.number(0, i)).as("sample %d", i).isEqualTo(rows.get(1, i));
        }
    }

    @Test
    void whatIsOutOfRangeIsBlackOrWhite() {
        Path file = folder.resolve("a.png");
        try (PictureOutput output = PictureOutput.create(file, false, false)) {
            output.write("row", List.of(1, 5), Matrix.of(1, 5, new float[] {-7, 1e30f, 254.4f, 254.6f, 0.5f}), 0);
            output.commit();
        }
        assertThat(Fixtures.values(DataFile.read(file))).containsExactly(0, 255, 254, 255, 1);
    }

    @Test
    void aFolderHasAFileForEachRowAndAppearsWithThem() throws IOException {
        Path made = folder.resolve("made");
        Matrix rows = Matrix.of(2, 1, new float[] {3, 4});
        try (PictureOutput output = PictureOutput.create(made, true, false)) {
            output.write("in/one.jpg", List.of(1, 1), rows, 0);
            output.write("in/.two", List.of(1, 1), rows, 1);
            assertThat(made).isDirectoryNotContaining("glob:**.png");
            output.commit();
        }
        assertThat(names(made)).containsExactly(".two.png", "one.png");
        assertThat(Fixtures.values(DataFile.read(made.resolve("one.png")))).containsExactly(3);
        assertThat(Fixtures.values(DataFile.read(made.resolve(".two.png")))).containsExactly(4);
    }

    @Test
    void withoutACommitNothingIsLeft() throws IOException {
        Path there = Files.createDirectory(folder.resolve("there"));
        Files.writeString(there.resolve("one.png"), "old");
        for (Path place : List.of(folder.resolve("made"), there)) {
            try (PictureOutput output = PictureOutput.create(place, true, false)) {
                output.write("one.jpg", List.of(1, 1), Matrix.zeros(1, 1), 0);
            }
        }
        assertThat(names(folder)).containsExactly("there");
        assertThat(names(there)).containsExactly("one.png");
        assertThat(there.resolve("one.png")).hasContent("old");
    }

    @Test
    void whatWouldBeLostIsRefused() throws IOException {
        Matrix rows = Matrix.zeros(2, 1);
        List<Integer> shape = List.of(1, 1);
        Path file = Files.writeString(folder.resolve("a.png"), "old");
        try (PictureOutput output = PictureOutput.create(file, false, false)) {
            output.write("one.jpg", shape, rows, 0);
            assertThat(problem(() -> output.write("two.jpg", shape, rows, 1)).text())
                    .contains("a .png file holds one picture, and there are several", file.toString());
        }
        try (PictureOutput output = PictureOutput.create(folder.resolve("out"), true, false)) {
            output.write("one.jpg", shape, rows, 0);
            assertThat(problem(() -> output.write("in/one.gif", shape, rows, 1)).text())
                    .contains("two pictures would be written to one file", "found one.jpg and in/one.gif");
        }
        try (PictureOutput output = PictureOutput.create(folder, true, false)) {
            assertThat(problem(() -> output.write(file.toString(), shape, rows, 0))
                            .text())
                    .contains("the output is one of the inputs", file.toString());
        }
        assertThat(names(folder)).containsExactly("a.png");
        assertThat(file).hasContent("old");
    }

    @Test
    void aFolderThatCannotBeMadeIsSaid() {
        Path place = folder.resolve("none").resolve("out");
        Problem problem = problem(() -> PictureOutput.create(place, true, false));
        assertThat(problem.kind()).isEqualTo(Problem.Kind.CANNOT_CREATE);
        assertThat(problem.text())
                .contains("folder cannot be created", place.toString(), "found no such file or folder");
    }

    @Test
    void picturesAreAskedForByName() {
        assertThat(PictureOutput.isFor("out/")).isTrue();
        assertThat(PictureOutput.isFor(folder.toString())).isTrue();
        assertThat(PictureOutput.isFor("A.PNG")).isTrue();
        assertThat(PictureOutput.isFor("a.csv")).isFalse();
        assertThat(PictureOutput.isFolder("a.png")).isFalse();
    }
}
