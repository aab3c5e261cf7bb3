package hourglass.problem;

import org.jspecify.annotations.Nullable;

/// Carries a [Problem] to whoever can show it. Unchecked, because nobody between the place and the user can mend it.
public final class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    ProblemException(Problem problem, @Nullable Throwable cause) {
        super(problem.text(), cause);
        this.problem = problem;
    }

    /// What went wrong.
    public Problem problem() {
        return problem;
    }
}
