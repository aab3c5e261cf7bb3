package hourglass.optimize;

/// How a gradient g becomes a step in the parameters θ. Settings only; moments live in [OptimizerState].
/// `rate` is the base learning rate η; a [Schedule] may scale it.
public sealed interface Optimizer {
    /// The base learning rate.
    double rate();

    /// Stochastic gradient descent: u ← momentum · u + g, θ ← θ − η u, or with Nesterov's momentum
    /// θ ← θ − η (g + momentum · u) (Sutskever et al. 2013, in the form of PyTorch).
    record Sgd(double rate, double momentum, boolean nesterov) implements Optimizer {
        public Sgd {
            checkRate(rate);
            checkFraction("momentum", momentum);
            if (nesterov && momentum == 0) {
                throw new IllegalArgumentException("nesterov needs a momentum above 0");
            }
        }

        /// No momentum, rate 0.01.
        public Sgd() {
            this(0.01, 0, false);
        }
    }

    /// Adam (Kingma and Ba 2015, algorithm 1): m ← β₁ m + (1 − β₁) g, v ← β₂ v + (1 − β₂) g², θ ← θ − η m̂ / (√v̂ + ε)
    /// with m̂ = m / (1 − β₁ᵗ), v̂ = v / (1 − β₂ᵗ). Keras puts ε inside the correction instead.
    ///
    /// @param decay λ of AdamW (Loshchilov and Hutter 2019, algorithm 2): θ ← θ − η λ θ besides, for weights, not
    /// biases
    record Adam(double rate, double beta1, double beta2, double epsilon, double decay) implements Optimizer {
        public Adam {
            checkRate(rate);
            checkFraction("beta1", beta1);
            checkFraction("beta2", beta2);
            if (!(epsilon > 0) || !(decay >= 0) || Double.isInfinite(epsilon) || Double.isInfinite(decay)) {
                throw new IllegalArgumentException(
                        "epsilon must be above 0 and decay at least 0, got " + epsilon + " and " + decay);
            }
        }

        /// Rate 0.001, β₁ = 0.9, β₂ = 0.999, ε = 1e-8, no decay.
        public Adam() {
            this(1e-3);
        }

        /// The usual settings with another rate.
        public Adam(double rate) {
            this(rate, 0.9, 0.999, 1e-8, 0);
        }
    }

    /// RMSProp (Tieleman and Hinton 2012): v ← ρ v + (1 − ρ) g², θ ← θ − η g / (√v + ε).
    record RmsProp(double rate, double rho, double epsilon) implements Optimizer {
        public RmsProp {
            checkRate(rate);
            checkFraction("rho", rho);
            if (!(epsilon > 0) || Double.isInfinite(epsilon)) {
                throw new IllegalArgumentException("epsilon must be above 0, got " + epsilon);
            }
        }

        /// Rate 0.001, ρ = 0.9, ε = 1e-7.
        public RmsProp() {
            this(1e-3, 0.9, 1e-7);
        }
    }

    /// The same settings with another base rate.
    default Optimizer withRate(double rate) {
        return switch (this) {
            case Sgd it -> new Sgd(rate, it.momentum(), it.nesterov());
            case Adam it -> new Adam(rate, it.beta1(), it.beta2(), it.epsilon(), it.decay());
            case RmsProp it -> new RmsProp(rate, it.rho(), it.epsilon());
        };
    }

    private static void checkRate(double rate) {
        if (!(rate > 0) || Double.isInfinite(rate)) {
            throw new IllegalArgumentException("the learning rate must be above 0 and finite, got " + rate);
        }
    }

    private static void checkFraction(String name, double value) {
        if (!(value >= 0 && value < 1)) {
            throw new IllegalArgumentException(name + " must be at least 0 and below 1, got " + value);
        }
    }
}
