package hourglass.data.array;

import hourglass.problem.Problem;
import hourglass.problem.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The header of NumPy's `.npy` format, versions 1.0, 2.0 and 3.0: magic, version, length, and a Python dictionary of
/// three known keys. The dictionary is parsed, never evaluated; arrays of Python objects are refused.
///
/// @param file as shown in errors
record NpyHeader(String file) {
    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
    private static final int LONGEST = 1 << 16;
    private static final int MOST_DIMENSIONS = 64;
    // Possessive: what is repeated takes no stack, however long the header.
    private static final Pattern TYPE = Pattern.compile("([<>|=])([biuf])([1-9][0-9]?)");
    private static final Pattern SHAPE =
            Pattern.compile("\\(\\s*+((?:-?+[0-9]++L?+\\s*+,\\s*+)*+)(-?+[0-9]++L?+)?+\\s*+\\)");
    private static final Pattern ENTRY = Pattern.compile(
            "\\s*+(?:'([a-z_]++)'|\"([a-z_]++)\")\\s*+:\\s*+('[^']*+'|\"[^\"]*+\"|True|False|\\([^()]*+\\)|\\[.*])\\s*+(,|(?=}))",
            Pattern.DOTALL);

    /// Reads the header; the stream then stands at the first number.
    ///
    /// @param file as shown in errors
    static Layout read(InputStream stream, String file) throws IOException {
        return new NpyHeader(file).read(stream);
    }

    private Layout read(InputStream stream) throws IOException {
        byte[] start = stream.readNBytes(MAGIC.length + 2);
        if (start.length < MAGIC.length + 2
                || !ByteBuffer.wrap(start, 0, MAGIC.length).equals(ByteBuffer.wrap(MAGIC))) {
            throw Problem.badData("this is not an .npy array")
                    .at(file)
                    .expected("the bytes 93 'NUMPY' at the start")
                    .found(start.length == 0 ? "an empty file" : "other bytes")
                    .exception();
        }
        int major = start[MAGIC.length];
        if (major < 1 || major > 3 || start[MAGIC.length + 1] != 0) {
            throw bad("unknown version of the .npy format")
                    .expected("1.0, 2.0 or 3.0")
                    .found((major & 0xFF) + "." + (start[MAGIC.length + 1] & 0xFF))
                    .exception();
        }
        int lengthBytes = major == 1 ? 2 : 4;
        byte[] lengthField = stream.readNBytes(lengthBytes);
        if (lengthField.length < lengthBytes) {
            throw truncated();
        }
        ByteBuffer field = ByteBuffer.wrap(lengthField).order(ByteOrder.LITTLE_ENDIAN);
        long length = major == 1 ? field.getShort() & 0xFFFF : field.getInt() & 0xFFFF_FFFFL;
        if (length > LONGEST) {
            throw bad(".npy header is too long")
                    .expected("at most " + LONGEST + " bytes")
                    .found(length + " bytes")
                    .exception();
        }
        byte[] bytes = stream.readNBytes((int) length);
        if (bytes.length < length) {
            throw truncated();
        }
        String text = new String(bytes, major == 3 ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1);
        return parse(text.strip(), MAGIC.length + 2L + lengthBytes + length);
    }

    private Layout parse(String text, long dataStart) {
        if (!text.startsWith("{") || !text.endsWith("}")) {
            throw malformed(text);
        }
        String type = "";
        String columnMajor = "";
        String shape = "";
        Matcher entry = ENTRY.matcher(text).region(1, text.length());
        int at = 1;
        while (entry.lookingAt()) {
            String key = entry.group(1) == null ? entry.group(2) : entry.group(1);
            String value = entry.group(3);
            if (key.equals("descr") && type.isEmpty()) {
                type = value;
            } else if (key.equals("fortran_order") && columnMajor.isEmpty()) {
                columnMajor = value;
            } else if (key.equals("shape") && shape.isEmpty()) {
                shape = value;
            } else {
                throw malformed(text);
            }
            at = entry.end();
            entry.region(at, text.length());
        }
        boolean typed = type.startsWith("'") || type.startsWith("\"") || type.startsWith("[");
        boolean complete = typed && columnMajor.matches("True|False") && shape.startsWith("(");
        if (!complete || !text.substring(at).strip().equals("}")) {
            throw malformed(text);
        }
        return layout(type, columnMajor.equals("True"), dimensions(shape, text), dataStart);
    }

    private List<Long> dimensions(String shape, String text) {
        Matcher match = SHAPE.matcher(shape);
        if (!match.matches()) {
            throw malformed(text);
        }
        List<Long> dimensions = new ArrayList<>();
        Matcher number = Pattern.compile("-?[0-9]+").matcher(shape);
        while (number.find()) {
            if (number.group().length() > 18 || dimensions.size() == MOST_DIMENSIONS) {
                throw bad("array is larger than can be read")
                        .found("shape " + shape)
                        .exception();
            }
            dimensions.add(Long.parseLong(number.group()));
        }
        return dimensions;
    }

    private Layout layout(String quotedType, boolean columnMajor, List<Long> dimensions, long dataStart) {
        if (quotedType.startsWith("[")) {
            throw unsupported("structured arrays cannot be read", quotedType);
        }
        String type = quotedType.substring(1, quotedType.length() - 1);
        if (type.contains("O")) {
            throw unsupported("array holds pickled Python objects, which are never loaded", type);
        }
        Matcher match = TYPE.matcher(type);
        NumberType number = match.matches() ? numberType(match.group(2) + match.group(3)) : null;
        if (number == null || (number.bytes() > 1 && match.group(1).equals("|"))) {
            throw unsupported("array holds no numbers that can be read", type);
        }
        ByteOrder order = switch (match.group(1)) {
            case ">" -> ByteOrder.BIG_ENDIAN;
            case "=" -> ByteOrder.nativeOrder();
            default -> ByteOrder.LITTLE_ENDIAN;
        };
        return Layout.of(file, number, order, columnMajor, dimensions, dataStart);
    }

    private static @Nullable NumberType numberType(String code) {
        return switch (code) {
            case "b1" -> NumberType.BOOLEAN;
            case "i1" -> NumberType.INT8;
            case "i2" -> NumberType.INT16;
            case "i4" -> NumberType.INT32;
            case "i8" -> NumberType.INT64;
            case "u1" -> NumberType.UINT8;
            case "u2" -> NumberType.UINT16;
            case "u4" -> NumberType.UINT32;
            case "u8" -> NumberType.UINT64;
            case "f2" -> NumberType.FLOAT16;
            case "f4" -> NumberType.FLOAT32;
            case "f8" -> NumberType.FLOAT64;
            default -> null;
        };
    }

    private Problem bad(String summary) {
        return Problem.badData(summary).at(file);
    }

    private ProblemException truncated() {
        return bad("array file is truncated")
                .found("the end of the file within the header")
                .exception();
    }

    private ProblemException malformed(String text) {
        return bad(".npy header cannot be understood")
                .expected("a dictionary of 'descr', 'fortran_order' and 'shape'")
                .found(text)
                .exception();
    }

    private ProblemException unsupported(String summary, String type) {
        return bad(summary)
                .expected("integers, floating-point numbers or truth values")
                .found("type " + type)
                .remedy("save numbers, for example with numpy.save(file, array.astype('float32'))")
                .exception();
    }
}
