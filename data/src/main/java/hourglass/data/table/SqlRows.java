package hourglass.data.table;

import hourglass.data.file.ForeignWords;
import hourglass.data.file.InputFile;
import hourglass.data.row.ReadOptions;
import hourglass.data.row.RowReader;
import hourglass.data.table.QueryRows.Column;
import hourglass.problem.Problem;
import hourglass.problem.ProblemException;
import hourglass.table.Frame;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// The rows of a query over a file, which it calls `rows`. The rows are read as always, so that a number is what it is
/// without a query, and gathered in a private database that reaches nothing else.
public final class SqlRows implements QueryRows.Source {
    private static final int AT_ONCE = 4096;

    private final InputFile file;
    private final GatheredRows gathered;
    private final String query;
    private final List<String> notes;
    private final long rejected;
    private final List<Column> columns = new ArrayList<>();
    private final List<String> expressions = new ArrayList<>();
    private final List<String> types = new ArrayList<>();

    private SqlRows(InputFile file, GatheredRows gathered, String query, List<String> notes, long rejected) {
        this.notes = notes;
        this.rejected = rejected;
        this.file = file;
        this.gathered = gathered;
        this.query = query.strip().replaceFirst(";\\s*$", "");
    }

    /// Runs the query of the options.
    ///
    /// @param file closed with the reader
    /// @param rows opens the file by options without a query
    public static RowReader open(InputFile file, ReadOptions options, Function<ReadOptions, RowReader> rows) {
        ReadOptions plain = new ReadOptions(
                options.header(),
                options.missing(),
                options.array(),
                Optional.empty(),
                options.rejects(),
                options.patches(),
                options.grey());
        String query = options.sql().orElseThrow();
        try {
            List<String> notes = new ArrayList<>();
            long[] rejected = new long[1];
            GatheredRows gathered = gather(file, plain, rows, notes, rejected);
            SqlRows source = new SqlRows(file, gathered, query, notes, rejected[0]);
            try {
                source.describe();
                return new QueryRows(source, options);
            } catch (SQLException e) {
                gathered.close();
                throw source.explain(e);
            } catch (RuntimeException e) {
                gathered.close();
                throw e;
            }
        } catch (SQLException e) {
            throw Problem.of(Problem.Kind.INPUT_OUTPUT, "rows cannot be kept for the query")
                    .at(file.name())
                    .remedy("free some space in the folder of temporary files")
                    .exception(e);
        }
    }

    private static GatheredRows gather(
            InputFile file,
            ReadOptions options,
            Function<ReadOptions, RowReader> rows,
            List<String> notes,
            long[] rejected)
            throws SQLException {
        List<String> names;
        List<String> types = new ArrayList<>();
        try (RowReader reader = rows.apply(options)) {
            names = reader.columns();
            Set<String> letters = new HashSet<>();
            for (String name : names) {
                types.add("");
                if (!Database.isName(name)) {
                    throw Problem.badData("a column has a name that SQL cannot have")
                            .at(file.name())
                            .expected(Database.NAMES)
                            .found("\"" + name + "\"")
                            .exception();
                }
                if (!letters.add(name.toLowerCase(Locale.ROOT))) {
                    throw Problem.badData("two columns differ in case only, which SQL does not tell apart")
                            .at(file.name())
                            .found("\"" + name + "\" twice")
                            .exception();
                }
            }
            for (Frame part = reader.read(AT_ONCE); part.rows() > 0; part = reader.read(AT_ONCE)) {
                for (int column = 0; column < names.size(); column++) {
                    types.set(column, type(part, column, types.get(column)));
                }
            }
        }
        types.replaceAll(type -> type.isEmpty() ? "DOUBLE" : type);
        GatheredRows gathered = GatheredRows.create(names, types);
        try (RowReader reader = rows.apply(options)) {
            for (Frame part = reader.read(AT_ONCE); part.rows() > 0; part = reader.read(AT_ONCE)) {
                gathered.append(part);
            }
            notes.addAll(reader.notes());
            rejected[0] = reader.rejected();
            gathered.flush();
            gathered.database().run("CREATE VIEW rows AS " + gathered.named());
            gathered.database().lock();
            return gathered;
        } catch (SQLException | RuntimeException e) {
            gathered.close();
            throw e;
        }
    }

    private static String type(Frame part, int column, String before) {
        String type = before;
        for (int row = 0; row < part.rows() && !type.equals("VARCHAR"); row++) {
            if (!part.isMissing(row, column)) {
                String here =
                        part.isNumber(row, column) ? "DOUBLE" : part.isMoment(row, column) ? "TIMESTAMP" : "VARCHAR";
                type = type.isEmpty() || type.equals(here) ? here : "VARCHAR";
            }
        }
        return type;
    }

    private void describe() throws SQLException {
        Set<String> names = new HashSet<>();
        try (ResultSet description = gathered.database().query("DESCRIBE (" + query + ")")) {
            while (description.next()) {
                String name = Objects.requireNonNull(description.getString(1));
                SqlType type = SqlType.of(description.getString(2));
                if (!names.add(name)) {
                    throw Problem.usage("two columns of the query have the same name")
                            .at("`sql`")
                            .found("\"" + name + "\"")
                            .remedy("rename one: SELECT … AS name")
                            .exception();
                }
                types.add(description.getString(2));
                columns.add(new Column(name, type.list() ? SqlType.Kind.TEXT : type.kind(), ""));
                String place = "c" + expressions.size();
                expressions.add(
                        type.list()
                                ? "CAST(" + place + " AS VARCHAR)"
                                : type.expressions(place, 0).getFirst());
            }
        }
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
    public ResultSet start(int[] chosen) throws SQLException {
        String wanted = IntStream.of(chosen).mapToObj(expressions::get).collect(Collectors.joining(", "));
        String places =
                IntStream.range(0, columns.size()).mapToObj(i -> "c" + i).collect(Collectors.joining(", "));
        String selected = "SELECT " + wanted + " FROM (" + query + ") AS t(" + places + ")";
        try {
            return gathered.database().query(selected);
        } catch (SQLException e) {
            throw gathered.database().reason(selected, e);
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
    public long rejected() {
        return rejected;
    }

    @Override
    public List<String> notes() {
        return notes;
    }

    /// The one place where the engine's own words are shown: they are about the user's own query.
    @Override
    public ProblemException explain(Exception failure) {
        return Problem.usage("the query cannot be run")
                .at("`sql`")
                .expected("a query over a table called rows")
                .found(ForeignWords.of(failure))
                .exception(failure);
    }

    @Override
    public void close() {
        gathered.close();
        file.close();
    }
}
