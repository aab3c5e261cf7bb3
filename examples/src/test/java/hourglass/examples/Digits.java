package hourglass.examples;

import hourglass.data.Dataset;
import hourglass.data.row.ReadOptions;
import hourglass.matrix.Matrix;
import java.nio.file.Path;

/// The 1797 digits of eight by eight pixels that the demo comes with.
final class Digits {
    static final Path FILE = Path.of("../cli/src/main/resources/hourglass/cli/digits.csv.gz");
    static final String LABEL = "column64";

    private Digits() {}

    static Dataset all() {
        return Dataset.read(FILE, ReadOptions.none().withLabel(LABEL));
    }

    static Matrix labels(Dataset digits) {
        Matrix labels = Matrix.zeros(digits.labels().size(), 1);
        for (int row = 0; row < labels.rows(); row++) {
            labels.set(row, 0, Float.parseFloat(digits.labels().get(row)));
        }
        return labels;
    }
}
