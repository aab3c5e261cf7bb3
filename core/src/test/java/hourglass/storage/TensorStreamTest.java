package hourglass.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import hourglass.problem.ProblemException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;

/// What streams have of their own; all else [TensorFileTest] tries with each file.
class TensorStreamTest {
    /// Eight gigabytes are claimed: with room for it from the start this would need more memory than tests have.
    @Test
    void aStreamTakesMemoryAsBytesComeAndItsFailureIsItsOwn() {
        byte[] claims = TensorFileTest.bytes(
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[2000000000],\"data_offsets\":[0,8000000000]}}", 1, 2, 3);
        assertThatThrownBy(() -> TensorFile.read(new ByteArrayInputStream(claims), "a stream"))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("model file is truncated")
                .hasMessageContaining("found " + claims.length);
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("connection reset");
            }

            @Override
            public int read(byte[] into, int from, int length) throws IOException {
                throw new IOException("connection reset");
            }
        };
        assertThatThrownBy(() -> TensorFile.read(broken, "a stream"))
                .isInstanceOf(ProblemException.class)
                .hasMessage("error: reading failed: connection reset\n  at  a stream");
    }

    private static String refusal(byte[] bytes) {
        return catchThrowableOfType(
                        ProblemException.class, () -> TensorFile.read(new ByteArrayInputStream(bytes), "a stream"))
                .problem()
                .text();
    }

    /// A stream is as long as its tensors say, as far as they have come.
    @Test
    void placesAreCountedFromTheStart() {
        String header = "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]},"
                + "\"b\":{\"dtype\":\"F32\",\"shape\":[3],\"data_offsets\":[8,20]}}";
        int start = 8 + header.length();
        assertThat(refusal(TensorFileTest.bytes(header, 1, 2, 3, 4)))
                .isEqualTo("error: model file is truncated\n  at  a stream, tensor \"b\", byte " + (start + 16)
                        + "\n  expected " + (start + 20) + " bytes, found " + (start + 16)
                        + "\n  try  copy the file again");
        assertThat(refusal(TensorFileTest.bytes(header, 1, 2, 3, 4, 5, 6)))
                .isEqualTo("error: model file has extra bytes after the last tensor\n  at  a stream, byte "
                        + (start + 20) + "\n  expected " + (start + 20) + " bytes, found more"
                        + "\n  try  copy the file again");
    }

    @Test
    void lengthsOfTheHeaderEndAtTheLongest() {
        byte[] bytes = TensorFileTest.bytes("");
        assertThat(refusal(bytes)).endsWith("found an empty header");
        ByteBuffer length = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        length.putLong(0, 8 << 20);
        assertThat(refusal(bytes))
                .isEqualTo("error: model file is truncated\n  at  a stream, header, byte 8\n"
                        + "  expected 8388616 bytes, found 8\n  try  copy the file again");
        length.putLong(0, (8 << 20) + 1);
        assertThat(refusal(bytes))
                .startsWith(
                        "error: file is not in the safetensors format, or its header is too long\n  at  a stream, byte 0")
                .endsWith("\n  expected a header of at most 8388608 bytes, found 8388609");
        assertThat(refusal(new byte[5]))
                .isEqualTo("error: file is not in the safetensors format\n  at  a stream\n"
                        + "  expected at least 8 bytes, found 5");
    }
}
