package hourglass.data.array;

import hourglass.data.file.Failures;
import hourglass.data.file.InputFile;
import hourglass.data.row.ReadOptions;
import hourglass.data.row.RowReader;
import hourglass.problem.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.util.Map;

/// Opens `.npy` and IDX files. The true length is compared with the one the header claims before any row is read: for
/// a compressed file by decompressing it once, which also proves its checksum.
public final class ArrayFile {
    private ArrayFile() {}

    /// Opens a NumPy array.
    ///
    /// @param file closed with the reader
    public static RowReader npy(InputFile file, ReadOptions options) {
        return open(file, false, NpyHeader::read, options);
    }

    /// Opens an IDX array, such as `train-images-idx3-ubyte.gz`.
    ///
    /// @param file closed with the reader
    public static RowReader idx(InputFile file, boolean gzip, ReadOptions options) {
        return open(file, gzip, IdxHeader::read, options);
    }

    private static RowReader open(InputFile file, boolean gzip, Header header, ReadOptions options) {
        if (options.array().isPresent()) {
            throw Problem.usage("only an .npz file has arrays to choose from")
                    .at(file.name())
                    .exception();
        }
        try {
            Layout layout;
            try (InputStream stream = file.stream(gzip)) {
                layout = header.read(stream, file.name());
                long length = gzip ? layout.start() + lengthUpTo(stream, layout.length()) : file.size();
                layout.requireLength(file.name(), length);
            }
            return new ArrayRows(file.name(), layout, () -> numbers(file, gzip, layout), Map.of(), options, file);
        } catch (IOException e) {
            throw Failures.reading(file.name(), e);
        }
    }

    private static Numbers numbers(InputFile file, boolean gzip, Layout layout) throws IOException {
        if (layout.columnMajor()) {
            FileChannel channel = FileChannel.open(file.path());
            return new ColumnMajorNumbers(channel::read, channel, layout);
        }
        InputStream stream = file.stream(gzip);
        stream.skipNBytes(layout.start());
        return new RowMajorNumbers(stream, layout);
    }

    /// Bytes left in a stream, counted only a little past a limit: a bomb stops early.
    static long lengthUpTo(InputStream stream, long limit) throws IOException {
        byte[] piece = new byte[1 << 16];
        long length = 0;
        int count = stream.read(piece);
        while (count >= 0 && length <= limit) {
            length += count;
            count = stream.read(piece);
        }
        return length;
    }

    /// Reads a header.
    interface Header {
        Layout read(InputStream stream, String file) throws IOException;
    }
}
