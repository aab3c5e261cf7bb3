package hourglass.regression;

/// How the convex objective of a single layer is minimised, with all rows at once. Each ends where the largest slope is
/// at most `tolerance`, or after `iterations`. Stochastic gradient descent is [hourglass.train.TrainingRun].
public sealed interface Solver {
    /// Most parameters for which the Hessian is worth its memory (18 MB) and its factorisation.
    int MOST_FOR_NEWTON = 1500;

    /// Steps at most.
    int iterations();

    /// ‖∇F‖ in the maximum norm at which to stop.
    double tolerance();

    /// Newton's method: θ ← θ − t (∇²F)⁻¹ ∇F, the step t by line search, the Hessian damped where it is not positive
    /// definite. Converges from any start, quadratically near the optimum (Boyd and Vandenberghe 2004, Convex
    /// optimization, section 9.5).
    record Newton(int iterations, double tolerance) implements Solver {
        public Newton {
            check(iterations, tolerance);
        }

        public Newton() {
            this(100, 1e-10);
        }
    }

    /// L-BFGS: as Newton's method, with an inverse Hessian estimated from the latest steps (Nocedal and Wright 2006,
    /// Numerical optimization, algorithm 7.5), for more parameters than a Hessian has room for.
    ///
    /// @param memory steps remembered
    record Lbfgs(int iterations, double tolerance, int memory) implements Solver {
        public Lbfgs {
            check(iterations, tolerance);
            if (memory < 1) {
                throw new IllegalArgumentException("memory must be at least 1, got " + memory);
            }
        }

        public Lbfgs() {
            this(10_000, 1e-8, 20);
        }
    }

    /// Gradient descent: θ ← θ − t ∇F, the step t by line search. Takes as many steps as the problem is
    /// ill-conditioned.
    record GradientDescent(int iterations, double tolerance) implements Solver {
        public GradientDescent {
            check(iterations, tolerance);
        }

        public GradientDescent() {
            this(100_000, 1e-6);
        }
    }

    /// Newton's method where the Hessian is small enough, otherwise L-BFGS.
    static Solver suiting(long parameters) {
        return parameters <= MOST_FOR_NEWTON ? new Newton() : new Lbfgs();
    }

    private static void check(int iterations, double tolerance) {
        if (iterations < 1 || !(tolerance >= 0)) {
            throw new IllegalArgumentException("a solver needs at least 1 iteration and a tolerance of at least 0, got "
                    + iterations + " and " + tolerance);
        }
    }
}
