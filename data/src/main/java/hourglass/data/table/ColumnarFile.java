package hourglass.data.table;

import hourglass.data.file.InputFile;
import hourglass.data.row.ReadOptions;
import hourglass.data.source.Heading;
import hourglass.data.source.RowSource;
import hourglass.data.source.Selection;
import hourglass.model.ValueType;
import hourglass.problem.Problem;
import hourglass.problem.ProblemException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Opens files whose columns have types of their own, or that DuckDB infers from the whole file: Parquet and JSON.
///
/// @param from the clause of a query that reads the file
/// @param format as shown in errors
public record ColumnarFile(InputFile file, String from, String format) {
    /// Opens a Parquet file.
    ///
    /// @param file closed with the source
    public static RowSource parquet(InputFile file, ReadOptions options) {
        String path = Database.text(Database.pattern(file.path()));
        return new ColumnarFile(file, " FROM read_parquet(" + path + ", hive_partitioning = false)", "Parquet")
                .open(options, "SELECT num_rows FROM parquet_file_metadata(" + path + ")");
    }

    /// Opens a JSON file of records: one per line, or an array of them.
    ///
    /// @param file closed with the source
    /// @param lines whether there must be one record per line
    public static RowSource json(InputFile file, boolean gzip, boolean lines, ReadOptions options) {
        return new ColumnarFile(
                        file,
                        " FROM read_json(" + Database.text(Database.pattern(file.path())) + ", records = 'true'"
                                + ", sample_size = -1, hive_partitioning = false, compression = '"
                                + (gzip ? "gzip" : "uncompressed") + "', format = '"
                                + (lines ? "newline_delimited" : "auto") + "')",
                        "JSON")
                .open(options, "");
    }

    private RowSource open(ReadOptions options, String countQuery) {
        Query query;
        try (Database database = Database.examining(file.path())) {
            query = describe(database, options, countQuery);
        } catch (SQLException e) {
            throw explain(e);
        }
        return TableSource.of(file, query);
    }

    private Query describe(Database database, ReadOptions options, String countQuery) throws SQLException {
        List<String> columns = new ArrayList<>();
        List<String> types = new ArrayList<>();
        try (ResultSet description = database.query("DESCRIBE SELECT *" + from)) {
            while (description.next()) {
                columns.add(description.getString(1));
                types.add(description.getString(2));
            }
        }
        OptionalLong rowCount = OptionalLong.empty();
        if (!countQuery.isEmpty()) {
            try (ResultSet count = database.query(countQuery)) {
                rowCount = count.next() ? OptionalLong.of(count.getLong(1)) : rowCount;
            }
        }
        if (rowCount.orElse(1) == 0 || isEmpty(database)) {
            throw Problem.badData("table has no rows").at(file.name()).exception();
        }
        Selection selection = Selection.of(file.name(), columns, options, false);
        requireNumbers(selection, columns, types);
        Stream<ValueType> valueTypes = IntStream.of(selection.features()).mapToObj(i -> valueType(types.get(i)));
        return new Query(
                this,
                TableSource.heading(file, selection.names(columns), valueTypes, rowCount),
                selection.label() >= 0,
                select(selection, columns));
    }

    private boolean isEmpty(Database database) throws SQLException {
        try (ResultSet row = database.query("SELECT 1" + from + " LIMIT 1")) {
            return !row.next();
        }
    }

    private static ValueType valueType(String type) {
        return type.equals("BOOLEAN")
                ? ValueType.BOOLEAN
                : type.matches("U?(TINYINT|SMALLINT|INTEGER|BIGINT|HUGEINT)") ? ValueType.INTEGER : ValueType.REAL;
    }

    private void requireNumbers(Selection selection, List<String> columns, List<String> types) {
        List<Integer> refused = IntStream.of(selection.features())
                .filter(i -> valueType(types.get(i)) == ValueType.REAL
                        && !types.get(i).matches("FLOAT|DOUBLE|DECIMAL\\(.*\\)"))
                .boxed()
                .toList();
        if (!refused.isEmpty()) {
            List<String> names = refused.stream().map(columns::get).toList();
            throw CsvFile.notNumbers(file, names, "type " + types.get(refused.getFirst()));
        }
    }

    private String select(Selection selection, List<String> columns) {
        StringBuilder query = new StringBuilder("SELECT ");
        for (int column : selection.features()) {
            query.append("CAST(")
                    .append(Database.identifier(columns.get(column)))
                    .append(" AS DOUBLE), ");
        }
        if (selection.label() >= 0) {
            query.append("coalesce(CAST(").append(Database.identifier(columns.get(selection.label())));
            query.append(" AS VARCHAR), ''), ");
        }
        return query.substring(0, query.length() - 2) + from;
    }

    private ProblemException explain(SQLException failure) {
        return Problem.badData("file cannot be read as " + format)
                .at(file.name())
                .found(TableSource.message(failure))
                .exception(failure);
    }

    private record Query(ColumnarFile of, Heading heading, boolean labelled, String query)
            implements TableSource.Table {
        @Override
        public ProblemException explain(SQLException failure) {
            try (Database database = Database.examining(of.file.path())) {
                database.exhaust("SELECT max(hash(examined)) FROM (" + query + ") AS examined");
            } catch (SQLException sameFailureInWords) {
                return of.explain(sameFailureInWords);
            }
            return of.explain(failure);
        }
    }
}
