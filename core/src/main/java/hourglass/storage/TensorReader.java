package hourglass.storage;

import hourglass.problem.Problem;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads one safetensors file from front to back.
final class TensorReader {
    private final Path file;
    private final FileChannel channel;
    private final ByteBuffer chunk = TensorFile.chunk();
    private final MessageDigest digest = Hash.digest();
    private final long fileBytes;
    private long position;

    private TensorReader(Path file, FileChannel channel) throws IOException {
        this.file = file;
        this.channel = channel;
        this.fileBytes = channel.size();
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
            TensorReader reader = new TensorReader(file, channel);
            TensorHeader header = reader.header();
            List<Tensor> tensors = new ArrayList<>();
            for (TensorHeader.Entry entry : header.entries()) {
                float @Nullable [] array = keeps ? reader.allocate(entry) : null;
                reader.readTensor(entry, array);
                if (array != null) {
                    tensors.add(new Tensor(entry.name(), entry.shape(), array));
                }
            }
            reader.requireHash(header);
            Map<String, String> metadata = new LinkedHashMap<>(header.metadata());
            metadata.remove(TensorHeader.DATA_HASH);
            metadata.remove(TensorHeader.HEADER_HASH);
            return new TensorFile(metadata, tensors);
        } catch (IOException failure) {
            throw FileProblems.cannotRead(file, failure);
        }
    }

    private TensorHeader header() throws IOException {
        if (fileBytes < TensorHeader.LENGTH_BYTES) {
            throw Problem.badData("file is not in the safetensors format")
                    .at(file.toString())
                    .expected("at least " + TensorHeader.LENGTH_BYTES + " bytes")
                    .found(Long.toString(fileBytes))
                    .exception();
        }
        readFully(chunk.clear().limit(TensorHeader.LENGTH_BYTES), file.toString());
        long length = chunk.getLong(0);
        if (length < 0 || length > TensorHeader.MAXIMUM_BYTES) {
            throw Problem.badData("file is not in the safetensors format, or its header is too long")
                    .at(file + ", byte 0")
                    .expected("a header of at most " + TensorHeader.MAXIMUM_BYTES + " bytes")
                    .found(Long.toUnsignedString(length))
                    .exception();
        }
        if (length > fileBytes - position) {
            throw FileProblems.truncated(file + ", header, byte " + fileBytes, position + length, fileBytes);
        }
        byte[] header = new byte[(int) length];
        readFully(ByteBuffer.wrap(header), file + ", header");
        return TensorHeader.decode(header, file.toString(), fileBytes - position);
    }

    /// The size is known to fit the file; a sparse file may still claim more than the memory holds.
    private float[] allocate(TensorHeader.Entry entry) {
        try {
            return new float[entry.elements()];
        } catch (OutOfMemoryError full) {
            throw Problem.badData("tensor does not fit into the memory of Java")
                    .at(TensorHeader.place(file.toString(), entry.name()))
                    .expected((entry.end() - entry.begin()) + " bytes of free memory")
                    .remedy("run java with a larger -Xmx")
                    .exception(full);
        }
    }

    private void readTensor(TensorHeader.Entry entry, float @Nullable [] array) throws IOException {
        String place = TensorHeader.place(file.toString(), entry.name());
        int done = 0;
        while (done < entry.elements()) {
            int count = Math.min(entry.elements() - done, chunk.capacity() / Float.BYTES);
            readFully(chunk.clear().limit(count * Float.BYTES), place);
            digest.update(chunk.flip());
            if (array != null) {
                chunk.flip().asFloatBuffer().get(array, done, count);
            }
            done += count;
        }
    }

    /// The length was checked before, so that the end can only come when somebody cuts the file meanwhile.
    private void readFully(ByteBuffer buffer, String place) throws IOException {
        while (buffer.hasRemaining()) {
            int count = channel.read(buffer);
            if (count < 0) {
                throw FileProblems.truncated(place + ", byte " + position, fileBytes, position);
            }
            position += count;
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
