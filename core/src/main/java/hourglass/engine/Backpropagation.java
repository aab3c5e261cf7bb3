package hourglass.engine;

import hourglass.bound.Memory;
import hourglass.bound.Shard;
import hourglass.bound.Tiled;
import hourglass.matrix.Kernels;
import hourglass.network.Architecture;
import hourglass.network.Layer;
import hourglass.network.Parameters;
import java.util.ArrayList;
import java.util.List;

/// The gradient of a shard of a batch: forward, objective and backward by tiles of rows, then the gradient by tiles of
/// parameters.
///
/// What a tile or shard is depends on the problem only, and sums over tiles are taken in their order: the same bits for
/// any number of threads, and on any machine with the same kernels.
public final class Backpropagation {
    /// Rows of a shard: so many that the batches of most recipes are one.
    static final int SHARD_ROWS = 1024;

    private final Architecture architecture;
    private final Parameters parameters;
    private final Team team;
    private final Kernels[] kernels;
    private final boolean pairs;
    private final int tileHeight;
    private final int largestShard;
    private final Memory memory;
    private final GradientBlock gradients;
    /// By number of rows, of which a run has two or three.
    private final List<Plan> plans = new ArrayList<>();

    /// @param batch the most rows of a batch
    /// @param pairs whether targets differ from inputs
    /// @param kernels for each worker of the team
    /// @param tileHeight rows of a tile: tests want several tiles even of tiny networks
    /// @param shardRows rows of a shard, likewise
    Backpropagation(
            Architecture architecture,
            Parameters parameters,
            int batch,
            boolean pairs,
            Team team,
            Kernels[] kernels,
            int tileHeight,
            int shardRows) {
        this.architecture = architecture;
        this.parameters = parameters;
        this.pairs = pairs;
        this.team = team;
        this.kernels = kernels;
        this.tileHeight = tileHeight;
        this.largestShard = architecture.couplesRows() ? batch : Math.min(batch, shardRows);
        this.memory = new Memory(largestShard);
        this.gradients = GradientBlock.of(parameters);
    }

    /// On one thread, for whoever computes shards of batches that others put together.
    ///
    /// @param parameters read at each [#compute], so that they may change in between
    public static Backpropagation alone(
            Architecture architecture, Parameters parameters, int batch, boolean pairs, Kernels kernels) {
        return new Backpropagation(
                architecture,
                parameters,
                batch,
                pairs,
                Team.of(1),
                new Kernels[] {kernels},
                Tiled.height(architecture.multiplyAdds(), architecture.slides()),
                SHARD_ROWS);
    }

    /// The most rows of a shard of a batch: 1,024, but the whole batch where layers couple its rows.
    public static int largestShard(Architecture architecture, int batch) {
        return architecture.couplesRows() ? batch : Math.min(batch, SHARD_ROWS);
    }

    /// The most rows of a shard: 1,024, but the whole batch where layers couple its rows.
    int largestShard() {
        return largestShard;
    }

    /// The gradient of a shard as a value.
    ///
    /// @throws IllegalArgumentException if it is a part of its batch and a layer couples the rows of a batch
    /// @throws NotFiniteException if the loss is not a finite number
    public Gradient compute(Shard shard) {
        Plan plan = run(shard);
        StepResult result = plan.result();
        team.run(plan.parameterTiles().size(), plan::gradient);
        return new Gradient(gradients.numbers().clone(), result.loss(), result.penalty(), result.rows());
    }

    /// Takes a shard forward and back; the plan then gives results and gradients until the next run.
    Plan run(Shard shard) {
        if (!shard.isWholeBatch() && architecture.couplesRows()) {
            throw new IllegalArgumentException(coupled() + " couples the rows of a batch: its gradient needs the whole"
                    + " batch of " + shard.batchRows() + " rows at once, but the shard has " + shard.rows());
        }
        Plan plan = planFor(shard.rows());
        plan.run(shard, team);
        return plan;
    }

    private String coupled() {
        List<Layer> layers = architecture.layers();
        int place = 0;
        while (!layers.get(place).couplesRows()) {
            place++;
        }
        return architecture.nameOf(place);
    }

    /// The plan for so many rows, bound once.
    Plan planFor(int rows) {
        for (Plan plan : plans) {
            if (plan.rows() == rows) {
                return plan;
            }
        }
        Plan plan = new Plan(architecture, parameters, memory, gradients, rows, tileHeight, pairs, kernels);
        plans.add(plan);
        return plan;
    }

    /// The gradient of all parameters, as the plan that ran last left it.
    float[] gradients() {
        return gradients.numbers();
    }
}
