package hourglass.storage;

import hourglass.json.JsonText;
import hourglass.problem.Counted;
import hourglass.problem.Problem;
import hourglass.problem.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Tensors and metadata in the [safetensors](https://huggingface.co/docs/safetensors) format, 32-bit floats only:
///
/// ```
/// 8 bytes   N, the length of the header, unsigned, little-endian
/// N bytes   JSON {"__metadata__": {text: text}, name: {"dtype": "F32", "shape": […], "data_offsets": [begin, end]}, …}
/// the rest  the tensors' data one after the other, little-endian, row-major, without holes
/// ```
///
/// Two additions, both ordinary metadata to other readers: `sha256`, the hash of the data, and `header_sha256`, that of
/// the header with the digits of this hash replaced by zeros. They are verified on reading where present, and are not
/// part of [#metadata()].
///
/// Immutable as far as the arrays of the tensors are left alone: they are not copied.
///
/// @param metadata any texts in order, except the keys `sha256` and `header_sha256`; nothing with unpaired surrogates
/// @param tensors with different names, in the order of their data
public record TensorFile(Map<String, String> metadata, List<Tensor> tensors) {
    private static final int CHUNK_BYTES = 1 << 16;

    public TensorFile {
        if (metadata.containsKey(TensorHeader.DATA_HASH) || metadata.containsKey(TensorHeader.HEADER_HASH)) {
            throw new IllegalArgumentException("metadata keys sha256 and header_sha256 are reserved");
        }
        Set<String> names = new HashSet<>();
        for (Tensor tensor : tensors) {
            if (!names.add(tensor.name())) {
                throw new IllegalArgumentException("tensor names must differ, got " + tensor.name() + " twice");
            }
        }
        // Refused here rather than when saving at the end of a long run.
        Map<String, String> texts = new LinkedHashMap<>();
        metadata.forEach((key, value) -> texts.put(new JsonText(key).value(), new JsonText(value).value()));
        metadata = Collections.unmodifiableMap(texts);
        tensors = List.copyOf(tensors);
    }

    /// Reads and verifies a file. Sizes that the file claims are checked against its length before anything is
    /// allocated; any bytes give a result or a [hourglass.problem.ProblemException].
    public static TensorFile read(Path file) {
        return TensorReader.read(file);
    }

    /// Reads and verifies a stream to its end, as strictly as a file, and does not close it. Memory is taken as bytes
    /// come,
    /// not as the stream claims.
    ///
    /// @param name what to call the stream in errors
    public static TensorFile read(InputStream stream, String name) {
        return TensorReader.read(stream, name);
    }

    /// Reads a file, or its previous version where the file is missing or damaged, see [AtomicFile#readOrPrevious].
    public static Recovered<TensorFile> readOrPrevious(Path file) {
        return AtomicFile.readOrPrevious(file, TensorFile::read);
    }

    /// Makes the same checks as [#read] without keeping the tensors.
    public static void verify(Path file) {
        TensorReader.verify(file);
    }

    /// The tensor of this name.
    public Optional<Tensor> find(String name) {
        return tensors.stream().filter(tensor -> tensor.name().equals(name)).findFirst();
    }

    /// A text that must be there.
    ///
    /// @param origin what to call the file in errors
    public String text(String key, String origin) {
        return Optional.ofNullable(metadata.get(key)).orElseThrow(() -> missing("metadata " + key, origin));
    }

    /// A tensor that must be there.
    ///
    /// @param origin what to call the file in errors
    public Tensor tensor(String name, String origin) {
        return find(name).orElseThrow(() -> missing("tensor " + name, origin));
    }

    private static ProblemException missing(String what, String origin) {
        return Problem.badData("the file is incomplete")
                .at(origin)
                .expected(what)
                .exception();
    }

    /// Overwrites `size` numbers from `offset` on by those of a tensor that must be there and have as many.
    ///
    /// @param origin what to call the file in errors
    public void copy(String name, float[] to, int offset, int size, String origin) {
        Tensor tensor = tensor(name, origin);
        if (tensor.length() != size) {
            throw Problem.badData("a tensor does not fit the recipe")
                    .at(origin + ", tensor " + name)
                    .expected(Counted.of(size, "number"))
                    .found(Counted.of(tensor.length(), "number"))
                    .exception();
        }
        System.arraycopy(tensor.array(), tensor.offset(), to, offset, size);
    }

    /// Refuses a file with fewer numbers than needed, before anything is allocated by what it claims.
    ///
    /// @param origin what to call the file in errors
    public void requireNumbers(long needed, String origin) {
        long present = tensors.stream().mapToLong(Tensor::length).sum();
        if (present < needed) {
            throw Problem.badData("the file holds fewer numbers than its recipe needs")
                    .at(origin)
                    .expected("at least " + Counted.of(needed, "number"))
                    .found(Counted.of(present, "number"))
                    .exception();
        }
    }

    /// Refuses a file whose metadata name another format.
    ///
    /// @param what the file should be, such as `a checkpoint`
    /// @param origin what to call the file in errors
    public void requireFormat(String format, String what, String origin) {
        String found = metadata.getOrDefault("format", "no format");
        if (!found.equals(format)) {
            throw Problem.badData("not " + what)
                    .at(origin)
                    .expected("format " + format)
                    .found(found)
                    .exception();
        }
    }

    /// Saves atomically, see [AtomicFile#replace].
    public void write(Path file) {
        AtomicFile.replace(file, content());
    }

    /// Saves atomically and keeps the file so far as `NAME.previous`, provided it is intact, see
    /// [AtomicFile#replaceKeepingPrevious].
    public void writeKeepingPrevious(Path file) {
        AtomicFile.replaceKeepingPrevious(file, content(), TensorFile::verify);
    }

    /// Writes to a channel whose `write` takes all bytes it is given. The channel is not closed.
    public void write(WritableByteChannel channel) throws IOException {
        content().writeTo(channel);
    }

    private AtomicFile.Content content() {
        ByteBuffer chunk = chunk();
        MessageDigest digest = Hash.digest();
        forEachChunk(chunk, digest::update);
        byte[] header = TensorHeader.encode(metadata, tensors, Hash.text(digest.digest()));
        if (header.length > TensorHeader.MAXIMUM_BYTES) {
            throw Problem.usage("metadata and tensor names are too long to save")
                    .expected("at most " + TensorHeader.MAXIMUM_BYTES + " bytes")
                    .found(Integer.toString(header.length))
                    .exception();
        }
        return channel -> {
            channel.write(chunk().putLong(header.length).flip());
            channel.write(ByteBuffer.wrap(header));
            this.<IOException>forEachChunk(chunk, bytes -> channel.write(bytes));
        };
    }

    @FunctionalInterface
    private interface ChunkSink<E extends Exception> {
        void accept(ByteBuffer bytes) throws E;
    }

    private <E extends Exception> void forEachChunk(ByteBuffer chunk, ChunkSink<E> sink) throws E {
        for (Tensor tensor : tensors) {
            int done = 0;
            while (done < tensor.length()) {
                int count = Math.min(tensor.length() - done, CHUNK_BYTES / Float.BYTES);
                chunk.clear();
                chunk.asFloatBuffer().put(tensor.array(), tensor.offset() + done, count);
                sink.accept(chunk.limit(count * Float.BYTES));
                done += count;
            }
        }
    }

    /// A buffer in the byte order of the format.
    static ByteBuffer chunk() {
        return ByteBuffer.allocate(CHUNK_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    }
}
