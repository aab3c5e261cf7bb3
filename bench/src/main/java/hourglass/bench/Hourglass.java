package hourglass.bench;

import hourglass.engine.StepKey;
import hourglass.engine.StepResult;
import hourglass.engine.Team;
import hourglass.engine.TrainingStep;
import hourglass.inference.Network;
import hourglass.matrix.Kernels;
import hourglass.matrix.KernelsChoice;
import hourglass.matrix.Matrix;
import hourglass.network.Architecture;
import hourglass.network.Parameters;
import hourglass.optimize.Clipping;
import hourglass.optimize.Optimizer;
import hourglass.optimize.OptimizerState;
import hourglass.random.Noise;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Ourselves. Unlike the peers, whose batches lie ready, rows are gathered through a permutation as in a real epoch.
final class Hourglass implements Subject {
    private static final int PEAK_SIZE = 512;

    private final Kernels kernels;
    private final Team team;
    private final Kernels[] perWorker;
    private @Nullable Loaded loaded;

    /// @param order where the rows of the task's batches stand in `rows`
    private record Loaded(Task task, Matrix rows, int[] order, TrainingStep step, Network network) {}

    Hourglass(boolean accelerated, int threads) {
        this.kernels = accelerated ? fastest() : Kernels.plain();
        this.team = Team.of(threads);
        this.perWorker = new Kernels[threads];
        for (int i = 0; i < threads; i++) {
            perWorker[i] = kernels.fork();
        }
    }

    private static Kernels fastest() {
        KernelsChoice choice = Kernels.fastest();
        if (!choice.notes().isEmpty()) {
            throw new IllegalStateException(String.join("; ", choice.notes()));
        }
        return choice.kernels();
    }

    @Override
    public String description() {
        // A single row is scored by the caller's thread alone, whatever the team.
        int threads = loaded().task.kind() == Workload.Kind.SCORE_ROW ? 1 : team.workers();
        return "Hourglass, " + kernels.description() + ", " + threads + (threads == 1 ? " thread" : " threads");
    }

    @Override
    public void load(Task task) {
        boolean topK = task.kind() == Workload.Kind.TRAIN_TOP_K;
        Architecture architecture = Workload.architecture(task.kind(), task.widths());
        Parameters parameters = Parameters.zeros(architecture)
                .over(topK ? tied(task) : task.parameters().clone());
        OptimizerState optimizer = new OptimizerState(new Optimizer.Adam(), parameters.block().length);
        TrainingStep step = new TrainingStep(
                architecture, parameters, optimizer, new Clipping.None(), 0, task.batch(), false, team, perWorker);
        int count = task.rowCount();
        int[] order = Noise.permutation(1, count);
        Matrix given = Matrix.of(count, task.features(), task.rows());
        Matrix rows = Matrix.zeros(count, task.features());
        for (int i = 0; i < count; i++) {
            rows.rows(order[i], order[i] + 1).copyFrom(given.rows(i, i + 1));
        }
        loaded = new Loaded(task, rows, order, step, new Network(architecture, parameters, kernels));
    }

    /// Weights of the first layer by unit, its bias, and the bias of the second.
    private static float[] tied(Task task) {
        float[] weights = task.transposedWeights(1);
        float[] block = Arrays.copyOf(weights, weights.length + task.bias(1).length + task.bias(2).length);
        System.arraycopy(task.bias(1), 0, block, weights.length, task.bias(1).length);
        System.arraycopy(task.bias(2), 0, block, weights.length + task.bias(1).length, task.bias(2).length);
        return block;
    }

    private Loaded loaded() {
        Loaded present = loaded;
        if (present == null) {
            throw new IllegalStateException("nothing loaded");
        }
        return present;
    }

    @Override
    public double train(long first, int count) {
        Loaded it = loaded();
        double loss = Double.NaN;
        for (long k = first; k < first + count; k++) {
            int from = it.task.firstRow(k);
            int to = from + it.task.batch();
            StepResult result = it.step.run(it.rows, it.rows, it.order, from, to, new StepKey(1, k), 1e-3);
            loss = result.loss() / result.rows();
        }
        return loss;
    }

    @Override
    public double[] score(int first, int count) {
        Task task = loaded().task;
        int features = task.features();
        Matrix rows = new Matrix(task.rows(), first * features, count, features, features);
        return loaded().network.loss(rows, rows);
    }

    /// GFLOP/s of a large square product, each thread with one of its own.
    double productRate() {
        Matrix a = Matrix.zeros(PEAK_SIZE, PEAK_SIZE);
        a.fill(1e-3f);
        Matrix[] c = new Matrix[team.workers()];
        for (int i = 0; i < c.length; i++) {
            c[i] = Matrix.zeros(PEAK_SIZE, PEAK_SIZE);
        }
        int products = 40;
        double best = 0;
        for (int repeat = 0; repeat < 8; repeat++) {
            long start = System.nanoTime();
            team.run(products, (task, worker) -> perWorker[worker].multiply(a, false, a, false, false, c[worker]));
            double seconds = (System.nanoTime() - start) * 1e-9;
            best = Math.max(best, products * 2e-9 * Math.pow(PEAK_SIZE, 3) / seconds);
        }
        return best;
    }
}
