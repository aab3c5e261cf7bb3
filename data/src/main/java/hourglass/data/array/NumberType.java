package hourglass.data.array;

import hourglass.model.ValueType;
import java.nio.ByteBuffer;
import java.util.function.Function;

/// How a number is stored in an array file: how many bytes it has, and how the next one is read from a buffer in its
/// byte order, as a number or as a label (whole numbers exactly, others in the shortest form).
@SuppressWarnings("ImmutableEnumChecker") // functions without state
enum NumberType {
    BOOLEAN(1, ValueType.BOOLEAN, from -> from.get() == 0 ? 0f : 1f, from -> from.get() == 0 ? "false" : "true"),
    INT8(1, ValueType.INTEGER, ByteBuffer::get, from -> Byte.toString(from.get())),
    INT16(2, ValueType.INTEGER, ByteBuffer::getShort, from -> Short.toString(from.getShort())),
    INT32(4, ValueType.INTEGER, ByteBuffer::getInt, from -> Integer.toString(from.getInt())),
    INT64(8, ValueType.INTEGER, ByteBuffer::getLong, from -> Long.toString(from.getLong())),
    UINT8(1, ValueType.UNSIGNED_BYTE, from -> from.get() & 0xFF, from -> Integer.toString(from.get() & 0xFF)),
    UINT16(2, ValueType.INTEGER, from -> from.getShort() & 0xFFFF, from -> Integer.toString(from.getShort() & 0xFFFF)),
    UINT32(
            4,
            ValueType.INTEGER,
            from -> from.getInt() & 0xFFFF_FFFFL,
            from -> Long.toString(from.getInt() & 0xFFFF_FFFFL)),
    UINT64(8, ValueType.INTEGER, from -> unsigned(from.getLong()), from -> Long.toUnsignedString(from.getLong())),
    FLOAT16(
            2,
            ValueType.REAL,
            from -> Float.float16ToFloat(from.getShort()),
            from -> Float.toString(Float.float16ToFloat(from.getShort()))),
    FLOAT32(4, ValueType.REAL, ByteBuffer::getFloat, from -> Float.toString(from.getFloat())),
    FLOAT64(8, ValueType.REAL, from -> (float) from.getDouble(), from -> Double.toString(from.getDouble()));

    private final int bytes;
    private final ValueType valueType;
    private final Decoder decoder;
    private final Function<ByteBuffer, String> text;

    private interface Decoder {
        float next(ByteBuffer from);
    }

    NumberType(int bytes, ValueType valueType, Decoder decoder, Function<ByteBuffer, String> text) {
        this.bytes = bytes;
        this.valueType = valueType;
        this.decoder = decoder;
        this.text = text;
    }

    /// Bytes of one number.
    int bytes() {
        return bytes;
    }

    ValueType valueType() {
        return valueType;
    }

    /// Decodes numbers that stand one after the other.
    ///
    /// @param from read from its position on, in its byte order; the position moves
    /// @param stride distance between two numbers in `into`
    void decode(ByteBuffer from, int count, float[] into, int offset, int stride) {
        for (int i = 0; i < count; i++) {
            into[offset + i * stride] = decoder.next(from);
        }
    }

    /// The next number as a label.
    String text(ByteBuffer from) {
        return text.apply(from);
    }

    private static float unsigned(long bits) {
        // The lowest bit is kept in the half, so that the rounding sees it.
        return bits >= 0 ? bits : ((bits >>> 1) | (bits & 1)) * 2f;
    }
}
