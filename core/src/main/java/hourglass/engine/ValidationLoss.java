package hourglass.engine;

import hourglass.matrix.Kernels;
import hourglass.matrix.Matrix;
import hourglass.matrix.Rows;
import hourglass.network.Architecture;
import hourglass.network.Parameters;

/// The loss of rows set aside, by all threads, summed in the order of the rows.
public final class ValidationLoss {
    private final Architecture architecture;
    private final Parameters parameters;
    private final Team team;
    private final Inference[] inferences;
    private final Rows inputs;
    private final Rows targets;
    private final double[] rowLoss;
    private final double[] tilePenalty;
    private final int height;
    private final Team.Task task = this::evaluate;

    public ValidationLoss(
            Architecture architecture, Parameters parameters, Rows inputs, Rows targets, Team team, Kernels[] kernels) {
        this.architecture = architecture;
        this.parameters = parameters;
        this.team = team;
        this.inputs = inputs;
        this.targets = targets;
        this.rowLoss = new double[inputs.rows()];
        this.height = Inference.rowsAtOnce(architecture);
        this.tilePenalty = new double[(inputs.rows() + height - 1) / height];
        this.inferences = new Inference[kernels.length];
        for (int i = 0; i < kernels.length; i++) {
            inferences[i] = new Inference(architecture, parameters, Math.min(height, inputs.rows()), kernels[i]);
        }
    }

    /// The loss per row with the parameters as they are now.
    ///
    /// @throws NotFiniteException if it is not a finite number
    public double meanLoss() {
        team.run((inputs.rows() + height - 1) / height, task);
        double sum = 0;
        for (double loss : rowLoss) {
            sum += loss;
        }
        if (!Double.isFinite(sum)) {
            throw new NotFiniteException("validation loss", NotFiniteException.firstTensor(architecture, parameters));
        }
        return sum / rowLoss.length;
    }

    /// The penalties per row of the latest [#meanLoss()], without noise.
    public double meanPenalty() {
        double sum = 0;
        for (double penalty : tilePenalty) {
            sum += penalty;
        }
        return sum / rowLoss.length;
    }

    private void evaluate(int tile, int worker) {
        int from = tile * height;
        int to = Math.min(inputs.rows(), from + height);
        Inference inference = inferences[worker];
        Matrix eta = inference.judged(inputs.rows(from, to));
        tilePenalty[tile] = inference.penalty();
        architecture.objective().lossPerRow(eta, targets.rows(from, to), rowLoss, from);
    }
}
