package hourglass.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import hourglass.data.row.ReadOptions;
import hourglass.data.row.RowReader;
import hourglass.picture.Patches;
import hourglass.problem.Problem;
import hourglass.problem.ProblemException;
import hourglass.table.Frame;
import hourglass.table.ValueType;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Pictures as rows: whole, cut into patches, read as grey, some of their pixels.
class PictureRowsTest {
    private static final ReadOptions PATCHES = ReadOptions.none().withPatches(new Patches(8));

    @TempDir
    Path folder;

    /// A picture whose grey at (x, y) is 16 y + x + start.
    private Path grey(String name, int width, int height, int start) throws IOException {
        int[] samples = IntStream.range(0, width * height)
                .map(i -> 16 * (i / width) + i % width + start)
                .toArray();
        return Drawn.write(Drawn.of(BufferedImage.TYPE_BYTE_GRAY, width, height, samples), "png", folder.resolve(name));
    }

    private RowReader open(ReadOptions options) {
        return DataFile.open(DataFile.files(folder.toString()), options);
    }

    private static double[] firstPixels(Frame rows) {
        return IntStream.range(0, rows.rows())
                .mapToDouble(row -> rows.number(row, 0))
                .toArray();
    }

    private static Problem problem(Runnable attempt) {
        ProblemException failure = catchThrowableOfType(ProblemException.class, attempt::run);
        assertThat(failure).as("a problem").isNotNull();
        return failure.problem();
    }

    @Test
    void patchesOverlapByHalfAndEndAtTheBorder() throws IOException {
        Path large = grey("a.png", 13, 9, 0);
        grey("b.png", 12, 7, 0);
        Path small = grey("c.png", 8, 8, 100);
        try (RowReader reader = open(PATCHES)) {
            assertThat(reader.shape()).containsExactly(8, 8);
            assertThat(reader.columns()).hasSize(64).startsWith("pixel0", "pixel1");
            assertThat(reader.valueType()).isEqualTo(ValueType.UNSIGNED_BYTE);
            assertThat(reader.rowCount()).hasValue(7);
            assertThat(reader.rowsAreFiles()).isTrue();
            assertThat(reader.rejected()).isZero();
            assertThat(reader.notes())
                    .contains(
                            "7 patches of 8 x 8 cut from 2 pictures",
                            "1 picture is smaller than a patch and passed over");
            Frame first = reader.read(4);
            assertThat(first.files()).containsOnly(large.toString());
            assertThat(first.patches()).contains(new Patches(8));
            // Left edges 0, 4 and 5, top edges 0 and 1: the fourth is at (0, 1).
            assertThat(firstPixels(first)).containsExactly(0, 4, 5, 16);
            assertThat(first.number(1, 63)).isEqualTo(16 * 7 + 4 + 7);
            Frame second = reader.read(100);
            assertThat(firstPixels(second)).containsExactly(20, 21, 100);
            assertThat(second.files()).containsExactly(large.toString(), large.toString(), small.toString());
            assertThat(second.place(0)).contains("a.png");
            assertThat(reader.read(5).rows()).isZero();
        }
    }

    @Test
    void patchesOfColourAreCutWithTheirColours() throws IOException {
        int[] samples = IntStream.range(0, 9 * 8 * 3).map(i -> i % 250).toArray();
        Drawn.write(Drawn.of(BufferedImage.TYPE_INT_RGB, 9, 8, samples), "png", folder.resolve("a.png"));
        try (RowReader reader = open(PATCHES)) {
            assertThat(reader.shape()).containsExactly(8, 8, 3);
            Frame rows = DataFile.read(reader, "pictures");
            assertThat(rows.rows()).isEqualTo(2);
            assertThat(rows.number(1, 0)).isEqualTo(3);
            // The first pixel of the second line, one to the right: line of 27 numbers.
            assertThat(rows.number(1, 24)).isEqualTo(30);
        }
    }

    @Test
    void patchesAreWhole() throws IOException {
        grey("a.png", 8, 8, 0);
        try (RowReader reader = open(PATCHES)) {
            reader.select(reader.columns());
            assertThat(problem(() -> reader.select(List.of("pixel3"))).text())
                    .contains("patches are whole", folder.resolve("a.png").toString());
            assertThat(reader.read(1).columns()).isEqualTo(64);
        }
    }

    @Test
    void picturesSmallerThanAPatchAreNoRows() throws IOException {
        grey("a.png", 12, 7, 0);
        Problem problem = problem(() -> open(PATCHES).close());
        assertThat(problem.kind()).isEqualTo(Problem.Kind.BAD_DATA);
        assertThat(problem.text())
                .contains("no picture has room for a patch", "expected at least 8 x 8 pixels", "found 12 x 7");
    }

    @Test
    void coloursBecomeGrey() throws IOException {
        Drawn.write(
                Drawn.of(BufferedImage.TYPE_INT_RGB, 2, 1, 10, 20, 30, 255, 0, 128), "png", folder.resolve("a.png"));
        grey("b.png", 2, 1, 7);
        int[] table = new int[] {0xFF0A141E, 0xFFFF0080};
        Drawn.write(Drawn.palette(2, 1, table, 1, 0), "png", folder.resolve("c.png"));
        try (RowReader reader = open(ReadOptions.none().withGrey())) {
            assertThat(reader.notes())
                    .contains("2 pictures in colour are read as grey, such as " + folder.resolve("a.png"));
            Frame rows = DataFile.read(reader, "pictures");
            assertThat(rows.shape()).containsExactly(1, 2);
            // 0.299 R + 0.587 G + 0.114 B: 18.15 and 90.837.
            assertThat(Fixtures.values(rows)).containsExactly(18, 91, 7, 8, 91, 18);
        }
    }

    @Test
    void pixelsAreChosenByName() throws IOException {
        Path file = grey("a.png", 3, 2, 0);
        try (RowReader reader = open(ReadOptions.none())) {
            reader.select(reader.columns());
            assertThat(reader.shape()).containsExactly(2, 3);
            reader.select(List.of("pixel4", "pixel1"));
            assertThat(reader.columns()).containsExactly("pixel4", "pixel1");
            assertThat(reader.shape()).containsExactly(2);
            assertThat(Fixtures.values(reader.read(5))).containsExactly(17, 1);
            assertThat(reader.rejected()).isZero();
            assertThatThrownBy(() -> reader.select(List.of("pixel0"))).isInstanceOf(IllegalStateException.class);
        }
        try (RowReader reader = open(ReadOptions.none())) {
            assertThat(problem(() -> reader.select(List.of("pixel6"))).text()).contains(file.toString(), "pixel6");
        }
    }

    @Test
    void anIntensityMayStandForNothing() throws IOException {
        Path file = grey("a.png", 3, 1, 0);
        Frame rows = DataFile.read(file, ReadOptions.none().withMissing(List.of("1")));
        assertThat(Fixtures.values(rows)).containsExactly(0, Double.NaN, 2);
    }

    @Test
    void aPictureThatChangesWhileItIsReadIsSaid() throws IOException {
        Path file = grey("a.png", 3, 2, 0);
        try (RowReader reader = open(ReadOptions.none())) {
            grey("a.png", 2, 3, 0);
            assertThat(problem(() -> reader.read(1)).text())
                    .contains("picture is not what its header says", file.toString());
            Files.delete(file);
            Problem gone = problem(() -> reader.read(1));
            assertThat(gone.text()).contains("at  " + file);
            assertThat(gone.kind()).isEqualTo(Problem.Kind.INPUT_OUTPUT);
        }
    }

    @Test
    void aPictureLargerThanMemoryIsRefusedBeforeItIsDecoded() throws IOException {
        byte[] claim = Drawn.claiming(60_000, 40_000);
        // As many bytes as so many pixels may come from.
        Path file = Files.write(folder.resolve("a.png"), Arrays.copyOf(claim, 2_325_582));
        for (ReadOptions options : List.of(ReadOptions.none(), PATCHES)) {
            Problem problem = problem(() -> DataFile.read(file, options));
            assertThat(problem.kind()).isEqualTo(Problem.Kind.BAD_DATA);
            assertThat(problem.text()).contains("does not fit in memory", file.toString());
        }
    }
}
