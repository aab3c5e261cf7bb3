package hourglass.data.array;

import hourglass.problem.Problem;
import hourglass.problem.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/// The header of the IDX format of the MNIST files: two bytes 0, a type code, the number of dimensions, and each
/// dimension as a big-endian 32-bit number.
final class IdxHeader {
    private static final int MOST_DIMENSIONS = 16;

    private IdxHeader() {}

    /// Reads the header; the stream then stands at the first number.
    ///
    /// @param file as shown in errors
    static Layout read(InputStream stream, String file) throws IOException {
        byte[] start = stream.readNBytes(4);
        if (start.length < 4 || start[0] != 0 || start[1] != 0) {
            throw notIdx(file, start.length == 0 ? "an empty file" : "other bytes");
        }
        NumberType type = switch (start[2]) {
            case 0x08 -> NumberType.UINT8;
            case 0x09 -> NumberType.INT8;
            case 0x0B -> NumberType.INT16;
            case 0x0C -> NumberType.INT32;
            case 0x0D -> NumberType.FLOAT32;
            case 0x0E -> NumberType.FLOAT64;
            default -> throw notIdx(file, "unknown type code " + (start[2] & 0xFF));
        };
        int count = start[3] & 0xFF;
        if (count > MOST_DIMENSIONS) {
            throw notIdx(file, count + " dimensions");
        }
        byte[] sizes = stream.readNBytes(4 * count);
        if (sizes.length < 4 * count) {
            throw Problem.badData("array file is truncated")
                    .at(file)
                    .found("the end of the file within the header")
                    .exception();
        }
        ByteBuffer buffer = ByteBuffer.wrap(sizes);
        List<Long> dimensions = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            dimensions.add(buffer.getInt() & 0xFFFF_FFFFL);
        }
        return Layout.of(file, type, ByteOrder.BIG_ENDIAN, false, dimensions, 4L + sizes.length);
    }

    private static ProblemException notIdx(String file, String found) {
        return Problem.badData("this is not an IDX array")
                .at(file)
                .expected("two bytes 0, a type code (8, 9, 11, 12, 13 or 14) and at most 16 dimensions")
                .found(found)
                .exception();
    }
}
