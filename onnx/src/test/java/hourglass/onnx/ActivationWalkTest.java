package hourglass.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import hourglass.activation.Activation;
import hourglass.activation.Activations;
import hourglass.activation.Linear;
import hourglass.matrix.Matrix;
import hourglass.model.Model;
import hourglass.model.ScalingKind;
import hourglass.network.Architecture;
import hourglass.network.Dense;
import hourglass.objective.Gaussian;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every activation gives in ONNX Runtime what it gives here.
class ActivationWalkTest {
    static List<Activation> all() {
        return Activations.all();
    }

    @Test
    void everyActivationIsWalked() {
        Set<Class<?>> walked = all().stream().map(Object::getClass).collect(Collectors.toSet());
        assertThat(walked).containsExactlyInAnyOrder(Activation.class.getPermittedSubclasses());
    }

    static Architecture architecture(Activation activation) {
        return new Architecture(
                6,
                List.of(new Dense(9, activation), new Dense(7, activation)),
                List.of(new Dense(6, new Linear())),
                new Gaussian());
    }

    @ParameterizedTest
    @MethodSource("all")
    void codesAndReconstructionsAgree(Activation activation) {
        Architecture architecture = architecture(activation);
        Matrix rows = Networks.normal(Networks.ROWS, 6, 1);
        Model model = Networks.model(architecture, ScalingKind.STANDARDIZE, rows, false);
        Session.Outputs found = Session.run(OnnxModel.of(model), Map.of("x", rows));
        Agreement.assertAgree("code", found.get("code"), model.encode(rows));
        Agreement.assertAgree("reconstruction", found.get("reconstruction"), model.reconstruct(rows));
        Agreement.assertAgree("score", found.get("score"), model.score(rows));
    }
}
