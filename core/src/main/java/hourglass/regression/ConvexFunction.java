package hourglass.regression;

/// A convex function of many numbers, in double precision, twice differentiable.
interface ConvexFunction {
    /// How many numbers it depends on.
    int size();

    /// F(θ); overwrites the gradient with ∇F(θ).
    double value(double[] at, double[] gradient);

    /// Overwrites the Hessian ∇²F(θ), row-major and symmetric, size × size.
    void hessian(double[] at, double[] hessian);

    /// Moves θ within a set on which F is constant apart from its penalty, to where θ has the least norm.
    default void centre(double[] at) {}

    /// Gives a Hessian curvature in directions in which F is flat. A gradient at a centred θ has no component along
    /// them, so the step that solves with this Hessian is the step of least norm.
    default void addCurvatureOfFlatDirections(double[] hessian) {}
}
