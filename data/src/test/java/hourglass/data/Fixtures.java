package hourglass.data;

import com.sun.management.ThreadMXBean;
import hourglass.data.row.ReadOptions;
import hourglass.data.row.RowReader;
import hourglass.problem.Problem;
import hourglass.problem.ProblemException;
import hourglass.table.Frame;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// Array files made byte by byte, independently of the code under test.
public final class Fixtures {
    private Fixtures() {}

    /// All numbers of a frame, row by row; NaN where there is none.
    public static double[] values(Frame rows) {
        double[] values = new double[rows.rows() * rows.columns()];
        for (int i = 0; i < values.length; i++) {
            values[i] = rows.number(i / rows.columns(), i % rows.columns());
        }
        return values;
    }

    /// A column as a person would write it.
    public static List<String> texts(Frame rows, String column) {
        return IntStream.range(0, rows.rows())
                .mapToObj(row -> rows.text(row, rows.indexOf(column)))
                .toList();
    }

    /// What is said about a file that cannot be read.
    public static String problem(Path file, ReadOptions options) {
        try {
            Frame read = DataFile.read(file, options);
            throw new AssertionError("expected a problem, read " + read);
        } catch (ProblemException e) {
            if (e.problem().kind() == Problem.Kind.INTERNAL) {
                throw new AssertionError(e);
            }
            return e.problem().text().replace(file + "", "FILE");
        }
    }

    /// What was noted while reading all rows of a file.
    public static List<String> notes(Path file, ReadOptions options) {
        try (RowReader reader = DataFile.open(file, options)) {
            DataFile.read(reader, file.toString());
            return reader.notes();
        }
    }

    /// An `.npy` file of version 1.0.
    public static byte[] npy(String type, boolean columnMajor, String shape, byte[] data) {
        String text = "{'descr': '" + type + "', 'fortran_order': " + (columnMajor ? "True" : "False") + ", 'shape': "
                + shape + ", }\n";
        byte[] header = text.getBytes(StandardCharsets.US_ASCII);
        ByteBuffer file = ByteBuffer.allocate(10 + header.length + data.length).order(ByteOrder.LITTLE_ENDIAN);
        file.put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0}).putShort((short) header.length);
        return file.put(header).put(data).array();
    }

    /// An IDX file of unsigned bytes.
    public static byte[] idx(int[] dimensions, byte[] data) {
        ByteBuffer file = ByteBuffer.allocate(4 + 4 * dimensions.length + data.length);
        file.put(new byte[] {0, 0, 8, (byte) dimensions.length});
        for (int dimension : dimensions) {
            file.putInt(dimension);
        }
        return file.put(data).array();
    }

    public static byte[] littleEndianFloats(float... values) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        for (float value : values) {
            bytes.putFloat(value);
        }
        return bytes.array();
    }

    public static byte[] littleEndianLongs(long... values) {
        ByteBuffer bytes = ByteBuffer.allocate(8 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        for (long value : values) {
            bytes.putLong(value);
        }
        return bytes.array();
    }

    public static byte[] gzip(byte[] bytes) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream stream = new GZIPOutputStream(packed)) {
            stream.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }

    public static byte[] zip(Map<String, byte[]> members) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (ZipOutputStream stream = new ZipOutputStream(packed)) {
            for (Map.Entry<String, byte[]> member : members.entrySet()) {
                stream.putNextEntry(new ZipEntry(member.getKey()));
                stream.write(member.getValue());
                stream.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }

    /// Bytes that this thread takes for something, given back or not.
    static long memory(Runnable work) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        work.run();
        return threads.getCurrentThreadAllocatedBytes() - before;
    }
}
