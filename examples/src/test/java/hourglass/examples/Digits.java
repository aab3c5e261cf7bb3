package hourglass.examples;

import hourglass.data.DataFile;
import hourglass.matrix.Matrix;
import hourglass.model.Table;
import java.nio.file.Path;

/// The 1797 digits of eight by eight pixels that the demo comes with.
final class Digits {
    static final Path FILE = Path.of("../cli/src/main/resources/hourglass/cli/digits.csv.gz");
    static final String LABEL = "column64";

    private Digits() {}

    static Table all() {
        return Visualisation.labelled(DataFile.read(FILE), LABEL);
    }

    static Matrix labels(Table digits) {
        Matrix labels = Matrix.zeros(digits.labels().size(), 1);
        for (int row = 0; row < labels.rows(); row++) {
            labels.set(row, 0, Float.parseFloat(digits.labels().get(row)));
        }
        return labels;
    }
}
