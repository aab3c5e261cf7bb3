package hourglass.data;

import hourglass.data.file.InputFile;
import hourglass.data.file.Names;
import hourglass.data.row.ReadOptions;
import hourglass.data.row.RowReader;
import hourglass.data.source.Rejects;
import hourglass.json.NearMiss;
import hourglass.problem.Problem;
import hourglass.table.Frame;
import hourglass.table.ValueType;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;

/// The rows of several files, one file after the other.
final class SeveralFiles implements RowReader {
    private final List<Path> paths;
    private final ReadOptions options;
    private final Optional<Rejects> rejects;
    private final List<String> all;
    private final Set<String> notes = new LinkedHashSet<>();
    private List<String> columns;
    private RowReader current;
    private Optional<Rejects> currentRejects;
    private int next = 1;
    private long rejected;
    private long delivered;

    private SeveralFiles(List<Path> paths, ReadOptions options, Optional<Rejects> rejects) {
        this.paths = paths;
        this.options = options;
        this.rejects = rejects;
        this.currentRejects = part(paths.getFirst());
        this.current = open(paths.getFirst());
        this.all = current.columns();
        this.columns = all;
        notes.add(paths.size() + " files are read as one table, in the order of their names");
    }

    static RowReader open(List<Path> paths, ReadOptions options) {
        Optional<Rejects> rejects = Optional.empty();
        try {
            for (Path path : paths) {
                InputFile file = InputFile.of(path);
                options.rejects().ifPresent(set -> DataFile.requireOther(file, set));
                file.close();
            }
            if (options.sql().isPresent()) {
                throw Problem.usage("`sql` reads one file at a time")
                        .found(paths.size() + " files")
                        .exception();
            }
            rejects = Rejects.create(options.rejects(), true);
            return new SeveralFiles(paths, options, rejects);
        } catch (RuntimeException e) {
            rejects.ifPresent(Rejects::close);
            throw e;
        }
    }

    private Optional<Rejects> part(Path path) {
        return rejects.map(set -> set.from(path.toString()));
    }

    private RowReader open(Path path) {
        InputFile file = InputFile.of(path);
        try {
            return DataFile.open(file, Format.saysTabs(path), options, currentRejects);
        } catch (RuntimeException e) {
            file.close();
            throw e;
        }
    }

    @Override
    public List<String> columns() {
        return columns;
    }

    @Override
    public List<Integer> shape() {
        return current.shape();
    }

    @Override
    public ValueType valueType() {
        return current.valueType();
    }

    @Override
    public OptionalLong rowCount() {
        return OptionalLong.empty();
    }

    /// Files count alike, whatever their sizes.
    @Override
    public OptionalDouble progress() {
        return OptionalDouble.of((next - 1 + current.progress().orElse(0)) / paths.size());
    }

    @Override
    public List<String> notes() {
        take(current, paths.get(next - 1));
        return List.copyOf(notes);
    }

    private void take(RowReader reader, Path path) {
        reader.notes().forEach(note -> notes.add(path.getFileName() + ": " + note));
    }

    @Override
    public void select(List<String> names) {
        current.select(names);
        columns = List.copyOf(names);
    }

    @Override
    public Frame read(int most) {
        while (true) {
            Frame rows = current.read(most);
            if (rows.rows() > 0 || next == paths.size()) {
                Frame placed = rows.startingAt(delivered);
                delivered += rows.rows();
                return placed;
            }
            take(current, paths.get(next - 1));
            rejected += current.rejected();
            current.close();
            Path path = paths.get(next++);
            currentRejects = part(path);
            current = open(path);
            requireColumns(path);
            current.select(columns);
        }
    }

    private void requireColumns(Path path) {
        Set<String> here = new HashSet<>(current.columns());
        List<String> lacking = all.stream().filter(name -> !here.contains(name)).toList();
        List<String> surplus =
                current.columns().stream().filter(name -> !all.contains(name)).toList();
        if (!lacking.isEmpty()) {
            String near = NearMiss.suggestion(lacking.getFirst(), surplus);
            throw Problem.badData("files have different columns: " + Names.shown(lacking) + " is missing" + near)
                    .at(path.toString())
                    .expected("the columns of " + paths.getFirst())
                    .exception();
        } else if (!surplus.isEmpty()) {
            throw Problem.badData("files have different columns: " + Names.shown(surplus) + " is new")
                    .at(path.toString())
                    .expected("the columns of " + paths.getFirst())
                    .exception();
        }
    }

    @Override
    public long rejected() {
        return rejected + current.rejected();
    }

    @Override
    public void close() {
        current.close();
        rejects.ifPresent(Rejects::close);
    }
}
