package hourglass.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hourglass.problem.Problem;
import hourglass.problem.ProblemException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TensorFileTest {
    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("model.hourglass");
    }

    /// A file by hand: 8 bytes of length, the header, the data.
    static byte[] bytes(String header, float... data) {
        byte[] json = header.getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes =
                ByteBuffer.allocate(8 + json.length + data.length * 4).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putLong(json.length).put(json);
        for (float number : data) {
            bytes.putFloat(number);
        }
        return bytes.array();
    }

    static String entry(String name, String shape, long begin, long end) {
        return "\"" + name + "\":{\"dtype\":\"F32\",\"shape\":" + shape + ",\"data_offsets\":[" + begin + "," + end
                + "]}";
    }

    /// A stream of the same bytes is read to the same, or refused too.
    static TensorFile read(Path file, byte[] bytes) {
        Optional<TensorFile> streamed = streamed(bytes);
        try {
            TensorFile read = TensorFile.read(Files.write(file, bytes));
            requireSame(streamed.orElseThrow(), read);
            return read;
        } catch (ProblemException refused) {
            assertThat(streamed).isEmpty();
            throw refused;
        } catch (IOException failure) {
            throw new java.io.UncheckedIOException(failure);
        }
    }

    private TensorFile read(byte[] bytes) {
        return read(file, bytes);
    }

    private static Optional<TensorFile> streamed(byte[] bytes) {
        try {
            return Optional.of(TensorFile.read(inPieces(bytes), "a stream"));
        } catch (ProblemException refused) {
            assertThat(refused.problem().kind()).isEqualTo(Problem.Kind.BAD_DATA);
            assertThat(refused.problem().place()).startsWith("a stream");
            return Optional.empty();
        }
    }

    private static InputStream inPieces(byte[] bytes) {
        return new ByteArrayInputStream(bytes) {
            @Override
            public synchronized int read(byte[] into, int from, int length) {
                return super.read(into, from, Math.min(length, 1021));
            }
        };
    }

    private Problem fault(byte[] bytes) {
        try {
            read(bytes);
        } catch (ProblemException refused) {
            return refused.problem();
        }
        throw new AssertionError("accepted");
    }

    static float[] elements(Tensor tensor) {
        return Arrays.copyOfRange(tensor.array(), tensor.offset(), tensor.offset() + tensor.length());
    }

    @Test
    void readsWhatPythonWrites() {
        // The layout of safetensors.numpy.save_file({"b": [[1, 2, 3]], "a": 0.5}, metadata={"format": "np"}).
        String header = "{\"__metadata__\":{\"format\":\"np\"},"
                + "\"a\":{\"dtype\":\"F32\",\"shape\":[],\"data_offsets\":[0,4]},"
                + "\"b\":{\"dtype\":\"F32\",\"shape\":[1,3],\"data_offsets\":[4,16]}}   ";
        byte[] bytes = bytes(header, 0.5f, 1, 2, 3);
        assertThat(Arrays.copyOf(bytes, 9)).containsExactly(header.length(), 0, 0, 0, 0, 0, 0, 0, '{');
        assertThat(Arrays.copyOfRange(bytes, bytes.length - 4, bytes.length)).containsExactly(0, 0, 0x40, 0x40);
        TensorFile read = read(bytes);
        assertThat(read.metadata()).containsExactly(Map.entry("format", "np"));
        assertThat(read.tensors()).extracting(Tensor::name).containsExactly("a", "b");
        assertThat(read.find("b").orElseThrow().shape()).containsExactly(1L, 3L);
        assertThat(elements(read.find("b").orElseThrow())).containsExactly(1, 2, 3);
        assertThat(elements(read.find("a").orElseThrow())).containsExactly(0.5f);
        assertThat(read.find("c")).isEmpty();
    }

    @Test
    void tensorsMayStandInAnyOrderAndBeEmpty() {
        String header = "{" + entry("late", "[1]", 4, 8) + "," + entry("none", "[0,5]", 4, 4) + ","
                + entry("early", "[1]", 0, 4) + "}";
        TensorFile read = read(bytes(header, 1, 2));
        assertThat(read.tensors()).extracting(Tensor::name).containsExactly("early", "none", "late");
        assertThat(elements(read.tensors().getLast())).containsExactly(2);
        assertThat(read(bytes("{}")).tensors()).isEmpty();
    }

    private static TensorFile example() {
        Map<String, String> metadata = new LinkedHashMap<>();
        metadata.put("recipe", "{\"training\": \"é\"}");
        metadata.put("", "empty");
        float[] shared = {9, 1, Float.NaN, -0.0f, Float.MIN_VALUE, 8};
        return new TensorFile(
                metadata,
                List.of(
                        new Tensor("encoder.0.weight", List.of(2L, 2L), shared, 1, 4),
                        new Tensor("none", List.of(0L), shared, 6, 0),
                        new Tensor("scale", List.of(), shared, 5, 1)));
    }

    static void requireSame(TensorFile actual, TensorFile expected) {
        assertThat(actual.metadata()).isEqualTo(expected.metadata());
        assertThat(actual.metadata().keySet())
                .containsExactlyElementsOf(expected.metadata().keySet());
        assertThat(actual.tensors()).hasSameSizeAs(expected.tensors());
        for (int index = 0; index < expected.tensors().size(); index++) {
            Tensor left = actual.tensors().get(index);
            Tensor right = expected.tensors().get(index);
            assertThat(left.name()).isEqualTo(right.name());
            assertThat(left.shape()).isEqualTo(right.shape());
            assertThat(ints(left)).isEqualTo(ints(right));
        }
    }

    private static int[] ints(Tensor tensor) {
        int[] bits = new int[tensor.length()];
        for (int index = 0; index < bits.length; index++) {
            bits[index] = Float.floatToRawIntBits(tensor.array()[tensor.offset() + index]);
        }
        return bits;
    }

    @Test
    void loadingReturnsWhatWasSaved() throws IOException {
        example().write(file);
        requireSame(TensorFile.read(file), example());
        TensorFile.verify(file);
        byte[] first = Files.readAllBytes(file);
        TensorFile.read(file).write(file);
        assertThat(Files.readAllBytes(file)).isEqualTo(first);
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void theFileHasTheLayoutOfTheSpecification() throws IOException {
        example().write(file);
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        int length = Math.toIntExact(bytes.getLong(0));
        assertThat(length % 8).isZero();
        String header = new String(bytes.array(), 8, length, StandardCharsets.UTF_8);
        assertThat(header)
                .startsWith("{\"__metadata__\":{\"header_sha256\":\"")
                .contains("\"encoder.0.weight\":{\"dtype\":\"F32\",\"shape\":[2,2],\"data_offsets\":[0,16]}")
                .contains("\"scale\":{\"dtype\":\"F32\",\"shape\":[],\"data_offsets\":[16,20]}")
                .matches("(?s).*} *");
        assertThat(bytes.capacity()).isEqualTo(8 + length + 20);
        assertThat(bytes.getFloat(8 + length)).isEqualTo(1);
        assertThat(bytes.getFloat(8 + length + 16)).isEqualTo(8);
        byte[] data = Arrays.copyOfRange(bytes.array(), 8 + length, bytes.capacity());
        assertThat(header).contains("\"sha256\":\"" + Hash.of(data) + "\"");
    }

    @Test
    void tensorsLargerThanAChunkSurvive() throws IOException {
        float[] numbers = new float[200_003];
        Random random = new Random(3);
        for (int index = 0; index < numbers.length; index++) {
            numbers[index] = random.nextFloat();
        }
        TensorFile large = new TensorFile(
                Map.of(),
                List.of(
                        new Tensor("a", List.of(65_537L), numbers, 1, 65_537),
                        new Tensor("b", List.of((long) numbers.length), numbers)));
        large.write(file);
        requireSame(read(Files.readAllBytes(file)), large);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            model file is truncated                | {'a':[0,8]}          | [2]      | 1
            model file has extra bytes             | {'a':[0,4]}          | [1]      | 2
            has a hole before it                   | {'a':[4,8]}          | [1]      | 2
            has offsets that do not fit its shape  | {'a':[0,4]}          | [2]      | 1
            has offsets that do not fit its shape  | {'a':[0,3]}          | [1]      | 1
            impossible offsets                     | {'a':[4,0]}          | [1]      | 1
            impossible offsets                     | {'a':[-4,0]}         | [1]      | 1
            impossible offsets                     | {'a':[0]}            | [1]      | 1
            impossible offsets                     | {'a':[0,4,8]}        | [1]      | 1
            impossible shape                       | {'a':[0,4]}          | [-1]     | 1
            impossible shape                       | {'a':[0,0]}          | [4294967296,4294967296] | 0
            impossible shape                       | {'a':[0,0]}          | [4294967296,4294967296,0] | 0
            tensor is too large                    | {'a':[0,17179869184]} | [4294967296] | 0
            tensor is too large                    | {'a':[0,0]}          | [4611686018427387904] | 0
            model file is truncated                | {'a':[0,4000000000]} | [1000000000] | 1
            too many dimensions                    | {'a':[0,4]}          | [1,1,1,1,1,1,1,1,1] | 1
            value does not fit                     | {'a':[0,4]}          | [1.0]    | 1
            value does not fit                     | {'a':[0,4]}          | 1        | 1
            """)
    void whatDoesNotFitTogetherIsRefused(String summary, String tensor, String shape, int numbers) {
        String header =
                tensor.replace("{'a':", "{\"a\":{\"dtype\":\"F32\",\"shape\":" + shape + ",\"data_offsets\":") + "}";
        Problem fault = fault(bytes(header, new float[numbers]));
        assertThat(fault.summary()).contains(summary);
        assertThat(fault.place()).startsWith(file.toString());
    }

    @Test
    void overlapsHolesAndDuplicatesAreRefused() {
        assertThat(fault(bytes("{" + entry("a", "[2]", 0, 8) + "," + entry("b", "[1]", 4, 8) + "}", 1, 2))
                        .summary())
                .isEqualTo("tensor overlaps the one before it");
        assertThat(fault(bytes("{" + entry("a", "[1]", 0, 4) + "," + entry("b", "[1]", 8, 12) + "}", 1, 2, 3))
                        .summary())
                .isEqualTo("tensor has a hole before it");
        assertThat(fault(bytes("{" + entry("a", "[1]", 0, 4) + "," + entry("a", "[1]", 4, 8) + "}", 1, 2))
                        .summary())
                .isEqualTo("duplicate key \"a\"");
    }

    @Test
    void headersOutOfBoundsAreRefused() {
        assertThat(fault(new byte[0]).summary()).contains("not in the safetensors format");
        assertThat(fault(new byte[7]).summary()).contains("not in the safetensors format");
        assertThat(fault(new byte[8]).summary()).contains("not in the safetensors format");
        assertThat(fault(bytes(" {}")).summary()).contains("not in the safetensors format");
        assertThat(fault(bytes("[]")).summary()).contains("not in the safetensors format");
        for (long length : new long[] {Long.MAX_VALUE, -1, (8 << 20) + 1}) {
            byte[] bytes = bytes("{}");
            ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putLong(0, length);
            assertThat(fault(bytes).summary()).contains("header is too long");
        }
        byte[] cut = Arrays.copyOf(bytes("{" + entry("a", "[1]", 0, 4) + "}"), 30);
        assertThat(fault(cut).summary()).isEqualTo("model file is truncated");
        assertThat(fault(bytes("{} x")).place()).startsWith(file + ", header, line 1");
    }

    @Test
    void metadataMustBeTexts() {
        assertThat(fault(bytes("{\"__metadata__\":{\"a\":1}}")).place()).isEqualTo(file + ", header, __metadata__.a");
        assertThat(fault(bytes("{\"__metadata__\":[]}")).summary()).isEqualTo("value does not fit");
    }

    @Test
    void otherTypesAreRefusedByName() {
        Problem fault = fault(bytes("{\"a\":{\"dtype\":\"F64\",\"shape\":[1],\"data_offsets\":[0,8]}}", 1, 2));
        assertThat(fault.place()).isEqualTo(file + ", tensor \"a\"");
        assertThat(fault.expected()).isEqualTo("F32");
        assertThat(fault.found()).isEqualTo("F64");
        assertThat(fault(bytes("{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offset\":[0,4]}}", 1))
                        .summary())
                .contains("did you mean \"data_offsets\"?");
    }

    @Test
    void truncationNamesTensorByteExpectedAndFound() throws IOException {
        example().write(file);
        byte[] whole = Files.readAllBytes(file);
        Problem fault = fault(Arrays.copyOf(whole, whole.length - 6));
        assertThat(fault.text())
                .isEqualTo("error: model file is truncated\n  at  " + file + ", tensor \"encoder.0.weight\", byte "
                        + (whole.length - 6) + "\n  expected " + whole.length + " bytes, found " + (whole.length - 6)
                        + "\n  try  copy the file again");
    }

    @Test
    void hashesThatDoNotMatchAreRefused() {
        String header = "{\"__metadata__\":{\"sha256\":\"" + "0".repeat(64) + "\"}," + entry("a", "[1]", 0, 4) + "}";
        assertThat(fault(bytes(header, 1)).summary()).contains("SHA-256 does not match");
        String renamed = header.replace("\"sha256\"", "\"header_sha256\"");
        assertThat(fault(bytes(renamed, 1)).found()).isEqualTo(Hash.of(renamed.getBytes(StandardCharsets.UTF_8)));
        assertThat(fault(bytes("{\"__metadata__\":{\"a\":\"\",\"header_sha256\":\"" + "0".repeat(64) + "\"}}"))
                        .found())
                .contains("rearranged");
    }

    @Test
    void missingFilesAndFoldersAreMissingInput() {
        assertThatThrownBy(() -> TensorFile.read(file))
                .isInstanceOf(ProblemException.class)
                .hasMessage("error: file does not exist\n  at  " + file);
        assertThatThrownBy(() -> TensorFile.read(folder)).hasMessageContaining("found a folder");
    }

    @Test
    void whatCannotBeSavedCannotBeMade() {
        float[] one = {1};
        Tensor tensor = new Tensor("a", List.of(1L), one);
        assertThatThrownBy(() -> new TensorFile(Map.of(), List.of(tensor, tensor)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new TensorFile(Map.of("sha256", ""), List.of()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new TensorFile(Map.of("a", "\uD800"), List.of()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Tensor("__metadata__", List.of(1L), one))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Tensor("a", List.of(2L), one)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Tensor("a", List.of(-1L, -1L), one)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Tensor("a", List.of(1L), one, 1, 1)).isInstanceOf(IllegalArgumentException.class);
        TensorFile wordy = new TensorFile(Map.of("a", "x".repeat(9 << 20)), List.of());
        assertThatThrownBy(() -> wordy.write(file))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("too long");
        assertThat(file).doesNotExist();
    }
}
