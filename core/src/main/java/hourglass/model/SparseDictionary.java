package hourglass.model;

import hourglass.activation.Linear;
import hourglass.activation.Relu;
import hourglass.json.Json;
import hourglass.json.JsonObject;
import hourglass.matrix.Matrix;
import hourglass.network.BatchTopK;
import hourglass.network.Corrupt;
import hourglass.network.Dense;
import hourglass.network.JumpRelu;
import hourglass.network.Layer;
import hourglass.network.Matryoshka;
import hourglass.network.Parameters;
import hourglass.network.Penalize;
import hourglass.network.Penalty;
import hourglass.network.TopK;
import hourglass.problem.Problem;
import hourglass.problem.ProblemException;
import hourglass.storage.AtomicFile;
import hourglass.storage.Tensor;
import hourglass.storage.TensorFile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/// The numbers of a sparse dictionary in the units of the columns: scaling is part of them, so that for a row x as it
/// is
/// in the file the code is z = select(max(0, x · encoder + encoderBias)), that of [Model#encode], and the
/// reconstruction
/// x̂ = z · decoder + decoderBias.
///
/// Saved, it is a folder that SAELens (Bloom, Tigges, Duong and Chanin 2024) loads as `SAE.load_from_disk(folder)`.
///
/// @param encoder (columns × units)
/// @param decoder (units × columns)
/// @param kept how many numbers of a row are selected, the largest; empty if those above a threshold are
/// @param thresholds by unit, 0 for all that are positive; empty if the largest are selected
public record SparseDictionary(
        Matrix encoder,
        float[] encoderBias,
        Matrix decoder,
        float[] decoderBias,
        OptionalInt kept,
        Optional<float[]> thresholds) {
    /// The names that SAELens gives its files.
    private static final String WEIGHTS = "sae_weights.safetensors";

    private static final String SETTINGS = "cfg.json";

    /// That of a model.
    ///
    /// @throws ProblemException if it is none: a rectified layer from the columns to a sparse code and a linear one
    /// back,
    ///     without logarithms, under an objective whose reconstruction is the output of the network itself
    public static SparseDictionary of(Model model) {
        List<Layer> encoder = model.recipe().architecture().encoder().stream()
                .filter(it -> !(it instanceof Corrupt) && !(it instanceof Matryoshka))
                .toList();
        List<Layer> decoder = model.recipe().architecture().decoder();
        Scaling scaling = model.columns().scaling();
        ScalingKind kind = scaling.kind();
        if (encoder.size() != 2
                || !(encoder.getFirst() instanceof Dense dense && dense.activation() instanceof Relu)
                || !isSelection(encoder.getLast())) {
            throw notOne("an encoder of one rectified layer and what keeps its code sparse");
        }
        if (decoder.size() != 1 || !(decoder.getFirst() instanceof Dense)) {
            throw notOne("a decoder of one layer");
        }
        if (!(model.recipe().architecture().objective().output() instanceof Linear)) {
            throw notOne("reconstructions that are what the network gives, as with the likelihood gaussian");
        }
        if (kind == ScalingKind.LOGARITHM
                || kind == ScalingKind.COLUMNS
                || model.card().ofPairs()) {
            throw notOne("columns taken alike, scaled without logarithms, and not learned from pairs");
        }
        return folded(model, encoder.getLast(), scaling);
    }

    private static boolean isSelection(Layer layer) {
        return layer.selectsUnits() || (layer instanceof Penalize penalize && penalize.penalty() instanceof Penalty.L1);
    }

    private static ProblemException notOne(String expected) {
        return Problem.usage("the model is no sparse dictionary")
                .expected(expected)
                .remedy("a model trained with a sparse code, and without hidden layers")
                .exception();
    }

    /// z = (x − m) / s · U + b is x · U/s + b − m/s · U; x̂ = s (z · D + c) + m is z · sD + sc + m.
    private static SparseDictionary folded(Model model, Layer selection, Scaling scaling) {
        List<Layer> layers = model.recipe().architecture().layers();
        Parameters parameters = model.network().parameters();
        int first = 0;
        while (!(layers.get(first) instanceof Dense)) {
            first++;
        }
        int last = layers.size() - 1;
        Matrix u = parameters.weight(first);
        Matrix d = parameters.weight(last);
        boolean byUnit = parameters.usesTransposed(first);
        boolean turned = parameters.usesTransposed(last);
        int units = model.recipe().architecture().codeSize();
        int columns = model.recipe().architecture().features();
        float[] offsets = scaling.offsets();
        float[] scales = scaling.scales();
        Matrix encoder = Matrix.zeros(columns, units);
        Matrix decoder = Matrix.zeros(units, columns);
        float[] encoderBias = new float[units];
        float[] decoderBias = new float[columns];
        Matrix b = parameters.bias(first);
        Matrix c = parameters.bias(last);
        for (int unit = 0; unit < units; unit++) {
            double bias = b == null ? 0 : b.get(0, unit);
            for (int j = 0; j < columns; j++) {
                double weight = (byUnit ? u.get(unit, j) : u.get(j, unit)) / (double) scales[j];
                encoder.set(j, unit, (float) weight);
                bias -= weight * offsets[j];
                decoder.set(unit, j, (turned ? d.get(j, unit) : d.get(unit, j)) * scales[j]);
            }
            encoderBias[unit] = (float) bias;
        }
        for (int j = 0; j < columns; j++) {
            decoderBias[j] = (c == null ? 0 : c.get(0, j)) * scales[j] + offsets[j];
        }
        int place = layers.indexOf(selection);
        return switch (selection) {
            case TopK top ->
                new SparseDictionary(
                        encoder, encoderBias, decoder, decoderBias, OptionalInt.of(top.k()), Optional.empty());
            case BatchTopK top -> {
                float[] thresholds = new float[units];
                Arrays.fill(thresholds, parameters.block()[top.thresholdIn(parameters, place)]);
                yield above(encoder, encoderBias, decoder, decoderBias, thresholds);
            }
            case JumpRelu jump ->
                above(encoder, encoderBias, decoder, decoderBias, jump.thresholdsIn(parameters, place));
            default -> above(encoder, encoderBias, decoder, decoderBias, new float[units]);
        };
    }

    private static SparseDictionary above(
            Matrix encoder, float[] encoderBias, Matrix decoder, float[] decoderBias, float[] thresholds) {
        return new SparseDictionary(
                encoder, encoderBias, decoder, decoderBias, OptionalInt.empty(), Optional.of(thresholds));
    }

    /// Writes `cfg.json` and `sae_weights.safetensors`, each whole or not at all: tensors `W_enc` (columns × units),
    /// `b_enc`, `W_dec` (units × columns), `b_dec`, and `threshold` where there are thresholds.
    ///
    /// @param folder that is there
    public void save(Path folder) {
        int columns = encoder.rows();
        int units = encoder.columns();
        List<Tensor> tensors = new ArrayList<>(List.of(
                matrix("W_enc", encoder),
                Tensor.vector("b_enc", encoderBias),
                matrix("W_dec", decoder),
                Tensor.vector("b_dec", decoderBias)));
        thresholds.ifPresent(it -> tensors.add(Tensor.vector("threshold", it)));
        JsonObject.Builder settings = JsonObject.builder()
                .put("architecture", kept.isPresent() ? "topk" : "jumprelu")
                .put("d_in", Json.of((long) columns))
                .put("d_sae", Json.of((long) units));
        kept.ifPresent(k -> settings.put("k", Json.of((long) k)).put("rescale_acts_by_decoder_norm", Json.of(false)));
        String json = settings.put("dtype", "float32")
                .put("device", "cpu")
                .put("apply_b_dec_to_input", Json.of(false))
                .put("normalize_activations", "none")
                .put("reshape_activations", "none")
                .put("metadata", JsonObject.builder().build())
                .build()
                .compact();
        new TensorFile(Map.of("format", "pt"), tensors).write(folder.resolve(WEIGHTS));
        AtomicFile.replace(
                folder.resolve(SETTINGS),
                channel -> channel.write(ByteBuffer.wrap((json + "\n").getBytes(StandardCharsets.UTF_8))));
    }

    private static Tensor matrix(String name, Matrix matrix) {
        return new Tensor(name, List.of((long) matrix.rows(), (long) matrix.columns()), matrix.array());
    }
}
