package hourglass.regression;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;

/// The loops of the solvers: each finds a direction, the line search how far.
final class Descent {
    /// Damping tried first where a Hessian is not positive definite, relative to its mean diagonal.
    private static final double FIRST_DAMPING = 1e-12;

    private static final double MORE_DAMPING = 100;

    private final OneLayer objective;
    private final LineSearch search;
    private int iterations;

    /// @param start moved to the centre of its set of equals; not modified
    Descent(OneLayer objective, double[] start) {
        this.objective = objective;
        double[] centred = start.clone();
        objective.centre(centred);
        this.search = new LineSearch(objective, centred);
    }

    /// θ, F and ∇F reached.
    LineSearch reached() {
        return search;
    }

    int iterations() {
        return iterations;
    }

    void run(Solver solver) {
        switch (solver) {
            case Solver.Newton newton -> newton(newton);
            case Solver.Lbfgs lbfgs -> lbfgs(lbfgs);
            case Solver.GradientDescent descent -> gradientDescent(descent);
        }
    }

    private boolean isDone(Solver solver) {
        return search.gradientNorm() <= solver.tolerance() || iterations >= solver.iterations();
    }

    private void gradientDescent(Solver solver) {
        double step = 1;
        while (!isDone(solver)) {
            double taken = search.move(negative(search.gradient()), step);
            if (taken == 0) {
                return;
            }
            iterations++;
            // The next step is probably as long; a little more, so that steps can grow again.
            step = 1.5 * taken;
        }
    }

    private void newton(Solver solver) {
        int n = objective.size();
        double[] hessian = new double[Math.multiplyExact(n, n)];
        double[] factor = new double[hessian.length];
        while (!isDone(solver)) {
            objective.hessian(search.at(), hessian);
            objective.addCurvatureOfFlatDirections(hessian);
            double[] direction = negative(search.gradient());
            factor(hessian, factor, n);
            Cholesky.solve(factor, n, direction);
            if (search.move(direction, 1) == 0) {
                return;
            }
            iterations++;
        }
    }

    /// A factor of the Hessian, or of the Hessian with the least of some dampings, H + μ I, that makes it definite.
    private static void factor(double[] hessian, double[] factor, int n) {
        double trace = 0;
        for (int i = 0; i < n; i++) {
            trace += hessian[i * n + i];
        }
        double damping = 0;
        do {
            System.arraycopy(hessian, 0, factor, 0, hessian.length);
            for (int i = 0; i < n; i++) {
                factor[i * n + i] += damping;
            }
            double first = FIRST_DAMPING * Math.max(trace / n, Double.MIN_NORMAL / FIRST_DAMPING);
            damping = damping == 0 ? first : damping * MORE_DAMPING;
        } while (!Cholesky.factor(factor, n) && Double.isFinite(damping));
    }

    /// A step s = θ′ − θ, the change y of the gradient on it, and 1 / sᵀy, which the line search keeps above 0.
    private record Correction(double[] s, double[] y, double inverse) {}

    private void lbfgs(Solver.Lbfgs solver) {
        Deque<Correction> memory = new ArrayDeque<>();
        while (!isDone(solver)) {
            double[] direction = twoLoops(memory, search.gradient());
            double[] before = search.at().clone();
            double[] gradientBefore = search.gradient().clone();
            double first = memory.isEmpty() ? 1 / Math.max(1, norm(direction)) : 1;
            if (search.move(direction, first) == 0) {
                if (memory.isEmpty()) {
                    return;
                }
                // What is remembered may have been spoilt by rounding: once more along the gradient.
                memory.clear();
                continue;
            }
            iterations++;
            double[] s = difference(search.at(), before);
            double[] y = difference(search.gradient(), gradientBefore);
            double product = LineSearch.dot(s, y);
            if (product > 0) {
                memory.addLast(new Correction(s, y, 1 / product));
            }
            if (memory.size() > solver.memory()) {
                memory.removeFirst();
            }
        }
    }

    /// −H g with the inverse Hessian H that the corrections imply.
    private static double[] twoLoops(Deque<Correction> memory, double[] gradient) {
        double[] q = negative(gradient);
        double[] alphas = new double[memory.size()];
        int i = memory.size();
        for (Iterator<Correction> latestFirst = memory.descendingIterator(); latestFirst.hasNext(); ) {
            Correction c = latestFirst.next();
            i--;
            alphas[i] = c.inverse() * LineSearch.dot(c.s(), q);
            add(q, c.y(), -alphas[i]);
        }
        if (!memory.isEmpty()) {
            Correction latest = memory.getLast();
            double scale = 1 / (latest.inverse() * LineSearch.dot(latest.y(), latest.y()));
            Arrays.setAll(q, j -> q[j] * scale);
        }
        for (Correction c : memory) {
            double beta = c.inverse() * LineSearch.dot(c.y(), q);
            add(q, c.s(), alphas[i] - beta);
            i++;
        }
        return q;
    }

    private static double norm(double[] a) {
        return Math.sqrt(LineSearch.dot(a, a));
    }

    private static double[] negative(double[] a) {
        double[] negative = new double[a.length];
        Arrays.setAll(negative, i -> -a[i]);
        return negative;
    }

    private static double[] difference(double[] a, double[] b) {
        double[] difference = new double[a.length];
        Arrays.setAll(difference, i -> a[i] - b[i]);
        return difference;
    }

    private static void add(double[] to, double[] what, double factor) {
        for (int i = 0; i < to.length; i++) {
            to[i] += factor * what[i];
        }
    }
}
