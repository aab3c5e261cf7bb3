package hourglass.engine;

import hourglass.bound.BoundLayer;
import hourglass.bound.Memory;
import hourglass.bound.Shard;
import hourglass.bound.Tiled;
import hourglass.matrix.Kernels;
import hourglass.matrix.Matrix;
import hourglass.matrix.Rows;
import hourglass.network.Architecture;
import hourglass.network.Parameters;
import hourglass.objective.Objective;
import java.util.ArrayList;
import java.util.List;

/// Forward and backward through all layers for a fixed number of rows, then the gradient by tiles of parameters; bound
/// to its buffers once.
///
/// Rows are independent of one another, so each tile of rows goes all the way forward and all the way back in one task.
/// Only a layer that couples the rows of a batch makes all tiles wait for each other on the way forward.
final class Plan {
    private final int rows;
    private final Architecture architecture;
    private final Objective objective;
    private final Tiled input;
    private final Tiled target;
    private final Parameters parameters;
    private final Chain chain;
    private final Tiled eta;
    private final Tiled dEta;
    private final List<ParameterTile> parameterTiles;
    private final double[] tileLoss;
    private final double[] squares;
    /// Index of the first layer of each segment, and the number of layers at the end.
    private final List<Integer> segments = new ArrayList<>();

    /// Whether a tile may read rows of another, as swap noise does: then all are fetched before any goes on.
    private final boolean needsAllInput;

    private final boolean pairs;

    private final Kernels[] kernels;
    private Shard shard;
    private int segment;
    /// Made once: a step must not allocate.
    private final Team.Task fetchTask = this::fetch;

    private final Team.Task forwardTask = this::forward;
    private final Team.Task lastTask = this::forwardAndBackward;

    /// @param pairs whether targets differ from inputs
    /// @param kernels for each worker
    Plan(
            Architecture architecture,
            Parameters parameters,
            Memory memory,
            GradientBlock gradients,
            int rows,
            int height,
            boolean pairs,
            Kernels[] kernels) {
        this.rows = rows;
        // Replaced by the first run.
        Matrix none = Matrix.zeros(0, 0);
        this.shard = new Shard(none, none, new int[0], 0, rows, 0, rows, 0, 0);
        this.architecture = architecture;
        this.parameters = parameters;
        this.objective = architecture.objective();
        this.kernels = kernels;
        this.pairs = pairs;
        memory.restart();
        this.input = memory.tiled(rows, architecture.features(), height);
        this.target = pairs ? memory.tiled(rows, architecture.targetColumns(), height) : input;
        this.chain = Chain.forTraining(architecture, parameters, input, memory);
        segments.add(0);
        List<BoundLayer> layers = chain.layers();
        for (int i = 0; i < layers.size(); i++) {
            if (layers.get(i).couplesRows()) {
                segments.add(i + 1);
            }
        }
        segments.add(layers.size());
        this.eta = layers.getLast().output();
        this.dEta = layers.getLast().outputGradient();
        this.parameterTiles = ParameterTile.of(parameters, chain, gradients);
        this.tileLoss = new double[input.tiles().length];
        this.squares = new double[parameterTiles.size()];
        this.needsAllInput = architecture.layers().getFirst().couplesRows();
    }

    int rows() {
        return rows;
    }

    /// Runs all layers forward, the objective, and all layers backward.
    void run(Shard rowsToTake, Team team) {
        shard = rowsToTake;
        if (needsAllInput) {
            team.run(tileLoss.length, fetchTask);
        }
        for (segment = 0; segment < segments.size() - 2; segment++) {
            team.run(tileLoss.length, forwardTask);
            chain.layers().get(segments.get(segment + 1) - 1).combine(shard);
        }
        team.run(tileLoss.length, lastTask);
        for (BoundLayer layer : chain.layers()) {
            layer.finish();
        }
    }

    private void fetch(int tile, int worker) {
        fetch(shard.inputs(), input.tiles()[tile], tile);
        if (pairs) {
            fetch(shard.targets(), target.tiles()[tile], tile);
        }
    }

    private void fetch(Rows from, Matrix into, int tile) {
        int first = shard.from() + tile * input.height();
        from.gather(shard.order(), first, first + into.rows(), into);
    }

    private void forward(int tile, int worker) {
        if (segment == 0 && !needsAllInput) {
            fetch(tile, worker);
        }
        int end = segments.get(segment + 1);
        for (int i = segments.get(segment); i < end; i++) {
            chain.layers().get(i).forward(tile, kernels[worker], shard);
        }
    }

    private void forwardAndBackward(int tile, int worker) {
        forward(tile, worker);
        tileLoss[tile] =
                objective.loss(eta.tiles()[tile], target.tiles()[tile], 1f / shard.batchRows(), dEta.tiles()[tile]);
        for (int i = chain.layers().size() - 1; i >= 0; i--) {
            chain.layers().get(i).backward(tile, kernels[worker], shard);
        }
    }

    /// Loss and penalties of the latest run, summed over rows.
    ///
    /// @throws NotFiniteException if they are no finite numbers
    StepResult result() {
        double loss = 0;
        for (double ofTile : tileLoss) {
            loss += ofTile;
        }
        double penalty = 0;
        for (BoundLayer layer : chain.layers()) {
            for (int tile = 0; tile < tileLoss.length; tile++) {
                penalty += layer.penalty(tile);
            }
        }
        if (!Double.isFinite(loss) || !Double.isFinite(penalty)) {
            throw new NotFiniteException(
                    "loss", NotFiniteException.firstLayer(architecture, input.all(), chain, parameters));
        }
        return new StepResult(rows, loss, penalty);
    }

    List<ParameterTile> parameterTiles() {
        return parameterTiles;
    }

    /// Overwrites the gradient of one tile of parameters, after a run.
    void gradient(int tile, int worker) {
        squares[tile] = parameterTiles.get(tile).compute(kernels[worker], shard);
    }

    /// The sum of the squares of the gradient of each tile, as it was last computed or set.
    double[] squares() {
        return squares;
    }
}
