package hourglass.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import hourglass.json.Json;
import hourglass.json.JsonObject;
import hourglass.matrix.Matrix;
import hourglass.network.BatchTopK;
import hourglass.network.JumpRelu;
import hourglass.network.Layer;
import hourglass.network.Penalize;
import hourglass.network.Penalty;
import hourglass.network.TopK;
import hourglass.random.Noise;
import hourglass.storage.Tensor;
import hourglass.storage.TensorFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SparseDictionaryTest {
    private static final int COLUMNS = 6;
    private static final int UNITS = 20;
    private static final Matrix ROWS = rows();

    @TempDir
    Path folder;

    static Stream<Layer> selections() {
        return Stream.of(new TopK(2), new BatchTopK(2), new JumpRelu(0.05f), new Penalize(new Penalty.L1(0.05f)));
    }

    private static Matrix rows() {
        Matrix rows = Matrix.zeros(200, COLUMNS);
        for (int i = 0; i < rows.array().length; i++) {
            rows.array()[i] = (float) (40 + 7 * Noise.gaussian(4, i));
        }
        return rows;
    }

    private static Model model(Wishes wishes) {
        List<String> names = IntStream.range(0, COLUMNS).mapToObj(j -> "x" + j).toList();
        return Model.train(Table.of(names, ROWS), wishes.withCode(UNITS).withEpochs(20));
    }

    /// As SAELens computes it, from the saved files alone.
    @ParameterizedTest
    @MethodSource("selections")
    void whatIsSavedGivesTheModelsCodesAndReconstructions(Layer selection) throws Exception {
        Model model = model(Wishes.none().withSparsity(selection));
        SparseDictionary.of(model).save(folder);
        JsonObject settings = (JsonObject) Json.parse(Files.readString(folder.resolve("cfg.json")), "cfg.json");
        TensorFile file = TensorFile.read(folder.resolve("sae_weights.safetensors"));
        boolean top = selection instanceof TopK;
        assertThat(file.tensors().stream().map(Tensor::name).toList())
                .containsExactlyInAnyOrderElementsOf(
                        top
                                ? List.of("W_enc", "b_enc", "W_dec", "b_dec")
                                : List.of("W_enc", "b_enc", "W_dec", "b_dec", "threshold"));
        assertThat(shape(file, "W_enc")).containsExactly((long) COLUMNS, (long) UNITS);
        assertThat(shape(file, "W_dec")).containsExactly((long) UNITS, (long) COLUMNS);
        assertThat(shape(file, "b_enc")).containsExactly((long) UNITS);
        assertThat(shape(file, "b_dec")).containsExactly((long) COLUMNS);
        String text = settings.compact();
        assertThat(text)
                .contains("\"d_in\":6", "\"d_sae\":20", "\"apply_b_dec_to_input\":false")
                .contains(top ? "\"architecture\":\"topk\",\"d_in\":6,\"d_sae\":20,\"k\":2" : "\"jumprelu\"");

        Matrix codes = model.encode(ROWS);
        Matrix reconstructed = model.reconstruct(ROWS);
        float[] encoder = numbers(file, "W_enc");
        float[] decoder = numbers(file, "W_dec");
        for (int row = 0; row < ROWS.rows(); row++) {
            double[] z = new double[UNITS];
            for (int unit = 0; unit < UNITS; unit++) {
                z[unit] = numbers(file, "b_enc")[unit];
                for (int j = 0; j < COLUMNS; j++) {
                    z[unit] += ROWS.get(row, j) * encoder[j * UNITS + unit];
                }
                z[unit] = Math.max(0, z[unit]);
            }
            double limit = Arrays.stream(z).sorted().toArray()[UNITS - 2];
            for (int unit = 0; unit < UNITS; unit++) {
                boolean kept = top ? z[unit] >= limit : z[unit] > numbers(file, "threshold")[unit];
                z[unit] = kept ? z[unit] : 0;
                assertThat((double) codes.get(row, unit)).isCloseTo(z[unit], within(1e-3));
            }
            for (int j = 0; j < COLUMNS; j++) {
                double x = numbers(file, "b_dec")[j];
                for (int unit = 0; unit < UNITS; unit++) {
                    x += z[unit] * decoder[unit * COLUMNS + j];
                }
                assertThat((double) reconstructed.get(row, j)).isCloseTo(x, within(1e-2));
            }
        }
    }

    private static List<Long> shape(TensorFile file, String name) {
        return file.find(name).orElseThrow().shape();
    }

    private static float[] numbers(TensorFile file, String name) {
        Tensor tensor = file.find(name).orElseThrow();
        return Arrays.copyOfRange(tensor.array(), tensor.offset(), tensor.offset() + tensor.length());
    }

    @Test
    void whatIsNoDictionaryIsRefused() {
        assertThatThrownBy(() -> SparseDictionary.of(model(Wishes.none().withScaling(ScalingKind.STANDARDIZE))))
                .hasMessageContaining("no sparse dictionary");
        assertThatThrownBy(() -> SparseDictionary.of(
                        model(Wishes.none().withSparsity(new TopK(2)).withHidden(List.of(8)))))
                .hasMessageContaining("one rectified layer");
    }
}
