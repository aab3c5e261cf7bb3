package hourglass.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import hourglass.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/// The header by itself: what it says is wrong, and where.
class TensorHeaderTest {
    private static String entry(String name, String shape, String offsets) {
        return "\"" + name + "\":{\"dtype\":\"F32\",\"shape\":" + shape + ",\"data_offsets\":" + offsets + "}";
    }

    private static TensorHeader decode(String header, long dataBytes) {
        return TensorHeader.decode(header.getBytes(StandardCharsets.UTF_8), "f", OptionalLong.of(dataBytes));
    }

    private static String refusal(String header, long dataBytes) {
        return catchThrowableOfType(ProblemException.class, () -> decode(header, dataBytes))
                .problem()
                .text();
    }

    private static String refusal(String shape, String offsets, long dataBytes) {
        return refusal("{" + entry("a", shape, offsets) + "}", dataBytes);
    }

    @Test
    void itBeginsWithABrace() {
        String start = "error: file is not in the safetensors format\n  at  f, byte 8\n"
                + "  expected a header that begins with \"{\", found ";
        assertThat(refusal("", 0)).isEqualTo(start + "an empty header");
        assertThat(refusal("\n{}", 0)).isEqualTo(start + "byte 0x0A");
    }

    @Test
    void offsetsAreABeginAndAnEnd() {
        for (String offsets : List.of("[]", "[0]", "[0,4,8]", "[-4,0]", "[8,4]")) {
            assertThat(refusal("[1]", offsets, 4))
                    .isEqualTo("error: tensor has impossible offsets\n  at  f, tensor \"a\", data_offsets\n"
                            + "  expected begin and end, 0 <= begin <= end, found "
                            + offsets.replace(",", ", "));
        }
        assertThat(refusal("[1]", "[0,0,0,0,0,0,0,0,0]", 4)).endsWith("found 9 numbers");
        assertThat(refusal("[1]", "[0,0,0,0,0,0,0,0]", 4)).endsWith("found [0, 0, 0, 0, 0, 0, 0, 0]");
        assertThat(decode("{" + entry("a", "[0]", "[0,0]") + "}", 0).entries()).hasSize(1);
    }

    @Test
    void shapesAreSmallEnough() {
        String place = "\n  at  f, tensor \"a\"\n";
        assertThat(decode("{" + entry("a", "[1,1,1,1,1,1,1,1]", "[0,4]") + "}", 4)
                        .entries()
                        .getFirst()
                        .shape())
                .hasSize(8);
        assertThat(refusal("[1,1,1,1,1,1,1,1,1]", "[0,4]", 4))
                .isEqualTo("error: tensor has too many dimensions" + place + "  expected at most 8, found 9");
        assertThat(refusal("[2,-1]", "[0,4]", 4))
                .isEqualTo("error: tensor has an impossible shape" + place
                        + "  expected dimensions of at least 0 with a product below 2^63, found [2, -1]");
        long most = Integer.MAX_VALUE - 8L;
        assertThat(decode("{" + entry("a", "[" + most + "]", "[0," + 4 * most + "]") + "}", 4 * most)
                        .entries()
                        .getFirst()
                        .elements())
                .isEqualTo(2147483639);
        assertThat(refusal("[" + (most + 1) + "]", "[0," + 4 * (most + 1) + "]", 4 * (most + 1)))
                .isEqualTo("error: tensor is too large" + place
                        + "  expected at most 2147483639 elements, found 2147483640");
        assertThat(refusal("[2,1]", "[0,4]", 4))
                .isEqualTo("error: tensor has offsets that do not fit its shape [2, 1]" + place
                        + "  expected 8 bytes, found 4 bytes");
    }

    /// The header has 100 bytes or so, and eight before it: places are those in the file.
    @Test
    void dataFollowOneAfterTheOther() {
        String hole = "{" + entry("a", "[1]", "[0,4]") + "," + entry("b", "[1]", "[8,12]") + "}";
        int start = 8 + hole.length();
        assertThat(refusal(hole, 12))
                .isEqualTo("error: tensor has a hole before it\n  at  f, tensor \"b\", byte " + (start + 8)
                        + "\n  expected data_offsets from 4, found 8");
        String overlap = "{" + entry("a", "[2]", "[0,8]") + "," + entry("b", "[1]", "[4,8]") + "}";
        assertThat(refusal(overlap, 8))
                .isEqualTo("error: tensor overlaps the one before it\n  at  f, tensor \"b\", byte "
                        + (8 + overlap.length() + 4) + "\n  expected data_offsets from 8, found 4");
        String two = "{" + entry("a", "[1]", "[0,4]") + "," + entry("b", "[2]", "[4,12]") + "}";
        assertThat(refusal(two, 11))
                .isEqualTo("error: model file is truncated\n  at  f, tensor \"b\", byte " + (8 + two.length() + 11)
                        + "\n  expected " + (8 + two.length() + 12) + " bytes, found " + (8 + two.length() + 11)
                        + "\n  try  copy the file again");
        assertThat(refusal(two, 13))
                .isEqualTo("error: model file has extra bytes after the last tensor\n  at  f, byte "
                        + (8 + two.length() + 12) + "\n  expected " + (8 + two.length() + 12) + " bytes, found "
                        + (8 + two.length() + 13) + "\n  try  copy the file again");
        assertThat(refusal("{}", 1)).startsWith("error: model file has extra bytes");
    }

    /// Empty tensors begin where the next one does; a stream has no length, so that the tensors give it.
    @Test
    void entriesAreInTheOrderOfTheirData() {
        String header = "{" + entry("c", "[1]", "[4,8]") + "," + entry("b", "[0]", "[4,4]") + ","
                + entry("a", "[1]", "[0,4]") + "}";
        TensorHeader read = TensorHeader.decode(header.getBytes(StandardCharsets.UTF_8), "f", OptionalLong.empty());
        assertThat(read.entries()).extracting(TensorHeader.Entry::name).containsExactly("a", "b", "c");
        assertThat(read.entries()).extracting(TensorHeader.Entry::elements).containsExactly(1, 0, 1);
        assertThat(TensorHeader.decode("{}".getBytes(StandardCharsets.UTF_8), "f", OptionalLong.empty())
                        .entries())
                .isEmpty();
    }

    @Test
    void whatIsWrittenIsReadAgain() {
        float[] numbers = new float[6];
        List<Tensor> tensors =
                List.of(new Tensor("a", List.of(2L, 2L), numbers, 0, 4), new Tensor("b", List.of(2L), numbers, 4, 2));
        for (int length = 0; length < 9; length++) {
            Map<String, String> metadata = Map.of("text", "x".repeat(length));
            byte[] header = TensorHeader.encode(metadata, tensors, "0".repeat(64));
            assertThat(header.length % 8).isZero();
            assertThat(new String(header, StandardCharsets.UTF_8)).matches("\\{.*} {0,7}");
            TensorHeader read = TensorHeader.decode(header, "f", OptionalLong.of(24));
            assertThat(read.metadata())
                    .containsEntry("text", "x".repeat(length))
                    .containsEntry("sha256", "0".repeat(64));
            assertThat(read.entries())
                    .containsExactly(
                            new TensorHeader.Entry("a", List.of(2L, 2L), 0, 16),
                            new TensorHeader.Entry("b", List.of(2L), 16, 24));
        }
    }

    @Test
    void aHashOfTheHeaderStandsAtItsStart() {
        byte[] header = TensorHeader.encode(Map.of("a", "b"), List.of(), "0".repeat(64));
        String text = new String(header, StandardCharsets.UTF_8);
        String hash = text.substring(34, 34 + 64);
        assertThat(text).startsWith("{\"__metadata__\":{\"header_sha256\":\"" + hash + "\"");
        assertThat(hash).isEqualTo(Hash.of(text.replace(hash, "0".repeat(64)).getBytes(StandardCharsets.UTF_8)));
        assertThat(refusal(text.replace("\"b\"", "\"c\""), 0))
                .startsWith("error: model file is damaged: its SHA-256 does not match\n"
                        + "  at  f, header, metadata key \"header_sha256\"\n  expected " + hash + ", found ")
                .doesNotContain("rearranged");
        assertThat(refusal("{\"__metadata__\":{\"header_sha256\":\"\"}}", 0)).contains("rearranged by another program");
    }
}
