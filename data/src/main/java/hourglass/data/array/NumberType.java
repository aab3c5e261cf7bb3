package hourglass.data.array;

import hourglass.table.ValueType;
import java.nio.ByteBuffer;

/// How a number is stored in an array file: how many bytes it has, and how the next one is read from a buffer in its
/// byte order.
@SuppressWarnings("ImmutableEnumChecker") // functions without state
enum NumberType {
    BOOLEAN(1, ValueType.BOOLEAN, from -> from.get() == 0 ? 0 : 1),
    INT8(1, ValueType.INTEGER, ByteBuffer::get),
    INT16(2, ValueType.INTEGER, ByteBuffer::getShort),
    INT32(4, ValueType.INTEGER, ByteBuffer::getInt),
    INT64(8, ValueType.INTEGER, ByteBuffer::getLong),
    UINT8(1, ValueType.UNSIGNED_BYTE, from -> from.get() & 0xFF),
    UINT16(2, ValueType.INTEGER, from -> from.getShort() & 0xFFFF),
    UINT32(4, ValueType.INTEGER, from -> from.getInt() & 0xFFFF_FFFFL),
    UINT64(8, ValueType.INTEGER, from -> unsigned(from.getLong())),
    FLOAT16(2, ValueType.REAL, from -> Float.float16ToFloat(from.getShort())),
    FLOAT32(4, ValueType.REAL, ByteBuffer::getFloat),
    FLOAT64(8, ValueType.REAL, ByteBuffer::getDouble);

    private final int bytes;
    private final ValueType valueType;
    private final Decoder decoder;

    private interface Decoder {
        double next(ByteBuffer from);
    }

    NumberType(int bytes, ValueType valueType, Decoder decoder) {
        this.bytes = bytes;
        this.valueType = valueType;
        this.decoder = decoder;
    }

    /// Bytes of one number.
    int bytes() {
        return bytes;
    }

    ValueType valueType() {
        return valueType;
    }

    /// Whether single precision may lose digits of a number.
    boolean isWide() {
        return bytes == 8 || this == INT32 || this == UINT32;
    }

    /// Decodes numbers that stand one after the other.
    ///
    /// @param from read from its position on, in its byte order; the position moves
    /// @param stride distance between two numbers in `into`
    void decode(ByteBuffer from, int count, double[] into, int offset, int stride) {
        for (int i = 0; i < count; i++) {
            into[offset + i * stride] = decoder.next(from);
        }
    }

    private static double unsigned(long bits) {
        // The lowest bit is kept in the half, so that the rounding sees it.
        return bits >= 0 ? bits : ((bits >>> 1) | (bits & 1)) * 2.0;
    }
}
