package hourglass.storage;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hourglass.problem.ProblemException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
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
}
