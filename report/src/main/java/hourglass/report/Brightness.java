package hourglass.report;

import hourglass.matrix.Matrix;
import hourglass.model.Model;
import hourglass.model.Scaling;
import hourglass.model.ScalingKind;
import hourglass.objective.Domain;
import hourglass.table.ValueType;
import java.util.Optional;

/// How dark and how bright a pixel of a model's rows can be.
///
/// @param low the number of black
/// @param high the number of white
public record Brightness(float low, float high) {
    private static final float BYTE = 255;
    private static final float SHORT = 65_535;

    public Brightness {
        if (!(high > low) || Float.isInfinite(high - low)) {
            throw new IllegalArgumentException("white must be above black, got " + low + " to " + high);
        }
    }

    /// What is known of rows; empty where nothing tells.
    ///
    /// @param type of the numbers as stored
    /// @param files whether each row was a picture's file, of 8 or 16 bits
    public static Optional<Brightness> of(Model model, ValueType type, boolean files) {
        if (type == ValueType.UNSIGNED_BYTE) {
            return Optional.of(new Brightness(0, BYTE));
        }
        if (files) {
            return Optional.of(new Brightness(0, SHORT));
        }
        Scaling scaling = model.task().target();
        if (scaling.kind() == ScalingKind.COMMON_RANGE) {
            float low = scaling.offsets()[0];
            return Optional.of(new Brightness(low, low + scaling.scales()[0]));
        }
        boolean shares = scaling.kind() == ScalingKind.NONE
                && model.recipe().architecture().objective().domain(0).equals(Domain.UNIT);
        return shares ? Optional.of(new Brightness(0, 1)) : Optional.empty();
    }

    /// How bright a number is, 0 for black and 1 for white; what lies beyond is beyond.
    public double share(float value) {
        return (value - low) / peak();
    }

    /// Cuts numbers to what there can be.
    ///
    /// @param pictures changed
    public void cut(Matrix pictures) {
        for (int row = 0; row < pictures.rows(); row++) {
            for (int j = 0; j < pictures.columns(); j++) {
                pictures.set(row, j, Math.clamp(pictures.get(row, j), low, high));
            }
        }
    }

    /// White less black.
    public double peak() {
        return (double) high - low;
    }
}
