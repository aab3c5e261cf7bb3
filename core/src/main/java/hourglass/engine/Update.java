package hourglass.engine;

import hourglass.network.Parameters;
import hourglass.network.UnitRows;
import hourglass.optimize.Clipping;
import hourglass.optimize.OptimizerState;

/// What moves parameters along the gradient of a whole batch: clipping, weight decay, optimiser.
final class Update {
    private final Parameters parameters;
    private final OptimizerState optimizer;
    private final Clipping clipping;
    private final double weightDecay;
    private double rate;
    private float scale = 1f;

    /// @param weightDecay λ of ½ λ ‖W‖², whose gradient is added
    Update(Parameters parameters, OptimizerState optimizer, Clipping clipping, double weightDecay) {
        this.parameters = parameters;
        this.optimizer = optimizer;
        this.clipping = clipping;
        this.weightDecay = weightDecay;
    }

    /// Whether [#limit] must know the whole gradient before any of it is applied.
    boolean needsNorm() {
        return clipping instanceof Clipping.Norm;
    }

    /// Begins a step.
    void begin(double newRate) {
        rate = newRate;
        scale = 1f;
        optimizer.beginStep();
    }

    /// Scales the gradient down where its norm is beyond the limit.
    void limit(double norm) {
        if (clipping instanceof Clipping.Norm limit) {
            scale = (float) Math.min(1, limit.maximum() / norm);
        }
    }

    /// Moves the parameters of a tile.
    ///
    /// @param gradients of all parameters; those of the tile are overwritten by what was applied
    void apply(ParameterTile tile, float[] gradients) {
        float[] w = parameters.block();
        if (scale != 1f) {
            scale(gradients, tile.from, tile.to, scale);
        }
        if (clipping instanceof Clipping.Value limit) {
            clip(gradients, tile.from, tile.to, (float) limit.maximum());
        }
        if (tile.tensor.hasUnitRows()) {
            UnitRows unitRows = new UnitRows(tile.tensor);
            unitRows.project(gradients, w, tile.from, tile.to);
            optimizer.update(w, gradients, tile.from, tile.to, rate, false);
            unitRows.restore(w, tile.from, tile.to);
            return;
        }
        if (weightDecay > 0 && tile.tensor.isWeight()) {
            addScaled(gradients, w, tile.from, tile.to, (float) weightDecay);
            tile.wrote();
        }
        optimizer.update(w, gradients, tile.from, tile.to, rate, tile.tensor.isWeight());
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
