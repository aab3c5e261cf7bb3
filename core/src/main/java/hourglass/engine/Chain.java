package hourglass.engine;

import hourglass.bound.Binding;
import hourglass.bound.BoundLayer;
import hourglass.bound.Memory;
import hourglass.bound.ParameterUse;
import hourglass.bound.Tiled;
import hourglass.matrix.Shape;
import hourglass.network.Architecture;
import hourglass.network.Layer;
import hourglass.network.Parameters;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The bound form of all layers of a network, one behind the other.
///
/// @param layers in order; in training one may stand for several
/// @param places of each among the layers of the architecture
record Chain(List<BoundLayer> layers, List<Integer> places) {
    /// For training: outputs are kept for the way back.
    static Chain forTraining(Architecture architecture, Parameters parameters, Tiled input, Memory memory) {
        return bind(architecture, parameters, input.all().rows(), input, memory, true);
    }

    /// For use: a layer at a time, of up to a number of rows that come from anywhere.
    static Chain forUse(Architecture architecture, Parameters parameters, int rows) {
        Tiled input = Tiled.of(new float[0], 0, architecture.features(), Math.max(1, rows));
        return bind(architecture, parameters, rows, input, new Memory(rows), false);
    }

    private static Chain bind(
            Architecture architecture,
            Parameters parameters,
            int rows,
            Tiled input,
            Memory memory,
            boolean isTraining) {
        List<Layer> settings = architecture.layers();
        List<Map<String, ParameterUse>> byLayer = parameters.byLayer();
        List<BoundLayer> bound = new ArrayList<>();
        List<Integer> places = new ArrayList<>();
        List<Shape> shapes = architecture.shapes();
        Tiled x = input;
        @Nullable Tiled dx = null;
        @Nullable BoundLayer previous = null;
        for (int i = 0; i < settings.size(); ) {
            BoundLayer layer = settings.get(i)
                    .bind(new Binding(settings, i, byLayer, rows, shapes.get(i), x, dx, previous, memory, isTraining));
            bound.add(layer);
            places.add(i);
            i += layer.span();
            x = isTraining
                    ? layer.output()
                    : Tiled.of(new float[0], 0, shapes.get(i).size(), input.height());
            // Nothing before the first layer that learns does, so nobody reads a gradient there.
            dx = !isTraining || (dx == null && layer.parameters().isEmpty()) ? null : layer.outputGradient();
            previous = layer;
        }
        return new Chain(bound, places);
    }
}
