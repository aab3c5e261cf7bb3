package hourglass.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import hourglass.data.row.ReadOptions;
import hourglass.data.row.RowReader;
import hourglass.problem.Problem;
import hourglass.problem.ProblemException;
import hourglass.table.Frame;
import hourglass.table.ValueType;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Pictures as rows: what each format, depth and kind of pixel means, and what is said of those that are no use.
class PicturesTest {
    private static final int SEED = 20_261_126;
    private static final int MUTATIONS = 150;

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"png", "bmp", "tiff"})
    void greysAreReadAsTheyAreStored(String format) throws IOException {
        BufferedImage image = Drawn.of(BufferedImage.TYPE_BYTE_GRAY, 3, 2, 0, 1, 77, 128, 254, 255);
        Frame rows = DataFile.read(Drawn.write(image, format, folder.resolve("no-suffix")));
        assertThat(rows.shape()).containsExactly(2, 3);
        assertThat(rows.valueType()).isEqualTo(ValueType.UNSIGNED_BYTE);
        assertThat(Fixtures.values(rows)).containsExactly(0, 1, 77, 128, 254, 255);
        assertThat(rows.names()).startsWith("pixel0").hasSize(6);
        assertThat(rows.place(0)).isEqualTo(folder.resolve("no-suffix").toString());
    }

    /// Of more than four rows: below, the reader of the JDK takes interlaced ones, as its writer makes them, for ended.
    @Test
    void greyGifsAreReadAsTheyAreStored() throws IOException {
        BufferedImage image = noise(BufferedImage.TYPE_BYTE_GRAY, 6);
        Frame rows = DataFile.read(Drawn.write(image, "gif", folder.resolve("a.gif")));
        assertThat(rows.shape()).containsExactly(6, 6);
        assertThat(Fixtures.values(rows)).containsExactly(image.getRaster().getPixels(0, 0, 6, 6, (double[]) null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "bmp", "tiff"})
    void coloursAreRedGreenBlueWithinAPixel(String format) throws IOException {
        BufferedImage image = Drawn.of(BufferedImage.TYPE_INT_RGB, 2, 1, 10, 20, 30, 255, 0, 128);
        Frame rows = DataFile.read(Drawn.write(image, format, folder.resolve("a." + format)));
        assertThat(rows.shape()).containsExactly(1, 2, 3);
        assertThat(Fixtures.values(rows)).containsExactly(10, 20, 30, 255, 0, 128);
    }

    @Test
    void sixteenBitsKeepTheirRange() throws IOException {
        BufferedImage image = Drawn.of(BufferedImage.TYPE_USHORT_GRAY, 3, 1, 0, 1234, 65_535);
        Path deep = Drawn.write(image, "png", folder.resolve("a.png"));
        Frame rows = DataFile.read(deep);
        assertThat(Fixtures.values(rows)).containsExactly(0, 1234, 65_535);
        assertThat(rows.valueType()).isEqualTo(ValueType.INTEGER);
        Drawn.write(Drawn.of(BufferedImage.TYPE_BYTE_GRAY, 3, 1, 0, 1, 255), "png", folder.resolve("b.png"));
        assertThat(Fixtures.values(all())).containsExactly(0, 1234, 65_535, 0, 257, 65_535);
        assertThat(notes()).anyMatch(note -> note.startsWith("1 picture of 8 bits is read with the range"));
    }

    @Test
    void oneBitIsBlackOrWhite() throws IOException {
        BufferedImage image = Drawn.of(BufferedImage.TYPE_BYTE_BINARY, 3, 1, 0, 1, 0);
        Frame rows = DataFile.read(Drawn.write(image, "png", folder.resolve("a.png")));
        assertThat(rows.shape()).containsExactly(1, 3);
        assertThat(Fixtures.values(rows)).containsExactly(0, 255, 0);
    }

    @Test
    void palettesAreExpanded() throws IOException {
        // The BMP writer of the JDK writes 8-bit pixels by short palettes wrong.
        int[] table = Arrays.copyOf(new int[] {0xFF0A141E, 0xFFFF0080}, 256);
        BufferedImage colours = Drawn.palette(1, 5, table, 1, 0, 1, 0, 0);
        for (String format : List.of("png", "gif", "bmp")) {
            Frame rows = DataFile.read(Drawn.write(colours, format, folder.resolve("colours." + format)));
            assertThat(Fixtures.values(rows))
                    .as(format)
                    .containsExactly(255, 0, 128, 10, 20, 30, 255, 0, 128, 10, 20, 30, 10, 20, 30);
        }
        BufferedImage greys = Drawn.palette(1, 5, new int[] {0xFF0A0A0A, 0xFFC8C8C8}, 1, 0, 0, 1, 0);
        Frame rows = DataFile.read(Drawn.write(greys, "gif", folder.resolve("greys.gif")));
        assertThat(Fixtures.values(rows)).containsExactly(200, 10, 10, 200, 10);
        assertThat(rows.shape()).containsExactly(5, 1);
    }

    @Test
    void alphaIsLaidOverWhite() throws IOException {
        // 255 · (1 − 51/255) + 100 · 51/255 = 224
        Drawn.write(
                Drawn.of(BufferedImage.TYPE_INT_ARGB, 2, 1, 100, 0, 255, 51, 1, 2, 3, 0),
                "png",
                folder.resolve("b.png"));
        Drawn.write(
                Drawn.of(BufferedImage.TYPE_INT_ARGB, 2, 1, 9, 8, 7, 255, 6, 5, 4, 255),
                "png",
                folder.resolve("a.png"));
        assertThat(Fixtures.values(all())).containsExactly(9, 8, 7, 6, 5, 4, 224, 204, 255, 255, 255, 255);
        assertThat(notes())
                .containsOnlyOnce(
                        "1 picture shines through and is laid over white, such as " + folder.resolve("b.png"));
        BufferedImage clear = Drawn.palette(1, 5, new int[] {0xFF000000, 0x00000000}, 0, 1, 1, 0, 0);
        Path gif = Drawn.write(clear, "gif", folder.resolve("c.gif"));
        assertThat(Fixtures.values(DataFile.read(gif))).containsExactly(0, 255, 255, 0, 0);
    }

    @ParameterizedTest
    @CsvSource({
        "1, ab/cd/ef",
        "2, ba/dc/fe",
        "3, fe/dc/ba",
        "4, ef/cd/ab",
        "5, ace/bdf",
        "6, eca/fdb",
        "7, fdb/eca",
        "8, bdf/ace",
        "0, ab/cd/ef",
        "9, ab/cd/ef"
    })
    void exifTurnsAndMirrors(int code, String shown) throws IOException {
        byte[] jpeg = Drawn.bytes(blocks(), "jpeg");
        for (ByteOrder order : List.of(ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN)) {
            Path file = Files.write(folder.resolve("photo.jpg"), Drawn.withExif(jpeg, Drawn.orientation(order, code)));
            Frame rows = DataFile.read(file);
            String[] lines = shown.split("/", -1);
            assertThat(rows.shape()).containsExactly(8 * lines.length, 8 * lines[0].length());
            int width = rows.shape().get(1);
            for (int y = 0; y < lines.length; y++) {
                for (int x = 0; x < lines[0].length(); x++) {
                    double expected = 40 * (lines[y].charAt(x) - 'a' + 1);
                    assertThat(rows.number(0, (8 * y + 4) * width + 8 * x + 4)).isCloseTo(expected, within(3.0));
                }
            }
        }
    }

    /// Six blocks of one grey each, 40 for a to 240 for f: `ab/cd/ef`.
    private static BufferedImage blocks() {
        int[] samples = IntStream.range(0, 16 * 24)
                .map(i -> 40 * (2 * (i / 16 / 8) + i % 16 / 8 + 1))
                .toArray();
        return Drawn.of(BufferedImage.TYPE_BYTE_GRAY, 16, 24, samples);
    }

    @Test
    void damagedExifMeansUpright() throws IOException {
        byte[] jpeg = Drawn.bytes(blocks(), "jpeg");
        byte[] tiff = Drawn.orientation(ByteOrder.BIG_ENDIAN, 6);
        for (int length = 0; length < tiff.length - 8; length++) {
            Path file = Files.write(folder.resolve("photo.jpg"), Drawn.withExif(jpeg, Arrays.copyOf(tiff, length)));
            assertThat(DataFile.read(file).shape()).as("%d bytes", length).containsExactly(24, 16);
        }
        byte[] beyond = tiff.clone();
        Arrays.fill(beyond, 4, 8, (byte) 0xFF);
        Path file = Files.write(folder.resolve("photo.jpg"), Drawn.withExif(jpeg, beyond));
        assertThat(DataFile.read(file).shape()).containsExactly(24, 16);
    }

    @Test
    void aFolderIsOneTableInTheOrderOfNames() throws IOException {
        for (int i : new int[] {3, 1, 2}) {
            Drawn.write(Drawn.of(BufferedImage.TYPE_BYTE_GRAY, 2, 1, i, 0), "png", folder.resolve("p" + i + ".png"));
        }
        Files.writeString(folder.resolve("a.png"), "no picture, whatever its name says\n");
        Files.writeString(folder.resolve("readme.txt"), "read me\n");
        List<Path> files = DataFile.files(folder.toString());
        assertThat(DataFile.tables(files)).containsExactly(files);
        try (RowReader reader = DataFile.open(files, ReadOptions.none())) {
            assertThat(reader.rowsAreFiles()).isTrue();
            assertThat(reader.rowCount()).hasValue(3);
            Frame first = reader.read(2);
            assertThat(Fixtures.values(first)).containsExactly(1, 0, 2, 0);
            Frame second = reader.read(2);
            assertThat(second.files()).containsExactly(folder.resolve("p3.png").toString());
            assertThat(reader.read(2).rows()).isZero();
            assertThat(reader.notes())
                    .containsExactly(
                            "3 pictures read as one table, in the order of their names",
                            "2 files are no pictures and are passed over, such as " + folder.resolve("a.png"));
        }
        assertThat(all().files()).hasSize(3).last().asString().endsWith("p3.png");
    }

    @Test
    void tablesWithAPictureAmongThemStayTables() throws IOException {
        Drawn.write(Drawn.of(BufferedImage.TYPE_BYTE_GRAY, 1, 1, 0), "png", folder.resolve("plot.png"));
        Files.writeString(folder.resolve("a.csv"), "x,y\n1,2\n");
        Files.writeString(folder.resolve("b.csv"), "x,y\n3,4\n");
        assertThat(DataFile.tables(DataFile.files(folder.toString()))).hasSize(3);
    }

    @Test
    void greyAmongColoursBecomesColour() throws IOException {
        Drawn.write(Drawn.of(BufferedImage.TYPE_BYTE_GRAY, 1, 1, 7), "png", folder.resolve("a.png"));
        Drawn.write(Drawn.of(BufferedImage.TYPE_INT_RGB, 1, 1, 1, 2, 3), "png", folder.resolve("b.png"));
        assertThat(Fixtures.values(all())).containsExactly(7, 7, 7, 1, 2, 3);
        assertThat(notes())
                .contains("1 picture is grey and becomes colour like the others, such as " + folder.resolve("a.png"));
    }

    @Test
    void sizesMustAgree() throws IOException {
        Path first = Drawn.write(Drawn.of(BufferedImage.TYPE_BYTE_GRAY, 1, 2, 0, 0), "png", folder.resolve("a.png"));
        Path second = Drawn.write(Drawn.of(BufferedImage.TYPE_BYTE_GRAY, 2, 1, 0, 0), "png", folder.resolve("b.png"));
        assertThatThrownBy(this::all)
                .hasMessageContaining("pictures have different sizes")
                .hasMessageContaining(second.toString())
                .hasMessageContaining("expected 1 x 2 (width x height), as " + first + ", found 2 x 1");
    }

    @Test
    void aClaimedSizeIsNotBelieved() throws IOException {
        Path file = Files.write(folder.resolve("bomb.png"), Drawn.claiming(60_000, 60_000));
        assertThat(Fixtures.problem(file, ReadOptions.none()))
                .contains("picture claims more pixels than its file can hold")
                .contains("found 60000 x 60000");
    }

    @Test
    void pixelsThatAreNotPackedNeedTheirBytes() throws IOException {
        Path file = Drawn.write(Drawn.of(BufferedImage.TYPE_BYTE_GRAY, 2, 1, 1, 2), "bmp", folder.resolve("a.bmp"));
        assertThat(DataFile.read(file).shape()).containsExactly(1, 2);
        byte[] bytes = Files.readAllBytes(file);
        // Bits 16 to 23 of the height.
        bytes[24] = 6;
        Files.write(file, bytes);
        assertThat(Fixtures.problem(file, ReadOptions.none()))
                .contains("picture claims more pixels than its file can hold")
                .contains("found 2 x 393217");
    }

    /// A size that deflate could make of the bytes is believed until they are read, and no longer.
    @Test
    void aDamagedPictureTakesTheMemoryOfItsSamplesAlone() throws IOException {
        byte[] claiming = Arrays.copyOf(Drawn.claiming(2000, 2000), 20_000);
        Path file = Files.write(folder.resolve("a.png"), claiming);
        long taken = Fixtures.memory(
                () -> assertThat(Fixtures.problem(file, ReadOptions.none())).contains("picture cannot be read"));
        assertThat(taken).isLessThan(30_000_000);
    }

    /// Blank pictures are packed as tightly as any.
    @ParameterizedTest
    @ValueSource(strings = {"png", "jpg", "gif", "bmp", "tif"})
    void whatAFileCanHoldIsRead(String format) throws IOException {
        for (int type :
                new int[] {BufferedImage.TYPE_BYTE_BINARY, BufferedImage.TYPE_BYTE_GRAY, BufferedImage.TYPE_INT_RGB}) {
            BufferedImage blank = new BufferedImage(1200, 900, type);
            Path file = Drawn.write(blank, format, folder.resolve("blank." + format));
            assertThat(DataFile.read(file).shape()).startsWith(900, 1200);
        }
    }

    @Test
    void faxesOfWhitePaperAreRead() throws IOException {
        BufferedImage blank = new BufferedImage(2000, 3000, BufferedImage.TYPE_BYTE_BINARY);
        Path file = folder.resolve("fax.tif");
        ImageWriter writer = ImageIO.getImageWritersByFormatName("tiff").next();
        try (ImageOutputStream out = ImageIO.createImageOutputStream(file.toFile())) {
            writer.setOutput(out);
            ImageWriteParam settings = writer.getDefaultWriteParam();
            settings.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            settings.setCompressionType("CCITT T.6");
            writer.write(null, new IIOImage(blank, null, null), settings);
        } finally {
            writer.dispose();
        }
        assertThat(Files.size(file)).isLessThan(2000 * 3000 / 1000);
        assertThat(DataFile.read(file).shape()).containsExactly(3000, 2000);
    }

    @Test
    void onlyGreyAndRedGreenBlueAreRead() throws IOException {
        byte[] jpeg = Drawn.bytes(Drawn.of(BufferedImage.TYPE_INT_RGB, 8, 8, new int[192]), "jpeg");
        for (int i = 0; i < jpeg.length - 9; i++) {
            if (jpeg[i] == (byte) 0xFF && jpeg[i + 1] == (byte) 0xC0) {
                jpeg[i + 9] = 4;
            }
        }
        String problem = Fixtures.problem(Files.write(folder.resolve("print.jpg"), jpeg), ReadOptions.none());
        assertThat(problem).contains("FILE").containsAnyOf("CMYK", "picture cannot be read");
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "jpeg", "bmp", "gif", "tiff"})
    void aTruncatedFileIsAnErrorWithItsName(String format) throws IOException {
        byte[] bytes = Drawn.bytes(noise(BufferedImage.TYPE_BYTE_GRAY, 40), format);
        for (double share : new double[] {0.15, 0.5, 0.9}) {
            Path file = Drawn.cut(bytes, share, folder.resolve("cut"));
            assertThat(Fixtures.problem(file, ReadOptions.none()))
                    .as("%s of it", share)
                    .contains("FILE");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "jpeg", "bmp", "gif", "tiff"})
    void damageIsNeverAFaultOfOurs(String format) throws IOException {
        byte[] bytes = Drawn.bytes(noise(BufferedImage.TYPE_INT_RGB, 12), format);
        Random random = new Random(SEED);
        for (int i = 0; i < MUTATIONS; i++) {
            byte[] damaged = bytes.clone();
            for (int j = 0; j <= i % 4; j++) {
                damaged[random.nextInt(i % 2 == 0 ? Math.min(64, bytes.length) : bytes.length)] =
                        (byte) random.nextInt(256);
            }
            Path file = Files.write(folder.resolve("damaged." + format), damaged);
            try {
                DataFile.read(file);
            } catch (ProblemException e) {
                assertThat(e.problem().kind()).as("mutation %d", i).isEqualTo(Problem.Kind.BAD_DATA);
            }
        }
    }

    @Test
    void aTableThatBeginsLikeABitmapIsATable() throws IOException {
        Path file = Files.writeString(folder.resolve("bmi.csv"), "BMI,age,weight,height,pulse\n22,40,70,178,60\n");
        assertThat(DataFile.read(file).names()).startsWith("BMI", "age");
    }

    private static BufferedImage noise(int type, int side) {
        Random random = new Random(SEED);
        BufferedImage image = new BufferedImage(side, side, type);
        int count = side * side * image.getRaster().getNumBands();
        image.getRaster().setPixels(0, 0, side, side, random.ints(count, 0, 256).toArray());
        return image;
    }

    private Frame all() {
        try (RowReader reader = DataFile.open(DataFile.files(folder.toString()), ReadOptions.none())) {
            return DataFile.read(reader, folder.toString());
        }
    }

    private List<String> notes() {
        try (RowReader reader = DataFile.open(DataFile.files(folder.toString()), ReadOptions.none())) {
            DataFile.read(reader, folder.toString());
            return reader.notes();
        }
    }
}
