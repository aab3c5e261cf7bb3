package hourglass.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hourglass.matrix.Matrix;
import hourglass.matrix.Rows;
import hourglass.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FrameFileTest {
    @TempDir
    private Path folder;

    private static final List<String> NAMES = List.of("a", "b");

    private static Frame cells(int first) {
        return Frame.builder(NAMES)
                .number(first + 0.1)
                .text("Zürich" + first)
                .endRow(2L * first + 1)
                .missing("NA")
                .moment(86_400_000L * first)
                .endRow(2L * first + 2)
                .number(Double.POSITIVE_INFINITY)
                .text("")
                .endRow(2L * first + 3)
                .build();
    }

    /// Every cell, its place and its token; texts that stand at other places in each part.
    @Test
    void partsAreWhatWasAdded() {
        try (FrameFile file = FrameFile.in(folder)) {
            List<Frame> added = List.of(cells(3), cells(20));
            added.forEach(file::add);
            assertThat(file.rows()).isEqualTo(6);
            assertThat(file.names()).isEqualTo(NAMES);
            assertThat(file.plainNumbers()).isEmpty();
            for (int pass = 0; pass < 2; pass++) {
                List<Frame> parts = new ArrayList<>();
                file.parts().forEach(parts::add);
                assertThat(parts).hasSize(2);
                for (int i = 0; i < 2; i++) {
                    assertSame(added.get(i), parts.get(i));
                }
                assertThat(parts.get(1).rowNumber(0)).isEqualTo(4);
            }
        }
    }

    private static void assertSame(Frame expected, Frame found) {
        for (int row = 0; row < expected.rows(); row++) {
            assertThat(found.place(row)).isEqualTo(expected.place(row));
            for (int column = 0; column < expected.columns(); column++) {
                assertThat(found.text(row, column)).isEqualTo(expected.text(row, column));
                assertThat(Double.compare(found.number(row, column), expected.number(row, column)))
                        .isZero();
                assertThat(found.isMoment(row, column)).isEqualTo(expected.isMoment(row, column));
                assertThat(found.isText(row, column)).isEqualTo(expected.isText(row, column));
                if (expected.isMissing(row, column)) {
                    assertThat(found.token(row, column)).isEqualTo(expected.token(row, column));
                }
            }
        }
    }

    @Test
    void numbersOfFilesAreMappedAsTheyStand() {
        Matrix first = Matrix.of(2, 2, 1, 2, 3, 4);
        Matrix second = Matrix.of(1, 2, 5, Float.NaN);
        try (FrameFile file = FrameFile.in(folder)) {
            file.add(pictures(first, "x.png", "y.png"));
            file.add(pictures(second, "z.png"));
            assertThat(file.files()).containsExactly("x.png", "y.png", "z.png");
            assertThat(file.shape()).containsExactly(1, 2);
            assertThat(file.valueType()).isEqualTo(ValueType.UNSIGNED_BYTE);
            assertThat(file.plainNumbers().orElseThrow().toMatrix().array()).containsExactly(1, 2, 3, 4, 5, Float.NaN);
            assertThat(file.isNumbers()).isFalse();
            List<String> places = new ArrayList<>();
            file.parts().forEach(part -> places.add(part.place(0)));
            assertThat(places).containsExactly("x.png", "z.png");
        }
    }

    private static Frame pictures(Matrix numbers, String... files) {
        return Frame.of(NAMES, List.of(1, 2), ValueType.UNSIGNED_BYTE, numbers, new double[0])
                .ofFiles(List.of(files));
    }

    @Test
    void originsComeBack() {
        try (FrameFile file = FrameFile.in(folder)) {
            file.add(Frame.of(NAMES, List.of(2), ValueType.REAL, Matrix.of(1, 2, 1, 2), new double[] {1e9, 0}));
            assertThat(file.plainNumbers()).isEmpty();
            assertThat(file.parts().iterator().next().number(0, 0)).isEqualTo(1e9 + 1);
        }
    }

    @Test
    void whatIsMadeOfRowsStaysWhenCellsAreForgotten() {
        try (FrameFile file = FrameFile.in(folder)) {
            file.add(cells(3));
            file.add(cells(20));
            Rows kept = file.keep(1, part -> Matrix.of(3, 1, (float) part.number(0, 0), 0, 1));
            file.forgetCells();
            assertThat(kept.toMatrix().array()).containsExactly(3.1f, 0, 1, 20.1f, 0, 1);
        }
    }

    @Test
    void someColumns() {
        try (FrameFile file = FrameFile.in(folder)) {
            file.add(cells(3));
            Frames only = file.only(List.of("b"));
            assertThat(only.parts().iterator().next().text(0, 0)).isEqualTo("Zürich3");
            assertThat(only.columns()).isEqualTo(1);
            assertThat(only.keep(1, part -> Matrix.zeros(part.rows(), part.columns()))
                            .columns())
                    .isEqualTo(1);
        }
    }

    @Test
    void nothingIsLeftInTheFolder() throws IOException {
        try (FrameFile file = FrameFile.in(folder)) {
            file.add(cells(3));
            file.keep(1, part -> Matrix.zeros(3, 1));
        }
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void aDiskWithoutRoomIsRefusedWithBothNumbers() {
        assertThatThrownBy(() -> FrameFile.in(folder, 1e18))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("neither in memory nor on the disk")
                .hasMessageContaining("1000000000.0 GB");
    }

    @Test
    void partsOfAnotherTableAreRefused() {
        try (FrameFile file = FrameFile.in(folder)) {
            file.add(cells(3));
            assertThatThrownBy(() -> file.add(Frame.of(NAMES, Matrix.of(1, 2, 1, 2))))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }
}
