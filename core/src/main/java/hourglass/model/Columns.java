package hourglass.model;

import hourglass.column.ColumnMatch;
import hourglass.column.Schema;
import hourglass.column.Variable;
import hourglass.matrix.Matrix;
import hourglass.picture.Patches;
import hourglass.series.Window;
import hourglass.series.Windows;
import java.util.List;
import java.util.Optional;

/// The columns that a model reads, and how their numbers are scaled for the network.
///
/// @param schema what they are
/// @param scaling of their variables
/// @param window how a series is cut into rows with these columns; empty if rows are read as they stand
/// @param patches how pictures are cut into rows with these columns; empty if rows are whole
public record Columns(Schema schema, Scaling scaling, Optional<Window> window, Optional<Patches> patches) {
    public Columns {
        int variables = schema.variables().size();
        if (variables != scaling.columns()) {
            throw new IllegalArgumentException("expected as many variables as there are scaled columns, "
                    + scaling.columns() + ", got " + variables);
        }
    }

    /// Columns of rows that are read as they stand.
    public Columns(Schema schema, Scaling scaling) {
        this(schema, scaling, Optional.empty(), Optional.empty());
    }

    /// The columns of prepared rows.
    static Columns of(Prepared prepared) {
        Table inputs = prepared.pairs().inputs();
        return new Columns(
                inputs.schema(),
                prepared.input(),
                inputs.windows().map(Windows::window),
                inputs.patches().map(CutPictures::patches));
    }

    /// Columns of numbers.
    public Columns(List<String> names, Scaling scaling) {
        this(Schema.ofNumbers(names), scaling);
    }

    /// Where what is read stands in other rows: the columns, or those of the series.
    ///
    /// @param origin what to call the rows in errors
    /// @throws hourglass.problem.ProblemException if columns are missing
    public ColumnMatch match(List<String> names, String origin) {
        return window.map(it -> it.match(names, origin)).orElseGet(() -> ColumnMatch.of(schema, names, origin));
    }

    /// Names of the numbers that the network reads.
    public List<String> names() {
        return schema.variables().stream().map(Variable::name).toList();
    }

    /// How many numbers of a row the network reads.
    public int count() {
        return scaling.columns();
    }

    /// What the network reads.
    ///
    /// @param rows variables in order, not modified
    public Matrix encode(Matrix rows) {
        return scaling.scaled(rows);
    }

    /// The numbers of a table of numbers, in order.
    ///
    /// @throws hourglass.problem.ProblemException if columns are missing
    public Matrix select(Table table) {
        List<String> given = table.columns();
        if (given.equals(names())) {
            return table.rows().toMatrix();
        }
        Matrix rows = table.rows().toMatrix();
        int[] places = ColumnMatch.of(Schema.ofNumbers(names()), given, "table").places();
        Matrix selected = Matrix.zeros(rows.rows(), places.length);
        for (int j = 0; j < places.length; j++) {
            selected.columns(j, j + 1).copyFrom(rows.columns(places[j], places[j] + 1));
        }
        return selected;
    }
}
