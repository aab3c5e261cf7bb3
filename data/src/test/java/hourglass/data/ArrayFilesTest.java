package hourglass.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import hourglass.data.row.ReadOptions;
import hourglass.data.row.RowReader;
import hourglass.problem.ProblemException;
import hourglass.table.Frame;
import hourglass.table.ValueType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ArrayFilesTest {
    private static final byte[] TWO_BY_THREE = Fixtures.littleEndianFloats(1, 2, 3, 4, 5, 6.5f);

    @TempDir
    Path folder;

    private Path file(String name, byte[] bytes) throws IOException {
        return Files.write(folder.resolve(name), bytes);
    }

    @Test
    void rowsOfAnArrayComeInOrder() throws IOException {
        Frame data = DataFile.read(file("a.npy", Fixtures.npy("<f4", false, "(2, 3)", TWO_BY_THREE)));
        assertThat(Fixtures.values(data)).containsExactly(1, 2, 3, 4, 5, 6.5f);
        assertThat(data.names()).containsExactly("column0", "column1", "column2");
        assertThat(data.shape()).containsExactly(3);
        assertThat(data.valueType()).isEqualTo(ValueType.REAL);
    }

    @Test
    void columnOrderIsTurned() throws IOException {
        // Stored column after column: element (i, j) = bytes[i + 2j].
        Frame data = DataFile.read(file("a.npy", Fixtures.npy("<f4", true, "(2, 3)", TWO_BY_THREE)));
        assertThat(Fixtures.values(data)).containsExactly(1, 3, 5, 2, 4, 6.5f);
    }

    @Test
    void columnOrderOfThreeDimensionsIsTurned() throws IOException {
        // Element (i, j, k) of shape (2, 2, 3) stands at i + 2 (j + 2 k).
        byte[] data = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11};
        byte[] npy = Fixtures.npy("|u1", true, "(2, 2, 3)", data);
        double[] expected = {0, 4, 8, 2, 6, 10, 1, 5, 9, 3, 7, 11};
        assertThat(Fixtures.values(DataFile.read(file("a.npy", npy)))).containsExactly(expected);
        Frame packed = DataFile.read(file("a.npz", Fixtures.zip(Map.of("a.npy", npy))));
        assertThat(Fixtures.values(packed)).containsExactly(expected);
        assertThat(packed.shape()).containsExactly(2, 3);
    }

    @ParameterizedTest
    @CsvSource({
        "|b1, '00 01', 0, 1",
        "|i1, 'ff 7f', -1, 127",
        "|u1, 'ff 7f', 255, 127",
        "<i2, 'feff 0100', -2, 1",
        ">i2, 'fffe 0001', -2, 1",
        "<u2, 'feff 0100', 65534, 1",
        ">i4, 'fffffffe 00000001', -2, 1",
        "<u4, 'ffffff7f 00000080', 2147483647, 2147483648",
        "<i8, 'ffffffffffffffff 0500000000000000', -1, 5",
        ">u8, '8000000000000000 0000000000000001', 9223372036854775808, 1",
        "<f2, '003c 00c0', 1, -2",
        ">f4, '3f800000 c0000000', 1, -2",
        "<f8, '000000000000f03f 00000000000000c0', 1, -2",
    })
    void everyTypeIsDecoded(String type, String hexadecimal, double first, double second) throws IOException {
        String digits = hexadecimal.replace(" ", "");
        byte[] data = HexFormat.of().parseHex(digits);
        Frame read = DataFile.read(file("a.npy", Fixtures.npy(type, false, "(2,)", data)));
        assertThat(read.rows()).isEqualTo(2);
        assertThat(Fixtures.values(read)).containsExactly(first, second);
    }

    @Test
    void picturesKeepTheirShape() throws IOException {
        byte[] idx = Fixtures.idx(new int[] {2, 1, 2}, new byte[] {0, (byte) 255, 7, 9});
        for (Path path :
                List.of(file("train-images-idx3-ubyte", idx), file("train-images-idx3-ubyte.gz", Fixtures.gzip(idx)))) {
            Frame data = DataFile.read(path);
            assertThat(data.shape()).containsExactly(1, 2);
            assertThat(data.names()).containsExactly("pixel0", "pixel1");
            assertThat(data.valueType()).isEqualTo(ValueType.UNSIGNED_BYTE);
            assertThat(Fixtures.values(data)).containsExactly(0, 255, 7, 9);
        }
    }

    @Test
    void columnsAreChosenInTheOrderAsked() throws IOException {
        Path path = file("a.npy", Fixtures.npy("<i8", false, "(2, 3)", Fixtures.littleEndianLongs(1, 2, 3, 4, 5, 6)));
        try (RowReader reader = DataFile.open(path, ReadOptions.none())) {
            reader.select(List.of("column2", "column0"));
            Frame data = reader.read(5);
            assertThat(Fixtures.values(data)).containsExactly(3, 1, 6, 4);
            assertThat(data.names()).containsExactly("column2", "column0");
            assertThat(data.shape()).containsExactly(2);
            assertThat(reader.read(5).rows()).isZero();
        }
        try (RowReader reader = DataFile.open(path, ReadOptions.none())) {
            assertThatThrownBy(() -> reader.select(List.of("colum0")))
                    .hasMessageContaining("did you mean \"column0\"?");
        }
    }

    @Test
    void membersOfAnNpzAreChosen() throws IOException {
        byte[] table = Fixtures.npy("<f4", false, "(2, 3)", TWO_BY_THREE);
        byte[] labels = Fixtures.npy("<i8", false, "(2,)", Fixtures.littleEndianLongs(7, 8));
        Map<String, byte[]> members = new TreeMap<>(Map.of("table.npy", table, "y.npy", labels));
        Path one = file("one.npz", Fixtures.zip(members));
        try (RowReader reader = DataFile.open(one, ReadOptions.none())) {
            assertThat(reader.columns()).hasSize(3);
            reader.select(List.of("column1", "y"));
            assertThat(Fixtures.values(reader.read(1))).containsExactly(2, 7);
            assertThat(Fixtures.values(reader.read(1))).containsExactly(5, 8);
        }
        members.put("other.npy", table);
        Path two = file("two.npz", Fixtures.zip(members));
        assertThatThrownBy(() -> DataFile.read(two))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("several arrays")
                .hasMessageContaining("\"other\", \"table\", \"y\"");
        assertThatThrownBy(() -> DataFile.read(two, ReadOptions.none().withArray("tabel")))
                .hasMessageContaining("did you mean \"table\"?");
        assertThat(DataFile.read(two, ReadOptions.none().withArray("table")).rows())
                .isEqualTo(2);
    }

    @Test
    void aWrongChecksumInAnNpzIsNoticed() throws IOException {
        byte[] zip = Fixtures.zip(Map.of("a.npy", Fixtures.npy("<f4", false, "(2, 3)", TWO_BY_THREE)));
        // The checksum of the only member stands 16 bytes into its entry of the central directory.
        for (int i = 0; i < zip.length - 4; i++) {
            if (zip[i] == 'P' && zip[i + 1] == 'K' && zip[i + 2] == 1 && zip[i + 3] == 2) {
                zip[i + 16] ^= 1;
            }
        }
        Path path = file("a.npz", zip);
        assertThatThrownBy(() -> DataFile.read(path)).hasMessageContaining("wrong checksum");
    }

    @Test
    void lengthsAreHeldAgainstTheHeader() throws IOException {
        byte[] npy = Fixtures.npy("<f4", false, "(2, 4)", TWO_BY_THREE);
        Path shortFile = file("a.npy", npy);
        assertThatThrownBy(() -> DataFile.read(shortFile))
                .hasMessageContaining("truncated")
                .hasMessageContaining("expected " + (npy.length + 8) + " bytes, found " + npy.length + " bytes");
        Path huge = file("b.idx.gz", Fixtures.gzip(Fixtures.idx(new int[] {1, 2147483647}, new byte[10])));
        assertThatThrownBy(() -> DataFile.read(huge)).hasMessageContaining("truncated");
        Path bytesLeft = file("c.npy", Fixtures.npy("<f4", false, "(1, 3)", TWO_BY_THREE));
        assertThatThrownBy(() -> DataFile.read(bytesLeft)).hasMessageContaining("bytes after its end");
    }

    @Test
    void nothingIsMissingAndTheInfiniteIsDelivered() throws IOException {
        byte[] data = Fixtures.littleEndianFloats(1, 2, Float.NaN, 4, 5, Float.POSITIVE_INFINITY);
        Path path = file("a.npy", Fixtures.npy("<f4", false, "(3, 2)", data));
        Frame rows = DataFile.read(path);
        assertThat(rows.isMissing(1, 0)).isTrue();
        assertThat(rows.number(2, 1)).isInfinite();
        Frame without = DataFile.read(path, ReadOptions.none().withMissing(List.of("5")));
        assertThat(without.isMissing(2, 0)).isTrue();
    }

    @Test
    void largeOffsetsCostNoDigits() throws IOException {
        // Northings in millimetres, moments in milliseconds, a constant, and numbers that need no origin.
        double[][] rows = {
            {5_400_000.001, 1.7e12 + 3, 0.1, -3.5},
            {5_400_000.002, 1.7e12 + 4, 0.1, 4},
            {5_400_000.004, 1.7e12 + 9, 0.1, 0}
        };
        ByteBuffer bytes = ByteBuffer.allocate(8 * 12).order(ByteOrder.LITTLE_ENDIAN);
        for (double[] row : rows) {
            for (double value : row) {
                bytes.putDouble(value);
            }
        }
        Path path = file("a.npy", Fixtures.npy("<f8", false, "(3, 4)", bytes.array()));
        Frame data = DataFile.read(path);
        assertThat(data.origins()).hasSize(4);
        assertThat(data.origins()[3]).isZero();
        for (int row = 0; row < 3; row++) {
            assertThat(data.number(row, 0)).isCloseTo(rows[row][0], within(1e-6));
            assertThat(data.number(row, 1)).isEqualTo(rows[row][1]);
            assertThat(data.number(row, 2)).isEqualTo(0.1);
            assertThat(data.number(row, 3)).isEqualTo(rows[row][3]);
        }
        try (RowReader reader = DataFile.open(path, ReadOptions.none())) {
            reader.select(List.of("column3", "column1"));
            reader.read(1);
            Frame second = reader.read(1);
            assertThat(second.number(0, 1)).isEqualTo(rows[1][1]);
            assertThat(second.place(0)).isEqualTo("row 2");
        }
    }

    @Test
    void orderNumbersAreExact() throws IOException {
        long[] orders = {4_000_000_001L, 4_000_000_002L, 4_000_000_077L};
        Frame data =
                DataFile.read(file("a.npy", Fixtures.npy("<i8", false, "(3,)", Fixtures.littleEndianLongs(orders))));
        for (int row = 0; row < 3; row++) {
            assertThat(data.number(row, 0)).isEqualTo((double) orders[row]);
        }
    }

    @Test
    void standardInputIsToldByItsFirstBytes() {
        byte[] npy = Fixtures.npy("<f4", false, "(2, 3)", TWO_BY_THREE);
        byte[] idx = Fixtures.gzip(Fixtures.idx(new int[] {2, 3}, new byte[6]));
        byte[] npz = Fixtures.zip(Map.of("a.npy", npy));
        for (byte[] bytes : List.of(npy, idx, npz)) {
            try (RowReader reader =
                    DataFile.open(new ByteArrayInputStream(bytes), "standard input", ReadOptions.none())) {
                assertThat(reader.read(5).rows()).isEqualTo(2);
            }
        }
    }
}
