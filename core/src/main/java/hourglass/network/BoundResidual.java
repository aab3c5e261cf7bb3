package hourglass.network;

import hourglass.bound.Binding;
import hourglass.bound.BoundLayer;
import hourglass.bound.GradientTile;
import hourglass.bound.ParameterUse;
import hourglass.bound.Shard;
import hourglass.bound.Tiled;
import hourglass.matrix.Kernels;
import hourglass.matrix.Matrix;
import hourglass.matrix.Shape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Y = X + F(X), F a chain of its own.
record BoundResidual(
        List<BoundLayer> layers,
        Tiled x,
        Tiled output,
        @Nullable Tiled dx,
        Tiled outputGradient) implements BoundLayer {

    static BoundResidual of(Residual residual, Binding binding) {
        List<Layer> settings = residual.layers();
        List<Shape> shapes = residual.shapes(binding.shape());
        List<Map<String, ParameterUse>> parameters = new ArrayList<>();
        for (int i = 0; i < settings.size(); i++) {
            parameters.add(within(Residual.prefix(i), binding));
        }
        List<BoundLayer> layers = new ArrayList<>();
        Tiled input = binding.input();
        Tiled gradient = binding.inputGradient();
        for (int i = 0; i < settings.size(); i++) {
            BoundLayer layer = settings.get(i)
                    .bind(new Binding(
                            settings,
                            i,
                            parameters,
                            binding.rows(),
                            shapes.get(i),
                            input,
                            gradient,
                            null,
                            binding.memory(),
                            binding.isTraining()));
            layers.add(layer);
            input = binding.isTraining()
                    ? layer.output()
                    : Tiled.of(new float[0], 0, shapes.get(i + 1).size(), input.height());
            gradient = binding.isTraining() ? layer.outputGradient() : null;
        }
        return new BoundResidual(
                layers,
                binding.input(),
                binding.buffer(binding.columns()),
                binding.inputGradient(),
                binding.trainingBuffer(binding.columns()));
    }

    private static Map<String, ParameterUse> within(String prefix, Binding binding) {
        Map<String, ParameterUse> uses = new LinkedHashMap<>();
        binding.parameters().get(binding.place()).forEach((name, use) -> {
            if (name.startsWith(prefix)) {
                uses.put(name.substring(prefix.length()), use);
            }
        });
        return uses;
    }

    @Override
    public int positions() {
        return layers.stream().mapToInt(BoundLayer::positions).max().orElse(1);
    }

    @Override
    public Matrix use(Matrix rows, Kernels kernels) {
        Matrix inner = rows;
        for (BoundLayer layer : layers) {
            inner = layer.use(inner, kernels);
        }
        Matrix y = output.all().rows(0, rows.rows());
        add(rows, inner, y);
        return y;
    }

    @Override
    public void forward(int tile, Kernels kernels, Shard shard) {
        for (BoundLayer layer : layers) {
            layer.forward(tile, kernels, shard);
        }
        add(x.tiles()[tile], layers.getLast().output().tiles()[tile], output.tiles()[tile]);
    }

    private static void add(Matrix a, Matrix b, Matrix sum) {
        for (int row = 0; row < sum.rows(); row++) {
            add(
                    a.array(),
                    a.rowOffset(row),
                    b.array(),
                    b.rowOffset(row),
                    sum.array(),
                    sum.rowOffset(row),
                    sum.columns());
        }
    }

    private static void add(float[] a, int atA, float[] b, int atB, float[] sum, int at, int count) {
        for (int j = 0; j < count; j++) {
            sum[at + j] = a[atA + j] + b[atB + j];
        }
    }

    @Override
    public void backward(int tile, Kernels kernels, Shard shard) {
        Matrix gradient = outputGradient.tiles()[tile];
        layers.getLast().outputGradient().tiles()[tile].copyFrom(gradient);
        for (BoundLayer layer : layers.reversed()) {
            layer.backward(tile, kernels, shard);
        }
        if (dx != null) {
            add(dx.tiles()[tile], gradient, dx.tiles()[tile]);
        }
    }

    @Override
    public List<ParameterUse> parameters() {
        return layers.stream().flatMap(layer -> layer.parameters().stream()).toList();
    }

    @Override
    public void addGradient(int parameter, GradientTile tile, Kernels kernels, Shard shard) {
        int place = parameter;
        for (BoundLayer layer : layers) {
            int own = layer.parameters().size();
            if (place < own) {
                layer.addGradient(place, tile, kernels, shard);
                return;
            }
            place -= own;
        }
        throw new IllegalArgumentException("there is no parameter " + parameter);
    }
}
