package hourglass.model;

import hourglass.optimize.Optimizer;

/// Optimisers by their usual names, which are not all those of records. The number is what one is chosen for; the rate
/// is asked for by itself.
sealed interface OptimizerWord {
    record Adam() implements OptimizerWord {}

    record Adamw(double decay) implements OptimizerWord {}

    record Sgd(double momentum) implements OptimizerWord {
        public Sgd() {
            this(0);
        }
    }

    record Nesterov(double momentum) implements OptimizerWord {}

    record Rmsprop() implements OptimizerWord {}

    default Optimizer optimizer() {
        Optimizer.Adam adam = new Optimizer.Adam();
        double rate = new Optimizer.Sgd().rate();
        return switch (this) {
            case Adam it -> adam;
            case Adamw it -> new Optimizer.Adam(adam.rate(), adam.beta1(), adam.beta2(), adam.epsilon(), it.decay());
            case Sgd it -> new Optimizer.Sgd(rate, it.momentum(), false);
            case Nesterov it -> new Optimizer.Sgd(rate, it.momentum(), true);
            case Rmsprop it -> new Optimizer.RmsProp();
        };
    }
}
