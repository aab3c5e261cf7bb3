package hourglass.engine;

import hourglass.matrix.Kernels;
import hourglass.matrix.Matrix;
import hourglass.network.Architecture;
import hourglass.network.Parameters;
import hourglass.optimize.Clipping;
import hourglass.optimize.OptimizerState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One step of training, in phases that a team of threads shares: gather the batch; forward, loss and backward by tiles
/// of rows; gradient and optimiser by tiles of parameters.
///
/// What a tile is depends on the problem only, and sums over tiles are taken in their order: the same bits for any
/// number of threads.
public final class TrainingStep {
    /// Multiply-adds of a step below which threads would wait longer for each other than they work.
    private static final long WORTH_SHARING = 2_000_000;

    private static final Team ALONE = Team.of(1);

    private final Architecture architecture;
    private final Parameters parameters;
    private final OptimizerState optimizer;
    private final Clipping clipping;
    private final double weightDecay;
    private final boolean pairs;
    private final int tileHeight;
    private final Team team;
    private final Kernels[] kernels;
    private final Buffers buffers;
    private final float[] gradients;
    private final boolean[][] isWritten;
    private final Bound full;
    private @Nullable Bound partial;

    private Bound current;
    private Matrix inputs = Matrix.zeros(0, 0);
    private Matrix targets = Matrix.zeros(0, 0);
    private int[] order = {};
    private int first;
    private double rate;
    private float scale = 1f;
    private final Team.Task gatherTask = this::gather;
    private final Team.Task gradientTask = this::gradient;
    private final Team.Task updateTask = this::update;
    private final Team.Task fusedTask = this::gradientAndUpdate;

    /// A plan and its parameter tiles for one number of rows.
    private record Bound(Plan plan, List<GradientTile> tiles, double[] squares) {}

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
                Tiled.height(architecture));
    }

    /// @param tileHeight rows of a tile: tests want several tiles even of tiny networks
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
            int tileHeight) {
        this.tileHeight = tileHeight;
        this.architecture = architecture;
        this.parameters = parameters;
        this.optimizer = optimizer;
        this.clipping = clipping;
        this.weightDecay = weightDecay;
        this.pairs = pairs;
        this.kernels = kernels;
        this.team = 3L * batch * Tiled.multiplyAdds(architecture) < WORTH_SHARING ? ALONE : team;
        this.buffers = new Buffers(architecture, parameters, batch, pairs);
        this.gradients = new float[parameters.block().length];
        this.isWritten = new boolean[parameters.tensors().size()][];
        Arrays.setAll(isWritten, t -> new boolean[parameters.tensors().get(t).rows()]);
        this.full = bind(batch);
        this.current = full;
    }

    private Bound bind(int rows) {
        Plan plan = new Plan(architecture, parameters, buffers, rows, tileHeight);
        List<GradientTile> tiles = new ArrayList<>(GradientTile.of(parameters, plan, gradients, isWritten));
        tiles.sort(Comparator.comparingLong(GradientTile::cost).reversed());
        return new Bound(plan, tiles, new double[tiles.size()]);
    }

    /// Takes one step on the rows `order[from … to − 1]`.
    ///
    /// @param key what corruption is a function of
    /// @param newRate the learning rate of this step
    /// @return loss and penalties, summed over the rows
    /// @throws NotFiniteException if the loss or a gradient is not a finite number; the parameters are then spoilt
    public StepResult run(
            Matrix inputRows, Matrix targetRows, int[] rowOrder, int from, int to, StepKey key, double newRate) {
        StepResult result = forwardAndBackward(inputRows, targetRows, rowOrder, from, to, key);
        rate = newRate;
        optimizer.beginStep();
        if (clipping instanceof Clipping.Norm norm) {
            team.run(current.tiles().size(), gradientTask);
            checkGradients();
            scale = (float) Math.min(1, norm.maximum() / gradientNorm());
            team.run(current.tiles().size(), updateTask);
        } else {
            scale = 1f;
            team.run(current.tiles().size(), fusedTask);
            checkGradients();
        }
        return result;
    }

    /// The gradient alone, laid out as the parameters are, without weight decay, clipping or a step.
    public float[] gradient(Matrix inputRows, Matrix targetRows, int[] rowOrder, StepKey key) {
        forwardAndBackward(inputRows, targetRows, rowOrder, 0, rowOrder.length, key);
        team.run(current.tiles().size(), gradientTask);
        return gradients.clone();
    }

    private StepResult forwardAndBackward(
            Matrix inputRows, Matrix targetRows, int[] rowOrder, int from, int to, StepKey key) {
        int rows = to - from;
        current = boundFor(rows);
        inputs = inputRows;
        targets = targetRows;
        order = rowOrder;
        first = from;
        Plan plan = current.plan();
        plan.run(team, kernels, key, gatherTask);
        StepResult result = new StepResult(rows, plan.loss(), plan.penalty());
        if (!Double.isFinite(result.loss()) || !Double.isFinite(result.penalty())) {
            throw new NotFiniteException("loss", NotFiniteException.firstLayer(architecture, plan));
        }
        return result;
    }

    private Bound boundFor(int rows) {
        if (rows == full.plan().rows) {
            return full;
        }
        Bound bound = partial;
        if (bound == null || bound.plan().rows != rows) {
            bound = bind(rows);
            partial = bound;
        }
        return bound;
    }

    private void gather(int tile, int worker) {
        copyRows(inputs, tile, current.plan().input.tiles()[tile]);
        if (pairs) {
            copyRows(targets, tile, current.plan().target.tiles()[tile]);
        }
    }

    private void copyRows(Matrix from, int tile, Matrix to) {
        for (int row = 0; row < to.rows(); row++) {
            int source = from.rowOffset(order[first + tile * tileHeight + row]);
            System.arraycopy(from.array(), source, to.array(), to.rowOffset(row), to.columns());
        }
    }

    private void gradientAndUpdate(int tile, int worker) {
        gradient(tile, worker);
        update(tile, worker);
    }

    private void gradient(int tile, int worker) {
        current.squares()[tile] = current.tiles().get(tile).compute(kernels[worker]);
    }

    private void update(int index, int worker) {
        GradientTile tile = current.tiles().get(index);
        float[] w = parameters.block();
        if (scale != 1f) {
            scale(gradients, tile.from, tile.to, scale);
        }
        if (clipping instanceof Clipping.Value limit) {
            clip(gradients, tile.from, tile.to, (float) limit.maximum());
        }
        if (weightDecay > 0 && tile.tensor.isWeight()) {
            addScaled(gradients, w, tile.from, tile.to, (float) weightDecay);
            tile.markWritten();
        }
        optimizer.update(w, gradients, tile.from, tile.to, rate, tile.tensor.isWeight());
    }

    /// Euclidean norm of the gradient of the latest step, before clipping.
    public double gradientNorm() {
        double sum = 0;
        for (double square : current.squares()) {
            sum += square;
        }
        return Math.sqrt(sum);
    }

    private void checkGradients() {
        for (int i = 0; i < current.squares().length; i++) {
            if (!Double.isFinite(current.squares()[i])) {
                throw new NotFiniteException(
                        "gradient", current.tiles().get(i).tensor.name());
            }
        }
    }

    private static void scale(float[] g, int from, int to, float scale) {
        for (int i = from; i < to; i++) {
            g[i] *= scale;
        }
    }

    private static void clip(float[] g, int from, int to, float limit) {
        for (int i = from; i < to; i++) {
            g[i] = Math.max(-limit, Math.min(limit, g[i]));
        }
    }

    private static void addScaled(float[] g, float[] w, int from, int to, float scale) {
        for (int i = from; i < to; i++) {
            g[i] += scale * w[i];
        }
    }
}
