package hourglass.data.array;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import hourglass.problem.ProblemException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The header of an `.npy` file by itself, written byte by byte.
final class NpyHeaderTest {
    private static final String TEXT = "{'descr': '<f4', 'fortran_order': True, 'shape': (2, 3), }";

    private static byte[] header(int major, int minor, int length, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        ByteBuffer file =
                ByteBuffer.allocate(8 + (major == 1 ? 2 : 4) + bytes.length).order(ByteOrder.LITTLE_ENDIAN);
        file.put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', (byte) major, (byte) minor});
        if (major == 1) {
            file.putShort((short) length);
        } else {
            file.putInt(length);
        }
        return file.put(bytes).array();
    }

    private static byte[] header(String text) {
        return header(1, 0, text.length(), text);
    }

    private static Layout read(byte[] bytes) throws IOException {
        return NpyHeader.read(new ByteArrayInputStream(bytes), "a.npy");
    }

    private static String refusal(byte[] bytes) {
        return catchThrowableOfType(ProblemException.class, () -> read(bytes))
                .problem()
                .text();
    }

    private static String shape(String shape) {
        return "{'descr': '|u1', 'fortran_order': False, 'shape': " + shape + "}";
    }

    private static String type(String type) {
        return "{'descr': " + type + ", 'fortran_order': False, 'shape': (2, 3)}";
    }

    @ParameterizedTest
    @CsvSource({"1, 10", "2, 12", "3, 12"})
    void everyVersionIsReadUpToTheFirstNumber(int major, int before) throws IOException {
        byte[] header = header(major, 0, TEXT.length(), TEXT);
        ByteArrayInputStream stream = new ByteArrayInputStream(Arrays.copyOf(header, header.length + 24));
        assertThat(NpyHeader.read(stream, "a.npy"))
                .isEqualTo(Layout.of(
                        "a.npy",
                        NumberType.FLOAT32,
                        ByteOrder.LITTLE_ENDIAN,
                        true,
                        List.of(2L, 3L),
                        before + TEXT.length()));
        assertThat(stream.available()).isEqualTo(24);
    }

    @Test
    void lengthsHaveNoSign() throws IOException {
        String padded = TEXT + " ".repeat(40_000);
        assertThat(read(header(padded)).start()).isEqualTo(10 + padded.length());
        assertThat(refusal(header(2, 0, -1, TEXT)))
                .isEqualTo("error: .npy header is too long\n  at  a.npy\n"
                        + "  expected at most 65536 bytes, found 4294967295 bytes");
    }

    @Test
    void theLongestHeaderIsRead() throws IOException {
        String longest = TEXT + " ".repeat(65536 - TEXT.length());
        assertThat(read(header(2, 0, 65536, longest)).start()).isEqualTo(12 + 65536);
        assertThat(refusal(header(2, 0, 65537, longest + " "))).contains("found 65537 bytes");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void aHeaderCutAnywhereIsRefused(int major) {
        byte[] whole = header(major, 0, TEXT.length(), TEXT);
        String notNpy = "error: this is not an .npy array\n  at  a.npy\n  expected the bytes 93 'NUMPY' at the start";
        assertThat(refusal(new byte[0])).isEqualTo(notNpy + ", found an empty file");
        for (int length = 1; length < whole.length; length++) {
            assertThat(refusal(Arrays.copyOf(whole, length)))
                    .isEqualTo(
                            length < 8
                                    ? notNpy + ", found other bytes"
                                    : "error: array file is truncated\n  at  a.npy\n"
                                            + "  found the end of the file within the header");
        }
        for (int i = 0; i < 6; i++) {
            byte[] other = whole.clone();
            other[i] ^= 1;
            assertThat(refusal(other)).isEqualTo(notNpy + ", found other bytes");
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "4, 0", "1, 1", "255, 0", "3, 128"})
    void otherVersionsAreNamed(int major, int minor) {
        assertThat(refusal(header(major, minor, TEXT.length(), TEXT)))
                .isEqualTo("error: unknown version of the .npy format\n  at  a.npy\n"
                        + "  expected 1.0, 2.0 or 3.0, found " + major + "." + minor);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'shape': (2, 3), 'fortran_order': True, 'descr': '<f4'}",
                "{\"descr\": \"<f4\", \"fortran_order\": True, \"shape\": (2, 3)}",
                "  { 'descr' :'<f4' ,\n'fortran_order':True,'shape':(2,3,) , }  \n",
                "{'descr':'<f4','fortran_order':True,'shape':( 2L , 3L )}",
            })
    void theDictionaryIsPythonHoweverItIsSet(String text) throws IOException {
        Layout layout = read(header(text));
        assertThat(layout.type()).isEqualTo(NumberType.FLOAT32);
        assertThat(layout.columnMajor()).isTrue();
        assertThat(layout.rows()).isEqualTo(2);
        assertThat(layout.shape()).containsExactly(3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "{",
                "'descr': '<f4', 'fortran_order': True, 'shape': (2, 3)}",
                "{'descr': '<f4', 'fortran_order': True, 'shape': (2, 3)",
                "{'fortran_order': True, 'shape': (2, 3)}",
                "{'descr': '<f4', 'shape': (2, 3)}",
                "{'descr': '<f4', 'fortran_order': True}",
                "{'descr': '<f4', 'fortran_order': 'True', 'shape': (2, 3)}",
                "{'descr': '<f4', 'fortran_order': True, 'shape': '2'}",
                "{'descr': '<f4', 'descr': '<f4', 'fortran_order': True, 'shape': (2, 3)}",
                "{'descr': '<f4', 'fortran_order': True, 'fortran_order': True, 'shape': (2, 3)}",
                "{'descr': '<f4', 'fortran_order': True, 'shape': (2, 3), 'shape': (2, 3)}",
                "{'descr': '<f4', 'fortran_order': True, 'shape': (2, 3), 'more': True}",
                "{'descr': '<f4', 'fortran_order': True, 'shape': (2, 3), ; }",
                "{'descr': '<f4', 'fortran_order': True, 'shape': (2, 3)} }",
                "{'descr': '<f4', 'fortran_order': True, 'shape': (2 3)}",
                "{'descr': '<f4', 'fortran_order': True, 'shape': (a)}",
                "{'descr': True, 'fortran_order': True, 'shape': (2, 3)}",
                "{'descr': (2), 'fortran_order': True, 'shape': (2, 3)}",
            })
    void otherTextsAreShown(String text) {
        assertThat(refusal(header(text)))
                .isEqualTo("error: .npy header cannot be understood\n  at  a.npy\n"
                        + "  expected a dictionary of 'descr', 'fortran_order' and 'shape', found " + text);
    }

    /// The first versions have Latin-1, the third has UTF-8.
    @Test
    void textsAreDecodedByTheirVersion() {
        assertThat(refusal(header(1, 0, 2, "\u00c3\u00a9"))).endsWith("found \u00c3\u00a9");
        assertThat(refusal(header(2, 0, 2, "\u00c3\u00a9"))).endsWith("found \u00c3\u00a9");
        assertThat(refusal(header(3, 0, 2, "\u00c3\u00a9"))).endsWith("found \u00e9");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ()       | array is a single number, not rows
            (2, 0)   | array is empty: there are no rows to read
            (-1, 2)  | array has a negative dimension
            (3, 1234567890123456789) | array is larger than can be read
            (999999999999999999, 999999999999999999) | array is larger than can be read
            """)
    void shapesThatHoldNoRowsAreRefused(String shape, String summary) {
        assertThat(refusal(header(shape(shape)))).startsWith("error: " + summary + "\n  at  a.npy");
    }

    @Test
    void numbersOfAShapeAreRead() throws IOException {
        assertThat(read(header(shape("(999999999999999999,)"))).rows()).isEqualTo(999_999_999_999_999_999L);
        assertThat(refusal(header(shape("(1000000000000000000,)"))))
                .isEqualTo(
                        "error: array is larger than can be read\n  at  a.npy\n  found shape (1000000000000000000,)");
        assertThat(read(header(shape("(" + "1,".repeat(64) + ")"))).dimensions())
                .isEqualTo(64);
        assertThat(refusal(header(shape("(" + "1,".repeat(65) + ")"))))
                .startsWith("error: array is larger than can be read");
    }

    static Stream<Arguments> types() {
        return Stream.of(
                Arguments.of("b1", NumberType.BOOLEAN),
                Arguments.of("i1", NumberType.INT8),
                Arguments.of("i2", NumberType.INT16),
                Arguments.of("i4", NumberType.INT32),
                Arguments.of("i8", NumberType.INT64),
                Arguments.of("u1", NumberType.UINT8),
                Arguments.of("u2", NumberType.UINT16),
                Arguments.of("u4", NumberType.UINT32),
                Arguments.of("u8", NumberType.UINT64),
                Arguments.of("f2", NumberType.FLOAT16),
                Arguments.of("f4", NumberType.FLOAT32),
                Arguments.of("f8", NumberType.FLOAT64));
    }

    @ParameterizedTest
    @MethodSource("types")
    void everyTypeHasItsOrderOfBytes(String code, NumberType expected) throws IOException {
        Layout little = read(header(type("'<" + code + "'")));
        assertThat(little.type()).isEqualTo(expected);
        assertThat(little.columnMajor()).isFalse();
        assertThat(little.order()).isEqualTo(ByteOrder.LITTLE_ENDIAN);
        assertThat(read(header(type("'>" + code + "'"))).order()).isEqualTo(ByteOrder.BIG_ENDIAN);
        assertThat(read(header(type("'=" + code + "'"))).order()).isEqualTo(ByteOrder.nativeOrder());
        if (expected.bytes() == 1) {
            assertThat(read(header(type("'|" + code + "'"))).type()).isEqualTo(expected);
        } else {
            assertThat(refusal(header(type("'|" + code + "'")))).contains("found type |" + code + "\n");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            array holds pickled Python objects, which are never loaded ; "'|O'"     ; |O
            structured arrays cannot be read     ; [('a', '<f4')] ; [('a', '<f4')]
            array holds no numbers that can be read ; "'<U8'"  ; <U8
            array holds no numbers that can be read ; "'<f16'" ; <f16
            array holds no numbers that can be read ; "'<c8'"  ; <c8
            array holds no numbers that can be read ; "'f4'"   ; f4
            """, quoteCharacter = '"')
    void otherTypesAreNamed(String summary, String type, String shown) {
        assertThat(refusal(header(type(type))))
                .isEqualTo("error: " + summary + "\n  at  a.npy\n"
                        + "  expected integers, floating-point numbers or truth values, found type " + shown
                        + "\n  try  save numbers, for example with numpy.save(file, array.astype('float32'))");
    }
}
