package hourglass.data.table;

import hourglass.data.file.InputFile;
import hourglass.data.row.ReadOptions;
import hourglass.data.source.RowSource;
import hourglass.data.source.RowSource.Refusal;
import hourglass.data.source.Selection;
import hourglass.model.ValueType;
import hourglass.problem.Problem;
import hourglass.problem.ProblemException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/// Opens files whose columns have types of their own, or that DuckDB infers from the whole file: Parquet and JSON.
public final class ColumnarFile {
    private final InputFile file;
    private final String from;
    private final String format;

    private ColumnarFile(InputFile file, String from, String format) {
        this.file = file;
        this.from = from;
        this.format = format;
    }

    /// Opens a Parquet file.
    ///
    /// @param file closed with the source, or at once if there is an error
    public static RowSource parquet(InputFile file, ReadOptions options) {
        String path = Database.text(Database.pattern(file.path()));
        return new ColumnarFile(file, " FROM read_parquet(" + path + ", hive_partitioning = false)", "Parquet")
                .open(options, "SELECT num_rows FROM parquet_file_metadata(" + path + ")");
    }

    /// Opens a JSON file of records: one per line, or an array of them.
    ///
    /// @param file closed with the source, or at once if there is an error
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
        Database database = null;
        try {
            database = Database.streaming(file.path());
            return TableSource.of(file, describe(database, options, countQuery), database);
        } catch (SQLException e) {
            close(database);
            throw explain(e);
        } catch (RuntimeException e) {
            close(database);
            throw e;
        }
    }

    private void close(@org.jspecify.annotations.Nullable Database database) {
        if (database != null) {
            TableSource.close(database);
        }
        file.close();
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
        return new Query(
                selection.names(columns),
                valueType(selection, columns, types),
                rowCount,
                selection.label() >= 0,
                select(selection, columns));
    }

    private boolean isEmpty(Database database) throws SQLException {
        try (ResultSet row = database.query("SELECT 1" + from + " LIMIT 1")) {
            return !row.next();
        }
    }

    private ValueType valueType(Selection selection, List<String> columns, List<String> types) {
        List<String> refused = new ArrayList<>();
        String refusedType = "";
        boolean booleans = true;
        boolean integers = true;
        for (int column : selection.features()) {
            String type = types.get(column);
            boolean whole = type.matches("U?(TINYINT|SMALLINT|INTEGER|BIGINT|HUGEINT)");
            if (!whole && !type.matches("BOOLEAN|FLOAT|DOUBLE|DECIMAL\\(.*\\)")) {
                refused.add(columns.get(column));
                refusedType = refusedType.isEmpty() ? type : refusedType;
            }
            booleans &= type.equals("BOOLEAN");
            integers &= whole || type.equals("BOOLEAN");
        }
        if (!refused.isEmpty()) {
            throw CsvFile.notNumbers(file, refused, "type " + refusedType);
        }
        return booleans ? ValueType.BOOLEAN : integers ? ValueType.INTEGER : ValueType.REAL;
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

    private final class Query implements TableSource.Table {
        private final List<String> columns;
        private final ValueType valueType;
        private final OptionalLong rowCount;
        private final boolean labelled;
        private final String query;

        Query(List<String> columns, ValueType valueType, OptionalLong rowCount, boolean labelled, String query) {
            this.columns = columns;
            this.valueType = valueType;
            this.rowCount = rowCount;
            this.labelled = labelled;
            this.query = query;
        }

        @Override
        public List<String> columns() {
            return columns;
        }

        @Override
        public ValueType valueType() {
            return valueType;
        }

        @Override
        public OptionalLong rowCount() {
            return rowCount;
        }

        @Override
        public boolean labelled() {
            return labelled;
        }

        @Override
        public String query() {
            return query;
        }

        @Override
        public ProblemException explain(SQLException failure) {
            try (Database database = Database.examining(file.path())) {
                database.exhaust("SELECT max(hash(examined)) FROM (" + query + ") AS examined");
            } catch (SQLException sameFailureInWords) {
                return ColumnarFile.this.explain(sameFailureInWords);
            }
            return ColumnarFile.this.explain(failure);
        }

        @Override
        public String placeOf(long row) {
            return "row " + (row + 1);
        }

        @Override
        public List<Refusal> refused(Database ended) {
            return List.of();
        }
    }
}
