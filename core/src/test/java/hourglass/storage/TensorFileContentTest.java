package hourglass.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hourglass.problem.ProblemException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is asked of a file that has been read, and what is said where it is not there.
class TensorFileContentTest {
    private static final float[] NUMBERS = {9, 1, 2, 3, 9};
    private static final TensorFile FILE = new TensorFile(
            Map.of("format", "a-model", "recipe", "{}"),
            List.of(new Tensor("weights", List.of(3L), NUMBERS, 1, 3), new Tensor("bias", List.of(), NUMBERS, 0, 1)));

    private static void requireRefused(String text, Runnable action) {
        assertThatThrownBy(action::run).isInstanceOf(ProblemException.class).hasMessage(text);
    }

    @Test
    void textsAndTensorsMustBeThere() {
        assertThat(FILE.text("recipe", "a")).isEqualTo("{}");
        assertThat(FILE.tensor("weights", "a")).isSameAs(FILE.tensors().getFirst());
        String incomplete = "error: the file is incomplete\n  at  a\n  expected ";
        requireRefused(incomplete + "metadata card", () -> FILE.text("card", "a"));
        requireRefused(incomplete + "tensor means", () -> FILE.tensor("means", "a"));
    }

    @Test
    void numbersAreCopiedToTheirPlace() {
        float[] into = new float[5];
        FILE.copy("weights", into, 2, 3, "a");
        assertThat(into).containsExactly(0, 0, 1, 2, 3);
        requireRefused(
                "error: a tensor does not fit the recipe\n  at  a, tensor weights\n  expected 2 numbers, found 3 numbers",
                () -> FILE.copy("weights", into, 0, 2, "a"));
        requireRefused(
                "error: the file is incomplete\n  at  a\n  expected tensor none",
                () -> FILE.copy("none", into, 0, 2, "a"));
    }

    @Test
    void numbersAreCountedBeforeTheyAreNeeded() {
        assertThatCode(() -> FILE.requireNumbers(4, "a")).doesNotThrowAnyException();
        requireRefused(
                "error: the file holds fewer numbers than its recipe needs\n  at  a\n"
                        + "  expected at least 5 numbers, found 4 numbers",
                () -> FILE.requireNumbers(5, "a"));
    }

    @Test
    void otherFormatsAreNamed() {
        assertThatCode(() -> FILE.requireFormat("a-model", "a model", "a")).doesNotThrowAnyException();
        requireRefused(
                "error: not a checkpoint\n  at  a\n  expected format b, found a-model",
                () -> FILE.requireFormat("b", "a checkpoint", "a"));
        requireRefused(
                "error: not a checkpoint\n  at  a\n  expected format b, found no format",
                () -> new TensorFile(Map.of(), List.of()).requireFormat("b", "a checkpoint", "a"));
    }

    @Test
    void theHashesAreNotForOthersToSet() {
        for (String key : List.of("sha256", "header_sha256")) {
            assertThatThrownBy(() -> new TensorFile(Map.of(key, ""), List.of()))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("metadata keys sha256 and header_sha256 are reserved");
        }
        Tensor tensor = Tensor.vector("a", NUMBERS);
        assertThatThrownBy(() -> new TensorFile(Map.of(), List.of(tensor, tensor)))
                .hasMessage("tensor names must differ, got a twice");
    }

    @Test
    void metadataAreCopiedInTheirOrder() {
        Map<String, String> metadata = new LinkedHashMap<>();
        for (int i = 20; i > 0; i--) {
            metadata.put("key" + i, "");
        }
        TensorFile file = new TensorFile(metadata, List.of());
        assertThat(file.metadata().keySet()).containsExactlyElementsOf(metadata.keySet());
        metadata.clear();
        assertThat(file.metadata()).hasSize(20);
        assertThatThrownBy(() -> file.metadata().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void aChannelGetsTheBytesOfAFile(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("a");
        FILE.write(file);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        FILE.write(Channels.newChannel(bytes));
        assertThat(bytes.toByteArray()).isEqualTo(Files.readAllBytes(file));
    }

    @Test
    void hashesAreThoseOfTheStandard() {
        // The examples of FIPS 180-2.
        assertThat(Hash.of("abc".getBytes(java.nio.charset.StandardCharsets.US_ASCII)))
                .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assertThat(Hash.of(new byte[0])).isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
        requireRefused(
                "error: model file is damaged: its SHA-256 does not match\n  at  a, data\n  expected one, found other\n"
                        + "  try  copy the file again\n  try  if another program rewrote the file, let it leave out the"
                        + " metadata keys \"sha256\" and \"header_sha256\"",
                () -> {
                    throw Hash.mismatch("a, data", "one", "other");
                });
    }
}
