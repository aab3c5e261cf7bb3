package hourglass.hostile;

import hourglass.data.OutputFile;
import hourglass.data.row.OutputColumn;
import hourglass.data.row.RowWriter;
import hourglass.table.Frame;
import hourglass.table.FrameBuilder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.zip.CRC32;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// Arrays and tables of rows.
final class Tables {
    /// Parquet is DuckDB's to read, which takes milliseconds.
    private static final int SLOW = 20_000;
    private static final int QUICK = Integer.MAX_VALUE;
    private static final int NPY_START = 10;

    private Tables() {}

    static List<Target> of(Targets targets) throws IOException {
        List<byte[]> arrays = List.of(
                npy("<f4", "False", "(2, 3)", 24),
                npy("<i8", "True", "(2, 2)", 32),
                npy(">f8", "False", "(4,)", 32),
                npy("|u1", "False", "(2, 3, 4)", 24),
                npy("<f2", "True", "(3, 2)", 12),
                npy("|b1", "False", "(8, 1)", 8));
        List<byte[]> idx = List.of(idx(8, 1, 2, 2, 3), idx(13, 4, 5, 2), idx(14, 8, 6), idx(11, 2, 1, 2, 3, 2));
        Mutation npy = npyMutation();
        Mutation idxMutation = ByteMutation.ofWords("\0\0\b\1", "\0\0\16\3");
        List<byte[]> csv = List.of(
                Targets.utf8("a,b,\"c\"\n1,2.5,\"7\"\n3,-4e2,8\n5,6,0.25\n"),
                Targets.utf8("name;when;x\r\n\"a\"\"b\";2020-01-02;1,5\r\nc;2021-12-31 23:59;-3\r\n"),
                Targets.utf8("1\t2\t3\n4\t\t6\n7\tNA\t9\n"),
                "\uFEFFx,y\n1,é\n2,\uD83D\uDE00\n".getBytes(StandardCharsets.UTF_16LE));
        Mutation text = Mutation.anyOf(
                TextMutation.ofWords("\"", ",", ";", "\t", "\n", "\r\n", "NA", "inf", "2020-01-01", "true"),
                ByteMutation.ofWords("\"", "\"\"", ",", ";", "|", "\r", "\n", "\0", "\u00FF\u00FE", "1e999"));
        List<byte[]> lines = List.of(
                Targets.utf8("{\"a\": 1, \"b\": 2.5}\n{\"b\": -4e2, \"a\": 3}\n"),
                Targets.utf8("[{\"a\": [1, 2], \"b\": \"x\\u00e9\\n\"}, {\"a\": [3, null], \"b\": {\"c\": [true]}}]"),
                Targets.utf8("{\"when\": \"2020-01-02\", \"x\": null}\n{\"x\": 9007199254740993}\n"));
        Mutation json = Mutation.anyOf(
                TextMutation.ofWords("a", "b", "c", "x", "{", "}", "[", "]", "\n"),
                ByteMutation.ofWords("{", "\"", "\\u", "\n"));
        List<byte[]> archives = List.of(zip(arrays.get(0), arrays.get(2)), zip(arrays.get(3)));
        List<byte[]> parquet = List.of(parquet(50), parquet(3));
        return List.of(
                new Target("npy", 300, QUICK, arrays, npy, targets.rows("a.npy")),
                new Target(
                        "npz",
                        200,
                        QUICK,
                        archives,
                        Mutation.anyOf(
                                ByteMutation.ofWords("PK\1\2", "PK\3\4", "PK\5\6", ".npy"),
                                (seeds, random) -> zip(npy.of(arrays, random), npy.of(arrays, random))),
                        targets.rows("a.npz")),
                new Target("idx", 300, QUICK, idx, idxMutation, targets.rows("a.idx")),
                new Target(
                        "idx.gz",
                        200,
                        QUICK,
                        idx.stream().map(Tables::gzip).toList(),
                        Mutation.anyOf(
                                ByteMutation.ofWords("\u001F\u008B"),
                                (seeds, random) -> gzip(idxMutation.of(idx, random))),
                        targets.rows("a.idx.gz")),
                new Target("csv", 300, QUICK, csv, text, targets.rows("a.csv")),
                new Target(
                        "csv.gz",
                        100,
                        QUICK,
                        csv.stream().map(Tables::gzip).toList(),
                        (seeds, random) -> gzip(text.of(csv, random)),
                        targets.rows("a.csv.gz")),
                new Target("json lines", 300, QUICK, lines, json, targets.rows("a.jsonl")),
                new Target("parquet", 20, SLOW, parquet, footerOrAnywhere(), targets.rows("a.parquet")));
    }

    static byte[] npy(String type, String columnMajor, String shape, int dataBytes) {
        byte[] data = new byte[dataBytes];
        for (int i = 0; i < dataBytes; i++) {
            // Small numbers in every type, truth values too.
            data[i] = (byte) (i % 3 == 0 ? 1 : 0);
        }
        return npy("{'descr': '" + type + "', 'fortran_order': " + columnMajor + ", 'shape': " + shape + ", }\n", data);
    }

    private static byte[] npy(String header, byte[] data) {
        byte[] text = header.getBytes(StandardCharsets.ISO_8859_1);
        ByteBuffer file =
                ByteBuffer.allocate(NPY_START + text.length + data.length).order(ByteOrder.LITTLE_ENDIAN);
        file.put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0}).putShort((short) text.length);
        return file.put(text).put(data).array();
    }

    /// Half of them in the header's text, whose length fits again afterwards.
    private static Mutation npyMutation() {
        String[] words = {
            "descr",
            "'descr'",
            "fortran_order",
            "shape",
            "'<f4'",
            "'|O'",
            "'>u8'",
            "'=i2'",
            "'<c16'",
            "True",
            "False",
            "(",
            ")",
            "(1,)",
            "()",
            "2147483647",
            "-1",
            "[('a', '<f4')]",
            "4294967296",
            "L",
            "}"
        };
        TextMutation text = TextMutation.ofWords(words);
        return Mutation.anyOf(ByteMutation.ofWords(words), (seeds, random) -> {
            byte[] seed = Mutation.one(seeds, random);
            int end = NPY_START + (seed[8] & 0xFF);
            String header = new String(Arrays.copyOfRange(seed, NPY_START, end), StandardCharsets.ISO_8859_1);
            String changed = text.text(header, random);
            return npy(
                    changed.substring(0, Math.min(changed.length(), 65_535)),
                    Arrays.copyOfRange(seed, end, seed.length));
        });
    }

    private static byte[] idx(int type, int bytes, int... dimensions) {
        int numbers = Arrays.stream(dimensions).reduce(1, (a, b) -> a * b);
        ByteBuffer file = ByteBuffer.allocate(4 + 4 * dimensions.length + bytes * numbers);
        file.put(new byte[] {0, 0, (byte) type, (byte) dimensions.length});
        for (int dimension : dimensions) {
            file.putInt(dimension);
        }
        return file.array();
    }

    static byte[] gzip(byte[] bytes) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream stream = new GZIPOutputStream(packed)) {
            stream.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }

    /// Members that are stored, so that damage reaches them, or packed.
    private static byte[] zip(byte[]... members) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (ZipOutputStream stream = new ZipOutputStream(packed)) {
            for (int i = 0; i < members.length; i++) {
                ZipEntry entry = new ZipEntry((i == 0 ? "X" : "y" + i) + ".npy");
                if (members[i].length % 2 == 0) {
                    entry.setMethod(ZipEntry.STORED);
                    entry.setSize(members[i].length);
                    CRC32 sum = new CRC32();
                    sum.update(members[i]);
                    entry.setCrc(sum.getValue());
                }
                stream.putNextEntry(entry);
                stream.write(members[i]);
                stream.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }

    /// What a Parquet file says of itself stands at its end.
    private static Mutation footerOrAnywhere() {
        ByteMutation anywhere = ByteMutation.ofWords("PAR1", "duckdb_schema", "\25\4\31");
        return Mutation.anyOf(anywhere, (List<byte[]> seeds, RandomGenerator random) -> {
            byte[] seed = Mutation.one(seeds, random);
            int length = ByteBuffer.wrap(seed).order(ByteOrder.LITTLE_ENDIAN).getInt(seed.length - 8);
            int start = seed.length - 8 - length;
            byte[] footer = anywhere.of(List.of(Arrays.copyOfRange(seed, start, seed.length - 8)), random);
            return ByteBuffer.allocate(start + footer.length + 8)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .put(seed, 0, start)
                    .put(footer)
                    .putInt(footer.length)
                    .put("PAR1".getBytes(StandardCharsets.US_ASCII))
                    .array();
        });
    }

    private static byte[] parquet(int rows) throws IOException {
        Path file = Files.createTempDirectory("hourglass-hostile").resolve("whole.parquet");
        try (RowWriter writer = OutputFile.create(file, List.of(OutputColumn.number("a"), OutputColumn.text("b")))) {
            FrameBuilder builder = Frame.builder(List.of("a", "b"));
            for (int i = 0; i < rows; i++) {
                builder.number(i).text("t" + i % 3).endRow();
            }
            writer.write(builder.build());
            writer.commit();
        }
        byte[] bytes = Files.readAllBytes(file);
        Files.delete(file);
        Files.delete(file.toAbsolutePath().getParent());
        return bytes;
    }
}
