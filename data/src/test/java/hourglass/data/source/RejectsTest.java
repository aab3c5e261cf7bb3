package hourglass.data.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import hourglass.problem.Problem;
import hourglass.problem.ProblemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Rows set aside, and columns chosen.
class RejectsTest {
    private static final Path FULL = Path.of("/dev/full");

    @TempDir
    Path folder;

    private static Problem problem(Runnable attempt) {
        ProblemException failure = catchThrowableOfType(ProblemException.class, attempt::run);
        assertThat(failure).as("a problem").isNotNull();
        return failure.problem();
    }

    @Test
    void rowsOfSeveralFilesNameThem() {
        Path file = folder.resolve("r.csv");
        Rejects all = Rejects.create(Optional.of(file), true).orElseThrow();
        try (Rejects first = all.from("a,b.csv");
                Rejects second = all.from("c.csv")) {
            first.add(3, "", "expected 2 fields, found 1");
            second.add(9, "the \"x\"", "two\nlines");
            assertThat(first.count()).isEqualTo(1);
        }
        String text = "file,line,column,reason\n\"a,b.csv\",3,,\"expected 2 fields, found 1\"\n"
                + "c.csv,9,\"the \"\"x\"\"\",\"two\nlines\"\n";
        assertThat(file).as("readable before it is closed").hasContent(text);
        all.close();
        assertThat(file).hasContent(text);
        assertThat(Rejects.create(Optional.empty(), false)).isEmpty();
    }

    @Test
    void aFileThatCannotBeWrittenIsSaidAtOnce() {
        Path file = folder.resolve("none").resolve("r.csv");
        Problem problem = problem(() -> Rejects.create(Optional.of(file), false));
        assertThat(problem.kind()).isEqualTo(Problem.Kind.CANNOT_CREATE);
        assertThat(problem.text())
                .contains("file of rejected rows cannot be written", file.toString(), "found no such file or folder");
    }

    @Test
    void aFullDiskIsSaid() {
        assumeTrue(Files.exists(FULL), "there is no " + FULL);
        Rejects rejects = Rejects.create(Optional.of(FULL), false).orElseThrow();
        List<Runnable> attempts =
                List.of(rejects::flush, () -> rejects.add(1, "", "x".repeat(100_000)), rejects::close);
        for (Runnable attempt : attempts) {
            Problem problem = problem(attempt);
            assertThat(problem.kind()).isEqualTo(Problem.Kind.INPUT_OUTPUT);
            assertThat(problem.text()).contains("writing failed", FULL.toString(), "No space left on device");
        }
    }

    @Test
    void columnsAreChosenByName() {
        List<String> columns = List.of("age", "weight", "age");
        assertThat(Selection.of("a.csv", columns, List.of("weight", "age"))).containsExactly(1, 0);
        assertThat(problem(() -> Selection.of("a.csv", columns, List.of("wieght")))
                        .text())
                .contains("a.csv", "wieght", "did you mean \"weight\"?");
        assertThatThrownBy(() -> Selection.of("a.csv", columns, List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at least one column");
        assertThat(Selection.rowsAtOnce(10, 3)).isEqualTo(10);
        assertThat(Selection.rowsAtOnce(1_000_000, 1 << 20)).isEqualTo(2047);
        assertThat(Selection.ragged("a.json", "l", 7, 2, 3).problem().text())
                .contains("a.json, row 7", "\"l\"", "expected a list of 2, as before, found 3");
    }
}
