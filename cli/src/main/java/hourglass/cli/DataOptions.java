package hourglass.cli;

import hourglass.data.DataFile;
import hourglass.data.JdbcRows;
import hourglass.data.row.ReadOptions;
import hourglass.data.row.RowReader;
import hourglass.model.Model;
import hourglass.picture.Patches;
import hourglass.problem.Counted;
import hourglass.problem.Problem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Options for reading rows, the same in every command.
final class DataOptions {
    @Option(
            names = "--keep",
            split = ",",
            paramLabel = "COLUMN",
            description = "Use these columns only (separated by commas).")
    List<String> keep = List.of();

    @Option(names = "--drop", split = ",", paramLabel = "COLUMN", description = "Leave these columns out.")
    List<String> drop = List.of();

    @Option(
            names = "--label",
            paramLabel = "COLUMN",
            description = "Set this column aside: not learned from, passed on to the output.")
    @Nullable
    String label;

    @Option(
            names = "--header",
            paramLabel = "yes|no",
            description = "Whether the first line of a text names the columns (default: judged by its look).")
    @Nullable
    String header;

    @Option(
            names = "--missing",
            split = ",",
            paramLabel = "WORD",
            description = "What stands for nothing besides an empty cell, such as NA,-999 (default: NA, ?, null and"
                    + " their like).")
    @Nullable
    List<String> missing;

    @Option(names = "--array", paramLabel = "NAME", description = "The array to use of an .npz file.")
    @Nullable
    String array;

    @Option(names = "--sql", paramLabel = "QUERY", description = "A query over the file, which it calls rows.")
    @Nullable
    String sql;

    @Option(
            names = "--rejects",
            paramLabel = "FILE",
            description = "Set lines that cannot be read aside in this CSV file instead of stopping.")
    @Nullable
    Path rejects;

    @Option(
            names = "--patches",
            arity = "0..1",
            fallbackValue = "48",
            paramLabel = "SIDE",
            description =
                    "Cut pictures of any size into overlapping squares of SIDE pixels (48 if none is given), a row"
                            + " each; a model learned from them takes pictures of any size.")
    @Nullable
    Integer patches;

    @Option(names = "--grey", description = "Read pictures in colour as grey ones.")
    boolean grey;

    @Option(
            names = "--jdbc",
            paramLabel = "URL",
            description = "Read from a database instead of a file, such as jdbc:postgresql://host/name; FILE is - then."
                    + " The password is read from the variable HOURGLASS_JDBC_PASSWORD.")
    @Nullable
    String jdbc;

    @Option(names = "--query", paramLabel = "SQL", description = "What to read from the database of --jdbc.")
    @Nullable
    String query;

    @Option(names = "--driver", paramLabel = "JAR", description = "The JDBC driver of the database of --jdbc.")
    @Nullable
    Path driver;

    @Option(names = "--user", paramLabel = "NAME", description = "Who asks the database of --jdbc.")
    @Nullable
    String user;

    /// Whether rows come from a database.
    boolean isDatabase() {
        return jdbc != null;
    }

    /// Opens rows: those of the database, if there is one, or those of a file.
    RowReader open(Path file) {
        String url = jdbc;
        if (url == null) {
            if (query != null || driver != null || user != null) {
                throw Problem.usage("--query, --driver and --user are for a database")
                        .remedy("--jdbc URL besides")
                        .exception();
            }
            return Input.open(file, toReadOptions());
        }
        if (query == null || !Input.isStandardInput(file)) {
            throw Problem.usage("a database is read by a query, and there is no file then")
                    .expected("--jdbc URL --query SQL, and - for FILE")
                    .found(query == null ? "no --query" : "FILE " + file)
                    .exception();
        }
        Properties properties = new Properties();
        Optional.ofNullable(user).ifPresent(name -> properties.setProperty("user", name));
        Optional.ofNullable(System.getenv("HOURGLASS_JDBC_PASSWORD"))
                .ifPresent(password -> properties.setProperty("password", password));
        return JdbcRows.open(url, query, properties, Optional.ofNullable(driver), toReadOptions());
    }

    /// Sets aside what was set aside when a model was trained, where the file has it and nothing else is asked for.
    void takeLabelOf(Model model, Path file) {
        if (label == null && model.card().labelColumn().isPresent() && !Input.isStandardInput(file)) {
            try (RowReader reader = open(file)) {
                List<String> columns = reader.columns();
                model.card().labelColumn().filter(columns::contains).ifPresent(it -> label = it);
            }
        }
    }

    /// The rows of one table that is made of files.
    RowReader open(List<Path> files) {
        return files.size() == 1 ? open(files.getFirst()) : Input.open(files, toReadOptions());
    }

    /// The tables that paths stand for, the files of pictures together and each other file by itself: what is set aside
    /// of one would take the place of what was set aside of the file before.
    List<List<Path>> tables(List<Path> paths) {
        List<List<Path>> tables =
                paths.stream().flatMap(it -> Input.tables(it).stream()).toList();
        List<Path> all = tables.stream().flatMap(List::stream).toList();
        List<List<Path>> files =
                tables.size() > 1 && tables.stream().allMatch(DataFile::arePictures) ? List.of(all) : tables;
        if (files.size() > 1 && rejects != null) {
            throw Problem.usage("rows are set aside of one file at a time")
                    .at("--rejects")
                    .found(Counted.of(files.size(), "file"))
                    .exception();
        }
        return files;
    }

    ReadOptions toReadOptions() {
        return new ReadOptions(
                Optional.ofNullable(header).map(DataOptions::isYes),
                Optional.ofNullable(missing),
                Optional.ofNullable(array),
                Optional.ofNullable(sql),
                Optional.ofNullable(rejects),
                Optional.ofNullable(patches).map(it -> Problems.of("--patches", it, () -> new Patches(it))),
                grey);
    }

    /// Options for pictures a row each, whatever their size.
    ReadOptions wholePictures() {
        return grey ? ReadOptions.none().withGrey() : ReadOptions.none();
    }

    /// The options for reading a file as one would type them again, but for the label.
    List<String> typed() {
        List<String> typed = new ArrayList<>();
        typed(typed, "--keep", keep);
        typed(typed, "--drop", drop);
        Optional.ofNullable(header).ifPresent(it -> typed.addAll(List.of("--header", it)));
        Optional.ofNullable(missing).ifPresent(it -> typed(typed, "--missing", it));
        Optional.ofNullable(array).ifPresent(it -> typed.addAll(List.of("--array", it)));
        Optional.ofNullable(sql).ifPresent(it -> typed.addAll(List.of("--sql", it)));
        Optional.ofNullable(jdbc).ifPresent(it -> typed.addAll(List.of("--jdbc", withoutPassword(it))));
        Optional.ofNullable(query).ifPresent(it -> typed.addAll(List.of("--query", it)));
        Optional.ofNullable(driver).ifPresent(it -> typed.addAll(List.of("--driver", it.toString())));
        Optional.ofNullable(user).ifPresent(it -> typed.addAll(List.of("--user", it)));
        if (grey) {
            typed.add("--grey");
        }
        return typed;
    }

    /// A text in which the address of a database says no password.
    static String withoutPassword(String text) {
        return text.replaceAll("(?i)(password=)[^&;]*", "$1…")
                .replaceAll("(?i)(jdbc:[^@]*//[^/@:]*:)[^@/]*@", "$1…@")
                .replaceAll("(?i)(jdbc:oracle:[^@/]*/)[^@]*@", "$1…@");
    }

    private static void typed(List<String> typed, String option, List<String> values) {
        if (!values.isEmpty()) {
            typed.addAll(List.of(option, String.join(",", values)));
        }
    }

    /// What else than what a user says is known from a model: how it cuts pictures.
    void readAs(Model model) {
        model.columns().patches().ifPresent(it -> patches = it.side());
    }

    private static boolean isYes(String word) {
        return switch (word) {
            case "yes", "true" -> true;
            case "no", "false" -> false;
            default ->
                throw Problem.usage("the first line names the columns or does not")
                        .at("--header")
                        .expected("yes or no")
                        .found(word)
                        .exception();
        };
    }
}
