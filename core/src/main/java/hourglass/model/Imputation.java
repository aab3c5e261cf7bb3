package hourglass.model;

import hourglass.column.ColumnMatch;
import hourglass.column.Encoded;
import hourglass.column.Kind;
import hourglass.column.Schema;
import hourglass.column.Variable;
import hourglass.matrix.Matrix;
import hourglass.problem.Problem;
import hourglass.table.Frame;
import hourglass.table.FrameBuilder;
import java.util.Arrays;
import java.util.List;

/// Fills what is missing in rows with what the model expects there given all that is known of the row: the mean of
/// numbers and counts, the likeliest of levels.
final class Imputation {
    private final Model model;
    private final List<Variable> variables;
    private final float[] offsets;
    private final float[] scales;

    Imputation(Model model) {
        this.model = model;
        this.variables = model.columns().schema().variables();
        this.offsets = model.columns().scaling().offsets();
        this.scales = model.columns().scaling().scales();
    }

    /// The frame with its holes filled where the model knows the column; other cells as they are.
    ///
    /// @throws hourglass.problem.ProblemException if the model cannot read rows with holes
    Frame filled(Frame rows, ColumnMatch match) {
        if (!model.readsHoles()) {
            throw Problem.usage("the model was trained on columns taken alike and cannot read rows with missing values")
                    .exception();
        }
        Schema schema = model.columns().schema();
        Encoded encoded = schema.read(rows, match);
        Matrix scaled = model.columns().encode(encoded.rows());
        Matrix means = Matrix.zeros(rows.rows(), scaled.columns());
        Matrix eta = Matrix.zeros(
                rows.rows(), model.recipe().architecture().objective().parameters(scaled.columns()));
        model.network()
                .forEachEta(
                        scaled,
                        (some, first) -> eta.rows(first, first + some.rows()).copyFrom(some));
        model.recipe().architecture().objective().mean(eta, means);
        model.calibration().addLean(means);
        int[] columnOf = new int[rows.columns()];
        Arrays.fill(columnOf, -1);
        for (int j = 0; j < match.places().length; j++) {
            if (match.places()[j] >= 0) {
                columnOf[match.places()[j]] = j;
            }
        }
        FrameBuilder builder = Frame.builder(rows.names());
        for (int row = 0; row < rows.rows(); row++) {
            for (int column = 0; column < rows.columns(); column++) {
                if (!rows.isMissing(row, column) || columnOf[column] < 0) {
                    builder.cell(rows, row, column);
                } else {
                    fill(schema, columnOf[column], means, row, builder);
                }
            }
            builder.endRow();
        }
        return builder.build();
    }

    private void fill(Schema schema, int column, Matrix means, int row, FrameBuilder builder) {
        Kind kind = schema.columns().get(column).kind();
        if (kind instanceof Kind.Constant constant && !constant.value().isEmpty()) {
            builder.text(constant.value());
            return;
        }
        for (int j = 0; j < variables.size(); j++) {
            Variable variable = variables.get(j);
            if (variable.column().equals(schema.columns().get(column))) {
                double number = offsets[j] + (double) scales[j] * means.get(row, j);
                add(variable, number, builder);
                return;
            }
        }
        builder.missing("");
    }

    /// With no more digits than single precision has, if that is what was read.
    private static void addNumber(Variable variable, double number, FrameBuilder builder) {
        if (variable.isSingle()) {
            builder.number(Double.parseDouble(Float.toString((float) number)));
        } else {
            variable.addTo(builder, (float) number);
        }
    }

    /// A probability is no value: the likelier of yes and no is.
    private static void add(Variable variable, double number, FrameBuilder builder) {
        switch (variable.kind()) {
            case Kind.YesNo it -> builder.text(number >= 0.5 ? it.yes() : it.no());
            case Kind.Calendar it -> builder.moment((long) variable.decoded(number));
            case Kind.Real it -> addNumber(variable, number, builder);
            case Kind.Skewed it -> addNumber(variable, number, builder);
            default -> variable.addTo(builder, (float) number);
        }
    }
}
