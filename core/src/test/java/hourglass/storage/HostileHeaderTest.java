package hourglass.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import hourglass.json.Json;
import hourglass.model.Model;
import hourglass.problem.ProblemException;
import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/// Headers of the longest size, full of what takes most memory for each byte. What is taken is counted in values, not
/// measured, so that the test says the same everywhere.
class HostileHeaderTest {
    private static String refusal(String header) {
        byte[] bytes = header.getBytes(StandardCharsets.UTF_8);
        byte[] file = ByteBuffer.allocate(Long.BYTES + bytes.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(bytes.length)
                .put(bytes)
                .array();
        return catchThrowableOfType(ProblemException.class, () -> Model.load(new ByteArrayInputStream(file)))
                .problem()
                .text();
    }

    /// An object of as many keys as fit.
    private static String keys(int bytes) {
        StringBuilder keys = new StringBuilder("{");
        for (int key = 0; keys.length() < bytes - 20; key++) {
            keys.append(key == 0 ? "\"" : ",\"")
                    .append(Integer.toString(key, 36))
                    .append("\":0");
        }
        return keys.append('}').toString();
    }

    @Test
    void aHeaderOfShortKeysIsNotReadToItsEnd() {
        assertThat(refusal(keys(TensorHeader.MAXIMUM_BYTES)))
                .contains("JSON text holds too many values", "at most 100000");
    }

    @Test
    void norIsARecipeOfShortKeys() {
        String recipe = Json.of(keys(TensorHeader.MAXIMUM_BYTES * 3 / 4)).compact();
        String header = "{\"__metadata__\":{\"format\":\"hourglass-model\",\"format_version\":\"1\",\"columns\":\"{}\","
                + "\"task\":\"{}\",\"calibration\":\"{}\",\"card\":\"{}\",\"recipe\":" + recipe + "}}";
        assertThat(refusal(header)).contains("JSON text holds too many values", "at most " + Json.MAXIMUM_VALUES);
    }

    @Test
    void asManyTensorsAsAnybodyHasAreRead() {
        StringBuilder header = new StringBuilder("{");
        for (int tensor = 0; tensor < 12_000; tensor++) {
            header.append(tensor == 0 ? "\"" : ",\"")
                    .append(tensor)
                    .append("\":{\"dtype\":\"F32\",\"shape\":[0,1],\"data_offsets\":[0,0]}");
        }
        byte[] bytes = header.append('}').toString().getBytes(StandardCharsets.UTF_8);
        byte[] file = ByteBuffer.allocate(Long.BYTES + bytes.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(bytes.length)
                .put(bytes)
                .array();
        assertThat(TensorFile.read(new ByteArrayInputStream(file), "many").tensors())
                .hasSize(12_000);
    }
}
