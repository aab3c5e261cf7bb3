package hourglass.network;

import static hourglass.network.Surroundings.require;

import hourglass.activation.Smooth;
import hourglass.bound.Binding;
import hourglass.bound.BoundLayer;

/// Adds a penalty on the numbers that pass through, usually the code, to the loss; the numbers themselves stay.
@SuppressWarnings("exports") // see Layer
public record Penalize(Penalty penalty) implements Layer {
    @Override
    public boolean couplesRows() {
        return penalty instanceof Penalty.KullbackLeibler;
    }

    @Override
    public void check(Surroundings at) {
        if (!(penalty instanceof Penalty.Contractive)) {
            return;
        }
        require(at.inEncoder(), "a contractive penalty belongs in the encoder, but is " + at.place());
        Layer before = at.before().orElse(this);
        require(
                before instanceof Dense,
                "a contractive penalty must directly follow the dense layer it contracts, but is " + at.place());
        require(
                before instanceof Dense dense && dense.activation() instanceof Smooth,
                "a contractive penalty needs a smooth activation of each element, such as sigmoid or tanh");
        require(
                at.part().stream().filter(Dense.class::isInstance).count() == 1,
                "a contractive penalty takes the derivative of one dense layer, but the encoder has several: leave out "
                        + "the hidden layers, or train layer by layer");
    }

    @Override
    public BoundLayer bind(Binding binding) {
        return penalty instanceof Penalty.Contractive it && binding.previous() instanceof BoundDense dense
                ? BoundContract.of(it.weight(), dense)
                : BoundPenalize.of(penalty, binding.input(), binding.sharedGradient());
    }
}
