package hourglass.optimize;

import java.util.Optional;

/// How the learning rate changes with time: a factor on the base rate.
public sealed interface Schedule {
    /// Always 1.
    record Constant() implements Schedule {}

    /// Multiplied by `factor` after every `epochs` epochs.
    record Step(int epochs, double factor) implements Schedule {
        public Step {
            require(epochs >= 1 && factor > 0 && factor <= 1, "a step schedule needs epochs >= 1 and 0 < factor <= 1");
        }
    }

    /// From 1 to `end` along half a cosine over all steps (Loshchilov and Hutter 2017, eq. 5, without restarts).
    record Cosine(double end) implements Schedule {
        public Cosine {
            require(end >= 0 && end <= 1, "the end of a cosine schedule must be between 0 and 1, got " + end);
        }

        /// Down to 0.
        public Cosine() {
            this(0);
        }
    }

    /// Linear from 0 to 1 over the first steps, then another schedule over the rest.
    record WarmUp(int steps, Schedule then) implements Schedule {
        public WarmUp {
            require(steps >= 1, "a warm-up needs at least 1 step, got " + steps);
            require(!(then instanceof WarmUp), "a warm-up cannot be followed by another");
        }
    }

    /// Multiplied by `factor` whenever the validation loss has not improved for `patience` epochs, not below
    /// `smallest`.
    record ReduceOnPlateau(double factor, int patience, double smallest) implements Schedule {
        public ReduceOnPlateau {
            require(
                    factor > 0 && factor < 1 && patience >= 1 && smallest >= 0 && smallest <= 1,
                    "reduce on plateau needs 0 < factor < 1, patience >= 1 and smallest between 0 and 1");
        }

        /// Halved after 5 epochs without improvement, down to a thousandth.
        public ReduceOnPlateau() {
            this(0.5, 5, 1e-3);
        }
    }

    /// The factor for a step, counted from 0.
    ///
    /// @param step the step to be taken
    /// @param stepsPerEpoch steps in an epoch
    /// @param allSteps steps of the whole run as planned
    /// @param plateau the factor that [ReduceOnPlateau] has come to, kept by whoever watches the validation loss
    default double factor(long step, long stepsPerEpoch, long allSteps, double plateau) {
        return switch (this) {
            case Constant it -> 1;
            case Step it -> {
                long reductions = step / stepsPerEpoch / it.epochs();
                yield StrictMath.pow(it.factor(), (double) reductions);
            }
            case Cosine it -> {
                double progress = Math.min(1, (double) step / Math.max(1, allSteps));
                yield it.end() + (1 - it.end()) * 0.5 * (1 + StrictMath.cos(Math.PI * progress));
            }
            case WarmUp it ->
                step < it.steps()
                        ? (step + 1.0) / it.steps()
                        : it.then().factor(step - it.steps(), stepsPerEpoch, allSteps - it.steps(), plateau);
            case ReduceOnPlateau it -> plateau;
        };
    }

    /// The [ReduceOnPlateau] within, if any.
    default Optional<ReduceOnPlateau> plateau() {
        return switch (this) {
            case ReduceOnPlateau it -> Optional.of(it);
            case WarmUp it -> it.then().plateau();
            case Constant it -> Optional.empty();
            case Step it -> Optional.empty();
            case Cosine it -> Optional.empty();
        };
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new IllegalArgumentException(message);
        }
    }
}
