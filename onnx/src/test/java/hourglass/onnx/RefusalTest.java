package hourglass.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hourglass.activation.Activation;
import hourglass.activation.Linear;
import hourglass.matrix.Matrix;
import hourglass.model.Model;
import hourglass.model.ScalingKind;
import hourglass.network.Architecture;
import hourglass.network.Dense;
import hourglass.objective.Domain;
import hourglass.objective.Elementwise;
import hourglass.problem.ProblemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What ONNX cannot be made to say is left out by name, and what would be no file is refused.
class RefusalTest {
    @TempDir
    Path folder;

    /// An objective of a user's own.
    record FourthPower() implements Elementwise {
        @Override
        public Domain domain(int column) {
            return Domain.REAL;
        }

        @Override
        public Activation output() {
            return new Linear();
        }

        @Override
        public double loss(float eta, float x) {
            return Math.pow((double) eta - x, 4);
        }
    }

    private static Model model(int features) {
        Architecture architecture = new Architecture(
                features,
                List.of(new Dense(3, new Linear())),
                List.of(new Dense(features, new Linear())),
                new FourthPower());
        return Networks.model(architecture, ScalingKind.NONE, Networks.normal(9, features, 1), true);
    }

    @Test
    void anObjectiveOfAUsersOwnIsLeftOutByName() {
        Model model = model(4);
        OnnxModel onnx = OnnxModel.of(model);
        assertThat(onnx.outputs()).extracting(Port::name).containsExactly("code");
        assertThat(onnx.notes())
                .contains(
                        "reconstruction is left out: the objective fourth_power is none of Hourglass's own",
                        "score is left out: the objective fourth_power is none of Hourglass's own");
        Matrix rows = Networks.normal(5, 4, 2);
        Agreement.assertAgree("code", Session.run(onnx, Map.of("x", rows)).get("code"), model.encode(rows));
    }

    @Test
    void aFileHasRoomForTwoGigabytes() {
        OnnxModel.requireRoom(Integer.MAX_VALUE);
        assertThatThrownBy(() -> OnnxModel.requireRoom(Integer.MAX_VALUE + 1L))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("too large for an ONNX file")
                .hasMessageContaining("2147483648 bytes");
    }

    @Test
    void theFileIsAsLargeAsItSaysAndTheSameEachTime() throws Exception {
        OnnxModel onnx = OnnxModel.of(model(4));
        Path file = folder.resolve("model.onnx");
        Files.writeString(file, "what was there before");
        onnx.save(file);
        assertThat(Files.size(file)).isEqualTo(onnx.size());
        assertThat(Files.readAllBytes(file)).isEqualTo(Session.bytes(OnnxModel.of(model(4))));
    }
}
