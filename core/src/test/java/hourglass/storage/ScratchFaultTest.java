package hourglass.storage;

import static org.assertj.core.api.Assertions.assertThat;

import hourglass.matrix.Matrix;
import hourglass.matrix.Rows;
import hourglass.problem.Problem;
import hourglass.problem.ProblemException;
import hourglass.table.Frame;
import hourglass.table.FrameFile;
import hourglass.table.ValueType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Every operation on the disk of a table that does not fit in memory fails once, for N = 1, 2, 3 … until the table is
/// written, read again, encoded and mapped: the same numbers, or one error of ours, and no file is left.
class ScratchFaultTest {
    @TempDir
    private Path folder;

    private static Frame part(int first) {
        Matrix numbers = Matrix.zeros(30, 4);
        for (int i = 0; i < numbers.array().length; i++) {
            numbers.array()[i] = first + i;
        }
        return Frame.of(List.of("a", "b", "c", "d"), List.of(4), ValueType.REAL, numbers, new double[0]);
    }

    @ParameterizedTest
    @EnumSource(
            value = FaultyDisk.Fault.class,
            names = {"ONCE", "FROM_THEN_ON"})
    void rowsAreRightOrThereIsAnError(FaultyDisk.Fault fault) throws IOException {
        int failing = 0;
        boolean reached = true;
        while (reached) {
            failing++;
            reached = run(fault, failing);
            try (Stream<Path> left = Files.list(folder)) {
                // A disk on which nothing works any more keeps what cannot be removed.
                assertThat(left.count()).as("operation %s", failing).isLessThanOrEqualTo(removable(fault) ? 0 : 2);
            }
            clear();
        }
        assertThat(failing).isBetween(15, 200);
    }

    private static boolean removable(FaultyDisk.Fault fault) {
        return fault == FaultyDisk.Fault.ONCE;
    }

    private boolean run(FaultyDisk.Fault fault, int failing) {
        FaultyDisk disk = new FaultyDisk(fault, failing, true);
        try (FrameFile file = FrameFile.in(new FaultyFileSystem(disk).wrap(folder))) {
            file.add(part(0));
            file.add(part(120));
            int next = 0;
            for (Frame part : file.parts()) {
                assertThat(part.numbers().orElseThrow().array()[0]).isEqualTo(next);
                next += 120;
            }
            Rows mapped = file.plainNumbers().orElseThrow();
            Rows kept = file.keep(4, frame -> frame.numbers().orElseThrow());
            for (Rows rows : List.of(mapped, kept)) {
                assertThat(rows.rows(0, 60).array()[239])
                        .as("operation %s", failing)
                        .isEqualTo(239);
            }
        } catch (ProblemException failure) {
            assertThat(disk.reachedFault()).isTrue();
            assertThat(failure.problem().kind()).isIn(Problem.Kind.CANNOT_CREATE, Problem.Kind.INPUT_OUTPUT);
        }
        return disk.reachedFault();
    }

    private void clear() throws IOException {
        try (Stream<Path> left = Files.list(folder)) {
            for (Path each : left.toList()) {
                Files.delete(each);
            }
        }
    }
}
