package hourglass.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ClassFilesTest {
    private static final int JAVA_21 = 65;

    /// What services and clusters run. The compiler holds the library to the API of 21 (`maven.compiler.release`); this
    /// notices when somebody lifts that.
    @Test
    void areThoseOfJava21() throws IOException {
        try (InputStream stream = Objects.requireNonNull(Matrix.class.getResourceAsStream("Matrix.class"));
                DataInputStream data = new DataInputStream(stream)) {
            assertThat(data.readInt()).isEqualTo(0xCAFEBABE);
            data.readUnsignedShort();
            assertThat(data.readUnsignedShort()).isEqualTo(JAVA_21);
        }
    }
}
