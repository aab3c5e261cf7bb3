package hourglass.engine;

import hourglass.network.Parameters;
import java.util.Arrays;

/// The gradient of all parameters, laid out as they are.
///
/// @param isWritten by tensor and row: false where it is known to hold zeros
record GradientBlock(float[] numbers, boolean[][] isWritten) {
    static GradientBlock of(Parameters parameters) {
        boolean[][] isWritten = new boolean[parameters.tensors().size()][];
        Arrays.setAll(isWritten, t -> new boolean[parameters.tensors().get(t).rows()]);
        return new GradientBlock(new float[parameters.block().length], isWritten);
    }
}
