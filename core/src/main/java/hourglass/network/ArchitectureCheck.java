package hourglass.network;

import static hourglass.network.Surroundings.require;

import hourglass.matrix.Shape;
import hourglass.objective.Objective;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// The rules every architecture obeys, each with its sentence; layers bring their own.
final class ArchitectureCheck {
    private ArchitectureCheck() {}

    static void check(
            int features, List<Layer> encoder, List<Layer> decoder, Objective objective, OptionalInt targets) {
        List<ParameterShape> matrices = new ArrayList<>();
        Shape shape = new Shape.Vector(features);
        for (int i = 0; i < encoder.size(); i++) {
            Layer layer = encoder.get(i);
            layer.check(new Surroundings(encoder, i, true, true, shape, Optional.empty()));
            matrices.addAll(matricesOf(layer, shape));
            shape = layer.output(shape);
        }
        require(
                !matrices.isEmpty() || (targets.isPresent() && encoder.isEmpty()),
                "the encoder must have a dense layer or a convolution");
        int mirror = matrices.size();
        boolean encodes = encoder.stream().anyMatch(Encode.class::isInstance);
        for (int i = 0; i < decoder.size(); i++) {
            Layer layer = decoder.get(i);
            List<ParameterShape> own = matricesOf(layer, shape);
            mirror -= own.size();
            require(
                    mirror != 0 || !encodes || own.stream().noneMatch(ParameterShape::isMirrored),
                    "layer " + i + " of the decoder cannot have mirrored weights: the layer that it would mirror reads"
                            + " encoded columns, which it does not give back");
            Optional<ParameterShape> mirrored =
                    mirror >= 0 && mirror < matrices.size() ? Optional.of(matrices.get(mirror)) : Optional.empty();
            layer.check(new Surroundings(decoder, i, false, encoder.isEmpty(), shape, mirrored));
            shape = layer.output(shape);
        }
        require(
                !decoder.isEmpty() && decoder.getLast().isAffine(),
                "the decoder must end with a dense layer or a convolution with linear activation: the objective turns it into means");
        int outputs = targets.orElse(features);
        int parameters = objective.parameters(outputs);
        require(
                shape.size() == parameters,
                "the last layer must have " + parameters + " units, the parameters of " + objective.name() + " for "
                        + outputs + (targets.isPresent() ? " targets, got " : " features, got ") + shape.size());
    }

    private static List<ParameterShape> matricesOf(Layer layer, Shape input) {
        return layer.parameters(input).stream().filter(ParameterShape::isWeight).toList();
    }
}
