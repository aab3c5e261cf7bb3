package hourglass.engine;

import hourglass.bound.Shard;
import hourglass.bound.Tiled;
import hourglass.matrix.Kernels;
import hourglass.matrix.Rows;
import hourglass.network.Architecture;
import hourglass.network.Parameters;
import hourglass.optimize.Clipping;
import hourglass.optimize.OptimizerState;
import java.util.List;

/// One step of training: rows → gradient → update, in phases that a team of threads shares.
///
/// A batch of more than 1,024 rows is cut into shards, whose gradients are added in their order. The gradient of a
/// single shard is applied tile by tile as it is computed, while it is in the cache.
public final class TrainingStep {
    /// Multiply-adds of a step below which threads would wait longer for each other than they work.
    private static final long WORTH_SHARING = 2_000_000;

    private static final Team ALONE = Team.of(1);

    private final Backpropagation backpropagation;
    private final Update update;
    private final Team team;
    private Plan plan;
    /// What is applied: the gradient of the one shard, or the sum of those so far.
    private float[] sum;

    /// Memory for it, from the first batch of several shards on.
    private float[] shardSum = {};

    private boolean isFirstShard;
    private final Team.Task gradientTask = this::gradient;
    private final Team.Task addTask = this::add;
    private final Team.Task updateTask = this::update;
    private final Team.Task fusedTask = this::gradientAndUpdate;

    /// @param batch rows of a full batch
    /// @param pairs whether targets differ from inputs
    /// @param kernels for each worker of the team
    public TrainingStep(
            Architecture architecture,
            Parameters parameters,
            OptimizerState optimizer,
            Clipping clipping,
            double weightDecay,
            int batch,
            boolean pairs,
            Team team,
            Kernels[] kernels) {
        this(
                architecture,
                parameters,
                optimizer,
                clipping,
                weightDecay,
                batch,
                pairs,
                team,
                kernels,
                Tiled.height(architecture.multiplyAdds(), architecture.slides()),
                Backpropagation.SHARD_ROWS);
    }

    /// @param tileHeight rows of a tile: tests want several tiles even of tiny networks
    /// @param shardRows the most rows of a shard, likewise
    TrainingStep(
            Architecture architecture,
            Parameters parameters,
            OptimizerState optimizer,
            Clipping clipping,
            double weightDecay,
            int batch,
            boolean pairs,
            Team team,
            Kernels[] kernels,
            int tileHeight,
            int shardRows) {
        this.team = 3L * batch * architecture.multiplyAdds() < WORTH_SHARING ? ALONE : team;
        this.backpropagation =
                new Backpropagation(architecture, parameters, batch, pairs, this.team, kernels, tileHeight, shardRows);
        this.update = new Update(parameters, optimizer, clipping, weightDecay);
        this.plan = backpropagation.planFor(backpropagation.largestShard());
        this.sum = backpropagation.gradients();
    }

    /// Takes one step on the rows `order[from … to − 1]`.
    ///
    /// @param key what noise is a function of
    /// @param rate the learning rate of this step
    /// @return loss and penalties, summed over the rows
    /// @throws NotFiniteException if the loss or a gradient is not a finite number; the parameters are then spoilt
    public StepResult run(Rows inputs, Rows targets, int[] order, int from, int to, StepKey key, double rate) {
        boolean single = to - from <= backpropagation.largestShard();
        StepResult result = propagate(inputs, targets, order, from, to, key);
        int tiles = plan.parameterTiles().size();
        update.begin(rate);
        if (single && update.needsNorm()) {
            team.run(tiles, gradientTask);
        }
        if (single && !update.needsNorm()) {
            team.run(tiles, fusedTask);
            checkGradients();
        } else {
            checkGradients();
            update.limit(gradientNorm());
            team.run(tiles, updateTask);
        }
        return result;
    }

    /// Takes one step along the gradients of the shards of a batch, wherever they were computed: the bits of [#run].
    ///
    /// @param shards of the whole batch, in their order. Not modified.
    /// @param rate the learning rate of this step
    /// @return loss and penalties, summed over the rows
    /// @throws NotFiniteException if the loss or a gradient is not a finite number; the parameters are then unchanged
    public StepResult apply(List<Gradient> shards, double rate) {
        if (shardSum.length == 0) {
            shardSum = new float[backpropagation.gradients().length];
        }
        sum = shardSum;
        int rows = 0;
        double loss = 0;
        double penalty = 0;
        for (Gradient shard : shards) {
            if (!Double.isFinite(shard.loss()) || !Double.isFinite(shard.penalty())) {
                throw new NotFiniteException("loss", "rows " + rows + " to " + (rows + shard.rows() - 1));
            }
            if (rows == 0) {
                System.arraycopy(shard.block(), 0, sum, 0, sum.length);
            } else {
                add(shard.block(), sum, 0, sum.length);
            }
            rows += shard.rows();
            loss += shard.loss();
            penalty += shard.penalty();
        }
        List<ParameterTile> tiles = plan.parameterTiles();
        for (int i = 0; i < tiles.size(); i++) {
            plan.squares()[i] = tiles.get(i).squares(sum);
        }
        checkGradients();
        update.begin(rate);
        update.limit(gradientNorm());
        team.run(tiles.size(), updateTask);
        return new StepResult(rows, loss, penalty);
    }

    /// The gradient alone, laid out as the parameters are, without weight decay, clipping or a step.
    public float[] gradient(Rows inputs, Rows targets, int[] order, StepKey key) {
        propagate(inputs, targets, order, 0, order.length, key);
        if (order.length <= backpropagation.largestShard()) {
            team.run(plan.parameterTiles().size(), gradientTask);
        }
        return sum.clone();
    }

    /// Takes all shards forward and back and adds their gradients; that of a single shard is left to its plan.
    private StepResult propagate(Rows inputs, Rows targets, int[] order, int from, int to, StepKey key) {
        int height = backpropagation.largestShard();
        boolean single = to - from <= height;
        if (!single && shardSum.length == 0) {
            shardSum = new float[backpropagation.gradients().length];
        }
        sum = single ? backpropagation.gradients() : shardSum;
        double loss = 0;
        double penalty = 0;
        for (int first = from; first < to; first += height) {
            int last = Math.min(to, first + height);
            plan = backpropagation.run(
                    new Shard(inputs, targets, order, first, last, from, to, key.seed(), key.step(), key.taken()));
            StepResult result = plan.result();
            loss += result.loss();
            penalty += result.penalty();
            if (!single) {
                isFirstShard = first == from;
                team.run(plan.parameterTiles().size(), addTask);
            }
        }
        return new StepResult(to - from, loss, penalty);
    }

    private void gradientAndUpdate(int tile, int worker) {
        plan.gradient(tile, worker);
        update(tile, worker);
    }

    private void gradient(int tile, int worker) {
        plan.gradient(tile, worker);
    }

    private void update(int tile, int worker) {
        update.apply(plan.parameterTiles().get(tile), sum);
    }

    private void add(int index, int worker) {
        plan.gradient(index, worker);
        ParameterTile tile = plan.parameterTiles().get(index);
        float[] gradients = backpropagation.gradients();
        if (isFirstShard) {
            System.arraycopy(gradients, tile.from, sum, tile.from, tile.to - tile.from);
        } else {
            add(gradients, sum, tile.from, tile.to);
        }
        plan.squares()[index] = tile.squares(sum);
    }

    private static void add(float[] from, float[] to, int first, int last) {
        for (int i = first; i < last; i++) {
            to[i] += from[i];
        }
    }

    /// Euclidean norm of the gradient of the latest step, before clipping.
    public double gradientNorm() {
        double squares = 0;
        for (double square : plan.squares()) {
            squares += square;
        }
        return Math.sqrt(squares);
    }

    private void checkGradients() {
        double[] squares = plan.squares();
        // Gradients flow back: what went wrong first stands last.
        int first = -1;
        for (int i = 0; i < squares.length; i++) {
            if (!Double.isFinite(squares[i])
                    && (first < 0
                            || plan.parameterTiles().get(i).from
                                    > plan.parameterTiles().get(first).from)) {
                first = i;
            }
        }
        if (first >= 0) {
            throw new NotFiniteException(
                    "gradient", plan.parameterTiles().get(first).tensor.name());
        }
    }
}
