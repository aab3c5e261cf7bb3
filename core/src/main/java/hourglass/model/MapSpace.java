package hourglass.model;

import hourglass.matrix.Matrix;
import hourglass.network.Architecture;
import hourglass.network.Encode;
import java.util.Optional;

/// Where distances between rows are measured.
public enum MapSpace {
    /// Between the numbers that the network reads: scaled columns, encoded by their kind where the model does so.
    COLUMNS,
    /// Between codes.
    CODE;

    /// Rows in this space.
    ///
    /// @param model an autoencoder
    /// @param rows in the units of the file, not modified
    /// @return (rows × numbers of the space)
    public Matrix of(Model model, Matrix rows) {
        return switch (this) {
            case CODE -> model.encode(rows);
            case COLUMNS -> {
                Matrix scaled = model.columns().encode(rows);
                yield encoding(model)
                        .map(it -> {
                            Matrix numbers = Matrix.zeros(rows.rows(), width(model));
                            it.encode(scaled, numbers);
                            return numbers;
                        })
                        .orElse(scaled);
            }
        };
    }

    /// How many numbers a row has in this space.
    int width(Model model) {
        Architecture architecture = model.recipe().architecture();
        return switch (this) {
            case CODE -> architecture.codeSize();
            case COLUMNS ->
                encoding(model)
                        .map(it -> it.output(architecture.input()).size())
                        .orElse(architecture.features());
        };
    }

    private static Optional<Encode> encoding(Model model) {
        return model.recipe().architecture().layers().stream()
                .filter(Encode.class::isInstance)
                .map(Encode.class::cast)
                .findFirst();
    }
}
