package hourglass.data.table;

import hourglass.data.file.InputFile;
import hourglass.data.file.Names;
import hourglass.data.source.Heading;
import hourglass.data.source.RowSource.Refusal;
import hourglass.data.source.Selection;
import hourglass.model.ValueType;
import hourglass.problem.Problem;
import hourglass.problem.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The query over a text table. Inside DuckDB the columns are called `c0`, `c1` …, so that no name of a file becomes
/// part of a query.
///
/// @param rejecting whether rows that do not fit are to be passed over and listed
record CsvTable(InputFile file, boolean gzip, CsvDialect dialect, Selection selection, boolean rejecting)
        implements TableSource.Table {
    private static final Pattern CELL =
            Pattern.compile("Could not convert string \"(.*)\" to '[A-Z]+'", Pattern.DOTALL);
    private static final int LONGEST_LINE = 1 << 25;

    /// The error to tell, with the number of its kind: cells, or otherwise lines. DuckDB has one error for each field
    /// too many, of which the last counts them all.
    private static final String FIRST_ERROR = "SELECT line, error_type, column_idx, error_message,"
            + " CASE error_type WHEN 'CAST' THEN count(*) OVER kind ELSE count(DISTINCT line) OVER kind END"
            + " FROM reject_errors WINDOW kind AS (PARTITION BY error_type)"
            + " ORDER BY error_type = 'CAST', line,"
            + " CASE error_type WHEN 'TOO MANY COLUMNS' THEN -column_idx::BIGINT ELSE column_idx::BIGINT END LIMIT 1";

    @Override
    public Heading heading() {
        Stream<ValueType> types = IntStream.of(selection.features())
                .mapToObj(column -> switch (dialect.kinds().get(column)) {
                    case BOOLEAN -> ValueType.BOOLEAN;
                    case INTEGER -> ValueType.INTEGER;
                    case REAL, TEXT, MISSING -> ValueType.REAL;
                });
        return TableSource.heading(file, selection.names(dialect.columns()), types, OptionalLong.empty());
    }

    @Override
    public boolean labelled() {
        return selection.label() >= 0;
    }

    @Override
    public String query() {
        StringBuilder query = new StringBuilder("SELECT ");
        for (int column : selection.features()) {
            query.append(query.length() == 7 ? "" : ", ").append(number(column));
        }
        if (labelled()) {
            query.append(", coalesce(c").append(selection.label()).append(", '')");
        }
        return query.append(from(rejecting ? "VARCHAR" : "DOUBLE", rejecting)).toString();
    }

    private String number(int column) {
        String cell = "c" + column;
        boolean truth = dialect.kinds().get(column) == CellKind.BOOLEAN;
        if (!rejecting) {
            // Not CAST(… AS DOUBLE), which DuckDB hands down to its CSV reader, so that "true" would have to be a
            // number.
            return truth ? "CASE WHEN " + cell + " THEN 1::DOUBLE WHEN NOT " + cell + " THEN 0::DOUBLE END" : cell;
        }
        if (truth) {
            return "CAST(TRY_CAST(" + cell + " AS BOOLEAN) AS DOUBLE)";
        }
        return "TRY_CAST(" + (dialect.decimalComma() ? "replace(" + cell + ", ',', '.')" : cell) + " AS DOUBLE)";
    }

    private String from(String numberType, boolean collecting) {
        boolean[] feature = new boolean[dialect.columns().size()];
        for (int column : selection.features()) {
            feature[column] = true;
        }
        StringBuilder types = new StringBuilder();
        for (int column = 0; column < feature.length; column++) {
            boolean truth = !numberType.equals("VARCHAR") && dialect.kinds().get(column) == CellKind.BOOLEAN;
            String type = feature[column] ? truth ? "BOOLEAN" : numberType : "VARCHAR";
            types.append(column == 0 ? "" : ", ")
                    .append('c')
                    .append(column)
                    .append(": '")
                    .append(type)
                    .append('\'');
        }
        List<String> missing =
                CellKind.MISSING_TOKENS.stream().map(Database::text).toList();
        return " FROM read_csv(" + Database.text(Database.pattern(file.path()))
                + ", auto_detect = false, hive_partitioning = false, strict_mode = true, quote = '\"', escape = '\"'"
                + ", compression = '" + (gzip ? "gzip" : "none") + "', delim = "
                + Database.text(String.valueOf(dialect.delimiter()))
                + ", decimal_separator = '" + (dialect.decimalComma() ? ',' : '.') + "', header = " + dialect.header()
                + ", skip = " + dialect.blankLines()
                + ", nullstr = [" + String.join(", ", missing) + "]"
                + (dialect.columns().size() > 10_000 ? ", max_line_size = " + LONGEST_LINE : "")
                + (collecting ? ", store_rejects = true" : "")
                + ", columns = {" + types + "})";
    }

    @Override
    public String placeOf(long row) {
        try (InputStream stream = file.stream(gzip)) {
            return "line " + CsvRecords.lineOf(stream, row + (dialect.header() ? 1 : 0));
        } catch (IOException ignored) {
            return "row " + (row + 1);
        }
    }

    @Override
    public List<Refusal> refused(Database ended) throws SQLException {
        List<Refusal> refused = new ArrayList<>();
        if (rejecting) {
            try (ResultSet errors = ended.query("SELECT line, any_value(error_type), any_value(error_message)"
                    + " FROM reject_errors GROUP BY line ORDER BY line")) {
                while (errors.next()) {
                    String reason = errors.getString(3).lines().findFirst().orElse(errors.getString(2));
                    refused.add(new Refusal("line " + errors.getLong(1), "", reason));
                }
            }
        }
        return refused;
    }

    /// Reads the file once more, collecting all that is amiss, because a failed query names one place only and only in
    /// its text.
    @Override
    public ProblemException explain(SQLException failure) {
        StringBuilder query = new StringBuilder("SELECT count(*)");
        for (int column : selection.features()) {
            query.append(", count(c").append(column).append(')');
        }
        SQLException told = failure;
        try (Database database = Database.examining(file.path())) {
            database.exhaust(query + from("DOUBLE", true));
            try (ResultSet first = database.query(FIRST_ERROR)) {
                if (first.next()) {
                    return problem(first, failure);
                }
            }
            database.exhaust(query + from("DOUBLE", false));
        } catch (SQLException e) {
            told = e;
        }
        return Problem.badData("table cannot be read")
                .at(file.name())
                .found(TableSource.message(told))
                .exception(failure);
    }

    /// The first line says how many fields there are. Where the second already differs, the first is likely no row.
    private Problem wrongFields(long line, String more) {
        Problem problem = Problem.badData("row has the wrong number of fields" + more);
        return line == dialect.blankLines() + 2
                ? problem.remedy("if line " + (line - 1)
                        + " is neither names nor a row (files of scikit-learn begin with counts), take it away")
                : problem;
    }

    private ProblemException problem(ResultSet error, SQLException failure) throws SQLException {
        String place = file.name() + ", line " + error.getLong(1);
        String message = error.getString(4);
        long count = error.getLong(5);
        String more = count > 1 ? " (and " + (count - 1) + " more such errors)" : "";
        int index = (int) error.getLong(3) - 1;
        String column = index >= 0 && index < dialect.columns().size()
                ? dialect.columns().get(index)
                : "";
        Matcher cell = CELL.matcher(message);
        Problem problem = switch (error.getString(2)) {
            case "CAST" ->
                Problem.badData("cell is not a number" + more)
                        .at(place + ", column \"" + column + "\"")
                        .expected("a number")
                        .found(cell.find() ? "\"" + cell.group(1) + "\"" : "text")
                        .remedy("`drop` " + Names.argument(column));
            case "MISSING COLUMNS", "TOO MANY COLUMNS" ->
                wrongFields(error.getLong(1), more)
                        .at(place)
                        .expected(dialect.columns().size() + " fields")
                        .found(message.replaceFirst("(?s).*Found: ([0-9]+).*", "$1"));
            case "UNQUOTED VALUE" ->
                Problem.badData("a quote is never closed, or text follows one" + more)
                        .at(place);
            case "INVALID ENCODING" ->
                Problem.badData("file is not UTF-8 text" + more).at(place);
            default ->
                Problem.badData("row cannot be read" + more)
                        .at(place)
                        .found(message.lines().findFirst().orElse(""));
        };
        return problem.remedy("`rejects` FILE to set such rows aside").exception(failure);
    }
}
