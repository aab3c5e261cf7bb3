package hourglass.table;

import hourglass.matrix.Matrix;
import hourglass.storage.ScratchFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Where a frame stands in a file: its numbers and nothing else; or its cells, the lines of its rows, then its texts
/// and
/// tokens, each after its length in bytes.
///
/// @param position of its first byte
/// @param rows how many
/// @param before how many rows were read before
/// @param hasLines whether lines of rows are known
/// @param files that rows are
/// @param texts how many different ones
/// @param tokens likewise
/// @param textBytes of all texts and tokens
record StoredFrame(
        long position,
        int rows,
        long before,
        boolean hasLines,
        List<String> files,
        int texts,
        int tokens,
        int textBytes) {
    static StoredFrame write(Frame frame, long before, ScratchFile file) {
        long position = file.size();
        if (frame.numbers().isPresent()) {
            FrameFile.append(frame.numbers().get(), file);
            return new StoredFrame(position, frame.rows(), before, false, frame.files(), 0, 0, 0);
        }
        long[] cells = frame.cells();
        ByteBuffer bytes = buffer(cells.length + (frame.hasLines() ? frame.rows() : 0));
        bytes.asLongBuffer().put(cells);
        bytes.position(cells.length * Long.BYTES);
        for (int row = 0; frame.hasLines() && row < frame.rows(); row++) {
            bytes.putLong(frame.lineOf(row));
        }
        file.append(bytes.flip());
        ByteBuffer words = words(frame.texts(), frame.tokens());
        int textBytes = words.remaining();
        file.append(words);
        return new StoredFrame(
                position,
                frame.rows(),
                before,
                frame.hasLines(),
                frame.files(),
                frame.texts().size(),
                frame.tokens().size(),
                textBytes);
    }

    private static ByteBuffer buffer(long longs) {
        return ByteBuffer.allocate(Math.toIntExact(longs * Long.BYTES)).order(ByteOrder.nativeOrder());
    }

    private static ByteBuffer words(List<String> texts, List<String> tokens) {
        List<byte[]> all = new ArrayList<>();
        texts.forEach(it -> all.add(it.getBytes(StandardCharsets.UTF_8)));
        tokens.forEach(it -> all.add(it.getBytes(StandardCharsets.UTF_8)));
        int size = all.stream().mapToInt(it -> it.length + Integer.BYTES).sum();
        ByteBuffer words = ByteBuffer.allocate(size);
        all.forEach(it -> words.putInt(it.length).put(it));
        return words.flip();
    }

    /// Reads it again.
    ///
    /// @param like what names, shape and origins are known from
    Frame read(Frame like, ScratchFile file) {
        int columns = like.columns();
        if (like.numbers().isPresent()) {
            Matrix numbers = Matrix.zeros(rows, columns);
            ByteBuffer bytes = ByteBuffer.allocate(rows * columns * Float.BYTES).order(ByteOrder.nativeOrder());
            file.read(bytes, position);
            bytes.flip().asFloatBuffer().get(numbers.array());
            Frame frame = Frame.of(like.names(), like.shape(), like.valueType(), numbers, like.origins());
            Frame named = files.isEmpty() ? frame : frame.ofFiles(files);
            return like.patches().map(named::ofPatches).orElse(named).startingAt(before);
        }
        ByteBuffer bytes = buffer((long) rows * columns + (hasLines ? rows : 0));
        file.read(bytes, position);
        long[] cells = new long[rows * columns];
        bytes.flip().asLongBuffer().get(cells);
        long[] lines = new long[hasLines ? rows : 0];
        bytes.asLongBuffer().get(cells.length, lines);
        ByteBuffer words = ByteBuffer.allocate(textBytes);
        file.read(words, position + bytes.limit());
        words.flip();
        List<String> ownTexts = words(words, texts);
        return Frame.of(
                like.names(),
                rows,
                cells,
                ownTexts,
                words(words, tokens),
                RowPlaces.ofLines(lines).startingAt(before));
    }

    private static List<String> words(ByteBuffer from, int count) {
        List<String> words = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            byte[] word = new byte[from.getInt()];
            from.get(word);
            words.add(new String(word, StandardCharsets.UTF_8));
        }
        return words;
    }
}
