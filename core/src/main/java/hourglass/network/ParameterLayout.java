package hourglass.network;

import hourglass.matrix.Shape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Where each tensor of a network stands in the one block of its parameters, and which layers use it.
final class ParameterLayout {
    /// @param tensor its index
    /// @param transposed whether the layer uses it turned
    record Use(int tensor, boolean transposed) {}

    private final List<Parameters.Tensor> tensors = new ArrayList<>();
    private final List<Map<String, Use>> uses = new ArrayList<>();
    /// By layer of the decoder, the matrix of the encoder at the mirrored place, as that is used.
    private final Map<Integer, Use> mirrored = new HashMap<>();
    private long size;

    ParameterLayout(Architecture architecture) {
        List<Layer> layers = architecture.layers();
        int encoderLayers = architecture.encoder().size();
        List<Use> matrices = new ArrayList<>();
        int mirror = 0;
        List<Shape> shapes = architecture.shapes();
        for (int i = 0; i < layers.size(); i++) {
            boolean byUnit = i + 1 < layers.size() && layers.get(i + 1).selectsUnits();
            Map<String, Use> used = new LinkedHashMap<>();
            for (ParameterShape learned : layers.get(i).parameters(shapes.get(i))) {
                if (learned.isWeight() && i >= encoderLayers) {
                    mirror++;
                    if (mirror <= matrices.size()) {
                        mirrored.put(i, matrices.get(matrices.size() - mirror));
                    }
                }
                Use use = learned.isMirrored()
                        ? turned(mirroredBy(i).orElseThrow())
                        : add(architecture.nameOf(i) + "." + learned.name(), learned, byUnit);
                used.put(learned.name(), use);
                if (learned.isWeight() && i < encoderLayers) {
                    matrices.add(use);
                }
            }
            uses.add(used);
        }
    }

    private Use add(String name, ParameterShape learned, boolean byUnit) {
        boolean transposed = byUnit && learned.isWeight();
        int rows = transposed ? learned.units() : learned.inputs();
        int columns = transposed ? learned.inputs() : learned.units();
        tensors.add(
                new Parameters.Tensor(name, checked(size), rows, columns, learned.isWeight(), learned.hasUnitRows()));
        size += (long) rows * columns;
        return new Use(tensors.size() - 1, transposed);
    }

    private static Use turned(Use use) {
        return new Use(use.tensor(), !use.transposed());
    }

    /// All tensors in the order of the block.
    List<Parameters.Tensor> tensors() {
        return Collections.unmodifiableList(tensors);
    }

    /// What each layer uses, by name within the layer.
    List<Map<String, Use>> uses() {
        return Collections.unmodifiableList(uses);
    }

    /// The matrix of the encoder at the place that mirrors a layer of the decoder, as the encoder uses it.
    Optional<Use> mirroredBy(int layer) {
        return Optional.ofNullable(mirrored.get(layer));
    }

    /// Numbers of the block.
    int size() {
        return checked(size);
    }

    /// Index of a tensor that a layer uses, −1 if it uses none of that name.
    int index(int layer, String name) {
        return Optional.ofNullable(uses.get(layer).get(name)).map(Use::tensor).orElse(-1);
    }

    private static int checked(long length) {
        if (length > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException("a network may have at most 2^31 - 9 parameters, this has more");
        }
        return (int) length;
    }
}
