package hourglass.data.array;

import hourglass.model.ValueType;
import java.nio.ByteBuffer;

/// How a number is stored in an array file.
enum NumberType {
    BOOLEAN(1, ValueType.BOOLEAN),
    INT8(1, ValueType.INTEGER),
    INT16(2, ValueType.INTEGER),
    INT32(4, ValueType.INTEGER),
    INT64(8, ValueType.INTEGER),
    UINT8(1, ValueType.UNSIGNED_BYTE),
    UINT16(2, ValueType.INTEGER),
    UINT32(4, ValueType.INTEGER),
    UINT64(8, ValueType.INTEGER),
    FLOAT16(2, ValueType.REAL),
    FLOAT32(4, ValueType.REAL),
    FLOAT64(8, ValueType.REAL);

    private final int bytes;
    private final ValueType valueType;

    NumberType(int bytes, ValueType valueType) {
        this.bytes = bytes;
        this.valueType = valueType;
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
        int at = offset;
        switch (this) {
            case BOOLEAN -> {
                for (int i = 0; i < count; i++, at += stride) {
                    into[at] = from.get() == 0 ? 0f : 1f;
                }
            }
            case INT8 -> {
                for (int i = 0; i < count; i++, at += stride) {
                    into[at] = from.get();
                }
            }
            case UINT8 -> {
                for (int i = 0; i < count; i++, at += stride) {
                    into[at] = from.get() & 0xFF;
                }
            }
            case INT16 -> {
                for (int i = 0; i < count; i++, at += stride) {
                    into[at] = from.getShort();
                }
            }
            case UINT16 -> {
                for (int i = 0; i < count; i++, at += stride) {
                    into[at] = from.getShort() & 0xFFFF;
                }
            }
            case INT32 -> {
                for (int i = 0; i < count; i++, at += stride) {
                    into[at] = from.getInt();
                }
            }
            case UINT32 -> {
                for (int i = 0; i < count; i++, at += stride) {
                    into[at] = from.getInt() & 0xFFFF_FFFFL;
                }
            }
            case INT64 -> {
                for (int i = 0; i < count; i++, at += stride) {
                    into[at] = from.getLong();
                }
            }
            case UINT64 -> {
                for (int i = 0; i < count; i++, at += stride) {
                    into[at] = unsigned(from.getLong());
                }
            }
            case FLOAT16 -> {
                for (int i = 0; i < count; i++, at += stride) {
                    into[at] = Float.float16ToFloat(from.getShort());
                }
            }
            case FLOAT32 -> {
                for (int i = 0; i < count; i++, at += stride) {
                    into[at] = from.getFloat();
                }
            }
            case FLOAT64 -> {
                for (int i = 0; i < count; i++, at += stride) {
                    into[at] = (float) from.getDouble();
                }
            }
        }
    }

    /// The next number as a label: whole numbers exactly, others in the shortest form.
    String text(ByteBuffer from) {
        return switch (this) {
            case BOOLEAN -> from.get() == 0 ? "false" : "true";
            case INT8 -> Byte.toString(from.get());
            case UINT8 -> Integer.toString(from.get() & 0xFF);
            case INT16 -> Short.toString(from.getShort());
            case UINT16 -> Integer.toString(from.getShort() & 0xFFFF);
            case INT32 -> Integer.toString(from.getInt());
            case UINT32 -> Long.toString(from.getInt() & 0xFFFF_FFFFL);
            case INT64 -> Long.toString(from.getLong());
            case UINT64 -> Long.toUnsignedString(from.getLong());
            case FLOAT16 -> Float.toString(Float.float16ToFloat(from.getShort()));
            case FLOAT32 -> Float.toString(from.getFloat());
            case FLOAT64 -> Double.toString(from.getDouble());
        };
    }

    private static float unsigned(long bits) {
        // The lowest bit is kept in the half, so that the rounding sees it.
        return bits >= 0 ? bits : ((bits >>> 1) | (bits & 1)) * 2f;
    }
}
