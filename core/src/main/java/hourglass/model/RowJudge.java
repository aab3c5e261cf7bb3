package hourglass.model;

import hourglass.column.ColumnMatch;
import hourglass.column.Encoded;
import hourglass.column.Kind;
import hourglass.column.Outside;
import hourglass.column.Schema;
import hourglass.column.Variable;
import hourglass.judge.Quantiles;
import hourglass.judge.Surprise;
import hourglass.matrix.Matrix;
import hourglass.objective.Domain;
import hourglass.objective.Objective;
import hourglass.objective.StudentT;
import hourglass.table.Frame;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Says how strange rows of a table are, cell by cell.
final class RowJudge {
    private final Model model;
    private final Surprise surprise;
    private final int[] columnOf;
    /// Filled where somebody asks, NaN before: a root of an integral each. Threads may find the same number twice.
    private final double[] halfWidths;

    RowJudge(Model model) {
        this.model = model;
        Schema schema = model.columns().schema();
        List<Integer> columns = schema.columnsOfVariables();
        this.columnOf = columns.stream().mapToInt(Integer::intValue).toArray();
        this.halfWidths = new double[columnOf.length];
        Arrays.fill(halfWidths, Double.NaN);
        this.surprise =
                new Surprise(model.network(), model.calibration().surprises(ofOther(schema.variables())), columns);
    }

    Surprise surprise() {
        return surprise;
    }

    /// The means of what cells are expected to be, scaled.
    Matrix expected(Matrix rows) {
        Matrix scaled = model.columns().encode(rows);
        Matrix eta = surprise.expected(scaled);
        Matrix means = Matrix.zeros(rows.rows(), rows.columns());
        model.recipe().architecture().objective().mean(eta, means);
        return means;
    }

    /// Half the width of the interval in which the middle of what is expected of a number lies, scaled; 0 for others.
    double halfWidth(int variable) {
        if (Double.isNaN(halfWidths[variable])) {
            halfWidths[variable] = model.calibration().cells().get(variable).given() instanceof StudentT it
                    ? Quantiles.halfWidth(it, Expectation.MIDDLE)
                    : 0;
        }
        return halfWidths[variable];
    }

    /// The column of a variable.
    int columnOf(int variable) {
        return columnOf[variable];
    }

    /// The nats of each column of the schema in each row (rows × columns), what lies outside included.
    double[] ofColumns(Encoded encoded) {
        int width = model.columns().schema().columns().size();
        double[] nats = new double[encoded.rows().rows() * width];
        Matrix scaled = model.columns().encode(encoded.rows());
        List<Outside> unsuited = moveInside(scaled);
        double[] cells = surprise.ofCells(scaled);
        for (int row = 0; row < encoded.rows().rows(); row++) {
            for (int j = 0; j < columnOf.length; j++) {
                boolean missing = Float.isNaN(encoded.rows().get(row, j));
                nats[row * width + columnOf[j]] += missing ? 0 : cells[row * columnOf.length + j];
            }
        }
        unsuited.forEach(it -> nats[it.row() * width + it.column()] += ofOutside(it.excess()));
        for (Outside outside : encoded.outside()) {
            nats[outside.row() * width + outside.column()] += ofOutside(outside.excess());
        }
        return nats;
    }

    /// What a value that is no level of a category has to be more surprising for, of each variable.
    static double[] ofOther(List<Variable> variables) {
        return variables.stream()
                .mapToDouble(it -> it.kind() instanceof Kind.Category category ? category.surpriseOfOther() : 0)
                .toArray();
    }

    /// Cells that the likelihood of a model whose columns are taken alike cannot explain are moved to the nearest it
    /// can; what is missing, to the middle.
    private List<Outside> moveInside(Matrix scaled) {
        List<Outside> outside = new ArrayList<>();
        if (model.readsHoles()) {
            return outside;
        }
        Objective objective = model.recipe().architecture().objective();
        for (int j = 0; j < scaled.columns(); j++) {
            Domain domain = objective.domain(j);
            for (int row = 0; row < scaled.rows(); row++) {
                float value = scaled.get(row, j);
                if (!domain.accepts(value)) {
                    float inside = domain.nearest(value);
                    if (!Float.isNaN(value)) {
                        outside.add(new Outside(row, columnOf[j], Math.abs((double) value - inside), ""));
                    }
                    scaled.set(row, j, inside);
                }
            }
        }
        return outside;
    }

    /// η of each variable in each row, from what the network can be shown of the rest.
    Matrix expectedEta(Encoded encoded) {
        Matrix scaled = model.columns().encode(encoded.rows());
        moveInside(scaled);
        return surprise.expected(scaled);
    }

    /// What cannot be counts for more than the strangest row kept back, and the more the further away it lies; what is
    /// infinitely far away for more than any number, which may be far stranger than any row kept back.
    private double ofOutside(double excess) {
        return excess == Double.MAX_VALUE
                ? Float.MAX_VALUE
                : 1 + model.calibration().reference().highest() + Math.log1p(excess);
    }

    double[] scores(Encoded encoded) {
        int width = model.columns().schema().columns().size();
        double[] nats = ofColumns(encoded);
        double[] scores = new double[encoded.rows().rows()];
        for (int row = 0; row < scores.length; row++) {
            for (int j = 0; j < width; j++) {
                scores[row] += nats[row * width + j];
            }
        }
        return scores;
    }

    /// @param rows variables in order
    double[] scores(Matrix rows) {
        return scores(new Encoded(rows, List.of()));
    }

    Encoded read(Frame frame, ColumnMatch match) {
        return model.columns().schema().read(frame, match);
    }
}
