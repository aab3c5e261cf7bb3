package hourglass.data.table;

import hourglass.data.file.InputFile;
import hourglass.data.row.ReadOptions;
import hourglass.data.row.RowReader;
import hourglass.data.source.Selection;
import hourglass.data.table.QueryRows.Column;
import hourglass.data.table.SqlType.Kind;
import hourglass.problem.Problem;
import hourglass.problem.ProblemException;
import hourglass.table.ValueType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// A Parquet file. Columns are addressed by their place, because DuckDB holds names equal that differ in case; lists of
/// one length are spread over columns.
public final class ParquetTable implements QueryRows.Source {
    private final InputFile file;
    private final Database database;
    private final String path;
    private final List<Column> columns = new ArrayList<>();
    private final List<String> expressions = new ArrayList<>();
    private final List<String> types = new ArrayList<>();
    private String from = "";
    private long rows;

    private ParquetTable(InputFile file, Database database) {
        this.file = file;
        this.database = database;
        this.path = Database.text(Database.pattern(file.path()));
    }

    /// Opens a file.
    ///
    /// @param file closed with the reader
    public static RowReader open(InputFile file, ReadOptions options) {
        Database database = Database.streaming(file.path());
        ParquetTable table = new ParquetTable(file, database);
        try {
            table.describe();
            return new QueryRows(table, options);
        } catch (ProblemException e) {
            database.closeQuietly();
            throw e;
        } catch (SQLException | RuntimeException e) {
            database.closeQuietly();
            throw table.explain(e);
        }
    }

    private void describe() throws SQLException {
        try (ResultSet count = database.query("SELECT num_rows FROM parquet_file_metadata(" + path + ")")) {
            rows = count.next() ? count.getLong(1) : 0;
        }
        if (rows == 0) {
            throw Problem.badData("table has no rows").at(file.name()).exception();
        }
        List<String> names = names();
        String read = " FROM read_parquet(" + path + ", hive_partitioning = false)";
        try (ResultSet description = database.query("DESCRIBE SELECT *" + read)) {
            while (description.next()) {
                types.add(description.getString(2));
            }
        }
        if (names.size() != types.size()) {
            throw new SQLException("names do not match columns");
        }
        String aliases = IntStream.range(0, names.size()).mapToObj(i -> "c" + i).collect(Collectors.joining(", "));
        from = read + " AS t(" + aliases + ")";
        Set<String> taken = new HashSet<>(names);
        for (int i = 0; i < names.size(); i++) {
            add(names.get(i), SqlType.of(types.get(i)), "c" + i, taken);
        }
    }

    private void add(String name, SqlType type, String column, Set<String> taken) throws SQLException {
        if (!type.list()) {
            columns.add(new Column(name, type.kind(), ""));
            expressions.addAll(type.expressions(column, 0));
            return;
        }
        long[] lengths = {type.length(), type.length()};
        if (type.length() == 0) {
            try (ResultSet result =
                    database.query("SELECT min(len(" + column + ")), max(len(" + column + "))" + from)) {
                result.next();
                lengths[0] = result.getLong(1);
                lengths[1] = result.getLong(2);
            }
        }
        if (lengths[0] != lengths[1] || lengths[1] == 0) {
            columns.add(new Column(name, Kind.TEXT, column));
            expressions.add("CAST(" + column + " AS VARCHAR)");
            return;
        }
        for (int i = 0; i < lengths[1]; i++) {
            String unique = name + i;
            for (int suffix = 1; !taken.add(unique); suffix++) {
                unique = name + i + "_" + suffix;
            }
            columns.add(new Column(unique, Kind.NUMBER, ""));
        }
        expressions.addAll(type.expressions(column, (int) lengths[1]));
    }

    /// Names as the file spells them: those of the children of the root, which the schema lists depth first.
    private List<String> names() throws SQLException {
        List<String> names = new ArrayList<>();
        try (ResultSet schema = database.query("SELECT name, num_children FROM parquet_schema(" + path + ")")) {
            schema.next();
            long below = 0;
            while (schema.next()) {
                if (below == 0) {
                    names.add(schema.getString(1));
                } else {
                    below--;
                }
                below += schema.getLong(2);
            }
        }
        return names;
    }

    @Override
    public String name() {
        return file.name();
    }

    @Override
    public List<Column> columns() {
        return columns;
    }

    @Override
    public ValueType valueType() {
        return types.stream()
                .map(SqlType::valueType)
                .max(Comparator.naturalOrder())
                .orElse(ValueType.REAL);
    }

    @Override
    public OptionalLong rowCount() {
        return OptionalLong.of(rows);
    }

    @Override
    public ResultSet start(int[] chosen) throws SQLException {
        for (int column : chosen) {
            requireNotRagged(columns.get(column));
        }
        return database.query(
                IntStream.of(chosen).mapToObj(expressions::get).collect(Collectors.joining(", ", "SELECT ", from)));
    }

    private void requireNotRagged(Column column) throws SQLException {
        if (column.lists().isEmpty()) {
            return;
        }
        try (ResultSet lengths = database.query("SELECT len(" + column.lists() + ")" + from)) {
            long first = -1;
            for (long row = 1; lengths.next(); row++) {
                long length = lengths.getLong(1);
                if (lengths.wasNull()) {
                    continue;
                }
                first = first < 0 ? length : first;
                if (length != first) {
                    throw Selection.ragged(file.name(), column.name(), row, first, length);
                }
            }
        }
    }

    @Override
    public int place(int[] chosen, int i) {
        return i + 1;
    }

    @Override
    public long moment(ResultSet row, int place) throws SQLException {
        return row.getLong(place);
    }

    @Override
    public ProblemException explain(Exception failure) {
        return Problem.badData("file cannot be read as Parquet")
                .at(file.name())
                .found("damaged or unknown contents")
                .remedy("copy the file again, or write it anew")
                .exception(failure);
    }

    @Override
    public void close() {
        database.closeQuietly();
        file.close();
    }
}
