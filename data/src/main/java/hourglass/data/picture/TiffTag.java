package hourglass.data.picture;

import java.io.IOException;
import java.nio.ByteOrder;
import java.util.OptionalInt;
import javax.imageio.stream.ImageInputStream;

/// Tags of what is laid out as a TIFF file: a whole one, or the Exif part of a JPEG file.
final class TiffTag {
    private static final int ENTRY_BYTES = 12;
    private static final int HEADER_BYTES = 8;
    private static final int SHORT = 3;

    private TiffTag() {}

    /// The number of a tag in the first directory, if it is one of 16 bits. Nothing outside is looked at; what is amiss
    /// means that there is none.
    ///
    /// @param start of its header in the stream
    /// @param end after its last byte
    static OptionalInt number(ImageInputStream stream, long start, long end, int tag) throws IOException {
        ByteOrder before = stream.getByteOrder();
        try {
            return found(stream, start, end, tag);
        } finally {
            stream.setByteOrder(before);
        }
    }

    private static OptionalInt found(ImageInputStream stream, long start, long end, int tag) throws IOException {
        if (end - start < HEADER_BYTES) {
            return OptionalInt.empty();
        }
        stream.seek(start);
        stream.setByteOrder(ByteOrder.BIG_ENDIAN);
        int order = stream.readUnsignedShort();
        if (order != 0x4949 && order != 0x4D4D) {
            return OptionalInt.empty();
        }
        stream.setByteOrder(order == 0x4949 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        if (stream.readUnsignedShort() != 42) {
            return OptionalInt.empty();
        }
        long directory = start + stream.readUnsignedInt();
        if (directory < start + HEADER_BYTES || directory + 2 > end) {
            return OptionalInt.empty();
        }
        stream.seek(directory);
        long entries = Math.min(stream.readUnsignedShort(), (end - directory - 2) / ENTRY_BYTES);
        for (long entry = 0; entry < entries; entry++) {
            stream.seek(directory + 2 + entry * ENTRY_BYTES);
            if (stream.readUnsignedShort() == tag) {
                boolean isOneShort = stream.readUnsignedShort() == SHORT && stream.readUnsignedInt() == 1;
                return isOneShort ? OptionalInt.of(stream.readUnsignedShort()) : OptionalInt.empty();
            }
        }
        return OptionalInt.empty();
    }
}
