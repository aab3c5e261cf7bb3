package hourglass.engine;

import hourglass.likelihood.Likelihood;
import hourglass.matrix.Kernels;
import hourglass.network.Architecture;
import hourglass.network.Corrupt;
import hourglass.network.Corruption;
import hourglass.network.Dense;
import hourglass.network.GaussianLatent;
import hourglass.network.Layer;
import hourglass.network.Parameters;
import hourglass.network.Penalize;
import hourglass.network.Penalty;
import hourglass.network.TopK;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Forward and backward through all layers for a batch of a fixed number of rows, bound to its buffers once.
///
/// Rows are independent of one another, so each tile of rows goes all the way forward and all the way back in one task.
/// Only a layer that couples the rows of a batch makes all tiles wait for each other on the way forward.
final class Plan {
    final Tiled input;
    final Tiled target;
    final int rows;

    private final Likelihood likelihood;
    private final List<BoundLayer> layers = new ArrayList<>();
    private final Tiled eta;
    private final Tiled dEta;
    private final double[] tileLoss;
    /// Index of the first layer of each segment, and the number of layers at the end.
    private final List<Integer> segments = new ArrayList<>();

    /// Whether a tile may read rows of another, as swap noise does: then all are fetched before any goes on.
    private final boolean needsAllInput;

    private int segment;
    private StepKey key = new StepKey(0, 0);
    private Kernels[] kernels = {};
    private Team.Task fetch = (tile, worker) -> {};
    /// Made once: a step must not allocate.
    private final Team.Task forwardTask = this::forward;

    private final Team.Task lastTask = this::forwardAndBackward;

    Plan(Architecture architecture, Parameters parameters, Buffers buffers, int rows, int height) {
        this.rows = rows;
        this.likelihood = architecture.likelihood();
        this.input = Tiled.of(buffers.input, rows, architecture.features(), height);
        this.target = Tiled.of(buffers.target, rows, architecture.targetColumns(), height);
        List<Layer> settings = architecture.layers();
        segments.add(0);
        Tiled x = input;
        Tiled dx = null;
        for (int i = 0; i < settings.size(); i++) {
            if (BoundSparse.fits(settings, parameters, i)) {
                int last = i + 2;
                Tiled y = tiled(buffers.y[last], buffers.columns[last]);
                Tiled dy = tiled(buffers.dy[last], buffers.columns[last]);
                Tiled z = tiled(buffers.z[last], buffers.columns[last]);
                layers.add(new BoundSparse(settings, i, parameters, x, z, y, dx, dy));
                layers.add(new BoundPart());
                layers.add(new BoundPart());
                i = last;
                x = y;
                dx = dy;
                continue;
            }
            Tiled y = tiled(buffers.y[i], buffers.columns[i]);
            Tiled dy = tiled(buffers.dy[i], buffers.columns[i]);
            BoundLayer bound = switch (settings.get(i)) {
                case Dense dense -> {
                    Tiled z = tiled(buffers.z[i], buffers.columns[i]);
                    yield dense(dense, i, parameters, x, z, y, dx, dy);
                }
                case Corrupt corrupt -> new BoundCorrupt(corrupt.corruption(), i, x, y, dx, dy);
                case GaussianLatent latent ->
                    new BoundLatent(
                            latent.weight(), i, x, y, Objects.requireNonNull(dx, "a dense layer stands before"), dy);
                case Penalize penalize ->
                    penalize.penalty() instanceof Penalty.Contractive it
                            ? new BoundContract(it.weight(), (BoundDense) layers.getLast())
                            : new BoundPenalize(penalize.penalty(), y, dy);
                case TopK topK -> new BoundTopK(topK.k(), x, y, Objects.requireNonNull(dx), dy);
            };
            layers.add(bound);
            if (bound.couplesRows()) {
                segments.add(i + 1);
            }
            x = y;
            // Nothing before the first dense layer learns, so nobody reads a gradient there.
            dx = dx == null && !(bound instanceof BoundDense) ? null : dy;
        }
        segments.add(settings.size());
        this.eta = x;
        this.dEta = tiled(buffers.dy[settings.size() - 1], buffers.columns[settings.size() - 1]);
        this.tileLoss = new double[input.tiles().length];
        this.needsAllInput = settings.stream()
                .anyMatch(it -> it instanceof Corrupt corrupt && corrupt.corruption() instanceof Corruption.Swap);
    }

    private Tiled tiled(float[] buffer, int columns) {
        return Tiled.of(buffer, rows, columns, input.height());
    }

    private static BoundDense dense(
            Dense dense, int layer, Parameters parameters, Tiled x, Tiled z, Tiled y, @Nullable Tiled dx, Tiled dy) {
        return new BoundDense(
                dense.activation(),
                parameters.weight(layer),
                parameters.usesTransposed(layer),
                parameters.bias(layer),
                x,
                z,
                y,
                dx,
                dy);
    }

    /// Runs all layers forward, the loss, and all layers backward, each gradient already divided by the rows.
    ///
    /// @param perWorker kernels for each worker of the team
    /// @param gather fetches the rows of a tile of input and target
    void run(Team team, Kernels[] perWorker, StepKey stepKey, Team.Task gather) {
        key = stepKey;
        kernels = perWorker;
        fetch = gather;
        if (needsAllInput) {
            team.run(tileLoss.length, gather);
        }
        for (segment = 0; segment < segments.size() - 2; segment++) {
            team.run(tileLoss.length, forwardTask);
            layers.get(segments.get(segment + 1) - 1).combine();
        }
        team.run(tileLoss.length, lastTask);
        for (BoundLayer layer : layers) {
            layer.finish();
        }
    }

    private void forward(int tile, int worker) {
        if (segment == 0 && !needsAllInput) {
            fetch.run(tile, worker);
        }
        int end = segments.get(segment + 1);
        for (int i = segments.get(segment); i < end; i++) {
            layers.get(i).forward(tile, kernels[worker], key);
        }
    }

    private void forwardAndBackward(int tile, int worker) {
        forward(tile, worker);
        tileLoss[tile] = likelihood.loss(eta.tiles()[tile], target.tiles()[tile], 1f / rows, dEta.tiles()[tile]);
        for (int i = layers.size() - 1; i >= 0; i--) {
            layers.get(i).backward(tile, kernels[worker], key);
        }
    }

    /// Loss of the latest step, summed over rows.
    double loss() {
        double sum = 0;
        for (double loss : tileLoss) {
            sum += loss;
        }
        return sum;
    }

    /// Penalties of the latest step, summed over rows.
    double penalty() {
        double sum = 0;
        for (BoundLayer layer : layers) {
            for (int tile = 0; tile < tileLoss.length; tile++) {
                sum += layer.penalty(tile);
            }
        }
        return sum;
    }

    List<BoundLayer> layers() {
        return layers;
    }
}
