package hourglass.network;

import static hourglass.network.Surroundings.require;

import hourglass.activation.Linear;
import hourglass.activation.Relu;
import hourglass.bound.Binding;
import hourglass.bound.BoundLayer;
import hourglass.json.Word;
import hourglass.matrix.Matrix;
import hourglass.matrix.Shape;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// Keeps what exceeds the threshold of its unit, y = z · H(z − θ), and adds λ times the number of what was kept to the
/// loss (Rajamanoharan et al. 2024, "Jumping ahead: improving reconstruction fidelity with JumpReLU sparse
/// autoencoders", eq. 4 and 9; H is the step from 0 to 1).
///
/// Thresholds θ > 0, one for each unit, are learned by pseudo-derivatives, since the true ones are 0 nearly everywhere
/// (eq. 11 and 12): ∂y/∂θ = −(θ/ε) K((z − θ)/ε) and ∂H/∂θ = −(1/ε) K((z − θ)/ε), K being 1 from −½ to ½ and 0
/// elsewhere. ∂y/∂z = H(z − θ). There log θ is learned, here θ itself, of which what is below 0 counts as 0: a step of
/// Adam moves a number by about the rate, which for the logarithm of a small threshold is next to nothing.
///
/// The dense layer before it stores its weights by unit, as that before a [TopK].
///
/// @param weight λ of λ ‖y‖₀, per row and averaged over rows
/// @param bandwidth ε, about a tenth of the size of what is to be told from zero; larger ones learn faster, and less
///     exactly
@Word("jump_relu")
@SuppressWarnings("exports") // see Layer
public record JumpRelu(float weight, float bandwidth) implements Layer {
    static final String THRESHOLD = "threshold";

    /// θ at the start, in bandwidths: just outside the reach of what is zero.
    private static final float START = 0.5f;

    public JumpRelu {
        if (!(weight >= 0) || Float.isInfinite(weight)) {
            throw new IllegalArgumentException(
                    "the weight of jump_relu's penalty must be at least 0 and finite, got " + weight);
        }
        if (!(bandwidth > 0) || Float.isInfinite(bandwidth)) {
            throw new IllegalArgumentException("jump_relu's bandwidth must be above 0 and finite, got " + bandwidth);
        }
    }

    /// With a bandwidth that suits inputs of standard deviation 1.
    public JumpRelu(float weight) {
        this(weight, 0.1f);
    }

    @Override
    public List<ParameterShape> parameters(Shape input) {
        float start = START * bandwidth;
        return List.of(
                ParameterShape.vector(THRESHOLD, input.size(), Optional.of(new Initializer.Uniform(start, start))));
    }

    @Override
    public boolean selectsUnits() {
        return true;
    }

    @Override
    public void check(Surroundings at) {
        require(
                at.before().orElse(this) instanceof Dense dense
                        && (dense.activation() instanceof Relu || dense.activation() instanceof Linear),
                "jump_relu belongs directly after a dense layer that is linear or rectified, but is " + at.place());
    }

    /// What units must exceed.
    ///
    /// @param layer place of this layer in the network
    public float[] thresholdsIn(Parameters parameters, int layer) {
        Matrix learned = Objects.requireNonNull(parameters.byLayer().get(layer).get(THRESHOLD))
                .matrix();
        float[] thresholds = new float[learned.columns()];
        for (int j = 0; j < thresholds.length; j++) {
            thresholds[j] = Math.max(0f, learned.get(0, j));
        }
        return thresholds;
    }

    @Override
    public BoundLayer bind(Binding binding) {
        return BoundJumpRelu.of(this, binding);
    }
}
