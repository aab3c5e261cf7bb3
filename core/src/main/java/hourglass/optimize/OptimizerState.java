package hourglass.optimize;

import java.util.ArrayList;
import java.util.List;

/// The moments an optimiser keeps, one block of numbers for each, laid out as the parameters are.
///
/// Ranges of the block may be updated by different threads at once; every number is a function of its own history.
public final class OptimizerState {
    /// Added and taken away again, it keeps moments too small to matter from becoming denormal numbers, on which
    /// processors are up to a hundred times slower: they end at 0 or at a few times 1e-32, which times a rate is still
    /// a normal number. Moments above 1e-17 keep all their bits. It is added within a fused multiply-add, because the
    /// square of a small gradient by itself would be denormal too.
    private static final float FLUSH = 1e-25f;

    private final Optimizer optimizer;
    private final List<float[]> slots;
    private long steps;

    /// A fresh state for a number of parameters.
    public OptimizerState(Optimizer optimizer, int parameters) {
        this.optimizer = optimizer;
        int count = switch (optimizer) {
            case Optimizer.Sgd sgd -> sgd.momentum() == 0 ? 0 : 1;
            case Optimizer.Adam adam -> 2;
            case Optimizer.RmsProp rmsProp -> 1;
        };
        List<float[]> fresh = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            fresh.add(new float[parameters]);
        }
        this.slots = List.copyOf(fresh);
    }

    /// The blocks of moments, shared: to save and restore them.
    public List<float[]> slots() {
        return slots;
    }

    /// Which of the blocks holds means of squares of gradients, by whose roots steps are divided; −1 if none does.
    public int squares() {
        return switch (optimizer) {
            case Optimizer.Sgd it -> -1;
            case Optimizer.Adam it -> 1;
            case Optimizer.RmsProp it -> 0;
        };
    }

    /// Steps begun so far.
    public long steps() {
        return steps;
    }

    /// Continues after the given number of steps, with moments restored through [#slots()].
    public void restoreSteps(long value) {
        steps = value;
    }

    /// The same state, nothing shared.
    public OptimizerState copy() {
        int size = slots.isEmpty() ? 0 : slots.getFirst().length;
        OptimizerState copy = new OptimizerState(optimizer, size);
        for (int i = 0; i < slots.size(); i++) {
            System.arraycopy(slots.get(i), 0, copy.slots.get(i), 0, size);
        }
        copy.steps = steps;
        return copy;
    }

    /// Starts the next step; to be called once before the ranges of that step are updated.
    public void beginStep() {
        steps++;
    }

    /// Moves a range of parameters along their gradients.
    ///
    /// @param parameters θ, updated from `from` to `to`
    /// @param gradients g, laid out as the parameters are; not modified
    /// @param rate η, the base rate with its schedule
    /// @param isWeight whether decoupled decay applies
    public void update(float[] parameters, float[] gradients, int from, int to, double rate, boolean isWeight) {
        switch (optimizer) {
            case Optimizer.Sgd sgd -> {
                if (sgd.momentum() == 0) {
                    plain(parameters, gradients, from, to, (float) rate);
                } else {
                    momentum(
                            parameters,
                            gradients,
                            slots.get(0),
                            from,
                            to,
                            (float) rate,
                            (float) sgd.momentum(),
                            sgd.nesterov());
                }
            }
            case Optimizer.Adam adam -> {
                double correction1 = 1 - StrictMath.pow(adam.beta1(), (double) steps);
                double correction2 = 1 - StrictMath.pow(adam.beta2(), (double) steps);
                float keep = isWeight ? (float) (1 - rate * adam.decay()) : 1f;
                adam(
                        parameters,
                        gradients,
                        slots.get(0),
                        slots.get(1),
                        from,
                        to,
                        (float) adam.beta1(),
                        (float) adam.beta2(),
                        (float) (rate / correction1),
                        (float) (1 / correction2),
                        (float) adam.epsilon(),
                        keep);
            }
            case Optimizer.RmsProp it ->
                rmsProp(parameters, gradients, slots.get(0), from, to, (float) it.rho(), (float) rate, (float)
                        it.epsilon());
        }
    }

    private static void plain(float[] w, float[] g, int from, int to, float rate) {
        for (int i = from; i < to; i++) {
            w[i] -= rate * g[i];
        }
    }

    private static void momentum(
            float[] w, float[] g, float[] u, int from, int to, float rate, float momentum, boolean nesterov) {
        if (nesterov) {
            for (int i = from; i < to; i++) {
                float velocity = Math.fma(momentum, u[i], g[i] + FLUSH) - FLUSH;
                u[i] = velocity;
                w[i] -= rate * (g[i] + momentum * velocity);
            }
        } else {
            for (int i = from; i < to; i++) {
                float velocity = Math.fma(momentum, u[i], g[i] + FLUSH) - FLUSH;
                u[i] = velocity;
                w[i] -= rate * velocity;
            }
        }
    }

    /// @param scale η / (1 − β₁ᵗ)
    /// @param correction 1 / (1 − β₂ᵗ)
    /// @param keep 1 − η λ
    private static void adam(
            float[] w,
            float[] g,
            float[] m,
            float[] v,
            int from,
            int to,
            float beta1,
            float beta2,
            float scale,
            float correction,
            float epsilon,
            float keep) {
        float rest1 = 1 - beta1;
        float rest2 = 1 - beta2;
        for (int i = from; i < to; i++) {
            float gradient = g[i];
            float mean = Math.fma(beta1, m[i], Math.fma(rest1, gradient, FLUSH)) - FLUSH;
            float square = Math.fma(beta2, v[i], Math.fma(rest2 * gradient, gradient, FLUSH)) - FLUSH;
            m[i] = mean;
            v[i] = square;
            // The quotient first: the rate times a small mean may be denormal.
            float direction = mean / ((float) Math.sqrt(square * correction) + epsilon);
            w[i] = Math.fma(-scale, direction, keep * w[i]);
        }
    }

    private static void rmsProp(
            float[] w, float[] g, float[] v, int from, int to, float rho, float rate, float epsilon) {
        float rest = 1 - rho;
        for (int i = from; i < to; i++) {
            float gradient = g[i];
            float square = Math.fma(rho, v[i], Math.fma(rest * gradient, gradient, FLUSH)) - FLUSH;
            v[i] = square;
            w[i] -= rate * (gradient / ((float) Math.sqrt(square) + epsilon));
        }
    }
}
