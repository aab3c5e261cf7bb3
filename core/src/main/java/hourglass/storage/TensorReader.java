package hourglass.storage;

import hourglass.problem.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/// Reads one safetensors file from front to back.
///
/// What a file claims is compared with its length before it is believed. A stream has no length before its end, so that
/// arrays grow with what has come instead: a few bytes that claim gigabytes cost a few bytes.
final class TensorReader {
    /// Numbers for which there is room before any has come from a stream.
    private static final int FIRST_NUMBERS = 1 << 16;

    /// Where bytes come from, as from a [FileChannel].
    private interface Source {
        int read(ByteBuffer buffer) throws IOException;
    }

    private final String file;
    private final Source source;
    private final ByteBuffer chunk = TensorFile.chunk();
    private final MessageDigest digest = Hash.digest();
    private final OptionalLong fileBytes;
    private long position;

    private TensorReader(String file, Source source, OptionalLong fileBytes) {
        this.file = file;
        this.source = source;
        this.fileBytes = fileBytes;
    }

    /// Reads and verifies a file.
    static TensorFile read(Path file) {
        return read(file, true);
    }

    /// Verifies a file.
    static void verify(Path file) {
        read(file, false);
    }

    private static TensorFile read(Path file, boolean keeps) {
        try (FileChannel channel = AtomicFile.openForReading(file)) {
            return new TensorReader(file.toString(), channel::read, OptionalLong.of(channel.size())).file(keeps);
        } catch (IOException failure) {
            throw FileProblems.cannotRead(file.toString(), failure);
        }
    }

    /// Reads and verifies a stream to its end, which must be that of the file in it.
    ///
    /// @param name what to call it in errors
    static TensorFile read(InputStream stream, String name) {
        try {
            return new TensorReader(name, buffer -> read(stream, buffer), OptionalLong.empty()).file(true);
        } catch (IOException failure) {
            throw FileProblems.cannotRead(name, failure);
        }
    }

    private static int read(InputStream stream, ByteBuffer buffer) throws IOException {
        int count = stream.read(buffer.array(), buffer.arrayOffset() + buffer.position(), buffer.remaining());
        buffer.position(buffer.position() + Math.max(0, count));
        return count;
    }

    private TensorFile file(boolean keeps) throws IOException {
        TensorHeader header = header();
        List<Tensor> tensors = new ArrayList<>();
        for (TensorHeader.Entry entry : header.entries()) {
            float[] array = readTensor(entry, keeps);
            if (keeps) {
                tensors.add(new Tensor(entry.name(), entry.shape(), array));
            }
        }
        requireEnd();
        requireHash(header);
        Map<String, String> metadata = new LinkedHashMap<>(header.metadata());
        metadata.remove(TensorHeader.DATA_HASH);
        metadata.remove(TensorHeader.HEADER_HASH);
        return new TensorFile(metadata, tensors);
    }

    private TensorHeader header() throws IOException {
        chunk.clear().limit(TensorHeader.LENGTH_BYTES);
        if (fill(chunk) < TensorHeader.LENGTH_BYTES) {
            throw Problem.badData("file is not in the safetensors format")
                    .at(file)
                    .expected("at least " + TensorHeader.LENGTH_BYTES + " bytes")
                    .found(Long.toString(position))
                    .exception();
        }
        long length = chunk.getLong(0);
        if (length < 0 || length > TensorHeader.MAXIMUM_BYTES) {
            throw Problem.badData("file is not in the safetensors format, or its header is too long")
                    .at(file + ", byte 0")
                    .expected("a header of at most " + TensorHeader.MAXIMUM_BYTES + " bytes")
                    .found(Long.toUnsignedString(length))
                    .exception();
        }
        long end = position + length;
        if (fileBytes.isPresent() && end > fileBytes.getAsLong()) {
            throw FileProblems.truncated(file + ", header, byte " + fileBytes.getAsLong(), end, fileBytes.getAsLong());
        }
        byte[] header = new byte[(int) length];
        readFully(ByteBuffer.wrap(header), file + ", header", end);
        return TensorHeader.decode(
                header, file, fileBytes.isPresent() ? OptionalLong.of(fileBytes.getAsLong() - end) : fileBytes);
    }

    /// The size is known to fit a file; a sparse one may still claim more than the memory holds.
    private float[] resized(float[] array, int length, TensorHeader.Entry entry) {
        try {
            return Arrays.copyOf(array, length);
        } catch (OutOfMemoryError full) {
            throw Problem.badData("tensor does not fit into the memory of Java")
                    .at(TensorHeader.place(file, entry.name()))
                    .expected((entry.end() - entry.begin()) + " bytes of free memory")
                    .remedy("run java with a larger -Xmx")
                    .exception(full);
        }
    }

    /// @return the numbers; without any if they are not to be kept
    private float[] readTensor(TensorHeader.Entry entry, boolean keeps) throws IOException {
        String place = TensorHeader.place(file, entry.name());
        long end = position + entry.end() - entry.begin();
        int room = fileBytes.isPresent() ? entry.elements() : Math.min(FIRST_NUMBERS, entry.elements());
        float[] array = resized(new float[0], keeps ? room : 0, entry);
        int done = 0;
        while (done < entry.elements()) {
            int count = Math.min(entry.elements() - done, chunk.capacity() / Float.BYTES);
            readFully(chunk.clear().limit(count * Float.BYTES), place, end);
            digest.update(chunk.flip());
            if (keeps) {
                if (done + count > array.length) {
                    array = resized(array, (int) Math.min(entry.elements(), 2L * array.length), entry);
                }
                chunk.flip().asFloatBuffer().get(array, done, count);
            }
            done += count;
        }
        return array;
    }

    /// Of a file the length was checked before, so that the end can only come when somebody cuts it meanwhile.
    ///
    /// @param end where what is read ends
    private void readFully(ByteBuffer buffer, String place, long end) throws IOException {
        if (fill(buffer) < buffer.limit()) {
            throw FileProblems.truncated(place + ", byte " + position, fileBytes.orElse(end), position);
        }
    }

    /// @return how many bytes came before the end, at most as many as there is room for
    private int fill(ByteBuffer buffer) throws IOException {
        int filled = 0;
        while (buffer.hasRemaining()) {
            int count = source.read(buffer);
            if (count < 0) {
                break;
            }
            filled += count;
            position += count;
        }
        return filled;
    }

    /// Of a file the header knows where it must end.
    private void requireEnd() throws IOException {
        if (fileBytes.isEmpty() && fill(chunk.clear().limit(1)) > 0) {
            throw TensorHeader.extraBytes(file, position - 1, "more");
        }
    }

    private void requireHash(TensorHeader header) {
        String expected = header.metadata().get(TensorHeader.DATA_HASH);
        String found = Hash.text(digest.digest());
        if (expected != null && !expected.equals(found)) {
            throw Hash.mismatch(file + ", data", expected, found);
        }
    }
}
